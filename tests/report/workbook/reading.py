"""Reading a workbook as it was written, without working anything out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell import Cell

from funding import Outcome, read_scenario, simulate
from funding.report.workbook.writing import as_workbook


def outcome_of(name: str) -> Outcome:
    """Run a shipped scenario."""
    return simulate(read_scenario(name))


def written(outcome: Outcome, *, values: bool = False) -> Any:
    """Give the workbook of an outcome, with its formulas or with the values beside them."""
    return openpyxl.load_workbook(io.BytesIO(as_workbook(outcome)[0]), data_only=values)


def cells(book: Any) -> Iterator[tuple[Any, Cell]]:
    """Give every cell that has something in it, with its sheet."""
    for sheet in book:
        for row in sheet.iter_rows():
            yield from ((sheet, cell) for cell in row if cell.value is not None)
