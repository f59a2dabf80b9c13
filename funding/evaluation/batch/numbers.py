"""Whole numbers of any size for many boards at once, in 64 bits and floats that suffice.

Of a whole number its remainder by 2^64 is kept, which sums and products keep right, and a float
near it. A quotient is guessed with floats. What is left over is worked out from the remainders,
which is right as long as it fits into 64 bits itself; then the guess is put right by one. How
large the numbers of a block can be is known from its figures. Where they could be too large for
that, each board is looked at, and one on which they are is left to the exact evaluation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from funding.evaluation.batch import steps
from funding.evaluation.batch.ratios import Polynomial, Product, Ratio

Whole = NDArray[np.int64]
Claims = NDArray[np.uint64]
Near = NDArray[np.float64]
Flags = NDArray[np.bool_]

FITS = 2**62
"""Whole numbers below this, and remainders by them, fit into 64 bits with room for a sum of two."""
SURE = 2**44
"""A quotient guessed with floats is out by less than one, if its terms are below this."""
NEAR = 2.0**-45
"""How far a float may be from what it is near, as a part of the sizes of its terms."""
UNSIGNED = WRAP = 2**64
LINE = FITS * (1 - 4 * NEAR)
"""What stands below a line fits if a float near it is less, and its terms no more than twice it."""


@dataclass(eq=False)
class Held:
    """The atom of a step for a block: its remainder by 2^64, how large it can be, and floats.

    `near` is near it, and out by no more than a small part of `size`: where that is much greater,
    it says nothing. Of what fits into 64 bits neither is kept: its float and size are its own.
    """

    whole: Whole
    most: int
    near: Near | None = None
    size: Near | None = None
    is_signed: bool = True
    """Whether it may be below nothing on some board: else its size is itself."""

    def as_near(self) -> Near:
        """Give floats near it."""
        if self.near is None:
            self.near = self.whole.astype(np.float64)
        return self.near

    def as_size(self) -> Near:
        """Give what the floats near it are out by so small a part of."""
        if self.size is not None:
            return self.size
        return np.abs(self.as_near()) if self.is_signed else self.as_near()

    @classmethod
    def seen(cls, whole: Whole) -> Held:
        """Hold whole numbers that fit into 64 bits; how large they are is seen."""
        most, least = int(whole.max(initial=0)), int(whole.min(initial=0))
        return cls(whole, max(most, -least), is_signed=least < 0)


class Numbers:
    """The atoms of some boards, and polynomials and ratios of them."""

    def __init__(self, boards: int) -> None:
        self.boards = boards
        self.left: Flags = np.zeros(boards, dtype=np.bool_)
        """The boards that are left to the exact evaluation."""
        self.held: dict[int, Held] = {}
        self.holds: dict[int, Flags] = {}

    def leave(self, failing: Flags, path: steps.Path = ()) -> None:
        """Leave boards to the exact evaluation, those that take a path."""
        for condition, taken in path:
            holds = self.holds[condition]
            failing = failing & (holds if taken else ~holds)
        self.left |= failing.any(axis=0) if failing.ndim > 1 else failing

    def whole(self, value: Polynomial) -> Whole:
        """Give a polynomial, by its remainder."""
        if value.lone is not None:
            return self.held[value.lone].whole

        def remainder(count: int) -> Any:
            return np.int64((count + WRAP // 2) % WRAP - WRAP // 2)

        found = _summed(value, lambda number: self.held[number].whole, remainder)
        return np.full(self.boards, found, dtype=np.int64) if np.ndim(found) == 0 else found

    def near(self, value: Polynomial, *, sizes: bool = False) -> Near:
        """Give floats near a polynomial; or near the sum of the sizes of its terms."""
        if value.lone is not None:
            return self.held[value.lone].as_size() if sizes else self.held[value.lone].as_near()
        if sizes:
            found: Any = _summed(value.sizes, lambda number: self.held[number].as_size(), float)
        else:
            found = _summed(value, lambda number: self.held[number].as_near(), float)
        return np.full(self.boards, found, dtype=np.float64) if np.ndim(found) == 0 else found

    def size(self, value: Polynomial, near: Near) -> Near:
        """Give the sum of the sizes of the terms of a polynomial that is near some floats."""
        if any(self.held[number].is_signed for number in steps.atoms_of(value)):
            return self.near(value, sizes=True)
        taken = value.twice_taken
        return near + self.near(taken) if taken.terms else near

    def is_signed(self, value: Polynomial) -> bool:
        """Say whether a term may be below nothing on some board."""
        return any(
            count < 0 or any(self.held[number].is_signed for number, _ in product)
            for product, count in value.terms.items()
        )

    def most(self, value: Polynomial) -> int:
        """Give a bound of the sum of the sizes of the terms, on every board of the block."""
        if value.lone is not None:
            return self.held[value.lone].most
        total = 0
        for product, count in value.terms.items():
            term = abs(count)
            for number, power in product:
                term *= self.held[number].most ** power
            total += term
        return total

    def held_of(self, value: Polynomial) -> Held:
        """Hold a polynomial."""
        most, whole = self.most(value), self.whole(value)
        if most < FITS:
            return Held.seen(whole)
        near = self.near(value)
        return Held(whole, most, near, self.size(value, near), self.is_signed(value))

    def divided(self, value: Ratio, path: steps.Path) -> tuple[Whole, Whole]:
        """Give the whole quotient, and what is left over."""
        count = value.line.constant
        if count is not None and count < FITS and self.most(value.top) < FITS:
            top = self.whole(value.top)
            quotient = top // np.int64(count)
            return quotient, top - quotient * np.int64(count)
        whole, rest = value.apart
        if not whole.terms or self.most(whole) >= FITS:
            return self._guessed(value, path)
        quotient, over = self._guessed(rest, path)
        return quotient + self.whole(whole), over

    def _guessed(self, value: Ratio, path: steps.Path) -> tuple[Whole, Whole]:
        """Guess a quotient with floats, and put it right."""
        line = value.line
        below, about = self.whole(line), self.near(line)
        wrong = below <= 0
        if self.most(line) >= FITS:
            # A line that is a difference of large products may be far from the float near it.
            sizes = self.size(line, about)
            wrong = wrong | ~((about < LINE) & (sizes <= 2 * about))
        near, inverse = self.near(value.top), 1.0 / about
        # Of all boards together, which mostly suffices: the greatest top over the least line.
        if not self.most(value.top) < SURE / max(float(inverse.max()), 1.0 / UNSIGNED):
            wrong = wrong | ~(self.size(value.top, near) * inverse < SURE)
        guess = near * inverse
        if wrong.any():
            guess, below = np.where(wrong, 0.0, guess), np.where(wrong, 1, below)
        quotient = np.floor(guess, out=guess).astype(np.int64)
        over = self.whole(value.top) - quotient * below
        if (outside := _is_outside(over, below)).any():
            adjust = np.where(outside, np.where(over < 0, -1, 1), 0)
            quotient += adjust
            over -= adjust * below
            wrong = wrong | _is_outside(over, below)
        if wrong.any():
            self.leave(np.broadcast_to(wrong, quotient.shape), path)
            quotient, over = np.where(wrong, 0, quotient), np.where(wrong, 0, over)
        return quotient, over

    def above_nothing(self, value: Polynomial) -> Flags:
        """Say where a polynomial is above nothing."""
        whole = self.whole(value)
        most = self.most(value)
        if most < FITS:
            return np.asarray(whole > 0)
        near = self.near(value)
        far = self._is_far(value, near)
        return np.where(far, near > 0, whole > 0)

    def equal_to_nothing(self, value: Polynomial) -> Flags:
        """Say where a polynomial is nothing."""
        whole = self.whole(value)
        if self.most(value) < FITS:
            return np.asarray(whole == 0)
        return np.asarray(~self._is_far(value, self.near(value)) & (whole == 0))

    def _is_far(self, value: Polynomial, near: Near) -> Flags:
        """Say whether floats alone tell on which side of nothing it is; else 64 bits do."""
        out = self.size(value, near) * NEAR
        self.leave(~(out < FITS / 4))
        return np.asarray(np.abs(near) >= FITS / 2)


def _is_outside(over: Whole, below: Whole) -> Flags:
    """Say where what is left over is below nothing, or not less than what it is divided by."""
    # What is below nothing is as large as can be without its sign.
    return np.asarray(over.view(np.uint64) >= below.view(np.uint64))


def _summed(value: Polynomial, of: Callable[[int], Any], number: Callable[[int], Any]) -> Any:
    """Add up the terms of a polynomial; what many of them have alike is multiplied once."""
    if value.factored is not None:
        atom, inner, rest = value.factored
        found = of(atom) * _summed(inner, of, number)
        return found + _summed(rest, of, number) if rest.terms else found
    found = None
    for product, count in value.terms.items():
        term = _multiplied(product, count, of, number)
        found = term if found is None else found + term
    return number(0) if found is None else found


def _multiplied(
    product: Product, count: int, of: Callable[[int], Any], number: Callable[[int], Any]
) -> Any:
    """Multiply a number and atoms, first what is the board's: there is less of it."""
    factors = [of(each) for each, power in product for _ in range(power)]
    found: Any = None if count == 1 and factors else number(count)
    for factor in sorted(factors, key=np.ndim) if len(factors) > 1 else factors:
        found = factor if found is None else found * factor
    return found
