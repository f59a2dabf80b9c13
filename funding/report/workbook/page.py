"""A page of the workbook: its rows, its lines of cells, and what a spreadsheet makes of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from xlsxwriter.utility import xl_col_to_name

from funding.evaluation.cell_faults import Cells
from funding.report.workbook.cells import At, Own
from funding.report.workbook.floats import NotWorkable, Value, in_floats
from funding.report.workbook.naming import quoted
from funding.report.workbook.nodes import Node
from funding.report.workbook.pence import Grain
from funding.worksheet.column import Column, Row

Made = Literal["typed", "parameter", "linked", "step", "working", "fixed", "given", "key"]
"""How a line comes about: typed by whoever changes it, a formula's figure, a cell of another page,
a step of the worksheet, what helps one to be worked out, a step that no cells can work out, what
goes without saying, or what says who a row is."""

FIGURES = 2
"""The column of a page in which the cells of the board stand."""

FALSE_CELL = "#N/A"


@dataclass(eq=False, repr=False)
class Line:
    """One step: a cell for each row of its page (`wide`), or one for the board.

    `formulas` has one node for all rows, or a node each, None where a row's figure is `typed`;
    `exact` is what the engine gives, where it does.
    """

    page: Page
    key: str
    label: str
    title: str
    made: Made
    unit: str
    wide: bool
    formulas: Node | Sequence[Node | None] | None = None
    typed: Sequence[Fraction | str] = ()
    exact: Cells | None = None
    grain: Grain = Grain.ANY
    column: Column | None = None
    has_sure_sign: bool = True
    """Whether a float of it is nothing where it is nothing, and above where it is above."""
    sure: str = ""
    """How sure its figures are, in words."""
    source: str = ""
    statuses: tuple[str, ...] = ()
    """How sure each of its figures is, as files say it."""
    place: int = 0
    """The column of a wide line, the row of another."""
    found: dict[int, Value] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many cells it has."""
        return len(self.page.rows) if self.wide else 1

    @property
    def is_totalled(self) -> bool:
        """Whether a sum of its cells means anything."""
        return self.wide and self.made != "key" and self.unit not in ("text", "exact", "place")

    @property
    def letters(self) -> str:
        """Give the letters of the column of a wide line."""
        return str(xl_col_to_name(self.place))

    @property
    def node(self) -> Node:
        """Give what stands for it in a formula of its own page."""
        return Own(self) if self.wide else At(self)

    def address(self, row: int) -> str:
        """Give a cell's address on its page."""
        if self.wide:
            return f"${self.letters}${self.page.first + row + 1}"
        return f"${xl_col_to_name(FIGURES)}${self.place + 1}"

    def sheet_of(self, here: object) -> str:
        """Give what stands before its addresses in a formula of a page."""
        return "" if here is self.page else f"{quoted(self.page.name)}!"

    def formula(self, row: int) -> Node | None:
        """Give the formula of a cell; None where its figure is typed."""
        if self.formulas is None or isinstance(self.formulas, Node):
            return self.formulas
        return self.formulas[row]

    def at(self, row: int) -> Value:
        """Give what a spreadsheet makes of a cell; raise `NotWorkable` where it shows an error."""
        row = row if self.wide else 0
        if row not in self.found:
            self.found[row] = self._worked_out(row)
        value = self.found[row]
        if value is None:
            raise NotWorkable
        return value

    def shown(self, row: int) -> Value:
        """Give what a cell holds until it is worked out again: the engine's figure."""
        exact = self.engine(row)
        if exact is not None:
            return in_floats(exact)
        try:
            return self.at(row)
        except NotWorkable:
            return FALSE_CELL

    def engine(self, row: int) -> Fraction | None:
        """Give the engine's figure of a cell, where it has one."""
        return self.exact[row] if isinstance(self.exact, tuple) else self.exact

    def _worked_out(self, row: int) -> Value:
        node = self.formula(row)
        if node is None:
            value: Value = self.typed[row]
        else:
            try:
                value = node.value(row)
            except NotWorkable:
                return None
        return in_floats(value)


@dataclass(eq=False, repr=False)
class Page:
    """One sheet with a table of rows, and with single cells of the board if there are any.

    `first` is where its rows begin.
    """

    name: str
    title: str
    rows: tuple[Row, ...]
    names: tuple[str, ...]
    about: tuple[str, ...] = ()
    who: str = ""
    """What the rows are, at the head of their names."""
    totals: frozenset[int] = frozenset()
    """The rows that add others up."""
    printed: str = ""
    """The last line that is printed, and all before it; all lines where there is none such."""
    across: int = 0
    """How many sheets of paper it is wide; 0 for as many as it takes."""
    is_totalled: bool = False
    lines: list[Line] = field(default_factory=list)
    first: int = 0
    currency: str = "GBP"

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __getitem__(self, key: str) -> Line:
        return next(line for line in self.lines if line.key == key)

    def has(self, key: str) -> bool:
        """Say whether it has a line."""
        return any(line.key == key for line in self.lines)

    def add(self, line: Line) -> Line:
        """Add a line after the others."""
        self.lines.append(line)
        return line

    def lay(self, first: int) -> int:
        """Give every line its place: the rows begin at `first`; give the row after the last line.

        A total stands below the rows, and the single cells in a table below that.
        """
        self.first = first
        for place, line in enumerate(self.wide):
            line.place = place + 1
        below = first + len(self.rows) + (3 if self.is_totalled else 2)
        for place, line in enumerate(self.steps):
            if not line.wide:
                line.place = below + 1 + place
        return below + 1 + len(self.steps)

    @property
    def steps(self) -> list[Line]:
        """The lines that the table of steps lists: all but those that say who a row is."""
        return [line for line in self.lines if line.made != "key"]

    def row_of(self, who: str) -> int | None:
        """Give the place of a row; None if it has none of that id."""
        return next((place for place, row in enumerate(self.rows) if row.id == who), None)

    @property
    def has_singles(self) -> bool:
        """Whether it has a table of steps, for the cells of the board."""
        return any(not line.wide for line in self.lines)

    @property
    def wide(self) -> list[Line]:
        """The lines with a cell for each row."""
        return [line for line in self.lines if line.wide]
