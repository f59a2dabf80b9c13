"""Two of the three things that no single expression can say, in exact fractions.

The third, `round_to_total`, is in `apportionment.py`. A closed list: every other verb is made of
columns (see `docs/architecture.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from typing import ClassVar

from funding.amounts import written_number
from funding.language import N_, _


class BoundsFault(ValueError):
    """No level keeps the bounds; `written` says why, its figures written as they should be."""

    what_to_do: ClassVar[str]
    row: int | None = None

    def __init__(self) -> None:
        super().__init__(self.written(written_number))
        self.fix = _(self.what_to_do)

    def written(self, write: Callable[[Fraction], str]) -> str:
        """Say what is wrong."""
        raise NotImplementedError


class BoundsMissed(BoundsFault):
    """No level reaches the amount; `missed_by` is how far off the nearest bounds are."""

    what_to_do = N_("widen the bounds by at least that")

    def __init__(self, amount: Fraction, reachable: Fraction) -> None:
        self.amount, self.reachable = amount, reachable
        self.missed_by = abs(amount - reachable)
        super().__init__()

    def written(self, write: Callable[[Fraction], str]) -> str:
        """Say how much cannot be shared, what can, and what is between them."""
        least = N_(
            "{amount} cannot be shared: the least that the bounds allow is {reachable}, and so "
            "they miss it by {missed_by}"
        )
        most = N_(
            "{amount} cannot be shared: the most that the bounds allow is {reachable}, and so "
            "they miss it by {missed_by}"
        )
        return _(
            most if self.amount > self.reachable else least,
            amount=write(self.amount),
            reachable=write(self.reachable),
            missed_by=write(self.missed_by),
        )


class BoundsCrossed(BoundsFault):
    """A lower bound lies above its upper one, in the row at `row`."""

    what_to_do = N_(
        "lower the one or raise the other; for exactly one sum or share use a fixed one"
    )

    def __init__(self, row: int, lo: Fraction, hi: Fraction) -> None:
        self.row, self.lo, self.hi = row, lo, hi
        super().__init__()

    def written(self, write: Callable[[Fraction], str]) -> str:
        """Say which two bounds cross."""
        return _(
            "its lowest, {lo}, is above its highest, {hi}", lo=write(self.lo), hi=write(self.hi)
        )


def round_to(x: Fraction, unit: Fraction, method: str) -> Fraction:
    """Round to a multiple of `unit`: `down` (to nothing), `up` (from nothing) or `half_up`.

    Half goes away from zero.

    >>> round_to(Fraction(5, 2), Fraction(1), "half_up")
    Fraction(3, 1)
    """
    if unit <= 0:
        raise ValueError(
            _("the unit to round to is {unit}, and must be more than nothing", unit=unit)
        )
    below = x.denominator * unit.numerator
    count, over = divmod(abs(x.numerator) * unit.denominator, below)
    if (method == "up" and over) or (method == "half_up" and 2 * over >= below):
        count += 1
    return Fraction(count * unit.numerator if x >= 0 else -count * unit.numerator, unit.denominator)


def level(
    amount: Fraction,
    weight: Sequence[Fraction],
    lo: Sequence[Fraction],
    hi: Sequence[Fraction],
    start: Sequence[Fraction] | None = None,
) -> Fraction:
    """Give the least λ ≥ 0 for which Σ clamp(start + λ·weight, lo, hi) = amount.

    Raise `BoundsMissed` if no λ will do.

    >>> level(Fraction(5), [Fraction(1)] * 2, [Fraction(0)] * 2, [Fraction(1), Fraction(9)])
    Fraction(4, 1)
    """
    for row, (w, least, most) in enumerate(zip(weight, lo, hi, strict=True)):
        if least > most:
            raise BoundsCrossed(row, least, most)
        if w < 0:
            raise ValueError(_("a weight is below nothing"))
    (total, *sums), line = over_one_line([amount, *lo, *hi, *(start or [])])
    weights, weights_line = over_one_line(weight)
    size = len(weight)
    lows, highs, starts = sums[:size], sums[size : 2 * size], sums[2 * size :] or [0] * size
    found, reachable = level_of_whole(total, weights, lows, highs, starts)
    if found is None:
        raise BoundsMissed(amount, Fraction(reachable, line))
    above, below = found
    return Fraction(above * weights_line, below * line)


def over_one_line(cells: Sequence[Fraction]) -> tuple[list[int], int]:
    """Give what stands above one line for all of some fractions, and the line."""
    line = lcm(*(each.denominator for each in cells))
    return [each.numerator * (line // each.denominator) for each in cells], line


def level_of_whole(
    amount: int, weight: Sequence[int], lo: Sequence[int], hi: Sequence[int], start: Sequence[int]
) -> tuple[tuple[int, int] | None, int]:
    """Give a level in whole numbers, as what stands above and below its line; and what is reached.

    No bounds may cross, and no weight be below nothing. What is reached rises with the level in
    straight pieces, between the points where a partner leaves its floor or meets its ceiling: find
    the piece, then solve it. None, if no level will do: then the bounds allow no more, or no less,
    than what is reached.
    """
    rows = list(zip(start, weight, lo, hi, strict=True))
    reached = sum(min(max(s, least), most) for s, _, least, most in rows)
    if reached >= amount:
        return ((0, 1) if reached == amount else None), reached
    # Points of the level, and what is reached, are counted in parts of 1, so many to each.
    parts = lcm(*(w for _, w, _, _ in rows if w))
    bends = []
    for s, w, least, most in rows:
        if w:
            bends.append((max(least - s, 0) * (parts // w), w))
            bends.append((max(most - s, 0) * (parts // w), -w))
    bends.sort()
    wanted, so_far, here, slope = amount * parts, reached * parts, 0, 0
    for there, change in bends:
        further = so_far + (there - here) * slope
        if further >= wanted:
            return (here * slope + wanted - so_far, slope * parts), amount
        so_far, here, slope = further, there, slope + change
    return None, so_far // parts
