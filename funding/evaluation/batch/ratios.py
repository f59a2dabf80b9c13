"""Quotients of whole numbers whose values are not known yet.

An atom is a whole number of each board, or of each partner of a class. A polynomial is a sum of
products of atoms. A ratio is a polynomial over one product of atoms, which is above nothing
wherever the ratio has a value. So sums, products and quotients are worked out once, for all
boards; what is alike above and below the line goes, as long as it is not nothing, and that is
checked elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from math import gcd, lcm
from types import MappingProxyType

Product = tuple[tuple[int, int], ...]
"""A product of atoms: each by its number, with its power, in order of the numbers."""

NONE: Product = ()
MOST_FACTORED = 40
"""What more terms have alike is not looked for."""


def times(one: Product, other: Product) -> Product:
    """Multiply two products."""
    powers = dict(one)
    for atom, power in other:
        powers[atom] = powers.get(atom, 0) + power
    return tuple(sorted(powers.items()))


def shared(one: Product, other: Product) -> Product:
    """Give the greatest product that divides both."""
    powers = dict(other)
    both = ((atom, min(power, powers.get(atom, 0))) for atom, power in one)
    return tuple((atom, power) for atom, power in both if power)


def least_multiple(one: Product, other: Product) -> Product:
    """Give the least product that both divide."""
    return times(one, without(other, shared(one, other)))


def without(one: Product, part: Product) -> Product:
    """Divide a product by one that divides it."""
    powers = dict(one)
    for atom, power in part:
        powers[atom] -= power
    return tuple((atom, power) for atom, power in sorted(powers.items()) if power)


@dataclass(frozen=True, eq=False)
class Polynomial:
    """A sum of products of atoms, each a whole number of times; nothing has no terms."""

    terms: Mapping[Product, int]

    @property
    def key(self) -> tuple[tuple[Product, int], ...]:
        """What is alike of polynomials that are alike."""
        return tuple(sorted(self.terms.items()))

    @property
    def constant(self) -> int | None:
        """The number that it is, if no atom is in it."""
        if not self.terms:
            return 0
        return self.terms.get(NONE) if len(self.terms) == 1 else None

    @property
    def product(self) -> Product | None:
        """The one product in it, however many times; None if there are several, or none."""
        return next(iter(self.terms)) if len(self.terms) == 1 else None

    @property
    def content(self) -> int:
        """The greatest number that divides every term; 0 of nothing."""
        return gcd(*self.terms.values())

    @property
    def common(self) -> Product:
        """The greatest product that divides every term."""
        found: Product | None = None
        for term in self.terms:
            found = term if found is None else shared(found, term)
        return found or NONE

    @cached_property
    def lone(self) -> int | None:
        """The number of the atom that it is; None if it is anything more."""
        ((product, count),) = self.terms.items() if len(self.terms) == 1 else ((NONE, 0),)
        return product[0][0] if count == 1 and len(product) == 1 and product[0][1] == 1 else None

    @cached_property
    def sizes(self) -> Polynomial:
        """The sum of the sizes of its terms, if no atom is below nothing."""
        return Polynomial({product: abs(count) for product, count in self.terms.items()})

    @cached_property
    def twice_taken(self) -> Polynomial:
        """Twice what it takes away: that much less it is than the sum of the sizes."""
        return Polynomial({product: -2 * n for product, n in self.terms.items() if n < 0})

    @cached_property
    def factored(self) -> tuple[int, Polynomial, Polynomial] | None:
        """The atom that most terms have, what it multiplies, and the terms without it.

        None, if no two terms have one alike; and of a long sum, which would go deeper than Python
        compiles.
        """
        if len(self.terms) > MOST_FACTORED:
            return None
        uses = Counter(number for product in self.terms for number, _ in product)
        most, times_used = max(uses.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        if times_used < 2:
            return None
        one: Product = ((most, 1),)
        having = {p: n for p, n in self.terms.items() if shared(p, one)}
        inner = Polynomial({without(p, one): n for p, n in having.items()})
        return most, inner, Polynomial({p: n for p, n in self.terms.items() if p not in having})

    def __add__(self, other: Polynomial) -> Polynomial:
        terms = dict(self.terms)
        for product, count in other.terms.items():
            terms[product] = terms.get(product, 0) + count
        return polynomial(terms)

    def scaled(self, count: int, product: Product = NONE) -> Polynomial:
        """Multiply by a number and a product."""
        return polynomial({times(each, product): n * count for each, n in self.terms.items()})

    def __mul__(self, other: Polynomial) -> Polynomial:
        found = NOTHING
        for product, count in other.terms.items():
            found += self.scaled(count, product)
        return found

    def divided(self, count: int, product: Product) -> Polynomial:
        """Divide by a number and a product that divide every term."""
        return polynomial({without(each, product): n // count for each, n in self.terms.items()})

    def over(self, other: Polynomial) -> Polynomial | None:
        """Divide by another where the quotient has one term; None where it has not."""
        if not self.terms or len(self.terms) != len(other.terms):
            return None
        mine, theirs = self.common, other.common
        top, bottom = self.divided(1, mine), other.divided(1, theirs)
        if self.content % other.content:
            return None
        count = self.content // other.content
        if set(top.terms) != set(bottom.terms) or shared(mine, theirs) != theirs:
            return None
        if any(n != bottom.terms[product] * count for product, n in top.terms.items()):
            return None
        return polynomial({without(mine, theirs): count})


def polynomial(terms: Mapping[Product, int]) -> Polynomial:
    """Make a polynomial, without terms that are nothing."""
    return Polynomial(MappingProxyType({p: n for p, n in terms.items() if n}))


NOTHING = polynomial({})


def whole(count: int) -> Polynomial:
    """Make the polynomial that is a number."""
    return polynomial({NONE: count})


def atom(number: int) -> Polynomial:
    """Make the polynomial that is one atom."""
    return polynomial({((number, 1),): 1})


@dataclass(frozen=True, eq=False)
class Ratio:
    """A polynomial over a number and a product of atoms, in lowest terms as far as is seen."""

    top: Polynomial
    count: int = 1
    product: Product = NONE

    @property
    def key(self) -> tuple[object, ...]:
        """What is alike of ratios that are alike."""
        return self.top.key, self.count, self.product

    @cached_property
    def line(self) -> Polynomial:
        """What stands below the line."""
        return Polynomial({self.product: self.count})

    @property
    def constant(self) -> Fraction | None:
        """The figure that it is, if no atom is in it."""
        value = self.top.constant
        return None if value is None or self.product else Fraction(value, self.count)

    @cached_property
    def apart(self) -> tuple[Polynomial, Ratio]:
        """The terms that the line divides, divided; and the others, over the same line."""
        whole, rest = {}, {}
        for product, count in self.top.terms.items():
            if count % self.count == 0 and shared(product, self.product) == self.product:
                whole[without(product, self.product)] = count // self.count
            else:
                rest[product] = count
        return polynomial(whole), Ratio(polynomial(rest), self.count, self.product)

    def __add__(self, other: Ratio | Fraction) -> Ratio:
        other = exactly(other) if isinstance(other, Fraction) else other
        count, product = lcm(self.count, other.count), least_multiple(self.product, other.product)
        return ratio(self.over_all(count, product) + other.over_all(count, product), count, product)

    __radd__ = __add__

    def __sub__(self, other: Ratio | Fraction) -> Ratio:
        other = exactly(other) if isinstance(other, Fraction) else other
        return self + other * exactly(Fraction(-1))

    def __rsub__(self, other: Fraction) -> Ratio:
        return exactly(other) - self

    def __mul__(self, other: Ratio) -> Ratio:
        return ratio(
            self.top * other.top, self.count * other.count, times(self.product, other.product)
        )

    def over_all(self, count: int, product: Product) -> Polynomial:
        """Give what stands above the line if a number and a product stand below it."""
        return self.top.scaled(count // self.count, without(product, self.product))


def ratio(top: Polynomial, count: int, product: Product) -> Ratio:
    """Make a ratio in lowest terms."""
    if not top.terms:
        return Ratio(NOTHING)
    number, alike = gcd(top.content, count), shared(top.common, product)
    return Ratio(top.divided(number, alike), count // number, without(product, alike))


def common_of(polynomials: Iterable[Polynomial]) -> tuple[int, Product]:
    """Give the greatest number and product that divide several polynomials; all divide nothing."""
    some = [each for each in polynomials if each.terms]
    if not some:
        return 1, NONE
    return gcd(*(each.content for each in some)), reduce(shared, (each.common for each in some))


def exactly(value: Fraction) -> Ratio:
    """Make the ratio that is a figure."""
    return Ratio(whole(value.numerator), value.denominator)


def added(ratios: Iterable[Ratio]) -> Ratio:
    """Add ratios, those over the same line first: what is alike above and below it then goes."""
    groups: dict[tuple[int, Product], Ratio] = {}
    for each in ratios:
        line = (each.count, each.product)
        groups[line] = groups[line] + each if line in groups else each
    found = Ratio(NOTHING)
    for each in groups.values():
        found += each
    return found
