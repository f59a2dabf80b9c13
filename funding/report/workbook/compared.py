"""Comparing every cell, worked out as a spreadsheet does, with the exact evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from funding.amounts import PENNY
from funding.language import _
from funding.report.workbook.floats import NotWorkable, Value, agrees
from funding.report.workbook.nodes import written_exactly
from funding.report.workbook.page import Line, Page
from funding.report.workbook.pence import Grain


@dataclass(frozen=True)
class Apart:
    """A cell that comes to another figure in a spreadsheet than it should."""

    line: Line
    row: int
    exact: Fraction
    found: Value

    def __str__(self) -> str:
        found = "#N/A" if self.found is None else f"{self.found}"
        return _(
            "{cell} on the sheet '{sheet}': {found} instead of {exact}",
            cell=self.line.address(self.row).replace("$", ""),
            sheet=self.line.page.name,
            found=found,
            exact=written_exactly(self.exact),
        )


def apart_in(pages: Iterable[Page]) -> Iterator[Apart]:
    """Give every cell that does not come to the engine's figure."""
    for page in pages:
        greatest = _greatest(page)
        for line in page:
            for row in range(line.size):
                exact = line.engine(row)
                if exact is None:
                    continue
                found = _shown(line, row)
                pence = line.grain is not Grain.ANY and (exact / PENNY).denominator == 1
                most = None if pence else greatest[line.unit]
                if not agrees(found, exact, greatest=most, rows=len(page.rows)):
                    yield Apart(line, row, exact, found)


def _shown(line: Line, row: int) -> Value:
    """Give what a cell shows; None for an error."""
    try:
        return line.at(row)
    except NotWorkable:
        return None


def _greatest(page: Page) -> dict[str, Fraction]:
    """Give the greatest figure of each unit on a page, whatever its sign."""
    found: dict[str, Fraction] = {}
    for line in page:
        figures = (line.engine(row) for row in range(line.size))
        sizes = (abs(each) for each in figures if each is not None)
        found[line.unit] = max([found.get(line.unit, Fraction(0)), *sizes])
    return found
