"""Draws that are one of some values: events, chances and choices."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np

from funding.evaluation.batch.numbers import Whole
from funding.language import _
from funding.study.distribution import ONE, Distribution, NoDistribution, Uniform, whole_parts
from funding.study.figures import Figure, parts_of
from funding.study.file import DrawFile
from funding.worksheet.column import Unit

MOST_EVENTS = 1_000


def _mean(file: DrawFile) -> Fraction:
    mean: Figure = file.mean  # type: ignore[assignment]  # the file is refused without
    if mean.unit != "number" or not 0 < mean.value <= MOST_EVENTS // 10:
        most = MOST_EVENTS // 10
        fix = _("write how many come on average: more than 0, up to {most}", most=most)
        raise NoDistribution("mean", _("this is no number of events"), fix)
    return mean.value


def poisson_of(file: DrawFile) -> Distribution:
    """Count what comes by itself: so many on average, whatever came before."""
    mean = _mean(file)
    with localcontext() as context:
        context.prec = 60
        rate = Decimal(mean.numerator) / Decimal(mean.denominator)
        chance = (-rate).exp()
        chances = [chance]
        for number in range(1, MOST_EVENTS):
            chance = chance * rate / number
            chances.append(chance)
        total, ends = Decimal(0), []
        for chance in chances:
            total += chance
            ends.append(min(int(total * ONE), ONE))
    # From where another would be rarer than one in 2**53, there is no other; before the mean there
    # may be some as rare.
    several = range(int(mean) + 1, len(ends))
    last = next((n for n in several if ends[n] == ends[n - 1]), len(ends))
    return _stepped("number", 1, list(range(last)), ends[: last - 1])


def chance_of(file: DrawFile) -> Distribution:
    """Draw 1 with a chance, else 0."""
    of: Figure = file.of  # type: ignore[assignment]  # the file is refused without
    if of.unit != "share" or not 0 <= of.value <= 1:
        fix = _('write a chance from "0%" to "100%"')
        raise NoDistribution("of", _("this is no chance"), fix)
    return _stepped("number", 1, [0, 1], [int((1 - of.value) * ONE)])


def choice_of(file: DrawFile) -> Distribution:
    """Draw one of several values, each as often as its weight says."""
    values: list[Figure] = file.values  # type: ignore[assignment]  # the file is refused without
    if len({value.unit for value in values}) > 1:
        fix = _("write all as sums, all as percentages or all as numbers")
        raise NoDistribution("values", _("the values are not of one kind"), fix)
    typed = file.weights
    weights = [Fraction(1)] * len(values) if typed is None else [each.value for each in typed]
    if len(weights) != len(values):
        counts = {"weights": len(weights), "values": len(values)}
        said = _("{weights} weights for {values} values", **counts)
        raise NoDistribution("weights", said, _("write one for each value, in their order"))
    if min(weights) < 0 or not sum(weights) or (typed and len({w.unit for w in typed}) > 1):
        fix = _("write how often each comes, for instance {code}", code="weights = [3, 1]")
        raise NoDistribution("weights", _("these are no weights"), fix)
    parts = parts_of(values)
    total, ends = Fraction(0), []
    for weight in weights[:-1]:
        total += weight
        ends.append(int(total / sum(weights) * ONE))
    return _stepped(values[0].unit, parts, whole_parts(values, parts, "values"), ends)


def _stepped(unit: Unit, parts: int, values: list[int], ends: list[int]) -> Distribution:
    """Give one of some values: the first below the first end, and so on."""
    known, places = np.array(values, dtype=np.int64), np.array(ends, dtype=np.uint64)

    def at(uniform: Uniform) -> Whole:
        return known[places.searchsorted(uniform, "right")]

    return Distribution(unit, parts, at, tuple(values))
