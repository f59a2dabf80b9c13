"""Which results stand beside which: formulas beside a baseline, or one scenario beside another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.comparison.words import which_in_words
from funding.errors import FundingError
from funding.language import _, ngettext
from funding.scenario.model import Scenario
from funding.years import FinancialYear


class CannotCompare(FundingError):
    """What was asked for cannot be put side by side; the text says what to do."""


@dataclass(frozen=True, eq=False)
class Side:
    """The results of one formula in one year of a scenario, on the boards that are compared.

    `which` is `before` or `after` where two scenarios are compared, and empty where one is.
    """

    scenario: Scenario
    formula: str
    year: FinancialYear
    runs: tuple[Run, ...]
    which: str = ""

    @property
    def label(self) -> str:
        """What tells it from the sides beside it, as the head of a column."""
        return which_in_words(self.which) if self.which else self.formula


@dataclass(frozen=True, eq=False)
class Pair:
    """Two sides: what changes are measured against, and what is measured."""

    before: Side
    after: Side


@dataclass(frozen=True)
class Missing:
    """A formula that is not compared, on a board or (None) at all, and why."""

    scenario: str
    formula: str
    board: str | None
    why: str


def check_comparable(scenarios: Sequence[Scenario], baseline: str | None) -> None:
    """Raise `CannotCompare` unless there is something to measure, and something to measure by."""
    first, last = scenarios[0], scenarios[-1]
    runs = [formula.id for formula in first.formulas]
    if len(scenarios) == 1 and baseline is None:
        raise CannotCompare(
            _(
                "'{scenario}' states no baseline: say with --baseline NAME which formula changes "
                "are measured against; it runs {formulas}",
                scenario=first.id,
                formulas=", ".join(runs),
            )
        )
    if baseline is not None and baseline not in runs:
        text = _(
            "'{scenario}' does not run the formula '{formula}'", scenario=first.id, formula=baseline
        )
        raise CannotCompare(text)
    if len(scenarios) == 1:
        return
    if first.currency != last.currency:
        raise CannotCompare(
            _(
                "'{first}' is in {first_currency} and '{last}' in {last_currency}: nothing is "
                "converted, so give both in one currency",
                first=first.id,
                first_currency=first.currency,
                last=last.id,
                last_currency=last.currency,
            )
        )
    if len(first.years) != len(last.years):
        raise CannotCompare(
            _(
                "'{first}' has {first_years} and '{last}' has {last_years}: give both as "
                "many, so that each year has one to stand beside",
                first=first.id,
                first_years=_years(first),
                last=last.id,
                last_years=_years(last),
            )
        )
    if baseline is None and not set(runs) & {formula.id for formula in last.formulas}:
        raise CannotCompare(
            _(
                "'{first}' and '{last}' have no formula in common: name one for both with "
                "--formula NAME, or one for the first with --baseline NAME",
                first=first.id,
                last=last.id,
            )
        )


def _years(scenario: Scenario) -> str:
    return ngettext("{number} year", "{number} years", len(scenario.years))


def side_of(outcome: Outcome, formula: str, year: FinancialYear, which: str = "") -> Side:
    """Give the results of a formula in a year."""
    runs = (run for run in outcome.runs if (run.formula.id, run.year) == (formula, year))
    return Side(outcome.scenario, formula, year, tuple(runs), which)


def beside_baseline(outcome: Outcome, baseline: str) -> tuple[list[Pair], list[Missing]]:
    """Put every other formula beside the baseline, year by year, on the boards that have both."""
    pairs, missing = [], []
    for formula in outcome.formulas:
        for year in outcome.scenario.years if formula != baseline else ():
            sides = [side_of(outcome, name, year) for name in (baseline, formula)]
            both = set.intersection(*({run.board.id for run in side.runs} for side in sides))
            before, after = (
                Side(s.scenario, s.formula, year, tuple(r for r in s.runs if r.board.id in both))
                for s in sides
            )
            if both:
                pairs.append(Pair(before, after))
            why = _(
                "the baseline '{formula}' is left out there, so there is no change to measure",
                formula=baseline,
            )
            missing += [
                Missing(outcome.scenario.id, formula, run.board.id, why)
                for run in sides[1].runs
                if run.board.id not in both
            ]
    return pairs, list(dict.fromkeys(missing))


def beside_scenario(
    before: Outcome, after: Outcome, baseline: str | None
) -> tuple[list[Pair], list[Missing]]:
    """Put every formula of two scenarios beside itself, their first years together, and so on.

    With a `baseline`, every formula of the second stands beside that one of the first. A formula
    that is left out on a board of either is not compared: its totals would not be of all boards.
    """
    pairs, missing = [], []
    runs = [[each.id for each in outcome.scenario.formulas] for outcome in (before, after)]
    for formula in dict.fromkeys([*runs[1], *(runs[0] if baseline is None else ())]):
        measured_by = formula if baseline is None else baseline
        absent = _absent(before, measured_by) + _absent(after, formula)
        missing += [Missing(after.scenario.id, formula, None, why) for why in absent]
        if not absent:
            years = zip(before.scenario.years, after.scenario.years, strict=True)
            pairs += [
                Pair(
                    side_of(before, measured_by, first, "before"),
                    side_of(after, formula, last, "after"),
                )
                for first, last in years
            ]
    return pairs, missing


def _absent(outcome: Outcome, formula: str) -> list[str]:
    """Say why a formula has no totals over all boards of a scenario."""
    name = outcome.scenario.id
    if formula not in [each.id for each in outcome.scenario.formulas]:
        return [_("'{scenario}' does not run '{formula}'", scenario=name, formula=formula)]
    boards = [each.board for each in outcome.left_out if each.formula == formula]
    if not boards:
        return []
    return [
        _(
            "'{formula}' is left out on {boards} in '{scenario}'",
            formula=formula,
            boards=", ".join(boards),
            scenario=name,
        )
    ]
