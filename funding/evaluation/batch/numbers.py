"""Whole numbers of any size for many boards at once, in 64 bits and floats that suffice.

Of a whole number its remainder by 2^64 is kept, which sums and products keep right, and a float
near it. A quotient is guessed with floats. What is left over is worked out from the remainders,
which is right as long as it fits into 64 bits itself; then the guess is put right by one. How
large the numbers of a block can be is known from its figures. Where they could be too large for
that, each board is looked at, and one on which they are is left to the exact evaluation.
"""

from __future__ import annotations

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

    def as_near(self) -> Near:
        """Give floats near it."""
        if self.near is None:
            self.near = self.whole.astype(np.float64)
        return self.near

    def as_size(self) -> Near:
        """Give what the floats near it are out by so small a part of."""
        return np.abs(self.as_near()) if self.size is None else self.size

    @classmethod
    def seen(cls, whole: Whole) -> Held:
        """Hold whole numbers that fit into 64 bits; how large they are is seen."""
        most = max(abs(int(whole.max(initial=0))), abs(int(whole.min(initial=0))))
        return cls(whole, most)


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
        found: Any = None
        for product, count in value.terms.items():
            term = self.product(product, count)
            found = term if found is None else found + term
        return np.zeros(self.boards, dtype=np.int64) if found is None else np.asarray(found)

    def product(self, product: Product, count: int = 1) -> Whole:
        """Multiply atoms, and a number by its remainder."""
        found: Any = None
        for number, power in product:
            for _ in range(power):
                held = self.held[number].whole
                found = held if found is None else found * held
        factor = np.int64((count + WRAP // 2) % WRAP - WRAP // 2)
        if found is None:
            return np.full(self.boards, factor, dtype=np.int64)
        return np.asarray(found if factor == 1 else found * factor)

    def near(self, value: Polynomial, *, sizes: bool = False) -> Near:
        """Give floats near a polynomial; or near the sum of the sizes of its terms."""
        found: Any = 0.0
        for product, count in value.terms.items():
            term: Any = float(abs(count) if sizes else count)
            for number, power in product:
                held = self.held[number]
                factor = held.as_size() if sizes else held.as_near()
                for _ in range(power):
                    term = term * factor
            found = found + term
        return np.asarray(found, dtype=np.float64)

    def most(self, value: Polynomial) -> int:
        """Give a bound of the sum of the sizes of the terms, on every board of the block."""
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
        return Held(whole, most, self.near(value), self.near(value, sizes=True))

    def divided(self, value: Ratio, path: steps.Path) -> tuple[Whole, Whole]:
        """Give the whole quotient, and what is left over."""
        line = Polynomial({value.product: value.count})
        below, about = self.whole(line), self.near(line)
        wrong = below <= 0
        if self.most(line) >= FITS:
            # A line that is a difference of large products may be far from the float near it.
            sizes = self.near(line, sizes=True)
            wrong = wrong | ~((about < LINE) & (sizes <= 2 * about))
        above, guess = self.whole(value.top), self.near(value.top) / about
        if self.most(value.top) >= SURE:
            sizes = self.near(value.top, sizes=True) / about
            wrong = wrong | ~(sizes < SURE)
        if wrong.any():
            guess, below = np.where(wrong, 0.0, guess), np.where(wrong, 1, below)
        quotient = np.floor(guess).astype(np.int64)
        over = above - quotient * below
        adjust = (over >= below).astype(np.int64) - (over < 0)
        quotient += adjust
        over -= adjust * below
        wrong = wrong | (over < 0) | (over >= below)
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
        out = self.near(value, sizes=True) * NEAR
        self.leave(~(out < FITS / 4))
        return np.asarray(np.abs(near) >= FITS / 2)
