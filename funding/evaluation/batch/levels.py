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
from funding.evaluation.batch.making import Condition, Making
from funding.evaluation.batch.ratios import (
    NONE,
    Polynomial,
    Product,
    Ratio,
    added,
    atom,
    common_of,
    exactly,
    least_multiple,
    ratio,
    times,
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
    # The level of weights that are all so many times greater is so many times less.
    weights = _over_one_line(weight)
    number, common = common_of(weights)
    alike = tuple(each for each in common if making.of(each[0]) is None)
    weights = [each.divided(number, alike) for each in weights]
    key = ("level", amounts.key, *(each.key for each in (*weights, *rest)))
    made = making.step(key, steps.Level(amounts, tuple(weights), lows, highs, starts))
    above, below = (
        atom(making.step(("levelled", made, under), steps.Levelled(made, under)))
        for under in (False, True)
    )
    making.check(below, or_nothing=False)
    making.check(above, or_nothing=True)
    # If nobody weighs anything, nothing may be left; then what they weigh goes, as in 0 × x ÷ x.
    at_nothing = making.compared(steps.Equal, ratio(above, 1, NONE))
    weighs = making.compared(steps.Above, ratio(whole(1).scaled(1, alike), 1, NONE))
    making.require([at_nothing, weighs])
    # What is left stands over the line of the sums, what it is divided by over that of the weights:
    # the level is (above ÷ sums' line) ÷ (number × alike × below ÷ weights' line).
    by_count, by_product = _line_of(weight)
    by = ratio(whole(by_count).scaled(1, by_product), number, times(alike, below.product or NONE))
    found = ratio(above, count, product) * by
    rises = _rises(making, found, amount, list(zip(weight, low, high, start, strict=True)))
    # At nothing there is no less.
    making.require([rises, at_nothing])
    return found


def _rises(
    making: Making, found: Ratio, amount: Ratio, rows: Sequence[tuple[Ratio, Ratio, Ratio, Ratio]]
) -> Condition:
    """Check that all comes to the amount at the level; say where below it less does."""
    reached, moving = [], []
    for number, (weight, low, high, start) in enumerate(rows):
        making.check_sign(weight)
        making.check_sign(high - low)
        at = making.kept_small(start + found * weight)
        kept = making.bounded(making.bounded(at, low, greater=True), high, greater=False)
        reached.append(making.over_class(kept, number))
        above, over = (making.compared(steps.Above, each) for each in (at - low, at - high))
        rising = making.where(over, exactly(ZERO), making.where(above, weight, exactly(ZERO)))
        moving.append(making.over_class(rising, number))
    apart = added([*reached, amount * exactly(Fraction(-1))])
    for each in (apart, apart * exactly(Fraction(-1))):
        making.check_sign(each)
    return making.compared(steps.Above, added(moving))


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
