"""Why a cell has no value, for those who put it into words and into its place in a file."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from funding.errors import FundingError
from funding.language import _, here
from funding.worksheet.column import Column, Row
from funding.worksheet.primitives import BoundsFault

Cells = Fraction | tuple[Fraction, ...]
"""One value for the board, or one a row."""


class CellFault(FundingError):
    """A cell has no value; says which column, of which partner, and why, and what to do."""

    def __init__(
        self,
        column: Column,
        row: Row | None,
        why: str,
        fix: str | None = None,
        about: str | None = None,
    ) -> None:
        self.column, self.row, self.why, self.fix, self.about = column, row, why, fix, about
        parts = {"letter": column.letter, "title": here(column.title), "why": why}
        super().__init__(
            _("({letter}) {title} of {row}: {why}", row=row.id, **parts)
            if row
            else _("({letter}) {title}: {why}", **parts)
        )


class DividedByNothing(CellFault):
    """What a cell is divided by comes to nothing."""

    def __init__(self, column: Column, row: Row | None) -> None:
        super().__init__(column, row, _("divided by nothing"))


class BoundsNotKept(CellFault):
    """No level keeps the bounds; `of_money` if its figures are sums of money.

    `cells` are those of the columns before.
    """

    def __init__(
        self,
        column: Column,
        row: Row | None,
        error: BoundsFault,
        cells: Mapping[str, Cells],
        *,
        of_money: bool,
    ) -> None:
        self.error, self.cells, self.of_money = error, cells, of_money
        super().__init__(column, row, str(error), error.fix)

    def in_all(self, name: str, of: str) -> Fraction:
        """Sum a column before it over those for whom another is 1."""
        cells, flags = self.cells[name], self.cells[of]
        if isinstance(cells, Fraction) or isinstance(flags, Fraction):
            raise TypeError(f"{name} and {of} need a cell for each partner")
        return sum((x * flag for x, flag in zip(cells, flags, strict=True)), Fraction(0))
