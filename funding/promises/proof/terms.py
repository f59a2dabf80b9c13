"""Terms of the solver: numbers, and products taken apart so that linear reasoning suffices."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import z3

Term = Any
"""A term of the solver; its library has no types."""


def number(value: Fraction | int) -> Term:
    """Write an exact number."""
    exact = Fraction(value)
    return z3.Q(exact.numerator, exact.denominator)


def as_fraction(term: Term) -> Fraction | None:
    """Give the number that a term is; None if it is none."""
    if not z3.is_rational_value(term):
        return None
    return Fraction(term.numerator_as_long(), term.denominator_as_long())


def added(terms: Iterable[Term]) -> Term:
    """Add terms; of none, nothing."""
    found = list(terms)
    return z3.simplify(z3.Sum(found)) if found else number(0)


def conjoined(conditions: Iterable[Term]) -> Term:
    """Give the condition that all of some hold."""
    return z3.And(*conditions)


class Linear:
    """Conditions in which each product of unknowns is an unknown of its own.

    Of such a product only what follows from the signs and sizes of its factors is known. What is
    proved so is proved: less is known, never more.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Term, Term]] = {}
        self._products: dict[tuple[int, ...], tuple[Term, list[Term]]] = {}
        self._said: dict[int, list[Term]] = {}
        """What is known of each product, by the identity of its unknown."""
        self._standing: dict[int, tuple[Term, list[int]]] = {}
        """The products that stand in a condition: the same ones are asked about many times."""

    def of(self, condition: Term) -> Term:
        """Give a condition with its products replaced."""
        key = condition.get_id()
        if key not in self._known:
            self._known[key] = (condition, self._replaced(condition))
        return self._known[key][1]

    def _replaced(self, term: Term) -> Term:
        children = [self.of(child) for child in term.children()]
        if not children:
            return term
        if z3.is_mul(term):
            return self._product(children)
        if z3.is_add(term):
            return z3.Sum(children)
        if z3.is_and(term):
            return z3.And(children)
        if z3.is_or(term):
            return z3.Or(children)
        return term.decl()(*children)

    def _product(self, factors: list[Term]) -> Term:
        numbers = [each for each in factors if z3.is_rational_value(each)]
        others = sorted(
            (each for each in factors if not z3.is_rational_value(each)),
            key=lambda each: int(each.get_id()),
        )
        if len(others) < 2:
            return z3.Product(factors)
        key = tuple(each.get_id() for each in others)
        if key not in self._products:
            product = z3.Real(f"product {len(self._products)}")
            self._products[key] = (product, others)
            self._said[product.get_id()] = _signs(product, others)
        return z3.Product([*numbers, self._products[key][0]])

    def known_of_products(self, conditions: Iterable[Term]) -> list[Term]:
        """Give what is known of the products that stand in some conditions."""
        products = dict.fromkeys(key for each in conditions for key in self._products_in(each))
        return [known for key in products for known in self._said[key]]

    def _products_in(self, condition: Term) -> list[int]:
        key = condition.get_id()
        if key not in self._standing:
            found = sorted(leaves([condition]) & set(self._said))
            self._standing[key] = (condition, found)
        return self._standing[key][1]


def _signs(product: Term, factors: list[Term]) -> list[Term]:
    known = [
        z3.Implies(conjoined(each >= 0 for each in factors), product >= 0),
        z3.Implies(conjoined(each > 0 for each in factors), product > 0),
        *(z3.Implies(each == 0, product == 0) for each in factors),
    ]
    if len(factors) == 2:
        for one, other in (factors, factors[::-1]):
            part = conjoined([one >= 0, other >= 0, other <= 1])
            known.append(z3.Implies(part, product <= one))
            known.append(z3.Implies(other == 1, product == one))
    return known


def leaves(conditions: Iterable[Term]) -> set[int]:
    """Give the unknowns that stand in some conditions."""
    seen: set[int] = set()
    found: set[int] = set()
    rest = list(conditions)
    while rest:
        term = rest.pop()
        if term.get_id() in seen:
            continue
        seen.add(term.get_id())
        if term.num_args() == 0:
            found.add(term.get_id())
        rest += term.children()
    return found
