"""A worksheet for boards of which only who sits there is known: every cell is an unknown.

Each column is walked as the exact evaluation walks it, and gives conditions on unknowns in place of
figures: a computed cell equals its expression. What a primitive gives is an unknown too, of which
its own theorem is known (`primitives.py`). A division is an unknown q with q × divisor = dividend,
and its divisor must be proved not to be nothing before anything is concluded from that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import z3
from sympy import Add, Expr, Mul, Rational, Symbol

from funding.promises.proof import primitives
from funding.promises.proof.terms import Term, added, as_fraction, conjoined, number
from funding.worksheet import functions
from funding.worksheet.column import Column, Row, Scope
from funding.worksheet.worksheet import Worksheet

Cells = Term | list[Term]
Concrete = dict[str, Fraction | tuple[Fraction, ...]]


@dataclass
class Divisor:
    """Something divided by in a column, and the conditions under which that branch is taken."""

    path: list[Term]
    divisor: Term
    row: int | None


@dataclass
class Known:
    """What one column brings: conditions that hold of its cells, and what it divides by."""

    conditions: list[Term] = field(default_factory=list)
    divisors: list[Divisor] = field(default_factory=list)
    rests_on: frozenset[str] = frozenset()
    hopes: list[Cells] = field(default_factory=list)
    """Conditions that may well hold, and from which more would follow: each is to be proved."""


class Symbolic:
    """The cells of a worksheet as terms, and what is known of each column's.

    `concrete` has the inputs that are figures, `terms` those that are cells of another one: the
    rest are unknown. `prefix` tells the unknowns of one board from those of another.
    """

    def __init__(
        self,
        worksheet: Worksheet,
        rows: Sequence[Row],
        concrete: Concrete,
        terms: Mapping[str, Cells] | None = None,
        prefix: str = "",
    ) -> None:
        self.worksheet, self.rows, self.prefix = worksheet, tuple(rows), prefix
        self._terms = terms or {}
        self.cells: dict[str, Cells] = {}
        self.known: dict[str, Known] = {}
        self.roundings = primitives.Roundings()
        for column in worksheet:
            self.add(column, concrete.get(column.name))

    def cell(self, name: str, row: int) -> Term:
        """Give one cell, as an exact sheet does; a column of the board gives it for any row."""
        cells = self.cells[name]
        return cells[row] if isinstance(cells, list) else cells

    def add(self, column: Column, concrete: Fraction | tuple[Fraction, ...] | None = None) -> None:
        """Add a column over those that there are."""
        known = self.known[column.name] = Known()
        if column.expression is not None:
            names = {each.name for each in column.expression.free_symbols} & set(self.cells)
            known.rests_on = frozenset(names)
            walk = _Walk(self, column, known)
            found = walk.value(column.expression)
            if column.scope is Scope.PARTNER and not isinstance(found, list):
                found = [found] * len(self.rows)
            self.cells[column.name] = self._named(column.name, found, known)
        elif column.values is not None:
            self.cells[column.name] = self._stated(column)
        elif column.name in self._terms:
            self.cells[column.name] = self._terms[column.name]
        elif concrete is not None:
            whole = isinstance(concrete, tuple)
            self.cells[column.name] = list(map(number, concrete)) if whole else number(concrete)  # type: ignore[arg-type]  # by `whole`
        else:
            self.cells[column.name] = self._unknown(column, known)

    def condition(self, expression: Expr, name: str) -> list[Term]:
        """Give a condition over the cells, for the board or for each row."""
        column = Column("", name, None, "flag", Scope.BOARD, "")  # type: ignore[arg-type]  # no title
        found = _Walk(self, column, Known()).condition(expression)
        return found if isinstance(found, list) else [found]

    def _stated(self, column: Column) -> Cells:
        values = column.values or {}
        if column.by == "board":
            return number(values[""])
        return [number(values.get(column.key_of(row), Fraction(0))) for row in self.rows]

    def _unknown(self, column: Column, known: Known) -> Cells:
        """Give unknowns for an input: none is negative, and a flag is 0 or 1."""
        name = f"{self.prefix}{column.name}"
        if column.scope is Scope.BOARD:
            cells: list[Term] = [z3.Real(name)]
        else:
            cells = [z3.Real(f"{name}[{row.id}]") for row in self.rows]
        for cell in cells:
            known.conditions.append(cell >= 0)
            if column.unit == "flag":
                known.conditions.append(z3.Or(cell == 0, cell == 1))
        return cells[0] if column.scope is Scope.BOARD else cells

    def _named(self, name: str, found: Cells, known: Known) -> Cells:
        """Give each cell that is not plain an unknown of its own, equal to it."""
        if isinstance(found, list):
            return [
                self._named(f"{name}[{row.id}]", each, known)
                for row, each in zip(self.rows, found, strict=True)
            ]
        term = z3.simplify(found)
        if term.num_args() == 0:
            return term
        unknown = z3.Real(f"{self.prefix}{name}")
        known.conditions.append(unknown == term)
        return unknown

    def in_rows(self, cells: Cells) -> list[Term]:
        """Give a cell for each row."""
        return cells if isinstance(cells, list) else [cells] * len(self.rows)


class _Walk:
    """One walk over a column's expression; `path` has the branches on the way down."""

    def __init__(self, sheet: Symbolic, column: Column, known: Known) -> None:
        self._sheet, self._column, self._known = sheet, column, known
        self._path: list[Cells] = []
        self._count = 0

    def value(self, node: Expr) -> Cells:
        """Give the terms of a part of the expression."""
        if isinstance(node, Rational):
            return number(Fraction(int(node.p), int(node.q)))
        if isinstance(node, Symbol):
            return self._sheet.cells[node.name]
        if isinstance(node, functions.choose):
            return self._choose(node)
        if isinstance(node, functions.total):
            return self._total(node)
        if isinstance(node, functions.per):
            return self._divided(*map(self.value, node.args))
        if isinstance(node, functions.round_to):
            return self._rounded(node)
        if isinstance(node, functions.level):
            return self._levelled(node)
        if isinstance(node, functions.round_to_total):
            return self._rounded_to_total(node)
        found = self._each(_ARITHMETIC[type(node)], map(self.value, node.args))
        if isinstance(node, Add) and any(_is_taken_off(each) for each in node.args):
            self._known.hopes.append(self._each(lambda each: each >= 0, [found]))
        return found

    def condition(self, node: Expr) -> Cells:
        """Give the conditions of a condition."""
        if isinstance(node, functions.is_equal | functions.is_less):
            return self._each(_COMPARISONS[type(node)], map(self.value, node.args))
        return self._each(_JOINS[type(node)], map(self.condition, node.args))

    def _each(self, operation: Callable[..., Term], found: Iterable[Cells]) -> Cells:
        """Apply an operation row by row; once, where all is alike for the board."""
        values = list(found)
        if not any(isinstance(each, list) for each in values):
            return z3.simplify(operation(*values))
        in_rows = [self._sheet.in_rows(each) for each in values]
        return [z3.simplify(operation(*each)) for each in zip(*in_rows, strict=True)]

    def _choose(self, node: Expr) -> Cells:
        test, *branches = node.args
        condition = self.condition(test)
        found = []
        for branch, taken in zip(
            branches, (condition, self._each(z3.Not, [condition])), strict=True
        ):
            self._path.append(taken)
            found.append(self.value(branch))
            self._path.pop()
        return self._each(z3.If, [condition, *found])

    def _total(self, node: Expr) -> Cells:
        cells = self._sheet.in_rows(self.value(node.args[0]))
        if len(node.args) == 1:
            return added(cells)
        keys = [row.keys[node.args[1].name] for row in self._sheet.rows]
        sums = {key: added(c for c, k in zip(cells, keys, strict=True) if k == key) for key in keys}
        return [sums[key] for key in keys]

    def _divided(self, over: Cells, under: Cells) -> Cells:
        """Divide: by a number at once, else an unknown stands for the quotient."""
        if not isinstance(over, list) and not isinstance(under, list):
            return self._quotient(None, over, under)
        pairs = zip(self._sheet.in_rows(over), self._sheet.in_rows(under), strict=True)
        found = [self._quotient(row, *pair) for row, pair in enumerate(pairs)]
        self._together(self._sheet.in_rows(over), self._sheet.in_rows(under), found)
        return found

    def _quotient(self, row: int | None, over: Term, under: Term) -> Term:
        value = as_fraction(under)
        if value:
            return z3.simplify(over * number(1 / value))
        path = [each[row or 0] if isinstance(each, list) else each for each in self._path]
        if any(z3.is_false(each) for each in path):
            return number(0)  # of a branch that is never taken
        path = [each for each in path if not z3.is_true(each)]
        quotient = self.unknown()
        self._known.divisors.append(Divisor(path, under, row))
        self._known.conditions += [quotient * under == over, *_sizes(quotient, over, under)]
        return quotient

    def _together(self, over: list[Term], under: list[Term], found: list[Term]) -> None:
        """Add that parts of one divisor are together the part that their sum is."""
        for divisor in {each.get_id(): each for each in under}.values():
            rows = [
                r for r, each in enumerate(under) if each.eq(divisor) and found[r].num_args() == 0
            ]
            unknown = [r for r in rows if as_fraction(found[r]) is None]
            if len(unknown) > 1:
                whole = self.unknown()
                self._known.conditions.append(whole == added(found[r] for r in unknown))
                dividends = added(over[r] for r in unknown)
                self._known.conditions.append(whole * divisor == dividends)

    def _rounded(self, node: Expr) -> Cells:
        x, unit, method = node.args
        values, units = self.value(x), self.value(unit)
        if not isinstance(values, list) and not isinstance(units, list):
            return self._round_one(None, values, units, method.name)
        pairs = zip(self._sheet.in_rows(values), self._sheet.in_rows(units), strict=True)
        return [self._round_one(row, *pair, method.name) for row, pair in enumerate(pairs)]

    def _round_one(self, row: int | None, x: Term, unit: Term, method: str) -> Term:
        if as_fraction(x) == 0:
            return x
        found = self.unknown()
        self._known.conditions += self._sheet.roundings.known(found, x, unit, method, row)
        return found

    def _levelled(self, node: Expr) -> Term:
        amount, *others = map(self.value, node.args)
        found = self.unknown()
        in_rows = [self._sheet.in_rows(each) for each in others]
        self._known.conditions += primitives.known_of_level(found, amount, *in_rows)
        return found

    def _rounded_to_total(self, node: Expr) -> list[Term]:
        x, amount, unit, method, *minimum = node.args
        found = [self.unknown() for _ in self._sheet.rows]
        least = self._sheet.in_rows(self.value(minimum[0])) if minimum else None
        exact, whole, units = (
            self._sheet.in_rows(self.value(x)),
            self.value(amount),
            self.value(unit),
        )
        near = z3.simplify(primitives.is_near(exact, whole, units))
        self._known.hopes.append(near)
        self._known.conditions += primitives.known_of_rounding_to_total(
            found,
            exact,
            whole,
            near,
            units,
            method.name,
            least,
            [self._sheet.in_rows(self.value(each)) for each in self._whole_bounds(x)],
        )
        return found

    def _whole_bounds(self, x: Expr, depth: int = 4) -> Iterator[Expr]:
        """Give whole sums that the exact parts are kept above or below: rounding keeps them so."""
        worksheet = self._sheet.worksheet
        if depth == 0:
            return
        if isinstance(x, Symbol):
            if (made := worksheet[x.name].expression) is not None:
                yield from self._whole_bounds(made, depth - 1)
            return
        bounding = isinstance(x, functions.at_least | functions.at_most | Mul | functions.per)
        parts = x.args[1:] if isinstance(x, functions.choose) else x.args if bounding else ()
        for part in parts:
            if not isinstance(part, Rational) and primitives.is_whole(part, worksheet):
                yield part
            else:
                yield from self._whole_bounds(part, depth - 1)

    def unknown(self) -> Term:
        """Give a new unknown."""
        self._count += 1
        return z3.Real(f"{self._sheet.prefix}{self._column.name}~{self._count}")


