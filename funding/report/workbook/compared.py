"""Comparing every cell, worked out as a spreadsheet does, with the exact evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from funding.language import _
from funding.report.workbook.floats import NotWorkable
from funding.report.workbook.nodes import written_exactly
from funding.report.workbook.page import Line, Page
from funding.report.workbook.pence import Grain

PENNIES = 100
NEAR = 1e-7
"""How far apart a float and an exact figure that is no whole penny may lie, as a part of it."""


@dataclass(frozen=True)
class Apart:
    """A cell that comes to another figure in a spreadsheet than it should."""

    line: Line
    row: int
    exact: Fraction
    found: float | str | None

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
                if isinstance(found, str) or not _agrees(found, exact, line.grain):
                    yield Apart(line, row, exact, found)


def _agrees(found: float, exact: Fraction, grain: Grain) -> bool:
    """Whole pennies must be the very pennies; other figures near enough."""
    if grain is not Grain.ANY and (exact * PENNIES).denominator == 1:
        return found == float(exact)
    return abs(found - float(exact)) <= NEAR * max(1.0, abs(float(exact)))
