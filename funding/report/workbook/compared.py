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
        for line in page:
            for row in range(line.size):
                exact = line.engine(row)
                if exact is None:
                    continue
                try:
                    found = line.at(row)
                except NotWorkable:
                    yield Apart(line, row, exact, None)
                    continue
                pence = line.grain is not Grain.ANY and (exact / PENNY).denominator == 1
                if not agrees(found, exact, is_whole_pence=pence):
                    yield Apart(line, row, exact, found)
