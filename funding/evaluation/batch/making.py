"""Making steps: what cannot be put together as ratios any more, each step once.

`path` has the conditions on the way to the branch that is walked: what is checked there need only
hold of boards that take it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from funding.evaluation.batch import steps
from funding.evaluation.batch.ratios import (
    NONE,
    Polynomial,
    Product,
    Ratio,
    added,
    atom,
    common_of,
    exactly,
    least_multiple,
    ratio,
    times,
    whole,
)

Condition = bool | int
"""What is settled for all boards, or the number of a condition's step."""
MOST_TERMS = 6
"""A polynomial of more terms becomes an atom."""
MOST_OF_A_FACTOR = 3
"""Nor is one of more terms multiplied out."""
MOST_BITS = 500
MOST_FACTORS = 40
"""Above this the exact evaluation may refuse what has too many digits."""


class NotInBatch(Exception):
    """A column says what has no batch form: every board is left to the exact evaluation."""


class Making:
    """The steps made so far, for partners in classes."""

    def __init__(self, classes: Sequence[tuple[int, ...]]) -> None:
        self.classes = tuple(classes)
        self.steps: list[object] = []
        self.path: steps.Path = ()
        self._made: dict[object, int] = {}
        self._degrees: list[int] = []
        self._not_below: set[object] = set()
        self._above: set[int] = set()
        """The atoms that are above nothing on every board that is not left."""

    def step(self, key: object, step: object) -> int:
        """Add a step, once for steps that are alike; give its number."""
        if key not in self._made:
            self._made[key] = len(self.steps)
            self.steps.append(step)
            self._degrees.append(self._degree_of(step))
        return self._made[key]

    def of(self, number: int) -> steps.Of:
        """Give the class whose atom a number is; None if it is one of the board."""
        found: steps.Of = self.steps[number].of  # type: ignore[attr-defined]  # every such step has it
        return found

    def of_class(self, number: int) -> steps.Of:
        """Give the class, if it has several partners: atoms of one alone are like the board's."""
        return number if len(self.classes[number]) > 1 else None

    def of_polynomial(self, value: Polynomial) -> steps.Of:
        """Give the class that a polynomial has a figure for each partner of; None for the board."""
        return self._joined_of(self.of(each) for product in value.terms for each, _ in product)

    def _of_ratio(self, value: Ratio) -> steps.Of:
        below = (self.of(each) for each, _ in value.product)
        return self._joined_of([self.of_polynomial(value.top), *below])

    def _joined_of(self, those: Iterable[steps.Of]) -> steps.Of:
        return next((each for each in those if each is not None), None)

    def _of_path(self, path: steps.Path) -> steps.Of:
        return self._joined_of(self.of(condition) for condition, _ in path)

    def check(self, value: Polynomial, *, or_nothing: bool) -> None:
        """Have the exact evaluation take a board on which a polynomial is not above nothing."""
        constant = value.constant
        if constant is not None and (constant > 0 or (or_nothing and constant == 0)):
            return
        of = self._joined_of([self.of_polynomial(value), self._of_path(self.path)])
        product = value.product or NONE
        if not (self.path or or_nothing) and len(product) == 1 and product[0][1] % 2:
            self._above.add(product[0][0])
        self.step(
            ("check", value.key, self.path, or_nothing),
            steps.Check(value, of, self.path, or_nothing),
        )

    def check_line(self, value: Ratio) -> None:
        """Check that what a ratio stands over is above nothing: then its sign is its top's."""
        unsure = tuple(each for each in value.product if each[0] not in self._above)
        if unsure and value.top.terms:
            self.check(whole(1).scaled(1, unsure), or_nothing=False)

    def see_sign(self, value: Polynomial) -> None:
        """Know from here on that a polynomial is not below nothing, on boards that are not left."""
        if not self.path and value.terms:
            self._not_below.add(value.divided(value.content, NONE).key)

    def check_sign(self, value: Ratio) -> None:
        """Leave boards on which a ratio is below nothing."""
        self.check_line(value)
        if value.top.terms and value.top.divided(value.top.content, NONE).key in self._not_below:
            return
        self.check(value.top, or_nothing=True)

    def require(self, conditions: Sequence[Condition]) -> None:
        """Leave a board to the exact evaluation on which none of some conditions holds."""
        if any(each is True for each in conditions):
            return
        path = tuple((each, False) for each in conditions if not isinstance(each, bool))
        self.step(("required", path), steps.Check(whole(-1), self._of_path(path), path))

    def as_atom(self, value: Polynomial) -> Polynomial:
        """Make an atom of a polynomial, but for what divides all of it."""
        if len(value.terms) < 2:
            return value
        count, common = value.content, value.common
        inner = value.divided(count, common)
        of = self.of_polynomial(inner)
        found = self.step(("worked", inner.key), steps.Worked(inner, of))
        return atom(found).scaled(count, common)

    def kept_small(self, value: Ratio) -> Ratio:
        """Make one atom of a long polynomial."""
        digits = max([value.count, *map(abs, value.top.terms.values())]).bit_length()
        if digits > MOST_BITS or self._degree([*value.top.terms, value.product]) > MOST_FACTORS:
            raise NotInBatch("so many factors that the exact evaluation may refuse the digits")
        if len(value.top.terms) <= MOST_TERMS:
            return value
        return ratio(self.as_atom(value.top), value.count, value.product)

    def summed(self, values: Iterable[Ratio]) -> Ratio:
        """Add up."""
        return self.kept_small(added(values))

    def multiplied(self, values: Sequence[Ratio]) -> Ratio:
        """Multiply; what is long is one atom in it, and not multiplied out."""
        long = [value for value in values if len(value.top.terms) > MOST_OF_A_FACTOR]
        found = exactly(Fraction(1))
        for value in values:
            if value in long and any(each.constant is None for each in values if each != value):
                value = ratio(self.as_atom(value.top), value.count, value.product)
            found = found * value
        return self.kept_small(found)

    def divided(self, over: Ratio, under: Ratio) -> Ratio:
        """Divide; boards on which the divisor is not above nothing are left to the exact one."""
        constant = under.constant
        if constant is not None:
            if not constant:
                raise NotInBatch("it always divides by nothing")
            return over * exactly(1 / constant)
        self.check(under.top, or_nothing=False)
        for each, _ in under.top.common:
            self.check(atom(each), or_nothing=False)
        quotient = over.top.over(under.top)
        if quotient is not None:
            above = quotient.scaled(under.count, under.product)
            return ratio(above, over.count, over.product)
        (product, count) = next(iter(self.as_atom(under.top).terms.items()))
        above = whole(under.count).scaled(1, under.product)
        return self.kept_small(over * ratio(above, count, product))

    def over_class(self, value: Ratio, number: int) -> Ratio:
        """Sum a ratio over the partners of a class."""
        people = len(self.classes[number])
        if people == 1 or self._of_ratio(value) is None:
            return value * exactly(Fraction(people))
        if any(self.of(each) is not None for each, _ in value.product):
            raise NotInBatch("parts of figures of each partner's own are added")
        terms: dict[Product, int] = {}
        for product, count in value.top.terms.items():
            own = tuple(each for each in product if self.of(each[0]) is not None)
            rest = tuple(each for each in product if self.of(each[0]) is None)
            if own:
                made = self.step(("summed", own, number), steps.Summed(own, number))
                rest = times(rest, ((made, 1),))
            else:
                count *= people
            terms[rest] = terms.get(rest, 0) + count
        return ratio(Polynomial(terms), value.count, value.product)

    def floored(self, value: Ratio) -> Ratio:
        """Cut a ratio to a whole number."""
        if value.count == 1 and not value.product:
            return value
        constant = value.constant
        if constant is not None:
            return exactly(Fraction(constant.numerator // constant.denominator))
        value = ratio(self.as_atom(value.top), value.count, value.product)
        of = self._of_ratio(value)
        step = steps.Floored(value, of, self.path)
        return ratio(atom(self.step(("floored", value.key, self.path), step)), 1, NONE)

    def compared(self, kind: type[steps.Above | steps.Equal], apart: Ratio) -> Condition:
        """Compare with nothing: what stands below the line is above nothing, and so left out."""
        self.check_line(apart)
        top = apart.top
        constant = top.constant
        if constant is not None:
            return constant > 0 if kind is steps.Above else constant == 0
        top = top.divided(top.content, NONE)
        return self.step((kind, top.key), kind(top, self.of_polynomial(top)))

    def bounded(self, x: Ratio, y: Ratio, *, greater: bool) -> Ratio:
        """Give the greater of two, or the less."""
        less = self.compared(steps.Above, y - x)
        if isinstance(less, bool):
            return y if less is greater else x
        return self.chosen(less, *((y, x) if greater else (x, y)))

    def join(self, how: str, parts: Sequence[int]) -> int:
        """Join conditions: all, any, or not."""
        if len(parts) == 1 and how != "not":
            return parts[0]
        of = self._joined_of(map(self.of, parts))
        return self.step((how, *parts), steps.Joined(how, tuple(parts), of))

    def chosen(self, condition: int, then: Ratio, otherwise: Ratio) -> Ratio:
        """Give one ratio where a condition holds, another where it does not."""
        if then.key == otherwise.key:
            return then
        product = least_multiple(then.product, otherwise.product)
        if then.product == otherwise.product or self._is_line(condition, product, then, otherwise):
            count = lcm(then.count, otherwise.count)
            tops = (each.over_all(count, product) for each in (then, otherwise))
            return ratio(self._chosen_top(condition, *tops), count, product)
        return self._chosen_lines(condition, then, otherwise)

    def _is_line(self, condition: int, product: Product, then: Ratio, otherwise: Ratio) -> bool:
        """Say whether both branches may stand over the least product that both can.

        It must not be nothing where the other branch is taken: it is sure to be something, or the
        other is nothing whatever it stands over, and the condition is not about it.
        """
        if all(number in self._above for number, _ in product):
            return True
        nothing = not then.top.terms or not otherwise.top.terms
        return nothing and not self._rests_on(condition, product)

    def _chosen_lines(self, condition: int, then: Ratio, otherwise: Ratio) -> Ratio:
        lines = [whole(each.count).scaled(1, each.product) for each in (then, otherwise)]
        product, count = next(iter(self._chosen_top(condition, *lines).terms.items()))
        if not self.path:
            # Whatever is divided by was seen to be above nothing where its branch is taken.
            self._above.update(number for number, _ in product)
        return ratio(self._chosen_top(condition, then.top, otherwise.top), count, product)

    def _chosen_top(self, condition: int, then: Polynomial, otherwise: Polynomial) -> Polynomial:
        """Choose between polynomials; what divides both is not chosen between."""
        if then.key == otherwise.key:
            return then
        count, product = common_of([then, otherwise])
        then, otherwise = (each.divided(count, product) for each in (then, otherwise))
        of = self._joined_of([self.of(condition), *map(self.of_polynomial, (then, otherwise))])
        made = self.step(
            ("chosen", condition, then.key, otherwise.key),
            steps.Chosen(condition, then, otherwise, of),
        )
        return atom(made).scaled(count, product)

    def where(self, condition: Condition, then: Ratio, otherwise: Ratio) -> Ratio:
        """Give one ratio where a condition holds, another where it does not."""
        if isinstance(condition, bool):
            return then if condition else otherwise
        return self.chosen(condition, then, otherwise)

    def _rests_on(self, condition: int, product: Product) -> bool:
        """Say whether a condition looks at any atom of a product."""
        made = self.steps[condition]
        if isinstance(made, steps.Joined):
            return any(self._rests_on(each, product) for each in made.parts)
        value: Polynomial = made.value  # type: ignore[attr-defined]  # of every comparison
        return any(each in dict(term) for term in value.terms for each, _ in product)

    def _degree(self, products: Iterable[Product]) -> int:
        """Give how many figures are multiplied, at the most."""
        degrees = self._degrees
        return max(sum(degrees[each] * power for each, power in p) for p in products)

    def _degree_of(self, step: object) -> int:
        if isinstance(step, steps.Worked):
            return self._degree([*step.value.terms, NONE])
        if isinstance(step, steps.Chosen):
            return self._degree([*step.then.terms, *step.otherwise.terms, NONE])
        return self._degree([step.product]) if isinstance(step, steps.Summed) else 1