def _sizes(quotient: Term, over: Term, under: Term) -> Iterator[Term]:
    """Say what the sizes of a dividend and its divisor say of the quotient."""
    yield z3.Implies(conjoined([under > 0, over >= 0]), quotient >= 0)
    yield z3.Implies(conjoined([under > 0, over <= under]), quotient <= 1)
    if not z3.is_mul(over):
        return
    factors = over.children()
    for place, factor in enumerate(factors):
        rest = z3.simplify(z3.Product([*factors[:place], *factors[place + 1 :]]))
        sound = [under > 0, rest >= 0]
        yield z3.Implies(conjoined([*sound, factor <= under]), quotient <= rest)
        yield z3.Implies(conjoined([*sound, factor >= under]), quotient >= rest)


def _is_taken_off(node: Expr) -> bool:
    return isinstance(node, Mul) and any(
        isinstance(each, Rational) and each.p < 0 for each in node.args
    )


def _plus(*terms: Term) -> Term:
    return z3.Sum(*terms)


def _times(*terms: Term) -> Term:
    return z3.Product(*terms)


_ARITHMETIC: dict[Any, Callable[..., Term]] = {
    Add: _plus,
    Mul: _times,
    functions.at_least: lambda x, y: z3.If(x >= y, x, y),
    functions.at_most: lambda x, y: z3.If(x <= y, x, y),
}
_COMPARISONS: dict[Any, Callable[..., Term]] = {
    functions.is_equal: lambda x, y: x == y,
    functions.is_less: lambda x, y: x < y,
}
_JOINS: dict[Any, Callable[..., Term]] = {
    functions.both: z3.And,
    functions.either: z3.Or,
    functions.fails: z3.Not,
}
