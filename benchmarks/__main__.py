"""Measure the standard work: `python -m benchmarks` prints a table, and the targets."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from tabulate import tabulate

from benchmarks import apart, single
from benchmarks.measuring import BASELINE, ENGINES, Measured, measure, small


def main() -> None:
    """Measure what is asked for; print tables, and write all figures to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", default=",".join(ENGINES), help="engines, with commas between")
    parser.add_argument("--boards", default="10000,100000,1000000", help="how many, with commas")
    parser.add_argument("--rounds", type=int, default=7, help="rounds after the first")
    parser.add_argument("--apart", default="", help=f"of {', '.join(apart.NAMES)}")
    parser.add_argument("--json", type=Path, help="where to write all figures")
    given = parser.parse_args()
    sizes = [int(each) for each in given.boards.split(",")]
    seen = measure(given.engines.split(","), sizes, given.rounds)
    others = {name: apart.measured(name, sizes) for name in given.apart.split(",") if name}
    print(tabulate(rows(seen, sizes), headers=heads(sizes), floatfmt=".2f"))
    for name, found in others.items():
        print(said_of(name, found))
    print()
    few = {count: small(count, 50) for count in (1, 10, 1_000)}
    one, cells, sums = single.simulated(50), single.evaluated(200), single.summed(500)
    for count, seconds in few.items():
        print(f"a batch of {count} boards: {seconds * 1e3:.2f} ms")
    print(f"one board, from the scenario to its result: {one * 1e3:.2f} ms (target: 5)")
    print(f"one board, its exact cells alone: {cells * 1e6:.0f} µs")
    print(f"one board, its exact sums without the cells: {sums * 1e6:.0f} µs (target: 300)")
    for line in targets({each.name: each for each in seen}, max(sizes)):
        print(line)
    if given.json:
        told: dict[str, Any] = {
            "engines": [each.as_json() for each in seen],
            "apart": others,
            "small": few,
            "one": one,
            "cells": cells,
            "sums": sums,
        }
        given.json.write_text(json.dumps(told, indent=1), encoding="utf-8")


def heads(sizes: list[int]) -> list[str]:
    """Give the heads of the table."""
    speeds = [f"{size:,} boards, M/s" for size in sizes]
    after = ["best", f"x {BASELINE}", "exact", "redone", "B/board", "first call, s"]
    return ["engine", *speeds, *after]


def rows(seen: list[Measured], sizes: list[int]) -> list[list[object]]:
    """Give a row for each engine: medians, the best of most boards, and what was exact."""
    most = max(sizes)
    base = next((each for each in seen if each.name == BASELINE), None)
    found: list[list[object]] = []
    for each in seen:
        speeds = [each.boards_a_second(size) / 1e6 for size in sizes]
        ratio = speeds[-1] * 1e6 / base.boards_a_second(most) if base else None
        exact = ", ".join(f"{100 * share:.4g}%" for share in each.exact.values())
        redone = ", ".join(f"{100 * share:.3g}%" for share in each.redone.values())
        best = each.boards_a_second(most, best=True) / 1e6
        held, first = round(each.bytes_a_board), each.first_seconds
        found.append([each.name, *speeds, best, ratio, exact, redone, held, first])
    return found


def said_of(name: str, found: dict[str, Any] | None) -> str:
    """Say what was measured of a peer in its own process."""
    if found is None:
        return f"{name}: not installed (sh benchmarks/install.sh)"
    most = max(found["time"], key=int)
    timed = found["time"][most]
    exact = ", ".join(f"{100 * each['exact']:.4g}%" for each in found["check"].values())
    speed, ratio = timed["rows_per_s"] / 1e6, 1 / timed["ratio"]
    return f"{name}: {speed:.2f} M/s of {int(most):,}, x {ratio:.2f} {BASELINE}, exact {exact}"


def targets(seen: dict[str, Measured], boards: int) -> list[str]:
    """Say which targets were met in this run."""
    asked = [("funding", "numpy", 1.0), ("funding[fast]", "numba_exact", 0.8)]
    found = []
    for mine, theirs, target in asked:
        if mine in seen and theirs in seen:
            ratio = seen[mine].boards_a_second(boards) / seen[theirs].boards_a_second(boards)
            met = "met" if ratio >= target else "not met"
            found.append(f"{mine} against {theirs}: {ratio:.2f} (target: {target}, {met})")
    return found


if __name__ == "__main__":
    main()
