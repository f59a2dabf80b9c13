"""Telling what was measured: as tables for people, or as one object for programs."""

from __future__ import annotations

import json
from typing import Any

from tabulate import tabulate

from benchmarks.measuring import Measured, ratio
from benchmarks.targets import Target
from benchmarks.work import BASELINE

SCHEMA = "funding.benchmark/1"
HEADS = [
    "engine",
    "M rows/s",
    "best",
    f"times {BASELINE}",
    "exact: random, round, adversarial",
    "redone exactly",
    "bytes a row",
    "first call, s",
]


def as_object(name: str, rows: int, seen: dict[str, Measured], targets: list[Target]) -> Any:
    """Give what was measured of a work as the documented object."""
    return {
        "schema": SCHEMA,
        "benchmark": name,
        "rows": rows,
        "engines": [_engine(each, seen) for each in seen.values()],
        "targets": of_targets(targets),
    }


def _engine(each: Measured, seen: dict[str, Measured]) -> dict[str, Any]:
    return {
        "engine": each.name,
        "rows": each.rows,
        "rows_per_second": each.rows_a_second,
        "rows_per_second_best": each.best,
        "ratio_to_numpy": ratio(seen, each.name, BASELINE),
        "exact": each.least_exact,
        "exact_by_kind": each.exact,
        "redone_by_kind": each.redone,
        "bytes_per_row": each.bytes_a_row,
        "first_call_seconds": each.first_seconds,
    }


def of_targets(targets: list[Target]) -> list[dict[str, Any]]:
    """Give targets as objects."""
    return [
        {"target": each.says, "wanted": each.wanted, "found": each.found, "met": each.is_met}
        for each in targets
    ]


def as_table(rows: int, seen: dict[str, Measured]) -> str:
    """Give a row for each engine; those that were given fewer rows say so."""
    found = []
    for each in seen.values():
        times = ratio(seen, each.name, BASELINE)
        few = "" if each.rows == rows else f" ({each.rows:,} rows)"
        found.append(
            [
                each.name + few,
                _millions(each.rows_a_second),
                _millions(each.best),
                "" if times is None else f"{times:.3g}",
                shares(each.exact),
                shares(each.redone),
                "" if each.bytes_a_row is None else f"{each.bytes_a_row:.0f}",
                f"{each.first_seconds:.2f}",
            ]
        )
    return table(found, HEADS)


def _millions(rows: float) -> str:
    return f"{rows / 1e6:.2f}" if rows >= 10_000 else f"{rows / 1e6:.4f}"


def shares(each: dict[str, float]) -> str:
    """Give shares of rows as percentages."""
    return ", ".join(f"{100 * share:.4g} %" for share in each.values())


def table(rows: list[list[str]], heads: list[str]) -> str:
    """Give a table of finished words, figures to the right."""
    sides = ["left", *["right"] * (len(heads) - 1)]
    return tabulate(rows, headers=heads, colalign=sides, disable_numparse=True)


def as_list(targets: list[Target]) -> str:
    """Give a row for each target, with what was found beside it."""
    rows = [
        [
            each.says,
            f"at {'most' if each.is_limit else 'least'} {each.wanted:.3g}",
            f"{each.found:.4g}",
            "met" if each.is_met else "not met",
        ]
        for each in targets
    ]
    return table(rows, ["target", "wanted", "found", ""])


def printed(found: Any) -> str:
    """Give an object as text."""
    return json.dumps(found, indent=1)
