"""Polynomials as text: their remainders by 2^64, floats near them, and the sizes of those."""

from __future__ import annotations

from collections.abc import Sequence

from funding.evaluation.batch import steps
from funding.evaluation.batch.compiled.lines import Lines, Member
from funding.evaluation.batch.ratios import Polynomial, Product

TOGETHER = 100
"""So many are added in one pair of brackets."""


class Sums(Lines):
    """Lines about sums of products: `w` is of whole numbers, `f` of floats, `s` of sizes."""

    def _whole(self, value: Polynomial, member: Member) -> str:
        return self._sum("w", value, member)

    def _near(self, value: Polynomial, member: Member) -> str:
        return self._sum("f", value, member)

    def _size(self, value: Polynomial, member: Member) -> str:
        if self._facts.never_below(value):
            return self._near(value, member)
        sizes = Polynomial({product: abs(count) for product, count in value.terms.items()})
        return self._sum("s", sizes, member)

    def _sum(self, letter: str, value: Polynomial, member: Member) -> str:
        """Write a sum of products: what many of them have alike, only once."""
        value = self._facts.known(value)
        if not value.terms:
            return "0" if letter == "w" else "0.0"
        if len(value.terms) == 1:
            ((product, count),) = value.terms.items()
            return self._product(letter, product, count, member)
        if value.factored is None:
            terms = sorted(value.terms.items())
            return added([self._product(letter, p, n, member) for p, n in terms])
        most, inner, rest = value.factored
        text = f"({self._atom(letter, most, member)} * {self._sum(letter, inner, member)})"
        return f"({text} + {self._sum(letter, rest, member)})" if rest.terms else text

    def _product(self, letter: str, product: Product, count: int, member: Member) -> str:
        factors = [
            self._atom(letter, number, member) for number, power in product for _ in range(power)
        ]
        if count != 1 or not factors:
            factors.append(self._number(count) if letter == "w" else repr(float(count)))
        return f"({' * '.join(factors)})"

    def _number(self, count: int) -> str:
        """Write a number by its remainder by 2^64."""
        rest = (count + 2**63) % 2**64 - 2**63
        if rest == -(2**63):
            return f"(-{2**63 - 1} - 1)"
        return str(rest) if rest >= 0 else f"({rest})"

    def _picked(self, condition: int, then: str, otherwise: str, member: Member) -> str:
        """Write a choice; numba makes quicker code of both branches than of a jump."""
        return f"pick({self._name('c', condition, member)}, {then}, {otherwise})"

    def _atom(self, letter: str, number: int, member: Member) -> str:
        if letter == "w":
            return self._name("w", number, member)
        if letter == "s" and not self._facts.atom_never_below(number):
            return self._size_of(number, member)
        return self._near_of(number, member)

    def _key(self, letter: str, number: int, member: Member) -> object:
        return letter, number, None if self._facts.of(number) is None else member

    def _near_of(self, number: int, member: Member) -> str:
        key = self._key("f", number, member)
        # Asked first: a sum over a loop would be written again, and in a loop over another.
        if known := self._known(key, [number]):
            return known
        if self._facts.atom_fits(number):
            text = f"float({self._name('w', number, member)})"
        else:
            text = self._terms("f", number, member)
        return self._once(key, [number], "f", text)

    def _size_of(self, number: int, member: Member) -> str:
        key = self._key("s", number, member)
        if known := self._known(key, [number]):
            return known
        if self._facts.atom_fits(number):
            text = f"abs({self._near_of(number, member)})"
        else:
            text = self._terms("s", number, member)
        return self._once(key, [number], "s", text)

    def _terms(self, letter: str, number: int, member: Member) -> str:
        """Write the float near the terms that an atom is made of, or the sum of their sizes."""
        write = self._near if letter == "f" else self._size
        match self._program.steps[number]:
            case steps.Worked() as step:
                return write(step.value, member)
            case steps.Chosen() as step:
                if self._facts.holds_never(step.condition):
                    return write(step.otherwise, member)
                then, other = (write(each, member) for each in (step.then, step.otherwise))
                return self._picked(step.condition, then, other, member)
            case steps.Summed() as step:
                return self._summed(letter, step)
        raise TypeError(number)

    def _summed(self, letter: str, step: steps.Summed) -> str:
        """Write the sum of a product over the members of a class."""
        if step.over not in self.loops:
            each = [
                self._product(letter, step.product, 1, m) for m in range(self._sizes[step.over])
            ]
            return f"({' + '.join(each)})"
        total = self._new("t")
        self._write(f"{total} = {'0' if letter == 'w' else '0.0'}")
        with self._loop(self._sizes[step.over]):
            self._write(f"{total} += {self._product(letter, step.product, 1, 'j')}")
        return total


def added(texts: Sequence[str]) -> str:
    """Write a sum; a long one in parts, since Python compiles none that goes too deep."""
    while len(texts) > TOGETHER:
        parts = [texts[n : n + TOGETHER] for n in range(0, len(texts), TOGETHER)]
        texts = [f"({' + '.join(each)})" for each in parts]
    return f"({' + '.join(texts)})"
