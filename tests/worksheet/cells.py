"""A column worked out for a few rows, on figures put in directly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from funding.evaluation.exact import Sheet, evaluate
from funding.worksheet.column import Origin, Row, Scope, Unit
from funding.worksheet.drafting import Draft
from funding.worksheet.worksheet import Binding

Figures = Fraction | int | Sequence[int | Fraction]


def sheet_of(text: str, kinds: Sequence[str] = "aab", **figures: Figures) -> Sheet:
    """Work out a column called `found`; a figure is one for the board, or a list by row."""
    draft = Draft("a draft")
    values: dict[str, Fraction | tuple[Fraction, ...]] = {}
    for name, given in figures.items():
        if isinstance(given, int | Fraction):
            draft.input(name, name, Origin(name), scope=Scope.BOARD, unit=_unit(name))
            values[name] = Fraction(given)
        else:
            draft.input(name, name, Origin(name), scope=Scope.PARTNER)
            values[name] = tuple(Fraction(each) for each in given)
    draft.column("found", text, "what is found")
    rows = tuple(Row(f"row-{place}", {"kind": kind}) for place, kind in enumerate(kinds))
    return evaluate(draft.finish(), Binding(rows, values, {}))


def _unit(name: str) -> Unit:
    """Take a figure called a share for one; all others are sums of money."""
    return "share" if name == "share" else "money"


def found(text: str, kinds: Sequence[str] = "aab", **figures: Figures) -> Fraction | list[Fraction]:
    """Give the cells of a column: one for the board, or a list by row."""
    cells = sheet_of(text, kinds, **figures).cells["found"]
    return cells if isinstance(cells, Fraction) else list(cells)


def as_fractions(numbers: Sequence[int]) -> list[Fraction]:
    """Give whole numbers as cells are held."""
    return [Fraction(each) for each in numbers]
