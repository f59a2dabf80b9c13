"""One walk over an expression, as the exact evaluation walks it: terms in place of figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import z3
from sympy import Add, Expr, Mul, Rational, Symbol

from funding.promises.proof import primitives
from funding.promises.proof.known import Cells, Cellular, Divisor, Known
from funding.promises.proof.terms import Term, added, as_fraction, conjoined, number
from funding.worksheet import functions


class Walk:
    """One walk over a column's expression; `path` has the branches on the way down."""

    def __init__(self, sheet: Cellular, column: str, known: Known) -> None:
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
        with self._over_all_rows():
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
        taken = self._somewhere() if row is None else self._taken(row)
        if z3.is_false(taken):
            return number(0)  # of a branch that is never taken
        path = [] if z3.is_true(taken) else [taken]
        quotient = self.unknown()
        self._known.divisors.append(Divisor(path, under, row))
        self._known.conditions.append(z3.Implies(under != 0, quotient * under == over))
        self._known.conditions += _sizes(quotient, over, under)
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
                self._known.conditions.append(
                    z3.Implies(divisor != 0, whole * divisor == dividends)
                )

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
        with self._over_all_rows():
            amount, *others = map(self.value, node.args)
        found = self.unknown()
        in_rows = [self._sheet.in_rows(each) for each in others]
        self._where_taken(primitives.known_of_level(found, amount, *in_rows))
        return found

    def _taken(self, row: int) -> Term:
        """Give the condition that a row takes this branch."""
        path = (each[row] if isinstance(each, list) else each for each in self._path)
        return z3.simplify(conjoined(path))

    def _somewhere(self) -> Term:
        """Give the condition that some row takes this branch."""
        return z3.simplify(z3.Or(*map(self._taken, range(len(self._sheet.rows)))))

    @contextmanager
    def _over_all_rows(self) -> Iterator[None]:
        """Walk what is worked out of all rows as soon as one takes this branch."""
        path, self._path = self._path, [self._somewhere()]
        yield
        self._path = path

    def _where_taken(self, conditions: Iterable[Term]) -> None:
        """Add what is known of what is worked out only where some row takes this branch."""
        somewhere = self._somewhere()
        if z3.is_true(somewhere):
            self._known.conditions += conditions
        else:
            self._known.conditions += [z3.Implies(somewhere, each) for each in conditions]

    def _rounded_to_total(self, node: Expr) -> list[Term]:
        x, amount, unit, method, *minimum = node.args
        found = [self.unknown() for _ in self._sheet.rows]
        with self._over_all_rows():
            least = self._sheet.in_rows(self.value(minimum[0])) if minimum else None
            exact, whole = self._sheet.in_rows(self.value(x)), self.value(amount)
            units = self.value(unit)
            # Whole pence bound what is rounded to pence, and nothing coarser.
            in_pence = isinstance(unit, Symbol) and unit.name == "penny"
            bounds = [
                self._sheet.in_rows(self.value(each))
                for each in (self._whole_bounds(x) if in_pence else ())
            ]
        near = z3.simplify(primitives.is_near(exact, whole, units))
        self._known.hopes.append(near)
        known = primitives.known_of_rounding_to_total(
            found,
            exact,
            whole,
            near,
            units,
            method.name,
            least,
            bounds,
        )
        self._where_taken(known)
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
        return z3.Real(f"{self._sheet.prefix}{self._column}~{self._count}")


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
