"""Contributions in kind: what counts, up to what, and what happens to the excess: `[in_kind]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, field_validator

from funding.language import N_, _, in_english
from funding.rules.bound import draft_bound
from funding.rules.claims import draft_carried, draft_drawn
from funding.rules.offers import Ceilings, draft_counting, draft_needed, worth_of
from funding.rules.relief import draft_relief
from funding.rules.rule import Rule, Settings
from funding.rules.work import Work, added, in_identifier, without
from funding.toml.fields import Money, Percent, Stated, all_or_listed
from funding.worksheet.column import Origin, Role, Scope

Kind = Literal["staff", "goods", "services", "accommodation", "other resources"]
KINDS: tuple[Kind, ...] = ("staff", "goods", "services", "accommodation", "other resources")
SAID = (
    N_("staff"),
    N_("goods"),
    N_("services"),
    N_("accommodation"),
    N_("other resources"),
)
"""The kinds, as titles say them: the statute's own words in Welsh too."""
PAGE = "docs/reference/in-kind.md"


class InKind(Settings):
    """`[in_kind]`: the kinds that count, ceilings by percentage or sum, and the excess.

    The kinds are the statute's five words (Children Act 2004 s.33; Social Services and Well-being
    (Wales) Act 2014 s.138). The excess is `refused` (the board buys the thing), `kept` (it becomes
    surplus), `shared` (it relieves the others) or `carried` (its giver draws it in later years).
    """

    eligible: Annotated[Literal["all"] | list[Kind], BeforeValidator(all_or_listed("kinds"))]
    ceiling: Stated[Percent] | None = None
    ceiling_amount: Stated[Money] | None = None
    ceilings: dict[Kind, Stated[Percent]] = {}
    ceiling_amounts: dict[Kind, Stated[Money]] = {}
    excess: Literal["refused", "kept", "shared", "carried"]

    @field_validator("eligible")
    @classmethod
    def _name_all(cls, value: Literal["all"] | list[Kind]) -> list[Kind]:
        return list(KINDS) if value == "all" else list(value)

    def idle_ceilings(self) -> Iterator[tuple[str, str]]:
        """Give each ceiling of a kind that does not count, with the key that it stands under."""
        for key in ("ceilings", "ceiling_amounts"):
            yield from ((key, kind) for kind in getattr(self, key) if kind not in self.eligible)


def columns(settings: InKind | None, work: Work) -> None:
    """Draft what each partner offers, what of it is needed, and what of that is credited.

    An offer counts only so far as its pool still has something to be paid, so that a credit never
    leaves a pool short of money. Without the section nothing is credited and the board buys what
    was offered.
    """
    work.draft.input(
        "in_kind_on_top",
        _("in kind, meeting no cost line"),
        Origin("on_top"),
        scope=Scope.PARTNER,
        role=Role.IN_KIND_ON_TOP,
    )
    if settings is None:
        _nothing(work)
        return
    note = work.note(settings)
    if settings.excess == "carried":
        draft_drawn(work)
    eligible = set(settings.eligible)
    # What is refused in any case takes no room from what counts; nobody may draw it later either.
    taken = eligible if settings.excess in ("refused", "carried") else set(KINDS)
    pools = [
        pool
        for pool in work.shape.pools
        if any(each == pool and kind in taken for kind, each in work.shape.offers)
    ]
    for pool in pools:
        draft_needed(work, pool, taken, note)
    covered = [pool for pool in pools if pool in work.covered]
    ceilings: Ceilings = {
        "ceilings": settings.ceilings,
        "ceiling_amounts": settings.ceiling_amounts,
    }
    draft_counting(work, settings, eligible, ceilings, covered)
    _ceiling(settings, work, note)
    work.draft.column(
        "in_kind",
        "at_most(eligible_offers, most_credited)",
        _("credited in kind"),
        role=Role.IN_KIND,
        source=note,
    )
    if settings.excess == "refused":
        _free(work, "0", note)
        _assessed(work, None, note)
        return
    title = _("offers that meet a line still to be paid")
    work.draft.column(
        "offers", worth_of(work, covered, taken), title, source=note, scope=Scope.PARTNER
    )
    _excess(settings, work, [pool for pool in pools if pool not in work.covered], note)


