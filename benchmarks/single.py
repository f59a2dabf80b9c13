"""One board at a time: `simulate`, its exact cells, its exact sums; and few boards at once."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import funding
from benchmarks import standard, telling
from benchmarks.library import MINE
from benchmarks.measuring import measure
from benchmarks.targets import Target
from benchmarks.work import BASELINE, Engine
from funding.chaining.chain import Chain
from funding.evaluation.batch.alone import WORTH
from funding.evaluation.exact import evaluate

NATIONAL = "national-percentage"
FEW = (1, 10, 1_000)


def measured(rounds: int) -> tuple[Any, str]:
    """Measure one board of the national percentages, and few of the standard work.

    Give it for programs, and for people.
    """
    met = [
        Target(
            "one board, from the scenario to its result, ms",
            5,
            simulated(rounds) * 1e3,
            is_limit=True,
        ),
        Target(
            "one board, its exact sums without the trace, µs",
            300,
            summed(rounds) * 1e6,
            is_limit=True,
        ),
    ]
    cells = evaluated(rounds)
    few = [(count, *small(count, rounds)) for count in FEW]
    rows = [[f"{count:,}", f"{mine * 1e6:.0f}", f"{numpy * 1e6:.0f}"] for count, mine, numpy in few]
    told = {
        "schema": "funding.benchmark.single/1",
        "cells_seconds": cells,
        "few": [{"rows": n, "seconds": mine, "numpy_seconds": numpy} for n, mine, numpy in few],
        "targets": telling.of_targets(met),
    }
    table = telling.table(rows, ["boards at once", f"{MINE}, µs", f"{BASELINE}, µs"])
    trace = f"one board, all its cells in exact fractions: {cells * 1e6:.0f} µs"
    return told, f"{telling.as_list(met)}\n\n{trace}\n\n{table}"


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


def small(boards: int, rounds: int) -> tuple[float, float]:
    """Give the seconds of a call with so few boards, of this library and of NumPy by hand.

    The library is left to choose how it works them out, as for any user.
    """

    def as_it_is() -> Engine:
        batch = standard.prepared()
        for _ in range(WORTH):
            batch.run(batch.base(1))
        return Engine(standard.figures, batch.run, lambda found, _: standard.out(found))

    work = standard.work()
    few = type(work)(
        work.name, work.make, work.right, {**work.engines, MINE: as_it_is}, checked=240
    )
    seen = measure(few, boards, rounds, [MINE, BASELINE])
    mine, numpy = (statistics.median(seen[name].seconds) for name in (MINE, BASELINE))
    return mine, numpy
