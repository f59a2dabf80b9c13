"""What reserves should be; what is above is returned, what is below collected: `[reserves]`.

What is returned goes to those who paid, as a lower assessment, and reserves pay for it. What is
collected is asked for beside the cost, and goes to reserves.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import PlainValidator, model_validator

from funding.language import N_, _
from funding.rules.by_days import DAYS, by_days
from funding.rules.claims import draft_claim
from funding.rules.closing import draft_minimum, draft_opening
from funding.rules.in_kind import InKind
from funding.rules.rule import Rule, Settings
from funding.rules.stated import draft_stated
from funding.rules.work import Asked, Work, added, without
from funding.toml.fields import Money, Percent, Stated, misread
from funding.worksheet.column import Origin, Role, Scope, Unit

PAGE = "docs/reference/reserves.md"
LONGEST = 30


def _years(value: object) -> Fraction:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST:
        return Fraction(value)
    raise misread(
        _("this should be a whole number of years, 1 to {longest}", longest=LONGEST),
        _("write: {example}", example="years = 3"),
    )


class Reserves(Settings):
    """`[reserves]`: a target, by a percentage of the cost or as a sum, and what it does.

    With both, the higher holds. It is never below the minimum of the board.
    """

    target: Stated[Percent] | None = None
    target_amount: Stated[Money] | None = None
    above_target: Literal["returned"] | None = None
    below_target: Literal["collected"] | None = None
    years: Stated[Annotated[Fraction, PlainValidator(_years)]] | None = None

    @model_validator(mode="after")
    def _say_what_it_does(self) -> Self:
        if self.target is None and self.target_amount is None:
            fix = _(
                "add {target}, or {amount}",
                target='target = "10%"',
                amount='target_amount = "£5,000.00"',
            )
            raise misread(_("it is not said what the reserves should be"), fix)
        if self.above_target is None and self.below_target is None:
            fix = _(
                "add {above}, or {below} with its years",
                above='above_target = "returned"',
                below='below_target = "collected"',
            )
            raise misread(_("it is not said what the target does"), fix)
        if self.below_target is not None and self.years is None:
            fix = _("add for instance: {example}", example="years = 3")
            raise misread(
                _("it is not said over how many years it is collected"), fix, "below_target"
            )
        if self.years is not None and self.below_target is None:
            fix = _("add {example}, or delete this", example='below_target = "collected"')
            raise misread(_("nothing is collected over these years"), fix, "years")
        return self


def columns(settings: Reserves, work: Work) -> None:
    """Draft the target, what the year opens with to measure by it, and what that returns or asks.

    Measured is what is left after the planned use, less what partners may still draw of things
    given in earlier years: that money is owed, and no surplus. A year that is cut is measured once,
    in its first part.
    """
    note = work.note(settings)
    _target(settings, work, note)
    opening = draft_opening(work)
    owed = [f"total({draft_claim(work)})"] if _carries(work) else []
    later = [_later(work)] if work.shape.in_part else []
    held = without(opening, [*work.draft.playing(Role.RESERVES_PLANNED), *later, *owed])
    work.draft.column(
        "reserves_held", held, _("reserves after the planned use, less what is owed"), source=note
    )
    less = _returned(work, note) if settings.above_target else None
    more = _collected(settings, work, note) if settings.below_target else None
    asked = work.asked
    exact = added([asked.exact, *(["collected_exact"] if more else [])])
    exact = f"at_least({exact} - returned_exact, 0)" if less else exact
    pence = without(added([asked.pence, *([more] if more else [])]), [less] if less else [])
    work.asked = Asked(
        work.draft.column(
            "after_reserves_exact",
            exact,
            _("asked after what reserves return or need, exact"),
            source=note,
        ),
        work.draft.column(
            "after_reserves", pence, _("asked after what reserves return or need"), source=note
        ),
    )


def _carries(work: Work) -> bool:
    """Say whether the formula lets partners draw what they gave in earlier years."""
    settings = work.sections.get("in_kind")
    return isinstance(settings, InKind) and settings.excess == "carried"


def _figure(settings: Reserves, work: Work, key: str, title: str, unit: Unit) -> str | None:
    """Draft one figure of the section, if it is stated."""
    stated: Stated[Fraction] | None = getattr(settings, key)
    if stated is None:
        return None
    name, group = f"reserves_{key}_stated", "targets of reserves"
    return draft_stated(
        work,
        settings,
        (key,),
        stated,
        name=name,
        title=title,
        group=group,
        unit=unit,
        a_year=False,
    )


def _target(settings: Reserves, work: Work, note: str) -> None:
    """Draft the target; a part of the cost is rounded up, so that it is never undershot."""
    title = _("what reserves should be")
    part = _figure(settings, work, "target", _("what reserves should be, of the cost"), "share")
    amount = _figure(settings, work, "target_amount", title, "money")
    text = draft_minimum(work)
    if work.shape.in_part:
        text = f"{text} - {_later(work)}"
    if part:
        cost = _cost_a_year(work)
        text = f"at_least({text}, round_to({part} * ({cost}), penny, up))"
    if amount:
        text = f"at_least({text}, {amount})"
    work.draft.column("reserves_target", text, title, source=note)


def _later(work: Work) -> str:
    """Draft what is planned for the days of the year after these, which the minimum has too."""
    return work.draft.input(
        "reserves_later",
        _("planned use of reserves, on the later days of the year"),
        Origin("reserves_later"),
        scope=Scope.BOARD,
    )


def _cost_a_year(work: Work) -> str:
    """Write what the board costs in the whole year."""
    if not work.shape.in_part:
        return added(work.draft.playing(Role.COST))
    return work.draft.input(
        "cost_a_year", _("cost of the whole year"), Origin("cost_a_year"), scope=Scope.BOARD
    )


def _once(work: Work, text: str) -> str:
    """Write what counts in a whole year; of a year that is cut, in its first part."""
    if not work.shape.in_part:
        return text
    title = DAYS["days_before"]
    before = work.draft.input(
        "days_before",
        _(title),
        Origin("days_before"),
        scope=Scope.BOARD,
        unit="number",
        source=by_days(),
    )
    return f"choose({before} == 0, {text}, 0)"


def _returned(work: Work, note: str) -> str:
    """Draft what each partner gets back: in proportion to its cash of the year before.

    What would pass what is asked of a partner stays in reserve: nobody else has paid it.
    """
    draft = work.draft
    paid = draft.opening("cash", _("paid in cash in the year before"), scope=Scope.PARTNER)
    draft.column(
        "above_target",
        _once(work, "at_least(reserves_held - reserves_target, 0)"),
        _("reserves above what they should be"),
        source=note,
    )
    part = f"above_target * {paid} / total({paid})"
    draft.column(
        "returned_exact",
        f"choose(total({paid}) > 0, at_most({part}, {work.bounds.down_from(work.asked.pence)}), 0)",
        _("returned to the partner, exact"),
        source=_("{page}: in proportion to what each paid in cash in the year before", page=PAGE),
    )
    draft.column(
        "returned_in_all",
        "round_to(total(returned_exact), penny, down)",
        _("returned to all partners, from reserves"),
        role=Role.RESERVES_PLANNED,
        source=note,
    )
    return draft.column(
        "returned",
        "round_to_total(returned_exact, returned_in_all, penny, largest_remainder)",
        _("returned to the partner"),
        role=Role.RETURNED,
        source=note,
    )


def _collected(settings: Reserves, work: Work, note: str) -> str:
    """Draft what is collected for reserves: asked of those who share, by what is asked of them."""
    draft = work.draft
    years = _figure(settings, work, "years", _("years over which it is collected"), "number")
    draft.column(
        "below_target",
        _once(work, "at_least(reserves_target - reserves_held, 0)"),
        _("reserves below what they should be"),
        source=note,
    )
    draft.column(
        "collects_by",
        f"sharing * {work.asked.pence}",
        _("is asked for reserves by"),
        source=_(
            "{page}: of those who take part in the split, by what is asked of them", page=PAGE
        ),
    )
    most = f"round_to(reserves_target / {years}, penny, up)"
    wanted = f"at_most(below_target, {most})"
    if work.bounds.highest:
        wanted = f"at_most({wanted}, total(collects_room))"
        room = work.bounds.up_from(work.asked.pence, "below_target")
        draft.column(
            "collects_room",
            f"choose(collects_by > 0, at_least({room}, 0), 0)",
            _("most that it may be asked for reserves, within its bounds"),
            source=note,
        )
    draft.column(
        "collected_in_all",
        f"choose(total(collects_by) > 0, {wanted}, 0)",
        _("collected for reserves"),
        role=Role.SURPLUS,
        source=_("{page}: no more in a year than the target divided by the years", page=PAGE),
    )
    draft.column(
        "collected_exact",
        _collected_by_each(work),
        _("asked for reserves, exact"),
        source=note,
    )
    return draft.column(
        "collected",
        "round_to_total(collected_exact, collected_in_all, penny, largest_remainder)",
        _("asked for reserves"),
        source=note,
    )


def _collected_by_each(work: Work) -> str:
    """Write each one's part of what is collected; within bounds, where there are any."""
    if work.bounds.highest is None:
        return (
            "choose(collected_in_all > 0, collects_by * collected_in_all / total(collects_by), 0)"
        )
    level = "level(collected_in_all, collects_by, 0, collects_room)"
    return f"at_most(collects_room, collects_by * {level})"


RULE = Rule(
    "reserves",
    "reserves",
    N_("return what reserves have above a target to those who paid, or collect what they lack"),
    Reserves,
    columns,
    PAGE,
)
