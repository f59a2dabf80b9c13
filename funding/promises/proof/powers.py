"""By what the cells of a worksheet are multiplied when some of its inputs are, all by one factor.

A cell that is multiplied by the factor to a power, whatever the figures and the factor, has that
power: a sum has the power of its parts if they have one and the same, a product has theirs added, a
quotient theirs taken away. What is rounded to the penny has no power but 0. So nothing is assumed,
and no figure is looked at but those that the formula and who sits there settle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

from sympy import Add, Expr, Mul, Rational, Symbol

from funding.promises.proof.known import Concrete
from funding.worksheet import functions
from funding.worksheet.column import Column, Row
from funding.worksheet.worksheet import Worksheet

ZERO = Fraction(0)


@dataclass(frozen=True)
class Power:
    """The power of a cell; None where nothing can be said. A `value` is there if it is settled.

    Nothing, multiplied, is nothing: it goes with any power.
    """

    power: int | None
    value: Fraction | None = None

    @property
    def is_nothing(self) -> bool:
        """Say whether the cell is surely nothing."""
        return self.value == ZERO

    def __add__(self, other: Power | Fraction) -> Power:
        more = other if isinstance(other, Power) else settled(other)
        found = one_power([self, more])
        if self.value is not None and more.value is not None:
            return settled(self.value + more.value)
        return found

    __radd__ = __add__

    def __sub__(self, other: Power) -> Power:
        return self + settled(Fraction(-1)) * other

    def __mul__(self, other: Power) -> Power:
        if self.is_nothing or other.is_nothing:
            return settled(ZERO)
        if self.power is None or other.power is None:
            return UNKNOWN
        both = self.value is not None and other.value is not None
        value = self.value * other.value if both else None  # type: ignore[operator]  # by `both`
        return Power(self.power + other.power, value)

    def __truediv__(self, other: Power) -> Power:
        if self.is_nothing:
            return self
        if self.power is None or other.power is None or other.is_nothing:
            return UNKNOWN
        both = self.value is not None and other.value is not None
        value = self.value / other.value if both else None  # type: ignore[operator]  # by `both`
        return Power(self.power - other.power, value)


def settled(value: Fraction) -> Power:
    """Give the power of a figure that stays as it is."""
    return Power(0, value)


UNKNOWN = Power(None)


def one_power(cells: Iterable[Power]) -> Power:
    """Give the one power of several cells; none if they differ. What is nothing goes with any."""
    powers = {each.power for each in cells if not each.is_nothing}
    if not powers:
        return settled(ZERO)
    return Power(powers.pop()) if len(powers) == 1 else UNKNOWN


@dataclass(frozen=True)
class Truth:
    """Whether a condition holds, if that is settled; else whether it holds after as before."""

    holds: bool | None
    stays: bool = True


class Powers:
    """A worksheet of whose cells the powers are known; it is read as a sheet of figures is."""

    def __init__(
        self, worksheet: Worksheet, rows: Sequence[Row], concrete: Concrete, scaled: frozenset[str]
    ) -> None:
        self.worksheet, self.rows = worksheet, tuple(rows)
        self._cells: dict[str, list[Power]] = {}
        self._over_rows: dict[Expr, list[Power]] = {}
        for column in worksheet:
            self._cells[column.name] = self._of(column, concrete, scaled)

    def cell(self, name: str, row: int) -> Power:
        """Give the power of one cell."""
        return self._cells[name][row]

    def _of(self, column: Column, concrete: Concrete, scaled: frozenset[str]) -> list[Power]:
        places = range(len(self.rows))
        if column.expression is not None:
            expression = column.expression
            return [self._value(expression, row) for row in places]
        if column.values is not None:
            keys = ("" if column.by == "board" else column.key_of(row) for row in self.rows)
            return [settled(column.values.get(key, ZERO)) for key in keys]
        if column.name in scaled:
            return [Power(1)] * len(self.rows)
        given = concrete.get(column.name)
        if given is None:
            return [Power(0)] * len(self.rows)
        return [settled(given[row] if isinstance(given, tuple) else given) for row in places]

    def _value(self, node: Expr, row: int) -> Power:
        if isinstance(node, Rational):
            return settled(Fraction(int(node.p), int(node.q)))
        if isinstance(node, Symbol):
            return self._cells[node.name][row]
        if isinstance(node, functions.choose):
            return self._choose(node, row)
        if isinstance(node, functions.total):
            return self._total(node, row)
        if isinstance(node, functions.level):
            return self._level(node)
        if isinstance(node, functions.round_to_total):
            x, amount, unit, _, *minimum = node.args
            over_all = [*self._in_rows(x), *(each for m in minimum for each in self._in_rows(m))]
            return one_power([*over_all, self._value(amount, row), self._value(unit, row)])
        if isinstance(node, functions.round_to):
            x, unit = (self._value(each, row) for each in node.args[:2])
            return x if x.is_nothing else one_power([x, unit])
        return _ARITHMETIC[type(node)]([self._value(each, row) for each in node.args])

    def _in_rows(self, node: Expr) -> list[Power]:
        if node not in self._over_rows:
            self._over_rows[node] = [self._value(node, row) for row in range(len(self.rows))]
        return self._over_rows[node]

    def _choose(self, node: Expr, row: int) -> Power:
        test, *branches = node.args
        truth = self._truth(test, row)
        if truth.holds is not None:
            return self._value(branches[0 if truth.holds else 1], row)
        found = one_power(self._value(each, row) for each in branches)
        return found if truth.stays or found.is_nothing else UNKNOWN

    def _total(self, node: Expr, row: int) -> Power:
        cells = self._in_rows(node.args[0])
        if len(node.args) > 1:
            key = node.args[1].name
            alike = zip(cells, self.rows, strict=True)
            cells = [cell for cell, each in alike if each.keys[key] == self.rows[row].keys[key]]
        return reduce(Power.__add__, cells)

    def _level(self, node: Expr) -> Power:
        amount, weight, *bounds = node.args
        sums = one_power([self._value(amount, 0), *(c for b in bounds for c in self._in_rows(b))])
        weights = one_power(self._in_rows(weight))
        if sums.is_nothing or weights.is_nothing:
            return UNKNOWN
        return sums / weights

    def _truth(self, node: Expr, row: int) -> Truth:
        if isinstance(node, functions.is_equal | functions.is_less):
            x, y = (self._value(each, row) for each in node.args)
            if x.value is not None and y.value is not None:
                equal = isinstance(node, functions.is_equal)
                return Truth(x.value == y.value if equal else x.value < y.value)
            return Truth(None, stays=one_power([x, y]).power is not None)
        parts = [self._truth(each, row) for each in node.args]
        known = [each.holds for each in parts]
        if isinstance(node, functions.fails):
            return Truth(None if known[0] is None else not known[0], parts[0].stays)
        decides = isinstance(node, functions.either)
        if decides in known:
            return Truth(decides)
        if None not in known:
            return Truth(not decides)
        return Truth(None, all(each.stays for each in parts))


def _bounded(bound: Callable[..., Fraction]) -> Callable[[Sequence[Power]], Power]:
    def bounded(cells: Sequence[Power]) -> Power:
        values = [each.value for each in cells if each.value is not None]
        return settled(bound(*values)) if len(values) == len(cells) else one_power(cells)

    return bounded


_ARITHMETIC: dict[Any, Callable[[Sequence[Power]], Power]] = {
    Add: lambda cells: reduce(Power.__add__, cells),
    Mul: lambda cells: reduce(Power.__mul__, cells),
    functions.per: lambda cells: cells[0] / cells[1],
    functions.at_least: _bounded(max),
    functions.at_most: _bounded(min),
}