def _excess(settings: InKind, work: Work, uncovered: list[str], note: str) -> None:
    """Draft the excess that the board takes, and what becomes of it; then what is assessed."""
    work.draft.column("excess", "offers - in_kind", _("met in kind but not credited"), source=note)
    met = [_free_of_uncovered(work, pool, note) for pool in uncovered]
    _free(work, added(["excess", *met]), note)
    work.draft.column(
        "filled",
        f"at_most(total(excess), {added(work.unasked)})",
        _("excess that meets cost which nobody is asked for"),
        source=_("{page}: the excess first meets what nobody is asked for", page=PAGE),
    )
    _assessed(work, draft_relief(work, note) if settings.excess == "shared" else None, note)
    work.draft.column(
        "kept_in_kind",
        without("total(excess) - filled", ["total(relief)"] * (settings.excess == "shared")),
        _("met in kind, kept by the board"),
        role=Role.SURPLUS,
        source=_("{page}: collected above cost, to reserves", page=PAGE),
    )
    if settings.excess == "carried":
        draft_carried(work)


def _ceiling(settings: InKind, work: Work, note: str) -> None:
    """Draft the most that may be credited: never above what is asked of the partner."""
    asked = work.asked.pence
    bound = draft_bound(work, settings, "ceiling", asked, _("most that counts in kind"))
    text = f"at_most({bound}, {asked})" if bound else asked
    work.draft.column("most_credited", text, _("most that may be credited"), source=note)


def _free_of_uncovered(work: Work, pool: str, note: str) -> str:
    """Draft what is met in kind of a pool that nobody is asked to pay."""
    name = in_identifier(pool)
    return work.draft.column(
        f"met_{name}",
        f"round_to(offered_{name} * needed_{name}, penny, down)",
        _("met in kind, of {pool}", pool=in_english(pool)),
        source=note,
    )


def _free(work: Work, text: str, note: str) -> None:
    work.draft.column(
        "in_kind_free",
        text,
        _("met in kind, not credited"),
        role=Role.IN_KIND_FREE,
        source=note,
        scope=Scope.PARTNER,
    )
    for pool in work.shape.pools:
        name = in_identifier(pool)
        if f"met_{name}" in work.draft:
            work.draft.column(
                f"free_{name}",
                f"total(met_{name})",
                _("{pool}: met in kind", pool=in_english(pool)),
                source=note,
            )


def _assessed(work: Work, relief: str | None, note: str) -> None:
    # Relief is measured in whole pennies, and may pass an exact share by a part of one.
    asked = work.asked
    exact = f"at_least({asked.exact} - relief_exact, 0)" if relief else asked.exact
    work.draft.column(
        "assessed_exact", exact, _("assessed, exact"), role=Role.ASSESSED_EXACT, source=note
    )
    work.draft.column(
        "assessed",
        f"{asked.pence} - relief" if relief else asked.pence,
        _("assessed contribution"),
        role=Role.ASSESSED,
        source=note,
    )


def _nothing(work: Work) -> None:
    """Draft that nothing is credited, because the formula says nothing of it."""
    note = _("{page}: a formula that says nothing of contributions in kind credits none", page=PAGE)
    work.draft.column(
        "in_kind",
        "0",
        _("credited in kind"),
        role=Role.IN_KIND,
        source=note,
        scope=Scope.PARTNER,
    )
    _free(work, "0", note)
    _assessed(work, None, work.source)


RULE = Rule(
    "in_kind",
    "in kind",
    N_("credit staff, premises and other things given, up to a ceiling; say what the excess does"),
    InKind,
    columns,
    PAGE,
    always=True,
)
