"""Formulas beside a baseline, or one scenario beside another: every view of the same results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from funding.comparison.compared import (
    budget_dict,
    flat_rows,
    kinds_dict,
    measures_dict,
    missing_dict,
    pair_dict,
    step_dict,
)
from funding.comparison.continuity import Step, steps_of
from funding.comparison.outcome import Outcome
from funding.comparison.pairing import (
    Missing,
    Pair,
    Side,
    beside_baseline,
    beside_scenario,
    check_comparable,
    side_of,
)
from funding.comparison.published import scenario_dict
from funding.comparison.run import Run

SCHEMA = "funding.comparison/1"


@dataclass(frozen=True, eq=False)
class Comparison:
    """Pairs of sides with their changes, and measures of every side; no side is named the best.

    `outcomes` is one, whose formulas are compared, or two: before and after.
    """

    outcomes: tuple[Outcome, ...]
    baseline: str | None
    pairs: tuple[Pair, ...]
    missing: tuple[Missing, ...]

    @property
    def is_of_scenarios(self) -> bool:
        """Say whether two scenarios are compared, and not the formulas of one."""
        return len(self.outcomes) > 1

    @property
    def currency(self) -> str:
        """What every sum is in, of both scenarios."""
        return self.outcomes[-1].scenario.currency

    def groups(self) -> list[tuple[Side, ...]]:
        """Give the sides that stand beside one another: all formulas of a year, or a pair."""
        if self.is_of_scenarios:
            return [(pair.before, pair.after) for pair in self.pairs]
        (outcome,) = self.outcomes
        found = [
            tuple(side_of(outcome, formula, year) for formula in outcome.formulas)
            for year in outcome.scenario.years
        ]
        return [tuple(side for side in sides if side.runs) for sides in found]

    def sides(self) -> list[Side]:
        """Give every side once."""
        every = (side for group in self.groups() for side in group)
        return list({(s.which, s.formula, s.year): s for s in every}.values())

    def steps(self) -> Iterator[tuple[Outcome, Step]]:
        """Give every step from one year to the next."""
        return ((outcome, step) for outcome in self.outcomes for step in steps_of(outcome))

    def left_out(self) -> list[Missing]:
        """Give what was left out of the results, and then of the comparison."""
        of_results = [
            Missing(outcome.scenario.id, each.formula, each.board, each.why)
            for outcome in self.outcomes
            for each in outcome.left_out
        ]
        return [*of_results, *self.missing]

    def all_warnings(self) -> list[str]:
        """Give every warning about the results, with its scenario where there are two."""
        return [
            f"{outcome.scenario.id}: {warning}" if self.is_of_scenarios else warning
            for outcome in self.outcomes
            for warning in outcome.all_warnings()
        ]

    def to_dict(self) -> dict[str, Any]:
        """Give the comparison as plain values: money as strings, parts as exact fractions too."""
        runs: list[tuple[Side, Run]] = [(side, run) for side in self.sides() for run in side.runs]
        warnings = self.all_warnings()
        return {
            "schema": SCHEMA,
            "of": "scenarios" if self.is_of_scenarios else "formulas",
            "scenarios": [scenario_dict(outcome.scenario) for outcome in self.outcomes],
            "baseline": self.baseline,
            "changes": [pair_dict(pair) for pair in self.pairs],
            "measures": [measures_dict(side, run) for side, run in runs],
            "kinds": [kinds_dict(side) for side in self.sides()],
            "continuity": [step_dict(outcome.scenario.id, step) for outcome, step in self.steps()],
            "budgets": [each for side in self.sides() for each in budget_dict(side)],
            "left_out": [missing_dict(each) for each in self.left_out()],
            "warnings": warnings,
            "warning_count": len(warnings),
        }

    def rows(self) -> Iterator[dict[str, str]]:
        """Give one flat row for each partner on a board, or each payer between scenarios."""
        for pair in self.pairs:
            yield from flat_rows(pair, of_payers=self.is_of_scenarios)


def compare(
    outcome: Outcome, other: Outcome | None = None, *, baseline: str | None = None
) -> Comparison:
    """Put the formulas of an outcome beside a baseline, or the whole of it beside another.

    With one outcome the baseline is the one given, or else the scenario's own. With two, changes
    go from the first to the second: each formula beside itself, or beside the `baseline` of the
    first. Raise `CannotCompare` where there is nothing to put side by side.
    """
    if other is None:
        baseline = baseline or outcome.scenario.baseline
        check_comparable([outcome.scenario], baseline)
        pairs, missing = beside_baseline(outcome, baseline or "")
        return Comparison((outcome,), baseline, tuple(pairs), tuple(missing))
    check_comparable([outcome.scenario, other.scenario], baseline)
    pairs, missing = beside_scenario(outcome, other, baseline)
    return Comparison((outcome, other), baseline, tuple(pairs), tuple(missing))
