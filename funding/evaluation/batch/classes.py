"""Which partners no column tells apart, but by the figures of each board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from funding.worksheet import functions
from funding.worksheet.column import Row
from funding.worksheet.worksheet import Worksheet

Fixed = Mapping[str, Fraction | tuple[Fraction, ...]]
"""Inputs that are alike on all boards: one figure, or one a partner."""


def classes_of(worksheet: Worksheet, rows: Sequence[Row], fixed: Fixed) -> list[tuple[int, ...]]:
    """Give the rows of each class, in the order of the board."""
    keys = sorted(_keys_used(worksheet))
    found: dict[object, list[int]] = {}
    for place, row in enumerate(rows):
        stated = [c.values.get(c.key_of(row)) for c in worksheet if c.values is not None]
        known = [cells[place] for cells in fixed.values() if isinstance(cells, tuple)]
        alike = (*(row.keys[each] for each in keys), *stated, *known)
        found.setdefault(alike, []).append(place)
    return [tuple(each) for each in found.values()]


def _keys_used(worksheet: Worksheet) -> set[str]:
    """Name the keys within which anything is added up."""
    return {
        total.args[1].name
        for column in worksheet
        if column.expression is not None
        for total in column.expression.atoms(functions.total)
        if len(total.args) > 1
    }
