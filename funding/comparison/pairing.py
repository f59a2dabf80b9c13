"""Which results stand beside which: formulas beside a baseline, or one scenario beside another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.errors import FundingError
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
        return self.which or self.formula


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
            f"'{first.id}' states no baseline: say with --baseline NAME which formula changes are "
            f"measured against; it runs {', '.join(runs)}"
        )
    if baseline is not None and baseline not in runs:
        raise CannotCompare(f"'{first.id}' does not run the formula '{baseline}'")
    if len(scenarios) == 1:
        return
    if first.currency != last.currency:
        raise CannotCompare(
            f"'{first.id}' is in {first.currency} and '{last.id}' in {last.currency}: nothing is "
            "converted, so give both in one currency"
        )
    if len(first.years) != len(last.years):
        raise CannotCompare(
            f"'{first.id}' has {_years(first)} and '{last.id}' has {_years(last)}: give both as "
            "many, so that each year has one to stand beside"
        )
    if baseline is None and not set(runs) & {formula.id for formula in last.formulas}:
        raise CannotCompare(
            f"'{first.id}' and '{last.id}' have no formula in common: name one for both with "
            "--formula NAME, or one for the first with --baseline NAME"
        )


def _years(scenario: Scenario) -> str:
    return "1 year" if len(scenario.years) == 1 else f"{len(scenario.years)} years"


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
            why = f"the baseline '{baseline}' is left out there, so there is no change to measure"
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
        return [f"'{name}' does not run '{formula}'"]
    boards = [each.board for each in outcome.left_out if each.formula == formula]
    return [f"'{formula}' is left out on {', '.join(boards)} in '{name}'"] if boards else []
