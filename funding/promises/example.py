"""A board that could exist, as a formula sees it: its shape, who sits on it, and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from funding.chaining.refusals import check_bills
from funding.compiling.compile import compile_formula
from funding.errors import InputError
from funding.evaluation.cell_faults import CellFault
from funding.evaluation.exact import Sheet, evaluate
from funding.evaluation.result import BOARD_WORDS, BoardResult, read_result
from funding.formula.model import Formula
from funding.promises.claims import PARTNERS
from funding.rules.work import Shape
from funding.worksheet.column import Row
from funding.worksheet.worksheet import Binding, Worksheet
from funding.years import FinancialYear

Cells = Fraction | tuple[Fraction, ...]
Values = Mapping[str, Cells]


def each_of(cells: Cells) -> tuple[Fraction, ...]:
    """Give the cells of a column, one or many."""
    return cells if isinstance(cells, tuple) else (cells,)


class Subject:
    """A formula as it stands in one year, with the worksheets that it means for shapes of board."""

    def __init__(self, formula: Formula, year: FinancialYear) -> None:
        self.whole, self.year = formula, year
        self.formula = formula.on(year.first_day)
        self._worksheets: dict[Shape, Worksheet] = {}

    def worksheet(self, shape: Shape) -> Worksheet:
        """Compile the formula for a shape of board, once; raise `InputError` if it cannot be."""
        if shape not in self._worksheets:
            self._worksheets[shape] = compile_formula(self.formula, shape)
        return self._worksheets[shape]


@dataclass(frozen=True, eq=False)
class Example:
    """One board for a formula: `values` has the figures of every input of its worksheet.

    All of a board that its result depends on is here, and so two that are alike but for one figure
    are one `replace` apart.
    """

    subject: Subject
    shape: Shape
    rows: tuple[Row, ...]
    values: Values

    @property
    def worksheet(self) -> Worksheet:
        """The worksheet of the formula for this shape of board."""
        return self.subject.worksheet(self.shape)

    def with_cell(self, name: str, row: int | None, amount: Fraction) -> Example:
        """Give the board with another figure of one input, for one row or for the board."""
        cells = self.values[name]
        if row is not None and isinstance(cells, tuple):
            changed: Cells = (*cells[:row], amount, *cells[row + 1 :])
        else:
            changed = amount
        return replace(self, values={**self.values, name: changed})

    def cell(self, name: str, row: int | None) -> Fraction:
        """Give one figure of an input."""
        cells = self.values[name]
        return cells[row or 0] if isinstance(cells, tuple) else cells

    @cached_property
    def settled(self) -> Settled | None:
        """What the formula makes of it; None if the formula refuses such a board.

        It refuses one that nobody leads, if it needs a lead.
        """
        leads = self.values.get("is_lead", ())
        if isinstance(leads, tuple) and "is_lead" in self.values and not any(leads):
            return None
        try:
            sheet = evaluate(self.worksheet, Binding(self.rows, dict(self.values), {}))
            check_bills(sheet, self.subject.formula, "")
        except (CellFault, InputError):
            return None
        return Settled(sheet, read_result(sheet))


@dataclass(frozen=True, eq=False)
class Settled:
    """What a formula makes of a board: every cell, and the words of the result."""

    sheet: Sheet
    result: BoardResult

    def has(self, name: str) -> bool:
        """Say whether a name is a word of the result, or a column of the worksheet."""
        return name in BOARD_WORDS or name in PARTNERS or name in self.sheet.cells

    def cells(self, name: str) -> Cells:
        """Give a word of the result, or a column of the worksheet; the words come first."""
        if name in BOARD_WORDS:
            word: Fraction = getattr(self.result, name)
            return word
        if name in PARTNERS:
            return tuple(getattr(partner, name) for partner in self.result.partners)
        return self.sheet.cells[name]
