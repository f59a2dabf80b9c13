"""Moving from what was paid before to what the formula says, over some years: `[transition]`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Self

from pydantic import field_validator, model_validator

from funding.language import N_, _
from funding.rules.rule import Rule, Settings
from funding.rules.work import Asked, Work
from funding.toml.fields import Percent, Stated, Year, misread
from funding.toml.wording import shown
from funding.worksheet.column import Origin, Scope

PAGE = "docs/reference/bounds.md"
MOST_YEARS = 30


class Transition(Settings):
    """`[transition]`: the first year, and in how many years, or by what steps, the formula holds.

    The historic sums are those of the year before the first (`[[last_year]]` of a scenario).
    """

    start: Year
    years: int | None = None
    steps: list[Stated[Percent]] | None = None

    @field_validator("years")
    @classmethod
    def _some_years(cls, value: int | None) -> int | None:
        if value is not None and not 1 <= value <= MOST_YEARS:
            message = _(
                "a transition takes 1 to {most} years, not {value}",
                most=MOST_YEARS,
                value=shown(value),
            )
            raise misread(message, _("write how many, for instance {example}", example="years = 4"))
        return value

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        fix = _(
            "write {years}, or {steps}", years="years = 4", steps='steps = ["25%", "50%", "75%"]'
        )
        if (self.years is None) == (not self.steps):
            both = _("the transition has both years and steps")
            neither = _("the transition has neither years nor steps")
            raise misread(both if self.years else neither, fix)
        parts = [each.value for each in self.steps or ()]
        if any(later < earlier for earlier, later in pairwise(parts)):
            raise misread(_("the steps do not rise"), _("begin with the smallest"), "steps")
        return self

    def parts(self) -> Sequence[Stated[Fraction]]:
        """Give how much of the formula holds in each year from the first, until all of it does."""
        if self.years is None:
            return self.steps or ()
        return [
            Stated[Percent].model_construct(value=Fraction(place, self.years))
            for place in range(1, self.years)
        ]


def columns(settings: Transition, work: Work) -> None:
    """Draft what is asked while the formula comes in: part of it, and the rest by history.

    The historic sums are brought to what is asked in all, so that the total is kept.
    """
    draft, asked, note = work.draft, work.asked, work.note(settings)
    draft.opening("historic", _("assessed before the transition"), scope=Scope.PARTNER)
    draft.closing("historic", "historic_opening")
    draft.input("year", _("the year"), Origin("year"), scope=Scope.BOARD, unit="number")
    draft.column(
        "phase",
        _phase(settings, work),
        _("part of the formula that holds"),
        unit="share",
        source=note,
    )
    draft.column(
        "phased_in_all", f"total(sharing * {asked.pence})", _("asked of all who share"), source=note
    )
    historic = "total(sharing * historic_opening)"
    draft.column(
        "phased_exact",
        f"choose(sharing == 0, {asked.pence}, choose(phased_in_all == 0, 0, "
        f"phased_in_all * (phase * {asked.exact} / total(sharing * {asked.exact}) + "
        f"choose(phase == 1, 0, (1 - phase) * historic_opening / {historic}))))",
        _("asked, exact, partly by history"),
        source=note,
        without=_(
            "nobody who shares was assessed for anything in the year before the scenario's first, "
            "so there is nothing to begin from"
        ),
        remedy=_("state that in [[last_year]] tables of the scenario, or leave [transition] out"),
    )
    draft.column(
        "phased_in",
        f"round_to_total(sharing * phased_exact, phased_in_all, {work.unit}, largest_remainder)",
        _("by the formula and by history, in whole money"),
        source=_("{page}: the total is kept", page=PAGE),
    )
    draft.column(
        "phased",
        f"choose(phase == 1 or sharing == 0, {asked.pence}, phased_in)",
        _("asked, partly by history"),
        source=note,
    )
    work.asked = Asked("phased_exact", "phased")


def _phase(settings: Transition, work: Work) -> str:
    """Write how much of the formula holds in the year: nothing before the first, all at the end."""
    # A list is set as a whole.
    path = (*work.section, "years" if settings.years else "steps")
    text = "1"
    for place, each in reversed(list(enumerate(settings.parts()))):
        name = work.draft.parameter(
            f"step_{place + 1}",
            _("part of the formula that holds in year {place}", place=place + 1),
            by="board",
            values={"": each.value},
            figures=[work.figure("transition steps", str(place), each, settings, path)],
            unit="share",
            source=work.note(settings),
        )
        text = f"choose(year == {settings.start.start + place}, {name}, {text})"
    return f"choose(year < {settings.start.start}, 0, {text})"


RULE = Rule(
    "transition",
    "bounds",
    N_("move from historic sums to the formula over some years"),
    Transition,
    columns,
    PAGE,
)
