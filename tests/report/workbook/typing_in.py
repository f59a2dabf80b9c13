"""Typing other figures into a workbook as a finance officer does: by sheet and step, or name."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import Any

import openpyxl
from openpyxl.cell import Cell

FIGURE = 3
"""The column of the table of steps that has the figures of the board."""


class Typed:
    """A workbook that is being changed; only cells that are marked as typed may be."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def sheet(self, part: str) -> Any:
        """Give the one sheet whose name has this in it."""
        (found,) = [each for each in self.book if part in each.title]
        return found

    def board(self, sheet: str, step: str, value: Fraction) -> None:
        """Type a figure of the board, by the name of its step."""
        cells = self.sheet(sheet)
        rows = [row for row in cells.iter_rows() if row[0].value == step]
        (row,) = [row for row in rows if row[FIGURE + 1].value == "typed"]
        _type(row[FIGURE - 1], value)

    def named(self, name: str, value: Fraction) -> None:
        """Type a figure that has a name."""
        ((sheet, address),) = self.book.defined_names[name].destinations
        _type(self.book[sheet][address.replace("$", "")], value)

    def content(self) -> bytes:
        """Give the file, without any value beside a formula."""
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()


def _type(cell: Cell, value: Fraction) -> None:
    assert cell.data_type == "n", f"{cell.coordinate} is no cell to type in"
    assert cell.fill.fgColor.rgb == "FFFFF2CC", f"{cell.coordinate} is not shaded"
    cell.value = float(value)
