"""Which columns hold whole pence, whatever their figures are: such cells are rounded to the penny.

A float near a penny is then the float that is nearest to it, and equal sums are equal cells.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from fractions import Fraction

from sympy import Expr, Mul, Rational, Symbol

from funding.amounts import PENNY
from funding.evaluation.cell_faults import Cells
from funding.worksheet import functions
from funding.worksheet.column import Unit


class Grain(IntEnum):
    """How fine the figures of a column are; whole numbers of pounds are whole pence too."""

    WHOLE = 0
    PENCE = 1
    ANY = 2


Known = Callable[[str], Grain]


def grain_of(node: Expr, known: Known) -> Grain:
    """Give how fine the figures are that an expression can come to."""
    if isinstance(node, Rational):
        return _of_number(Fraction(int(node.p), int(node.q)))
    if isinstance(node, Symbol):
        return known(node.name)
    if isinstance(node, functions.per | functions.level):
        return Grain.ANY
    if isinstance(node, functions.round_to):
        return grain_of(node.args[1], known)
    if isinstance(node, functions.round_to_total):
        return grain_of(node.args[2], known)
    if isinstance(node, functions.choose):
        return max(grain_of(each, known) for each in node.args[1:])
    if isinstance(node, functions.total):
        return grain_of(node.args[0], known)
    grains = [grain_of(each, known) for each in node.args]
    if isinstance(node, Mul) and grains.count(Grain.WHOLE) < len(grains) - 1:
        return Grain.ANY
    return max(grains)


def grain_of_figures(cells: Cells, unit: Unit) -> Grain:
    """Give how fine the figures of an input are taken to be, whatever is typed in their place."""
    if unit == "flag":
        return Grain.WHOLE
    values = cells if isinstance(cells, tuple) else (cells,)
    pence = unit == "money" and all((each / PENNY).denominator == 1 for each in values)
    return Grain.PENCE if pence else Grain.ANY


def _of_number(number: Fraction) -> Grain:
    if number.denominator == 1:
        return Grain.WHOLE
    return Grain.PENCE if (number / PENNY).denominator == 1 else Grain.ANY


def has_sure_sign(node: Expr, known: Callable[[str], bool]) -> bool:
    """Say whether a float is nothing where an expression is, and above where it is above.

    Products, quotients and sums of what is not below nothing are; a difference need not be.
    """
    if isinstance(node, Rational):
        return bool(node >= 0)
    if isinstance(node, Symbol):
        return known(node.name)
    if isinstance(node, functions.level):
        return False
    if isinstance(node, functions.round_to | functions.round_to_total | functions.total):
        return has_sure_sign(node.args[0], known)
    parts = node.args[1:] if isinstance(node, functions.choose) else node.args
    return all(has_sure_sign(each, known) for each in parts)


def is_money(node: Expr, units: Callable[[str], Unit]) -> bool:
    """Say whether an expression comes to a sum of money, rather than to a part or a number."""
    if isinstance(node, Rational):
        return False
    if isinstance(node, Symbol):
        return units(node.name) == "money"
    if isinstance(node, functions.per | functions.level):
        over, under = node.args[:2]
        return is_money(over, units) and not is_money(under, units)
    if isinstance(node, functions.choose):
        return any(is_money(each, units) for each in node.args[1:])
    if isinstance(node, functions.total | functions.round_to | functions.round_to_total):
        return is_money(node.args[0], units)
    return any(is_money(each, units) for each in node.args)
