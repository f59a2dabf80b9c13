"""A level in whole numbers: guessed at, and then checked by steps that everybody can read.

The guess is who is between its bounds. Given that, the level is what is left for those, divided
by what they weigh. Steps check that with it all comes to the amount, and that with less it would
not.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from funding.evaluation.batch import steps
from funding.evaluation.batch.making import Making
from funding.evaluation.batch.ratios import (
    NONE,
    Polynomial,
    Product,
    Ratio,
    added,
    atom,
    exactly,
    least_multiple,
    ratio,
    whole,
)

ZERO = Fraction(0)


def level(
    making: Making,
    amount: Ratio,
    weight: Sequence[Ratio],
    low: Sequence[Ratio],
    high: Sequence[Ratio],
    start: Sequence[Ratio],
) -> Ratio:
    """Give the level; boards on which it is guessed wrong are left to the exact evaluation."""
    every = [amount, *low, *high, *start]
    count, product = _line_of(every)
    amounts, *rest = _over_one_line(every)
    size = len(weight)
    lows, highs, starts = (tuple(rest[n * size : (n + 1) * size]) for n in range(3))
    weights = tuple(_over_one_line(weight))
    key = ("level", amounts.key, *(each.key for each in (*weights, *rest)))
    made = making.step(key, steps.Level(amounts, weights, lows, highs, starts))
    above, below = (
        atom(making.step(("levelled", made, under), steps.Levelled(made, under)))
        for under in (False, True)
    )
    making.check(below, or_nothing=False)
    # What is left stands over the line of the sums, what it is divided by over that of the weights.
    by_count, by_product = _line_of(weight)
    by = ratio(whole(by_count).scaled(1, by_product), 1, below.product or NONE)
    found = ratio(above, count, product) * by
    _check_level(making, found, amount, list(zip(weight, low, high, start, strict=True)))
    return found


def _check_level(
    making: Making, found: Ratio, amount: Ratio, rows: Sequence[tuple[Ratio, Ratio, Ratio, Ratio]]
) -> None:
    """Check that the level is one at which all comes to the amount, and the least."""
    reached, moving = [], []
    for number, (weight, low, high, start) in enumerate(rows):
        making.check(weight.top, or_nothing=True)
        making.check((high - low).top, or_nothing=True)
        at = making.kept_small(start + found * weight)
        kept = making.bounded(making.bounded(at, low, greater=True), high, greater=False)
        reached.append(making.over_class(kept, number))
        above, over = (making.compared(steps.Less, each) for each in (at - low, at - high))
        rising = making.where(over, exactly(ZERO), making.where(above, weight, exactly(ZERO)))
        moving.append(making.over_class(rising, number))
    apart = added([*reached, amount * exactly(Fraction(-1))]).top
    for each in (apart, apart.scaled(-1)):
        making.check(each, or_nothing=True)
    # Left of it less is reached, if anybody moves there; at nothing there is no left.
    rises = making.compared(steps.Less, added(moving))
    making.require([rises, making.compared(steps.Equal, found)])


def _line_of(ratios: Sequence[Ratio]) -> tuple[int, Product]:
    """Give the least line that all ratios can stand over."""
    product: Product = NONE
    for each in ratios:
        product = least_multiple(product, each.product)
    return lcm(*(each.count for each in ratios)), product


def _over_one_line(ratios: Sequence[Ratio]) -> list[Polynomial]:
    """Give what stands above one line for all ratios."""
    count, product = _line_of(ratios)
    return [each.over_all(count, product) for each in ratios]
