"""Exact parts of a whole number of units, to be rounded, and the functions that round them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from funding.worksheet.apportionment import round_to_total

UNIT = Fraction(1, 100)
Rounding = Callable[[Sequence[Fraction], Fraction, Fraction, Sequence[str]], list[Fraction]]


@dataclass(frozen=True)
class Parts:
    """What each would get exactly, of an amount in whole units."""

    exact: tuple[Fraction, ...]
    amount: Fraction
    ids: tuple[str, ...]

    def rounded_by(self, rounding: Rounding) -> list[Fraction]:
        """Round, in units."""
        return [part / UNIT for part in rounding(self.exact, self.amount, UNIT, self.ids)]

    def in_units(self) -> list[Fraction]:
        """Give the exact parts in units."""
        return [part / UNIT for part in self.exact]


def parts_of(weights: Sequence[int], units: int, ids: Sequence[str] = "") -> Parts:
    """Share some units by weights; unnamed partners are called a, b, c in order."""
    amount = units * UNIT
    names = tuple(ids) or tuple("abcdefghij"[: len(weights)])
    return Parts(tuple(amount * w / sum(weights) for w in weights), amount, names)


@st.composite
def parts(draw: st.DrawFn) -> Parts:
    """Draw parts with many ties, and sums from one unit to many."""
    few = st.sampled_from([0, 1, 1, 2, 3, 14, 15, 56])
    weights = draw(st.lists(st.one_of(few, st.integers(0, 99_999)), min_size=1, max_size=8))
    weights[0] += not any(weights)
    ids = draw(st.permutations("hgfedcba"))[: len(weights)]
    units = draw(st.one_of(st.integers(0, 30), st.integers(0, 10**14)))
    return parts_of(weights, units, ids)


def _counts(found: Sequence[int], unit: Fraction) -> list[Fraction]:
    return [count * unit for count in found]


def _floors_raised(
    x: Sequence[Fraction], amount: Fraction, unit: Fraction, order: Sequence[int]
) -> list[Fraction]:
    """Round down, then raise as many as are needed in the order given."""
    found = [int(each // unit) for each in x]
    for row in order[: int(amount / unit) - sum(found)]:
        found[row] += 1
    return _counts(found, unit)


def ties_by_position(
    x: Sequence[Fraction], amount: Fraction, unit: Fraction, ids: Sequence[str]
) -> list[Fraction]:
    """Break ties by the order of the file."""
    return _floors_raised(x, amount, unit, sorted(range(len(x)), key=lambda row: -(x[row] % unit)))


def smallest_remainders(
    x: Sequence[Fraction], amount: Fraction, unit: Fraction, ids: Sequence[str]
) -> list[Fraction]:
    """Sort the wrong way round."""
    order = sorted(range(len(x)), key=lambda row: (x[row] % unit, ids[row]))
    return _floors_raised(x, amount, unit, order)


def largest_shares(
    x: Sequence[Fraction], amount: Fraction, unit: Fraction, ids: Sequence[str]
) -> list[Fraction]:
    """Give what is left over to those with the largest shares, whatever their remainders."""
    order = sorted(range(len(x)), key=lambda row: (-x[row], ids[row]))
    return _floors_raised(x, amount, unit, order)


def all_to_the_first(
    x: Sequence[Fraction], amount: Fraction, unit: Fraction, ids: Sequence[str]
) -> list[Fraction]:
    """Round down, and let the first take all the difference."""
    found = [each // unit * unit for each in x]
    return [found[0] + amount - sum(found), *found[1:]]


def half_up_and_hope(
    x: Sequence[Fraction], amount: Fraction, unit: Fraction, ids: Sequence[str]
) -> list[Fraction]:
    """Round each by itself: the parts need not sum to the whole."""
    return [(each / unit + Fraction(1, 2)).__floor__() * unit for each in x]


def by_divisors(
    x: Sequence[Fraction], amount: Fraction, unit: Fraction, ids: Sequence[str]
) -> list[Fraction]:
    """Give unit after unit to the one with the most for each it would then have (D'Hondt)."""
    found = [0] * len(x)
    for _ in range(min(int(amount / unit), 500)):
        found[max(range(len(x)), key=lambda row: (x[row] / (found[row] + 1), -row))] += 1
    return _counts(found, unit)


RIGHT: Rounding = round_to_total
