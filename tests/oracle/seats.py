"""Whole units handed out one by one, by the definitions of the methods, in whole numbers.

Nothing is jumped over and nothing is shared first: so only for small numbers of units.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

Whole = Sequence[int]

# What a claim is divided by for the next unit, as a fraction (over, under), squared or not: the
# same for all rows of a method, so their order is the same.
DIVISORS: dict[str, tuple[int, Callable[[int], tuple[int, int]]]] = {
    "dhondt": (1, lambda has: (has + 1, 1)),
    "sainte_lague": (1, lambda has: (2 * has + 1, 2)),
    "modified_sainte_lague": (1, lambda has: (2 * has + 1, 2) if has else (7, 10)),
    "huntington_hill": (2, lambda has: (has * has + has, 1)),
    "adams": (1, lambda has: (has, 1)),
    "dean": (1, lambda has: (2 * has * (has + 1), 2 * has + 1)),
}


MOST_UNITS = 1_000_000


class TooManyUnits(Exception):
    """So many units cannot be handed out one by one in any time."""


def hand_out_units(
    method: str, weight: Whole, units: int, least: Whole, ids: Sequence[str]
) -> list[int] | None:
    """Give each its units by a method's name; None where it cannot be done."""
    spare = units - sum(least)
    if spare < 0 or (spare and not any(weight)):
        return None
    if method == "largest_remainder":
        whole = sum(weight) or 1
        return by_remainders([Fraction(each * units, whole) for each in weight], units, least, ids)
    if method == "quota":
        return None if any(least) else by_quota(weight, units, ids)
    if spare > MOST_UNITS:
        raise TooManyUnits(spare)
    given = list(least)
    for _ in range(spare):
        best = -1
        for row, each in enumerate(weight):
            if each and (best < 0 or _goes_before(method, weight, given, ids, row, best)):
                best = row
        given[best] += 1
    return given


def _goes_before(
    method: str, weight: Whole, given: Whole, ids: Sequence[str], row: int, other: int
) -> bool:
    """Say whether a row has the larger claim on the next unit, or the same and an earlier id."""
    power, divisor = DIVISORS[method]
    (over, under), (their_over, their_under) = divisor(given[row]), divisor(given[other])
    if over == their_over == 0:
        mine, theirs = weight[row], weight[other]
    else:
        mine = weight[row] ** power * under * their_over
        theirs = weight[other] ** power * their_under * over
    return mine > theirs or (mine == theirs and ids[row] < ids[other])


def by_quota(weight: Whole, units: int, ids: Sequence[str]) -> list[int]:
    """Give as D'Hondt does, but only to who has less than its exact part at that size."""
    if units > MOST_UNITS:
        raise TooManyUnits(units)
    given = [0] * len(weight)
    for size in range(1, units + 1):
        able = [r for r, w in enumerate(weight) if given[r] * sum(weight) < size * w]
        best = able[0]
        for row in able[1:]:
            if _goes_before("dhondt", weight, given, ids, row, best):
                best = row
        given[best] += 1
    return given


def by_remainders(
    parts: Sequence[Fraction], units: int, least: Whole, ids: Sequence[str]
) -> list[int] | None:
    """Cut to whole units, raise to the minimums, and give the rest to the largest remainders.

    If that is too much already, fix whoever is below its minimum there, and share again.
    """
    if sum(least) > units:
        return None
    fixed: dict[int, int] = {}
    if sum(max(int(part), lo) for part, lo in zip(parts, least, strict=True)) > units:
        parts = list(parts)
        while below := [row for row, part in enumerate(parts) if part < least[row]]:
            fixed |= {row: least[row] for row in below}
            free = [row for row in range(len(parts)) if row not in fixed]
            times = (units - sum(fixed.values())) / (sum(parts[row] for row in free) or 1)
            parts = [Fraction(fixed.get(row, part * times)) for row, part in enumerate(parts)]
    given = [max(int(part), lo) for part, lo in zip(parts, least, strict=True)]
    eager = [r for r, part in enumerate(parts) if part and r not in fixed and part >= least[r]]
    eager.sort(key=lambda row: (given[row] - parts[row], ids[row]))
    for row in eager[: units - sum(given)]:
        given[row] += 1
    return given
