"""Commas where a point was meant: `0,5` is read as two values, and nobody says so otherwise."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from funding.worksheet.tokens import DECIMAL_COMMA, decimal_comma


def check_commas(tree: ast.expr, text: str, most: Mapping[str, int]) -> None:
    """Refuse a number with a decimal comma; `most` has how many values a function takes.

    A comma stands between values. It is taken for a decimal one only where there would be too many
    values otherwise: `at_least(0,5)` has the two that it takes.
    """
    # A bracket was put in front of the text: Python counts one more.
    ends = {(each.end_col_offset or 0) - 1 for each in _before_a_comma(tree, most)}
    for found in DECIMAL_COMMA.finditer(text):
        if found.start("comma") in ends:
            raise decimal_comma(found[0], found.start())


def _before_a_comma(tree: ast.expr, most: Mapping[str, int]) -> Iterator[ast.expr]:
    """Give the values that others follow, where there are more than there can be."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple):
            yield from node.elts[:-1]
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and len(node.args) > most.get(node.func.id, len(node.args))
        ):
            yield from node.args[:-1]
