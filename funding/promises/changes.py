"""What may change between two boards: each change draws, of a board, another that differs by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Protocol

from hypothesis import strategies as st

from funding.amounts import PENNY, POUNDS, written_exact, written_number
from funding.formula.promised import Whose
from funding.language import _, here
from funding.promises.drawing import counts, sums
from funding.promises.example import Cells, Example, each_of
from funding.promises.inputs import SORTS, inputs_of
from funding.promises.pair import Pair
from funding.worksheet.column import Column, Row, Scope

ONE, ZERO = Fraction(1), Fraction(0)
MOVABLE = ("pence", "count", "share")
SEVERAL = {"cost": "cost", "drivers": "driver", "offers": "offer"}
"""What stands for any of several inputs: those of one origin."""
FACTORS = (Fraction(2), Fraction(3), Fraction(1, 2), Fraction(10), Fraction(1, 3))


class Change(Protocol):
    """Something that may change of a board."""

    def draw(self, draw: st.DrawFn, before: Example) -> Pair | None:
        """Draw the board after; None if nothing of this board can change so."""
        ...


def matches(row: Row, whose: Whose | None) -> bool:
    """Say whether a row is one of those named; None names all."""
    if whose is None:
        return True
    stated = {"kind": whose.kind, "sector": whose.sector, "partner": whose.partner}
    return all(
        each is None or each == (row.id if key == "partner" else row.keys[key])
        for key, each in stated.items()
    )


@dataclass(frozen=True)
class Moves:
    """One figure of an input rises, or falls: `cost`, `drivers`, `offers` for any of those."""

    what: str
    up: bool = True
    of: Whose | None = None

    def columns(self, example: Example) -> list[Column]:
        """Give the inputs that are meant."""
        meant = SEVERAL.get(self.what)
        return [
            column
            for column, sort in inputs_of(example.worksheet)
            if sort in MOVABLE
            and (column.name == self.what or (column.origin and column.origin.what == meant))
        ]

    def draw(self, draw: st.DrawFn, before: Example) -> Pair | None:
        """Draw which figure, and by how much."""
        cells = [
            (column, row)
            for column in self.columns(before)
            for row in places_of(column, before)
            if row is None or matches(before.rows[row], self.of)
        ]
        if not cells:
            return None
        column, row = draw(st.sampled_from(cells))
        return move(draw, before, column, row, up=self.up)


def move(
    draw: st.DrawFn, before: Example, column: Column, row: int | None, *, up: bool = True
) -> Pair | None:
    """Draw by how much one figure moves; None if it cannot."""
    now = before.cell(column.name, row)
    step = draw(_steps(column, before, row)) if up else draw(_falls(column, now))
    after = before.with_cell(column.name, row, now + step)
    return moved(before, after, column, row) if step else None


def places_of(column: Column, example: Example) -> list[int | None]:
    """Give the rows of an input; None alone for one of the board."""
    return [None] if column.scope is Scope.BOARD else list(range(len(example.rows)))


def moved(before: Example, after: Example, column: Column, row: int | None) -> Pair:
    """Give the pair of two boards that differ by one figure."""
    start, end = before.cell(column.name, row), after.cell(column.name, row)
    what = _said(before, column, row, start, end)
    changed = frozenset([row]) if row is not None else frozenset[int]()
    return Pair(before, after, what, changed, step=abs(end - start))


def _said(before: Example, column: Column, row: int | None, start: Fraction, end: Fraction) -> str:
    """Say what figure rises or falls, from what to what."""
    write = _written(column)
    parts = {"figure": here(column.title), "start": write(start), "end": write(end)}
    if row is not None:
        parts["partner"] = before.rows[row].id
        if end > start:
            return _("{figure} of {partner} rises from {start} to {end}", **parts)
        return _("{figure} of {partner} falls from {start} to {end}", **parts)
    if end > start:
        return _("{figure} rises from {start} to {end}", **parts)
    return _("{figure} falls from {start} to {end}", **parts)


def _written(column: Column) -> Callable[[Fraction], str]:
    if SORTS[column.origin.what if column.origin else ""] == "pence":
        return partial(written_exact, currency=POUNDS)
    return written_number


def _steps(column: Column, example: Example, row: int | None) -> st.SearchStrategy[Fraction]:
    """Give what a figure may rise by: what meets a pool never comes to more than the pool."""
    what = column.origin.what if column.origin else ""
    if what == "offer":
        left = left_to_meet(example, column)
        most = int(left / PENNY)
        pence = st.one_of(st.just(most), st.integers(0, most), st.integers(0, min(most, 3)))
        return pence.map(lambda each: each * PENNY)
    if what == "take_up":
        return st.just(ONE - example.cell(column.name, row))
    if SORTS[what] == "count":
        return counts()
    return st.one_of(st.just(PENNY), sums())


def left_to_meet(example: Example, offer: Column) -> Fraction:
    """Give how much of the pool that offers meet no offer meets yet."""
    pool = offer.origin.which[1] if offer.origin else ""
    left = ZERO
    for column, _sort in inputs_of(example.worksheet):
        if column.origin and column.origin.what == "cost" and column.origin.which == (pool,):
            left += example.cell(column.name, None)
        if column.origin and column.origin.what == "offer" and column.origin.which[1] == pool:
            left -= sum(each_of(example.values[column.name]), ZERO)
    return left


def _falls(column: Column, now: Fraction) -> st.SearchStrategy[Fraction]:
    what = column.origin.what if column.origin else ""
    if SORTS[what] == "pence":
        return st.integers(0, int(now / PENNY)).map(lambda each: -each * PENNY)
    return st.sampled_from([-now, -now / 2])


@dataclass(frozen=True)
class Scales:
    """All figures of one driver (`count`), or every sum of money (`pence`), are multiplied."""

    sort: str

    def draw(self, draw: st.DrawFn, before: Example) -> Pair | None:
        """Draw by what, and which driver."""
        names = [column.name for column, sort in inputs_of(before.worksheet) if sort == self.sort]
        if self.sort == "count":
            names = [draw(st.sampled_from(names))] if names else []
        if not names:
            return None
        factors = [each for each in FACTORS if each.denominator == 1 or self.sort == "count"]
        factor = draw(st.sampled_from(factors))
        scaled = {name: _times(before.values[name], factor) for name in names}
        after = replace(before, values={**before.values, **scaled})
        if self.sort == "count":
            title = here(before.worksheet[names[0]].title)
            what = _("{figure} is multiplied by {factor}", figure=title, factor=factor)
        else:
            what = _("every sum is multiplied by {factor}", factor=factor)
        return Pair(before, after, what, step=factor)


def _times(cells: Cells, factor: Fraction) -> Cells:
    return tuple(c * factor for c in cells) if isinstance(cells, tuple) else cells * factor
