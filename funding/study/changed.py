"""A worksheet as a study changed it: what may come of its figures, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer, Symbol

from funding.errors import FundingError
from funding.evaluation.exact import Sheet
from funding.language import _
from funding.study.figures import Figure
from funding.study.wholes import Left
from funding.worksheet.column import Column, Row, Scope
from funding.worksheet.functions import plus
from funding.worksheet.worksheet import Worksheet

Value = Fraction | tuple[Fraction, ...]


@dataclass(frozen=True, eq=False)
class Changed:
    """A worksheet with the columns of a study, and the figures that it does not draw.

    `parts` has what is drawn or tried, with how many parts of 1 its figures are counts, from the
    lowest on: by the name of the column, of which `names` says whose it is. `columns` are those
    that were changed.
    """

    worksheet: Worksheet
    fixed: dict[str, Value]
    parts: dict[str, int]
    names: dict[str, str]
    columns: tuple[str, ...]
    wholes: tuple[Left, ...]
    currency: str

    def not_allowed(self) -> Iterator[Expr]:
        """Give what may not be below nothing: changed figures are none that a file could say."""
        for name in self.columns:
            yield Symbol(name)
            if self.worksheet[name].unit in ("share", "flag"):
                yield plus(Integer(1), -Symbol(name))
        for whole in self.wholes:
            yield from whole.not_allowed()

    def check(self, sheet: Sheet) -> None:
        """Refuse a board of which a changed figure is none that a file could say."""
        for whole in self.wholes:
            whole.check(sheet)
        for name in self.columns:
            column = self.worksheet[name]
            for place, row in enumerate(sheet.rows):
                cell = sheet.cell(name, place)
                most = 1 if column.unit in ("share", "flag") else cell
                if not 0 <= cell <= most:
                    said = Figure(cell, column.unit).written(self.currency)
                    raise FundingError(_no_figure(column, row, said, is_below=cell < 0))


def _no_figure(column: Column, row: Row, said: str, *, is_below: bool) -> str:
    """Say that a changed figure is none that a file could say."""
    parts = {"name": column.name, "figure": said}
    if column.scope is Scope.PARTNER:
        parts["partner"] = row.id
        if is_below:
            return _("{name} of {partner} comes to below nothing: {figure}", **parts)
        return _("{name} of {partner} comes to more than the whole: {figure}", **parts)
    if is_below:
        return _("{name} comes to below nothing: {figure}", **parts)
    return _("{name} comes to more than the whole: {figure}", **parts)
