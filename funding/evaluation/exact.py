"""Evaluate a worksheet for one board in exact fractions, keeping every cell.

This is the reference: every other reader must give what this gives. Each expression is walked once
for the whole column, not once a cell; what is alike for the board is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sympy import Add, Expr, Mul, Rational, Symbol

from funding.evaluation.cell_faults import BoundsNotKept, CellFault, Cells, DividedByNothing
from funding.language import _
from funding.worksheet import apportionment, functions, primitives
from funding.worksheet.column import Column, Row, Scope
from funding.worksheet.worksheet import Binding, Worksheet

ZERO = Fraction(0)
MOST_BITS = 8_000
"""Above this a cell is refused: no budget needs it, and a hostile figure grows for ever."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A worksheet with its figures put in: every cell of every column."""

    worksheet: Worksheet
    binding: Binding
    cells: dict[str, Cells]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The partners, in the order of the board."""
        return self.binding.rows

    def cell(self, name: str, row: int) -> Fraction:
        """Give one cell; a column with one value for the board gives it for any row."""
        cells = self.cells[name]
        return cells[row] if isinstance(cells, tuple) else cells


def evaluate(worksheet: Worksheet, binding: Binding) -> Sheet:
    """Fill every cell; raise `CellFault` where one has no value."""
    sheet = Sheet(worksheet, binding, {})
    for column in worksheet:
        sheet.cells[column.name] = _cells(column, sheet)
    return sheet


def value_of(expression: Expr, column: Column, sheet: Sheet, row: int) -> Fraction:
    """Give what a part of a column's expression came to for one row, as an explanation needs."""
    found = _Walk(column, sheet).value(expression, [row])
    return found if isinstance(found, Fraction) else found[0]


def names_used(column: Column, sheet: Sheet, row: int) -> set[str]:
    """Give the columns that a cell rests on: of each `choose`, only the branch that it took."""
    if column.expression is None:
        return set()
    return _Walk(column, sheet).names(column.expression, row)


def _cells(column: Column, sheet: Sheet) -> Cells:
    if column.expression is not None:
        walk = _Walk(column, sheet)
        found = walk.value(column.expression, range(len(sheet.rows)))
        for each in [found] if isinstance(found, Fraction) else found:
            if each.denominator.bit_length() + each.numerator.bit_length() > MOST_BITS:
                raise CellFault(column, None, _("its figures have too many digits to go on with"))
        if column.scope is Scope.PARTNER and isinstance(found, Fraction):
            return (found,) * len(sheet.rows)
        return found if isinstance(found, Fraction) else tuple(found)
    if column.values is not None:
        if column.by == "board":
            return column.values[""]
        return tuple(column.values.get(column.key_of(row), ZERO) for row in sheet.rows)
    return sheet.binding.values[column.name]


