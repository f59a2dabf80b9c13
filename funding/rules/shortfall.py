"""Who bears what others do not pay, in what order and up to what limit: `[shortfall]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from funding.language import N_, _, pgettext
from funding.rules.bound import draft_bound
from funding.rules.closing import draft_minimum, draft_opening
from funding.rules.rule import Distinct, Path, Rule, Settings
from funding.rules.work import Work, added, without
from funding.toml.fields import Money, Name, Percent, Stated
from funding.worksheet.column import Role, Scope

PAGE = "docs/reference/shortfall.md"
RESERVES, LEAD, DEVOLVED, ALL = "reserves", "lead", "devolved", "all who pay in full"
ALL_WHO_MUST = "all who must pay"


class Shortfall(Settings):
    """`[shortfall]`: who bears it, in order; what is left at the end is unfunded.

    Only partners that pay their own assessment in full bear anything. The limit is on what one
    partner bears in all: a part of its own assessment, or a sum.
    """

    words: ClassVar[tuple[str, ...]] = (RESERVES, LEAD, DEVOLVED, ALL, ALL_WHO_MUST)

    borne_by: Annotated[
        list[
            Literal["reserves", "lead", "devolved", "all who pay in full", "all who must pay"]
            | Name
        ],
        Distinct,
    ]
    limit: Stated[Percent] | None = None
    limit_amount: Stated[Money] | None = None

    def kinds_named(self) -> Iterator[tuple[Path, str]]:
        """Give the kinds that bear."""
        for place, bearer in enumerate(self.borne_by):
            if bearer not in self.words:
                yield ("borne_by", place), bearer


def columns(settings: Shortfall | None, work: Work) -> None:
    """Draft each stage of the order: what is left to bear, who bears how much, to the penny."""
    draft = work.draft
    note = work.note(settings) if settings else _("{page}: nobody is named to bear it", page=PAGE)
    draft.column("short", "total(shortfall)", _("shortfall of all partners"), source=note)
    draft.column(
        "pays_in_full",
        "choose(shortfall == 0, 1, 0)",
        _("1 for a partner that pays its own in full, else 0"),
        unit="flag",
        source=_("{page}: only those who pay their own in full bear others' shortfalls", page=PAGE),
    )
    borne: list[str] = []
    covered: list[str] = []
    if settings is not None:
        limit = _limit(settings, work, note)
        for place, bearer in enumerate(settings.borne_by, start=1):
            if bearer == RESERVES:
                covered.append(_reserves(work, covered, note))
            else:
                covered.append(_stage(work, place, bearer, limit, borne, covered, note))
    draft.column(
        "borne",
        added(borne),
        _("borne for others"),
        scope=Scope.PARTNER,
        role=Role.BORNE,
        source=note,
    )
    draft.column(
        "shortfall_unfunded",
        without("short", covered),
        _("shortfall that nobody bears"),
        role=Role.SHORTFALL_UNFUNDED,
        source=note,
    )


def _limit(settings: Shortfall, work: Work, note: str) -> str | None:
    """Draft the most that one partner bears, if there is a limit."""
    bound = draft_bound(work, settings, "limit", "assessed", _("most that a partner bears"))
    if not bound:
        return None
    title = _("most that it bears for others")
    return work.draft.column("most_borne", bound, title, source=note, scope=Scope.PARTNER)


def _reserves(work: Work, covered: list[str], note: str) -> str:
    """Draft what reserves bear: what is above their minimum after all other use of them.

    What is collected above cost this year goes to reserves, and so can be drawn on too.
    """
    draft = work.draft
    opening, minimum = draft_opening(work), draft_minimum(work)
    planned = draft.playing(Role.RESERVES_PLANNED)
    inflow = added([opening, *draft.playing(Role.SURPLUS)])
    free = without(inflow, [*planned, minimum])
    return draft.column(
        "from_reserves",
        f"at_most({without('short', covered)}, at_least({free}, 0))",
        _("borne by reserves"),
        role=Role.SHORTFALL_FROM_RESERVES,
        source=note,
    )


def _stage(
    work: Work,
    place: int,
    bearer: str,
    limit: str | None,
    borne: list[str],
    covered: list[str],
    note: str,
) -> str:
    """Draft one stage: what its bearers take of what is left, and each one's part of it."""
    draft, said = work.draft, _said(bearer)
    weight = draft.column(
        f"bearing_{place}",
        _weight(work, bearer),
        _("bears by ({bearer})", bearer=said),
        source=note,
    )
    left = without("short", covered)
    rooms = [without(limit, borne)] if limit else []
    if work.bounds.highest:
        rooms.append(work.bounds.up_from(f"({added(['assessed', *borne])})", left))
    room = f"at_least({f'at_most({rooms[0]}, {rooms[-1]})'}, 0)" if rooms else left
    draft.column(
        f"room_{place}",
        f"choose({weight} > 0, {room}, 0)",
        _("most that it bears now ({bearer})", bearer=said),
        source=note,
    )
    draft.column(
        f"stage_{place}",
        f"at_most({left}, total(room_{place}))",
        _("borne in all ({bearer})", bearer=said),
        source=note,
    )
    draft.column(
        f"level_{place}",
        f"level(stage_{place}, {weight}, 0, room_{place})",
        _("borne, as a part of what is assessed ({bearer})", bearer=said),
        unit="share",
        source=note,
    )
    draft.column(
        f"bears_exact_{place}",
        f"at_most(level_{place} * {weight}, room_{place})",
        _("bears, exact ({bearer})", bearer=said),
        source=note,
    )
    borne.append(
        draft.column(
            f"bears_{place}",
            f"round_to_total(bears_exact_{place}, stage_{place}, penny, largest_remainder)",
            _("bears ({bearer})", bearer=said),
            source=note,
        )
    )
    return f"stage_{place}"


def _said(bearer: str) -> str:
    """Say who bears, reserves aside; a kind of partner stays as it is written."""
    match bearer:
        case "lead":
            return pgettext("who bears a shortfall", "lead")
        case "devolved":
            return pgettext("who bears a shortfall", "devolved")
        case "all who pay in full":
            return _("all who pay in full")
        case "all who must pay":
            return _("all who must pay")
        case _kind:
            return bearer


def _weight(work: Work, bearer: str) -> str:
    """Write by what a partner bears at a stage: its own assessment, if it is one of the bearers."""
    if bearer == ALL:
        return "pays_in_full * assessed"
    if bearer == ALL_WHO_MUST:
        return "must_pay * pays_in_full * assessed"
    if bearer == LEAD:
        flag = work.flag("is_lead", _("1 for the lead partner, else 0"))
    elif bearer == DEVOLVED:
        flag = work.flag("devolved", _("1 for a body that answers to Wales, else 0"))
    else:
        flag = work.is_kind(bearer)
    return f"{flag} * pays_in_full * assessed"


RULE = Rule(
    "shortfall",
    "shortfall",
    N_("say who bears what others do not pay, in order, and up to what"),
    Shortfall,
    columns,
    PAGE,
    always=True,
)
