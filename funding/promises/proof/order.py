"""Why the order of partners cannot matter: no function of the language knows a row's place."""

from __future__ import annotations

from sympy import Add, Expr, Mul, Rational, Symbol

from funding.worksheet import functions
from funding.worksheet.worksheet import Worksheet

ROW_BY_ROW = (
    Add,
    Mul,
    Rational,
    Symbol,
    functions.per,
    functions.at_least,
    functions.at_most,
    functions.choose,
    functions.is_equal,
    functions.is_less,
    functions.both,
    functions.either,
    functions.fails,
    functions.round_to,
)
"""What gives a cell from cells of its own row and of the board."""
OVER_ALL_ROWS = (functions.total, functions.level, functions.round_to_total)
"""What gives one value of all rows alike, or parts of it: where two parts tie, by the id."""


def knows_no_order(worksheet: Worksheet) -> bool:
    """Say whether every column is made of functions to which the order of rows is nothing."""
    return all(
        _knows_no_order(column.expression) for column in worksheet if column.expression is not None
    )


def _knows_no_order(node: Expr) -> bool:
    return isinstance(node, (*ROW_BY_ROW, *OVER_ALL_ROWS)) and all(
        _knows_no_order(each) for each in node.args
    )
