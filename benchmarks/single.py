"""One board at a time: the whole of `simulate`, all its exact cells, and its exact sums alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import funding
from funding.chaining.chain import Chain
from funding.evaluation.batch.alone import WORTH
from funding.evaluation.exact import evaluate

NATIONAL = "national-percentage"


def _median(act: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def simulated(rounds: int) -> float:
    """Give the seconds of a board in a scenario, the formula compiled before."""
    scenario = funding.read_scenario("six-regional-boards", formulas=[NATIONAL])
    (formula,), board = scenario.formulas, scenario.boards[0]
    worksheets: dict[object, object] = {}

    def one() -> None:
        Chain(formula, board, scenario, worksheets).run_year(0)  # type: ignore[arg-type]  # any

    one()
    return _median(one, rounds)


def evaluated(rounds: int) -> float:
    """Give the seconds of filling the worksheet of the national formula, in exact fractions."""
    scenario = funding.read_scenario("six-regional-boards", formulas=[NATIONAL])
    sheet = funding.simulate(scenario).runs[0].sheet
    return _median(lambda: evaluate(sheet.worksheet, sheet.binding), rounds)


def summed(rounds: int) -> float:
    """Give the seconds of a board's sums without its cells, all its figures being others each time.

    It is a batch of one: given as arrays, and checked, as any other.
    """
    scenario = funding.read_scenario("six-regional-boards", formulas=[NATIONAL])
    run = funding.simulate(scenario).runs[0]
    inputs = [column for column in run.sheet.worksheet if column.origin is not None]
    names = [each.name for each in inputs if each.unit != "flag" and each.name != "penny"]
    batch = funding.prepare_batch(scenario, names, board=run.board.id, year=str(run.year))
    figures = batch.base(1)
    for _ in range(WORTH):
        batch.run(figures)
    return _median(lambda: batch.run(figures), rounds)
