"""Sums shared within bounds, and the rate at which that happens.

Those on the side that is missed by more are fixed, again and again: where floors lift by more than
ceilings take, who is below its floor is fixed there, and so on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tests.oracle.refused import Refused

Row = Sequence[Fraction]
Exact = dict[str, Fraction]
Bounds = Mapping[str, Fraction | int]


def share_between(
    amount: Fraction, weight: Exact, low: Bounds, high: Bounds, start: Bounds
) -> Exact:
    """Share by weight above a start, within a low and a high for each."""
    fixed: Exact = {
        who: Fraction(min(max(start[who], low[who]), high[who]))
        for who in weight
        if weight[who] == 0
    }
    while free := [who for who in weight if who not in fixed]:
        left = amount - sum(fixed.values(), Fraction(0)) - sum(start[who] for who in free)
        height = left / sum(weight[who] for who in free)
        parts = {who: start[who] + height * weight[who] for who in free}
        below = {who: Fraction(low[who] - part) for who, part in parts.items() if part < low[who]}
        above = {who: Fraction(part - high[who]) for who, part in parts.items() if part > high[who]}
        if not below and not above:
            return fixed | parts
        lifted, cut = sum(below.values(), Fraction(0)), sum(above.values(), Fraction(0))
        if lifted >= cut:
            fixed |= {who: Fraction(low[who]) for who in below}
        if cut >= lifted:
            fixed |= {who: Fraction(high[who]) for who in above}
    if sum(fixed.values(), Fraction(0)) != amount:
        raise Refused
    return fixed


def height(
    amount: Fraction, weight: Row, low: Row, high: Row, start: Row | None = None
) -> Fraction:
    """Give the least rate, nothing or more, at which all together come to the amount.

    The sum is shared first, whatever the rate; the rate is read off whoever is within its bounds.
    If nobody is, it is the one at which the last of those at their upper bound gets there.
    """
    begins = list(start or [Fraction(0)] * len(weight))
    if any(lo > hi for lo, hi in zip(low, high, strict=True)) or any(w < 0 for w in weight):
        raise Refused
    at_once = sum(map(_between, begins, low, high), Fraction(0))
    if amount <= at_once:
        if amount < at_once:
            raise Refused
        return Fraction(0)
    rows = [str(row) for row in range(len(weight))]
    shared = share_between(
        amount,
        dict(zip(rows, weight, strict=True)),
        dict(zip(rows, low, strict=True)),
        dict(zip(rows, high, strict=True)),
        dict(zip(rows, begins, strict=True)),
    )
    rates = [
        (shared[row] - each) / w
        for row, w, each, lo, hi in zip(rows, weight, begins, low, high, strict=True)
        if w and (lo < shared[row] < hi or (shared[row] == hi and lo < hi))
    ]
    return max([Fraction(0), *rates])


def _between(x: Fraction, low: Fraction, high: Fraction) -> Fraction:
    return min(max(x, low), high)