class _Walk:
    """One walk over a column's expression, for the rows asked for."""

    def __init__(self, column: Column, sheet: Sheet) -> None:
        self._column, self._sheet = column, sheet
        self._all = range(len(sheet.rows))

    def value(self, node: Expr, rows: Sequence[int]) -> Fraction | list[Fraction]:
        """Give one value for the board, or a list with one for each of `rows`."""
        if isinstance(node, Rational):
            return Fraction(int(node.p), int(node.q))
        if isinstance(node, Symbol):
            cells = self._sheet.cells[node.name]
            lacking = self._sheet.binding.missing.get(node.name, frozenset()) & set(rows)
            if lacking:
                raise self._fault(_("there is no figure of '{name}'", name=node.name), min(lacking))
            return [cells[row] for row in rows] if isinstance(cells, tuple) else cells
        if isinstance(node, functions.choose):
            return self._choose(node, rows)
        if isinstance(node, functions.total):
            return self._total(node, rows)
        if isinstance(node, functions.level):
            return self._level(node)
        if isinstance(node, functions.round_to_total):
            return self._round_to_total(node, rows)
        if isinstance(node, functions.round_to):
            return self._round_to(node, rows)
        if isinstance(node, functions.per):
            return self._divide(node, rows)
        return self._each(_ARITHMETIC[type(node)], node.args, rows)

    def names(self, node: Expr, row: int) -> set[str]:
        """Give the columns that a part of the expression rests on, for one row."""
        if isinstance(node, functions.choose):
            condition, then, otherwise = node.args
            holds = self._condition(condition, [row])
            taken = then if holds is True or holds == [True] else otherwise
            return self.names(taken, row) | {each.name for each in condition.free_symbols}
        if isinstance(node, Symbol) or _OVER_ROWS & {type(node)}:
            # A total rests on every row, and so on every branch that some row took.
            return {each.name for each in node.free_symbols}
        return set().union(*(self.names(part, row) for part in node.args))

    def _each(
        self, operation: Callable[..., Fraction], arguments: Sequence[Expr], rows: Sequence[int]
    ) -> Fraction | list[Fraction]:
        """Apply an operation row by row; once, where every argument is alike for the board."""
        values = [self.value(argument, rows) for argument in arguments]
        if all(isinstance(value, Fraction) for value in values):
            return operation(*values)
        lists = [[v] * len(rows) if isinstance(v, Fraction) else v for v in values]
        return [operation(*each) for each in zip(*lists, strict=True)]

    def _list(self, node: Expr, rows: Sequence[int]) -> list[Fraction]:
        value = self.value(node, rows)
        return [value] * len(rows) if isinstance(value, Fraction) else value

    def _board(self, node: Expr) -> Fraction:
        value = self.value(node, self._all)
        if not isinstance(value, Fraction):
            raise self._fault(_("this needs one value for the board, not one a partner"))
        return value

    def _divide(self, node: Expr, rows: Sequence[int]) -> Fraction | list[Fraction]:
        over, under = (self.value(argument, rows) for argument in node.args)
        if isinstance(under, Fraction):
            if under == 0 and rows:
                raise DividedByNothing(self._column, None)
            if isinstance(over, Fraction):
                return over / under
            return [each / under for each in over]
        for row, each in zip(rows, under, strict=True):
            if each == 0:
                raise DividedByNothing(self._column, self._sheet.rows[row])
        overs = [over] * len(under) if isinstance(over, Fraction) else over
        return [x / y for x, y in zip(overs, under, strict=True)]

    def _choose(self, node: Expr, rows: Sequence[int]) -> Fraction | list[Fraction]:
        """Evaluate each branch only for the rows that take it."""
        condition, then, otherwise = node.args
        holds = self._condition(condition, rows)
        if isinstance(holds, bool):
            return self.value(then if holds else otherwise, rows)
        found: dict[int, Fraction] = {}
        for branch, wanted in ((then, True), (otherwise, False)):
            taking = [row for row, hold in zip(rows, holds, strict=True) if hold is wanted]
            if taking:
                found.update(zip(taking, self._list(branch, taking), strict=True))
        return [found[row] for row in rows]

    def _condition(self, node: Expr, rows: Sequence[int]) -> bool | list[bool]:
        compare = _COMPARISONS.get(type(node))
        if compare is not None:
            x, y = (self.value(argument, rows) for argument in node.args)
            if isinstance(x, Fraction) and isinstance(y, Fraction):
                return compare(x, y)
            xs = [x] * len(rows) if isinstance(x, Fraction) else x
            ys = [y] * len(rows) if isinstance(y, Fraction) else y
            return [compare(a, b) for a, b in zip(xs, ys, strict=True)]
        parts = [self._condition(argument, rows) for argument in node.args]
        join = _JOINS[type(node)]
        alike = [part for part in parts if isinstance(part, bool)]
        if len(alike) == len(parts):
            return join(alike)
        lists = [[part] * len(rows) if isinstance(part, bool) else part for part in parts]
        return [join(each) for each in zip(*lists, strict=True)]

    def _total(self, node: Expr, rows: Sequence[int]) -> Fraction | list[Fraction]:
        values = self._list(node.args[0], self._all)
        if len(node.args) == 1:
            return _sum(values)
        key = node.args[1].name
        sums: dict[str, Fraction] = {}
        groups = [row.keys[key] for row in self._sheet.rows]
        for group, value in zip(groups, values, strict=True):
            sums[group] = sums.get(group, ZERO) + value
        return [sums[groups[row]] for row in rows]

    def _round_to(self, node: Expr, rows: Sequence[int]) -> Fraction | list[Fraction]:
        x, unit, method = node.args
        try:
            return self._each(
                lambda each, step: primitives.round_to(each, step, method.name), (x, unit), rows
            )
        except ValueError as error:
            raise self._fault(str(error)) from None

    def _level(self, node: Expr) -> Fraction:
        amount, *others = node.args
        try:
            return primitives.level(
                self._board(amount), *(self._list(other, self._all) for other in others)
            )
        except primitives.BoundsFault as error:
            row = None if error.row is None else self._sheet.rows[error.row]
            # How to round and what to total within are symbols too, and no columns.
            names = {each.name for each in amount.free_symbols}
            about = (column for column in self._sheet.worksheet if column.name in names)
            of_money = all(column.unit == "money" for column in about)
            cells = self._sheet.cells
            raise BoundsNotKept(self._column, row, error, cells, of_money=of_money) from None
        except ValueError as error:
            raise self._fault(str(error)) from None

    def _round_to_total(self, node: Expr, rows: Sequence[int]) -> list[Fraction]:
        x, amount, unit, method, *minimum = node.args
        try:
            found = apportionment.round_to_total(
                self._list(x, self._all),
                self._board(amount),
                self._board(unit),
                [row.id for row in self._sheet.rows],
                method.name,
                self._list(minimum[0], self._all) if minimum else None,
            )
        except apportionment.Unshareable as error:
            raise CellFault(self._column, None, str(error), error.fix, error.about) from None
        except ValueError as error:
            raise self._fault(str(error)) from None
        return [found[row] for row in rows]

    def _fault(self, why: str, row: int | None = None, fix: str | None = None) -> CellFault:
        return CellFault(self._column, None if row is None else self._sheet.rows[row], why, fix)


def _sum(values: Iterable[Fraction]) -> Fraction:
    """Add up; many cells are nothing, and adding nothing takes as long as adding something."""
    return sum((value for value in values if value), ZERO)


def _product(first: Fraction, *others: Fraction) -> Fraction:
    for value in others:
        if not first:
            break
        first = first * value if value != 1 else first
    return first


_OVER_ROWS = frozenset({functions.total, functions.level, functions.round_to_total})
_ARITHMETIC: dict[type, Callable[..., Fraction]] = {
    Add: lambda *values: _sum(values),
    Mul: _product,
    functions.at_least: max,
    functions.at_most: min,
}
_COMPARISONS: dict[type, Callable[[Fraction, Fraction], bool]] = {
    functions.is_equal: lambda x, y: x == y,
    functions.is_less: lambda x, y: x < y,
}
_JOINS: dict[type, Callable[[Sequence[bool]], bool]] = {
    functions.both: all,
    functions.either: any,
    functions.fails: lambda parts: not parts[0],
}
