"""What is known of what the primitives give: a theorem for each, tested on all small cases.

Each gives less than its definition, and enough: that a total is kept, how near a rounded sum is,
and that whole bounds of what is rounded are bounds of the rounded sum too.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import z3
from sympy import Add, Expr, Mul, Rational, Symbol

from funding.promises.inputs import SORTS
from funding.promises.proof.terms import Term, added, conjoined, number
from funding.worksheet import functions
from funding.worksheet.worksheet import Worksheet


class Roundings:
    """The roundings of a worksheet so far: of two alike, the greater sum is rounded to no less."""

    def __init__(self) -> None:
        self._others: dict[tuple[str, str, int | None], list[tuple[Term, Term]]] = {}

    def known(self, found: Term, x: Term, unit: Term, method: str, row: int | None) -> list[Term]:
        """Say what is known of one more; `down` is to nothing and `up` from it, on either side."""
        known = [z3.Implies(x >= 0, found >= 0), z3.Implies(x <= 0, found <= 0)]
        if method == "half_up":
            known += [found <= x + unit / 2, found >= x - unit / 2]
        else:
            nearer, farther = (found, x) if method == "down" else (x, found)
            above = conjoined([nearer <= farther, farther < nearer + unit])
            below = conjoined([nearer >= farther, farther > nearer - unit])
            known += [z3.Implies(x >= 0, above), z3.Implies(x < 0, below)]
        positive = z3.simplify(unit > 0)
        alike = self._others.setdefault((method, str(unit), row), [])
        for other, rounded in alike:
            known += [z3.Implies(x <= other, found <= rounded)]
            known += [z3.Implies(x >= other, found >= rounded)]
        alike.append((x, found))
        # Where the unit is not above nothing there is no such sum, and nothing is known of it.
        return known if z3.is_true(positive) else [z3.Implies(positive, each) for each in known]


def known_of_level(
    found: Term,
    amount: Term,
    weight: Sequence[Term],
    lo: Sequence[Term],
    hi: Sequence[Term],
    start: Sequence[Term] | None = None,
) -> list[Term]:
    """Say what is known of a level: what it defines. Where there is none, there is no result."""
    starts = start or [number(0)] * len(weight)
    clamped = []
    for begins, each, least, most in zip(starts, weight, lo, hi, strict=True):
        reached = z3.simplify(begins + found * each)
        clamped.append(z3.If(reached < least, least, z3.If(reached > most, most, reached)))
    return [found >= 0, z3.Sum(clamped) == amount]


def is_near(x: Sequence[Term], amount: Term, unit: Term) -> Term:
    """Give the condition that exact parts come to a total, or to less than a unit more."""
    return conjoined([amount <= added(x), added(x) < amount + unit])


def known_of_rounding_to_total(
    found: Sequence[Term],
    x: Sequence[Term],
    amount: Term,
    near: Term,
    unit: Term,
    method: str,
    minimum: Sequence[Term] | None,
    bounds: Sequence[Sequence[Term]],
) -> list[Term]:
    """Say what is known of parts rounded to a total.

    They sum to it, and nobody gets less than nothing. Without minimums nobody gets anything of a
    part of nothing; and by largest remainder each is then within a unit of its part where the parts
    are `near` the total, and a whole bound of a part is one of what is rounded.
    """
    known = [z3.Sum(list(found)) == amount]
    quota = method == "largest_remainder" and minimum is None
    for row, (part, given) in enumerate(zip(x, found, strict=True)):
        known.append(z3.Implies(part >= 0, given >= 0))
        if minimum is None:
            known.append(z3.Implies(part == 0, given == 0))
        if not quota:
            continue
        known.append(z3.Implies(near, conjoined([given < part + unit, given > part - unit])))
        for bound in bounds:
            known.append(z3.Implies(conjoined([near, part <= bound[row]]), given <= bound[row]))
            known.append(z3.Implies(conjoined([near, part >= bound[row]]), given >= bound[row]))
    return known


def is_whole(node: Expr, worksheet: Worksheet) -> bool:
    """Say whether an expression surely comes to whole pence, by how it is made."""
    if isinstance(node, Rational):
        return (100 * int(node.p)) % int(node.q) == 0
    if isinstance(node, Symbol):
        column = worksheet[node.name]
        if column.unit != "money":
            return False
        if column.expression is not None:
            return is_whole(column.expression, worksheet)
        if column.origin is not None:
            return column.name == "penny" or SORTS.get(column.origin.what) == "pence"
        return all((100 * each).denominator == 1 for each in (column.values or {}).values())
    if isinstance(node, functions.choose):
        return all(is_whole(each, worksheet) for each in node.args[1:])
    if isinstance(node, Add | functions.at_least | functions.at_most):
        return all(is_whole(each, worksheet) for each in node.args)
    if isinstance(node, functions.total):
        return is_whole(node.args[0], worksheet)
    if isinstance(node, functions.round_to | functions.round_to_total):
        unit = node.args[1 if isinstance(node, functions.round_to) else 2]
        return isinstance(unit, Symbol) and unit.name == "penny"
    return isinstance(node, Mul) and _is_whole_product(node, worksheet)


def _is_whole_product(node: Mul, worksheet: Worksheet) -> bool:
    """Say whether a product is of one whole sum, whole numbers and flags."""
    sums = [each for each in node.args if not _is_integer(each, worksheet)]
    return len(sums) == 1 and is_whole(sums[0], worksheet)


def _is_integer(node: Expr, worksheet: Worksheet) -> bool:
    """Say whether an expression surely comes to a whole number."""
    if isinstance(node, Rational):
        return Fraction(int(node.p), int(node.q)).denominator == 1
    if isinstance(node, functions.choose):
        return all(_is_integer(each, worksheet) for each in node.args[1:])
    if not isinstance(node, Symbol):
        return False
    column = worksheet[node.name]
    if column.expression is not None:
        return _is_integer(column.expression, worksheet)
    stated = (column.values or {}).values()
    return column.unit == "flag" and all(each.denominator == 1 for each in stated)
