"""What those who make cells of a primitive ask for: lines beside the step that needs them."""

from __future__ import annotations

from typing import Protocol

from sympy import Expr

from funding.report.workbook.fineness import Knowing
from funding.report.workbook.nodes import Node
from funding.report.workbook.page import Line, Page
from funding.worksheet.column import Scope

ROUNDED = 6
"""Decimals of a unit that are kept before it is cut: floats are no surer than that."""
TIES = "ties"
"""Ends the key of a line that says whether a sharing is too close to tell."""
SETTLED = "settled"
"""Ends the key of a line that says whether a tie is exact, so that the order by id settles it."""


class Helping(Protocol):
    """Adds lines to a page, and gives parts of expressions as cells."""

    page: Page
    knowing: Knowing

    def helper(
        self, title: str, node: Node, *, wide: bool = True, unit: str = "number", key: str = ""
    ) -> Line:
        """Add a line that helps the step; `key` ends its key."""
        ...

    def wide(self, node: Expr, title: str) -> Line:
        """Give the line of a part of an expression, with a cell for every row."""
        ...

    def value(self, node: Expr) -> Node:
        """Translate a part of an expression."""
        ...

    def scope(self, node: Expr) -> Scope:
        """Say whether a part of an expression has a cell a row, or one."""
        ...
