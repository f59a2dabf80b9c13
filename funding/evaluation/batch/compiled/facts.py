"""What is known of atoms before any figure is, but for how large figures may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from funding.evaluation.batch import steps
from funding.evaluation.batch.numbers import FITS, SURE
from funding.evaluation.batch.program import Program
from funding.evaluation.batch.ratios import NONE, NOTHING, Polynomial, Product, Ratio
from funding.worksheet.column import Column

PENCE = 100
QUOTIENT = 2**58
"""A kernel leaves boards on which a whole quotient is not less than this."""
GUESSED = SURE // 8
"""A guess below this, at what is not below nothing, is out by less than one.

Nothing is taken away: the guess itself is out by a small part. An eighth of what would do leaves
room for sums over a thousand partners.
"""

MONEY, COUNT = 2**40 - 1, 2**21 - 1
"""What a kernel is made for: £10bn in pence, and two million of anything else."""


def range_of(column: Column, parts: int) -> int:
    """Give up to where the figures of an input are in the range of a kernel, as so many parts.

    Only its speed rests on this: other boards are worked out otherwise.
    """
    if column.unit in ("share", "flag"):
        return parts
    if column.unit == "money" or parts == PENCE:
        return MONEY
    return COUNT if parts == 1 else parts


@dataclass
class Facts:
    """How large the atoms can be, where that is known, and which are never below nothing.

    `ranges` says up to where the figures of each input may go; none is below nothing. Of other
    boards nothing is known, and a kernel leaves them.
    """

    program: Program
    ranges: Mapping[str, int]
    _most: dict[int, int] = field(default_factory=dict)
    _never_below: set[int] = field(default_factory=set)
    _never_holds: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for number, step in self.program.steps.items():
            if isinstance(step, steps.Above) and self.never_below(step.value.scaled(-1)):
                self._never_holds.add(number)
            most, never_below = self._of_step(step)
            self._most[number] = most
            if never_below:
                self._never_below.add(number)

    def of(self, number: int) -> steps.Of:
        """Give the class whose atom or condition a number is; None for one of the board."""
        return cast("steps.Of", self.program.steps[number].of)  # type: ignore[attr-defined]  # every step that is named has it

    def most(self, value: Polynomial) -> int:
        """Give a bound of the sum of the sizes of the terms."""
        total = 0
        for product, count in value.terms.items():
            term = abs(count)
            for number, power in product:
                term *= self._most[number] ** power
            total += term
        return total

    def is_below(self, value: Polynomial, bound: int) -> bool:
        """Say whether the sizes of the terms are known to sum to less than a bound."""
        return self.most(value) < bound

    def fits(self, value: Polynomial) -> bool:
        """Say whether a polynomial is known to fit into 64 bits."""
        return self.is_below(value, FITS)

    def atom_fits(self, number: int) -> bool:
        """Say whether an atom is known to fit into 64 bits."""
        return self._most[number] < FITS

    def never_below(self, value: Polynomial) -> bool:
        """Say whether a polynomial is known never to be below nothing."""
        return all(
            count > 0 and self._product_never_below(product)
            for product, count in value.terms.items()
        )

    def atom_never_below(self, number: int) -> bool:
        """Say whether an atom is known never to be below nothing."""
        return number in self._never_below

    def holds_never(self, number: int) -> bool:
        """Say whether a condition is known never to hold."""
        return number in self._never_holds

    def known(self, value: Polynomial) -> Polynomial:
        """Leave out the terms that are known to be nothing."""
        return Polynomial({p: n for p, n in value.terms.items() if self.most(Polynomial({p: n}))})

    def _product_never_below(self, product: Product) -> bool:
        return all(power % 2 == 0 or number in self._never_below for number, power in product)

    def _of_step(self, step: object) -> tuple[int, bool]:
        match step:
            case steps.Input():
                return self.ranges[step.name], True
            case steps.Worked():
                return self.most(step.value), self.never_below(step.value)
            case steps.Chosen():
                both = [step.then, step.otherwise]
                if step.condition in self._never_holds:
                    both = [step.otherwise]
                most = max(self.most(each) for each in both)
                return most, all(self.never_below(each) for each in both)
            case steps.Summed():
                people = len(self.program.classes[step.over])
                most = self.most(Polynomial({step.product: people}))
                return most, self._product_never_below(step.product)
            case steps.Floored():
                return self._quotient(step.value), self.never_below(step.value.top)
            case steps.Shared():
                part = cast("steps.Sharing", self.program.steps[step.sharing]).parts[step.whose]
                return self._quotient(part) + 1, True
            case steps.Levelled():
                level = cast("steps.Level", self.program.steps[step.level])
                return min(self._sizes_of(level), QUOTIENT), False
        return 0, False

    def _sizes_of(self, step: steps.Level) -> int:
        """Give a bound of all that a level is made of: a kernel leaves boards that are above it."""
        classes = [len(those) for those in self.program.classes]
        every = zip(classes, step.weight, step.low, step.high, step.start, strict=True)
        sums = (n * sum(self.most(each) for each in values) for n, *values in every)
        return self.most(step.amount) + sum(sums)

    def apart(self, value: Ratio) -> tuple[Polynomial, Ratio]:
        """Take the terms that the line divides out of what is divided, if they surely fit."""
        whole, rest = value.apart
        return (whole, rest) if self.fits(whole) else (NOTHING, value)

    def _quotient(self, value: Ratio) -> int:
        """Give a bound of a whole quotient: a kernel leaves boards on which it is not less."""
        whole, rest = self.apart(value)
        most = min(self.most(rest.top) // rest.count + 1, QUOTIENT)
        if self.is_guess_bounded(rest):
            most = min(most, GUESSED + 1)
        return self.most(whole) + most

    def is_surely_guessed(self, value: Ratio) -> bool:
        """Say whether what is divided is so small that a guess is out by one at the most."""
        return not value.product and self.is_below(value.top, SURE * value.count)

    def is_guess_bounded(self, value: Ratio) -> bool:
        """Say whether a kernel leaves boards on which a guess at a quotient is not below `GUESSED`.

        It need not where nothing is divided, or a guess is sure.
        """
        divides = (value.count, value.product) != (1, NONE) or not self.fits(value.top)
        return divides and self.never_below(value.top) and not self.is_surely_guessed(value)
