"""Two of the three things that no single expression can say, in exact fractions.

The third, `round_to_total`, is in `apportionment.py`. A closed list: every other verb is made of
columns (see `docs/architecture.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from funding.amounts import written_number

ZERO = Fraction(0)


class BoundsFault(ValueError):
    """No level keeps the bounds; `written` says why, its figures written as they should be."""

    fix: ClassVar[str]
    row: int | None = None

    def __init__(self) -> None:
        super().__init__(self.written(written_number))

    def written(self, write: Callable[[Fraction], str]) -> str:
        """Say what is wrong."""
        raise NotImplementedError


class BoundsMissed(BoundsFault):
    """No level reaches the amount; `missed_by` is how far off the nearest bounds are."""

    fix = "widen the bounds by at least that"

    def __init__(self, amount: Fraction, reachable: Fraction) -> None:
        self.amount, self.reachable = amount, reachable
        self.missed_by = abs(amount - reachable)
        super().__init__()

    def written(self, write: Callable[[Fraction], str]) -> str:
        """Say how much cannot be shared, what can, and what is between them."""
        word = "most" if self.amount > self.reachable else "least"
        return (
            f"{write(self.amount)} cannot be shared: the {word} that the bounds allow is "
            f"{write(self.reachable)}, and so they miss it by {write(self.missed_by)}"
        )


class BoundsCrossed(BoundsFault):
    """A lower bound lies above its upper one, in the row at `row`."""

    fix = "lower the one or raise the other; for exactly one sum or share use a fixed one"

    def __init__(self, row: int, lo: Fraction, hi: Fraction) -> None:
        self.row, self.lo, self.hi = row, lo, hi
        super().__init__()

    def written(self, write: Callable[[Fraction], str]) -> str:
        """Say which two bounds cross."""
        return f"its lowest, {write(self.lo)}, is above its highest, {write(self.hi)}"


def round_to(x: Fraction, unit: Fraction, method: str) -> Fraction:
    """Round to a multiple of `unit`: `down` (to nothing), `up` (from nothing) or `half_up`.

    Half goes away from zero.

    >>> round_to(Fraction(5, 2), Fraction(1), "half_up")
    Fraction(3, 1)
    """
    if unit <= 0:
        raise ValueError(f"the unit to round to is {unit}, and must be more than nothing")
    count, over = divmod(abs(x), unit)
    if (method == "up" and over) or (method == "half_up" and 2 * over >= unit):
        count += 1
    return count * unit if x >= 0 else -count * unit


def clamp(x: Fraction, lo: Fraction, hi: Fraction) -> Fraction:
    """Bring x between lo and hi."""
    return min(max(x, lo), hi)


def level(
    amount: Fraction,
    weight: Sequence[Fraction],
    lo: Sequence[Fraction],
    hi: Sequence[Fraction],
    start: Sequence[Fraction] | None = None,
) -> Fraction:
    """Give the least λ ≥ 0 for which Σ clamp(start + λ·weight, lo, hi) = amount.

    The sum rises with λ in straight pieces between the points where a partner leaves its floor or
    meets its ceiling: find the piece, then solve it. Raise `BoundsMissed` if no λ will do.

    >>> level(Fraction(5), [Fraction(1)] * 2, [Fraction(0)] * 2, [Fraction(1), Fraction(9)])
    Fraction(4, 1)
    """
    rows = list(zip(start or [ZERO] * len(weight), weight, lo, hi, strict=True))
    for row, (_, w, least, most) in enumerate(rows):
        if least > most:
            raise BoundsCrossed(row, least, most)
        if w < 0:
            raise ValueError("a weight is below nothing")

    def reached(λ: Fraction) -> Fraction:
        return sum((clamp(s + λ * w, least, most) for s, w, least, most in rows), ZERO)

    met = {(b - s) / w for s, w, least, most in rows if w for b in (least, most)}
    bends = sorted({ZERO} | {bend for bend in met if bend > 0})
    sums = [reached(bend) for bend in bends]
    if not sums[0] <= amount <= sums[-1]:
        raise BoundsMissed(amount, sums[-1] if amount > sums[-1] else sums[0])
    for (left, below), (right, above) in pairwise(zip(bends, sums, strict=True)):
        if below < amount <= above:
            return left + (amount - below) * (right - left) / (above - below)
    return ZERO
