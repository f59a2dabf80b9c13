"""What a spreadsheet makes of numbers: floats of 64 bits, and the few functions that are used.

This is the one place of the package where sums of money are floats. Nothing that is worked out here
is ever a result: it is compared with the exact one.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

Value = Any
"""A number, a text, or whether something holds; of a span of cells, a list of such."""


class NotWorkable(ArithmeticError):
    """A cell shows an error: something is divided by nothing, or there is no answer."""


def rounded(x: float, places: float) -> float:
    """Round half away from nothing, as spreadsheets do: by the fifteen digits that they show."""
    scale = 10.0 ** int(places)
    above = abs(x) * scale
    return math.copysign(math.floor(above + 0.5 + above * 2e-16) / scale, x)


ONE_ROUNDING = 2.0**-53
"""How far from exact a float is after one sum, difference, product or quotient, as a part of it."""
ROUNDINGS = 32
"""As many of these as a figure may have gone through, besides one for each row that is added up.

A float and an exact figure that is no whole penny may lie so many roundings apart, each of the
greatest figure of their kind on the page: a difference of great figures is as far astray as they
are, however small it is itself. Of £10,000,000 that is a twenty-eight-millionth of a pound, a few
millionths of a penny; of 10^12 pennies, a third of a hundredth of a penny; of one penny, nothing
that any cell shows. Boards and scenarios of the tests need 4.
"""


def in_floats(value: Value) -> Value:
    """Give the float that is nearest to a number, or the number of a condition; text as it is."""
    return value if isinstance(value, str) else float(value)


def is_number(value: Value) -> bool:
    """Say whether a cell shows a number."""
    return isinstance(value, float)


def agrees(found: Value, exact: Fraction, *, greatest: Fraction | None, rows: int = 1) -> bool:
    """Say whether a cell is what it should be: near enough, or of whole pence the very float.

    `greatest` is the greatest figure of its kind beside it; None where only the very float will do.
    """
    if not is_number(found):
        return False
    if greatest is None:
        return bool(found == float(exact))
    # In fractions: what is measured here is finer than the float of a difference.
    return abs(Fraction(found) - exact) <= Fraction(ONE_ROUNDING) * (ROUNDINGS + rows) * greatest


def truth(value: Value) -> bool:
    """Give whether a condition holds."""
    return bool(value)


def _quotient(x: float, y: float) -> float:
    if y == 0:
        raise NotWorkable
    return x / y


def _flat(values: tuple[Value, ...]) -> Iterator[float]:
    for each in values:
        if isinstance(each, list):
            yield from (float(one) for one in each)
        else:
            yield float(each)


def _of_each(operation: Callable[..., float]) -> Callable[..., Value]:
    """Let a function of single numbers go row by row over spans."""

    def applied(x: Value, *others: Value) -> Value:
        if isinstance(x, list):
            return [operation(each, *others) for each in x]
        return operation(x, *others)

    return applied


def _refused() -> Value:
    raise NotWorkable


def _smallest(cells: list[float], place: float) -> float:
    if not 1 <= place <= len(cells):
        raise NotWorkable
    return sorted(cells)[int(place) - 1]


def _match(wanted: Value, cells: list[Value], _exactly: float) -> float:
    if wanted not in cells:
        raise NotWorkable
    return float(cells.index(wanted) + 1)


SIGNS: dict[str, Callable[..., Value]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _quotient,
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
FUNCTIONS: dict[str, Callable[..., Value]] = {
    "SUM": lambda *values: sum(_flat(values)),
    "SUMPRODUCT": lambda *values: sum(_flat(values)),
    "MAX": lambda *values: max(_flat(values)),
    "MIN": lambda *values: min(_flat(values)),
    "AND": lambda *values: all(_flat(values)),
    "OR": lambda *values: any(_flat(values)),
    "NOT": operator.not_,
    "ABS": _of_each(abs),
    "INT": _of_each(lambda x: float(math.floor(x))),
    "TRUNC": _of_each(lambda x: float(math.trunc(x))),
    "ROUND": _of_each(rounded),
    "ROUNDUP": _of_each(lambda x, _places: math.copysign(math.ceil(abs(x)), x)),
    "SMALL": _smallest,
    "INDEX": lambda cells, place: cells[int(place) - 1],
    "MATCH": _match,
    "SQRT": _of_each(math.sqrt),
    "NA": _refused,
}
