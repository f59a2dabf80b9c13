"""A worksheet for boards of which only who sits there is known: every cell is an unknown.

Each column is walked as the exact evaluation walks it, and gives conditions on unknowns in place of
figures: a computed cell equals its expression. What a primitive gives is an unknown too, of which
its own theorem is known (`primitives.py`). A division is an unknown q with q × divisor = dividend,
and its divisor must be proved not to be nothing before anything is concluded from that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import z3
from sympy import Expr

from funding.promises.proof import primitives
from funding.promises.proof.known import Cells, Concrete, Known
from funding.promises.proof.terms import Term, number
from funding.promises.proof.walk import Walk
from funding.worksheet.column import Column, Row, Scope
from funding.worksheet.worksheet import Worksheet


class Symbolic:
    """The cells of a worksheet as terms, and what is known of each column's.

    `concrete` has the inputs that are figures, `terms` those that are cells of another one: the
    rest are unknown. `prefix` tells the unknowns of one board from those of another.
    """

    def __init__(
        self,
        worksheet: Worksheet,
        rows: Sequence[Row],
        concrete: Concrete,
        terms: Mapping[str, Cells] | None = None,
        prefix: str = "",
    ) -> None:
        self.worksheet, self.rows, self.prefix = worksheet, tuple(rows), prefix
        self._terms = terms or {}
        self.cells: dict[str, Cells] = {}
        self.known: dict[str, Known] = {}
        self.roundings = primitives.Roundings()
        for column in worksheet:
            self.add(column, concrete.get(column.name))

    def cell(self, name: str, row: int) -> Term:
        """Give one cell, as an exact sheet does; a column of the board gives it for any row."""
        cells = self.cells[name]
        return cells[row] if isinstance(cells, list) else cells

    def add(self, column: Column, concrete: Fraction | tuple[Fraction, ...] | None = None) -> None:
        """Add a column over those that there are."""
        known = self.known[column.name] = Known()
        if column.expression is not None:
            names = {each.name for each in column.expression.free_symbols} & set(self.cells)
            known.rests_on = frozenset(names)
            walk = Walk(self, column.name, known)
            found = walk.value(column.expression)
            if column.scope is Scope.PARTNER and not isinstance(found, list):
                found = [found] * len(self.rows)
            self.cells[column.name] = self._named(column.name, found, known)
        elif column.values is not None:
            self.cells[column.name] = self._stated(column)
        elif column.name in self._terms:
            self.cells[column.name] = self._terms[column.name]
        elif concrete is not None:
            whole = isinstance(concrete, tuple)
            self.cells[column.name] = list(map(number, concrete)) if whole else number(concrete)  # type: ignore[arg-type]  # by `whole`
        else:
            self.cells[column.name] = self._unknown(column, known)

    def condition(self, expression: Expr, name: str) -> list[Term]:
        """Give a condition over the cells, for the board or for each row."""
        found = Walk(self, name, Known()).condition(expression)
        return found if isinstance(found, list) else [found]

    def _stated(self, column: Column) -> Cells:
        values = column.values or {}
        if column.by == "board":
            return number(values[""])
        return [number(values.get(column.key_of(row), Fraction(0))) for row in self.rows]

    def _unknown(self, column: Column, known: Known) -> Cells:
        """Give unknowns for an input: none is negative, and a flag is 0 or 1."""
        name = f"{self.prefix}{column.name}"
        if column.scope is Scope.BOARD:
            cells: list[Term] = [z3.Real(name)]
        else:
            cells = [z3.Real(f"{name}[{row.id}]") for row in self.rows]
        for cell in cells:
            known.conditions.append(cell >= 0)
            if column.unit == "flag":
                known.conditions.append(z3.Or(cell == 0, cell == 1))
        return cells[0] if column.scope is Scope.BOARD else cells

    def _named(self, name: str, found: Cells, known: Known) -> Cells:
        """Give each cell that is not plain an unknown of its own, equal to it."""
        if isinstance(found, list):
            return [
                self._named(f"{name}[{row.id}]", each, known)
                for row, each in zip(self.rows, found, strict=True)
            ]
        term = z3.simplify(found)
        if term.num_args() == 0:
            return term
        unknown = z3.Real(f"{self.prefix}{name}")
        known.conditions.append(unknown == term)
        return unknown

    def in_rows(self, cells: Cells) -> list[Term]:
        """Give a cell for each row."""
        return cells if isinstance(cells, list) else [cells] * len(self.rows)
