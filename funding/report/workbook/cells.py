"""Cells and spans of cells, as a formula refers to them, whatever page they are on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from funding.report.workbook.floats import Value
from funding.report.workbook.nodes import Node

ROW = "\x00"
"""Stands in a text for the number of the row that the formula is in."""


class Line(Protocol):
    """A line of cells, with its place."""

    @property
    def size(self) -> int:
        """How many cells it has."""
        ...

    @property
    def letters(self) -> str:
        """The letters of its column."""
        ...

    def address(self, row: int) -> str:
        """Give a cell's address."""
        ...

    def sheet_of(self, here: object) -> str:
        """Give what stands before its addresses in a formula of a page."""
        ...

    def at(self, row: int) -> Value:
        """Give what a spreadsheet makes of a cell."""
        ...


@dataclass(frozen=True, eq=False, repr=False)
class Own(Node):
    """The cell of a line in the same row."""

    line: Line

    def text(self, here: object) -> str:  # noqa: D102
        return f"{self.line.sheet_of(here)}${self.line.letters}{ROW}"

    def value(self, row: int) -> Value:  # noqa: D102
        return self.line.at(row)


@dataclass(frozen=True, eq=False, repr=False)
class At(Node):
    """One cell of a line: of the board's, its only one."""

    line: Line
    row: int = 0

    def text(self, here: object) -> str:  # noqa: D102
        return f"{self.line.sheet_of(here)}{self.line.address(self.row)}"

    def value(self, row: int) -> Value:  # noqa: ARG002, D102
        return self.line.at(self.row)


@dataclass(frozen=True, eq=False, repr=False)
class Span(Node):
    """The cells of a line, from one row on: all of them, unless it says how many."""

    line: Line
    first: int = 0
    count: int | None = None

    def text(self, here: object) -> str:  # noqa: D102
        last = self.first + self._count - 1
        return (
            f"{self.line.sheet_of(here)}{self.line.address(self.first)}:{self.line.address(last)}"
        )

    def value(self, row: int) -> Value:  # noqa: ARG002, D102
        return [self.line.at(self.first + place) for place in range(self._count)]

    @property
    def _count(self) -> int:
        return self.line.size - self.first if self.count is None else self.count


@dataclass(frozen=True, eq=False, repr=False)
class Block(Node):
    """The cells of wide lines that stand side by side; `is_own`, those of the same row."""

    lines: tuple[Line, ...]
    is_own: bool = False

    def text(self, here: object) -> str:  # noqa: ARG002, D102
        first, last = self.lines[0], self.lines[-1]
        if self.is_own:
            return f"${first.letters}{ROW}:${last.letters}{ROW}"
        return f"{first.address(0)}:{last.address(last.size - 1)}"

    def value(self, row: int) -> Value:  # noqa: D102
        rows = [row] if self.is_own else range(self.lines[0].size)
        return [line.at(each) for each in rows for line in self.lines]


@dataclass(frozen=True, eq=False, repr=False)
class Named(Node):
    """A cell that has a name of its own, as the parameters of a formula have."""

    name: str
    line: Line
    row: int

    def text(self, here: object) -> str:  # noqa: ARG002, D102
        return self.name

    def value(self, row: int) -> Value:  # noqa: ARG002, D102
        return self.line.at(self.row)
