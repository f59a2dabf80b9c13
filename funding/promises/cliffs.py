"""Cliffs: places where a bill jumps, however small the change.

Where a figure moves by a step and some bill by more than it may, the jump is hunted down: of the
two halves of the step, the one over which the bills move more is kept, until the step is as small
as can be typed. What is left of the jump then is a cliff.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from funding.amounts import PENNY
from funding.formula.promised import Whose
from funding.promises.changes import matches, move, moved, places_of
from funding.promises.example import Example, each_of
from funding.promises.inputs import SORTS, inputs_of
from funding.promises.pair import Pair
from funding.worksheet.column import Column

SMALLEST = Fraction(1, 10**6)
"""The least that a driver or a share is moved by: no more decimals can be typed."""
STEADY = ("driver", "cost", "offer", "take_up", "limit", "reduction", "opening")


@dataclass(frozen=True)
class Nudges:
    """One figure moves by as little as can be typed, where bills move most; `of` says whose."""

    of: Whose | None = None

    def draw(self, draw: st.DrawFn, before: Example) -> Pair | None:
        """Draw a figure and a step, and hunt the jump in it down."""
        figures: dict[str, list[tuple[Column, int | None]]] = {}
        for column, _ in inputs_of(before.worksheet):
            what = column.origin.what if column.origin else ""
            figures.setdefault(what, []).extend(
                (column, row)
                for row in places_of(column, before)
                if _is_steady(column, row, before)
                and (row is None or matches(before.rows[row], self.of))
            )
        # What there are many of, such as sums of money, must not crowd out the one driver.
        sorts = [what for what in STEADY if figures.get(what)]
        if not sorts:
            return None
        column, row = draw(st.sampled_from(figures[draw(st.sampled_from(sorts))]))
        pair = move(draw, before, column, row)
        return None if pair is None else _hunted(pair, column, row)


def _is_steady(column: Column, row: int | None, example: Example) -> bool:
    """Say whether a figure may be nudged: a driver of 1 or more, an answer if it was given."""
    what = column.origin.what if column.origin else ""
    if what == "driver":
        return example.cell(column.name, row) >= 1
    if what == "limit":
        return bool(example.cell("limited", row))
    if what == "take_up":
        return not (example.cell("silent", row) or example.cell("limited", row))
    if what == "opening" and "has_opening" in _origins(example):
        return column.name != "assessed_opening"
    return True


def _origins(example: Example) -> set[str]:
    return {column.origin.what for column, _ in inputs_of(example.worksheet) if column.origin}


def _hunted(pair: Pair, column: Column, row: int | None) -> Pair:
    """Halve the step again and again, keeping the half in which the bills move more."""
    low, high = pair.before, pair.after
    what = column.origin.what if column.origin else ""
    unit = PENNY if SORTS[what] == "pence" else SMALLEST
    while True:
        start, end = low.cell(column.name, row), high.cell(column.name, row)
        middle = start + Fraction(int((end - start) / unit / 2)) * unit
        if middle in (start, end):
            break
        between = low.with_cell(column.name, row, middle)
        first, second = jump(low, between), jump(between, high)
        low, high = (low, between) if first >= second else (between, high)
    step = end - start
    in_pounds = step if SORTS[what] == "pence" else step * _money(low)
    return replace(moved(low, high, column, row), step=abs(in_pounds))


def jump(low: Example, high: Example) -> Fraction:
    """Give the most that any bill moves between two boards; nothing where one has no result."""
    if low.settled is None or high.settled is None:
        return Fraction(0)
    bills = zip(
        each_of(low.settled.cells("cash")), each_of(high.settled.cells("cash")), strict=True
    )
    return max((abs(after - before) for before, after in bills), default=Fraction(0))


def _money(example: Example) -> Fraction:
    """Give all the money of a board: what a share or a driver can move is a part of it."""
    settled = example.settled
    sums = ("cost", "assessed", "surplus")
    return (
        sum((c for s in sums for c in each_of(settled.cells(s))), Fraction(0))
        if settled
        else Fraction(0)
    )
