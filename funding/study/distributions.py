"""What a draw may come to: from a number between 0 and 1 to whole parts of a figure.

Uniform numbers come as whole numbers below 2**53. What a draw comes to is a whole number of parts,
by arithmetic that is the same on every machine; only a normal draw is as exact as its tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from funding.amounts import Misread, parse_percent
from funding.evaluation.batch.numbers import Whole
from funding.study.figures import Figure, parts_of
from funding.study.file import DrawFile
from funding.worksheet.column import Unit

BITS = 53
ONE = 2**BITS
"""Uniform numbers are counts of so many parts of 1."""
WIDEST = 2**36
"""A uniform draw takes fewer values than this."""
LARGEST = 2**53
"""A draw is fewer parts than this, so that arithmetic of any kind is exact."""
FARTHEST = 30
"""So many deviations from the mean at most is what a normal draw is bound to lie beyond."""
MOST_EVENTS = 1_000
Uniform = NDArray[np.uint64]


class NoDistribution(ValueError):
    """The figures of a draw do not make a distribution; `key` is the one at fault."""

    def __init__(self, key: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.key, self.message, self.fix = key, message, fix


@dataclass(frozen=True, eq=False)
class Distribution:
    """A unit, of how many parts of 1 draws are counts, and what they come to."""

    unit: Unit
    parts: int
    at: Callable[[Uniform], Whole]
    """From uniform numbers, below 2**53, to parts."""
    values: tuple[int, ...] | None = None
    """What a draw comes to, if that does not rise with its number."""

    @property
    def least(self) -> int:
        """The least that a draw comes to, in parts."""
        if self.values is not None:
            return min(self.values)
        return int(self.at(np.zeros(1, dtype=np.uint64))[0])


def distribution_of(file: DrawFile) -> Distribution:
    """Make the distribution that a draw says; raise `NoDistribution` if there is none."""
    match file.distribution:
        case "uniform":
            return _uniform(*_alike(file, "low", "high"))
        case "triangular":
            return _triangular(*_alike(file, "low", "likely", "high"))
        case "normal":
            return _normal(file)
        case "poisson":
            return _poisson(_mean(file))
        case "chance":
            return _chance(file)
        case "choice":
            return _choice(file)
    return _quantiles(file)


def _alike(file: DrawFile, *keys: str) -> list[Figure]:
    """Give the figures under some keys; refuse those of several units, or out of order."""
    figures = [getattr(file, key) for key in keys]
    for key, figure in zip(keys[1:], figures[1:], strict=True):
        if figure.unit != figures[0].unit:
            fix = "write both as sums, both as percentages or both as numbers"
            raise NoDistribution(key, f"'{keys[0]}' and '{key}' are not of one kind", fix)
    for (key, low), (other, high) in pairwise(zip(keys, figures, strict=True)):
        if low.value > high.value:
            raise NoDistribution(other, f"'{other}' is below '{key}'", "write the smaller first")
    return figures


def _whole(figures: Sequence[Figure], parts: int, key: str) -> list[int]:
    found = [int(figure.value * parts) for figure in figures]
    if max(map(abs, found)) >= LARGEST:
        raise _too_large(key)
    return found


def _too_large(key: str) -> NoDistribution:
    fix = "write smaller ones, or ones with fewer decimals"
    return NoDistribution(key, "these figures are too large to draw", fix)


def _made(
    figures: Sequence[Figure], key: str, at: Callable[[list[int]], Callable[[Uniform], Whole]]
) -> Distribution:
    parts = parts_of(figures)
    return Distribution(figures[0].unit, parts, at(_whole(figures, parts, key)))


def _uniform(low: Figure, high: Figure) -> Distribution:
    if (high.value - low.value) * parts_of([low, high]) >= WIDEST:
        raise NoDistribution("high", "the range is too wide", "write a narrower one")

    def at(ends: list[int]) -> Callable[[Uniform], Whole]:
        first, last = ends
        return lambda uniform: first + _scaled(uniform, last - first + 1)

    return _made([low, high], "high", at)


def _scaled(uniform: Uniform, count: int) -> Whole:
    """Give `uniform * count` in whole ones, rounded down; `count` is at most `WIDEST`."""
    half = np.uint64(26)
    upper, lower = uniform >> half, uniform & np.uint64(2**26 - 1)
    times = np.uint64(count)
    carried = (lower * times) >> half
    return ((upper * times + carried) >> np.uint64(BITS - 26)).astype(np.int64)


def _triangular(low: Figure, likely: Figure, high: Figure) -> Distribution:
    def at(ends: list[int]) -> Callable[[Uniform], Whole]:
        first, peak, last = map(float, ends)
        width, rising, falling = last - first, peak - first, last - peak

        def draw(uniform: Uniform) -> Whole:
            share = uniform.astype(np.float64) / ONE
            below = first + np.sqrt(share * (width * rising))
            above = last - np.sqrt((1 - share) * (width * falling))
            found = np.where(share * width < rising, below, above)
            return _rounded(found, first, last)

        return draw

    return _made([low, likely, high], "high", at)


def _rounded(found: NDArray[np.float64], low: float, high: float) -> Whole:
    whole: Whole = np.clip(np.rint(found), low, high).astype(np.int64)
    return whole


def _normal(file: DrawFile) -> Distribution:
    mean, deviation = _alike_in_unit(file, "mean", "deviation")
    if deviation.value <= 0:
        raise NoDistribution("deviation", "it must be more than nothing", "write a larger one")
    ends = [end for end in (file.low, file.high) if end is not None]
    if any(end.unit != mean.unit for end in ends):
        fix = "write all as sums, all as percentages or all as numbers"
        raise NoDistribution("mean", "its figures are not of one kind", fix)
    if file.low and file.high and file.low.value >= file.high.value:
        raise NoDistribution("high", "'high' is not above 'low'", "write the smaller first")
    parts = parts_of([mean, deviation, *ends])
    if mean.unit == "number":
        parts = max(parts, 1_000)

    centre, spread = float(mean.value), float(deviation.value)
    first, last = (
        away if end is None else float((end.value - mean.value) / deviation.value)
        for end, away in ((file.low, -np.inf), (file.high, np.inf))
    )
    for key, away in (("low", first), ("high", -last)):
        if away > FARTHEST:
            fix = f"write one within {FARTHEST} deviations of the mean"
            raise NoDistribution(key, "it is so far from the mean that nothing comes there", fix)
    # No draw is farther than nine deviations from the mean, or from its bound.
    farthest = abs(mean.value) + (FARTHEST + 9) * deviation.value
    if farthest * parts >= LARGEST:
        raise _too_large("deviation")
    low = -np.inf if file.low is None else float(file.low.value * parts)
    high = np.inf if file.high is None else float(file.high.value * parts)

    def draw(uniform: Uniform) -> Whole:
        from scipy.special import ndtr, ndtri

        # A tail is measured from its own end, where small chances are exact.
        start, end = ndtr(first), ndtr(-last)
        width = ndtr(-first) - end if first > 0 else ndtr(last) - start
        # In the middle of its part: neither 0 nor 1, whose places are endless.
        below = start + (uniform.astype(np.float64) + 0.5) / ONE * width
        above = end + ((ONE - 1 - uniform).astype(np.float64) + 0.5) / ONE * width
        lower = below < above
        tail = ndtri(np.where(lower, below, above))
        found = centre + spread * np.where(lower, tail, -tail)
        return _rounded(found * parts, low, high)

    return Distribution(mean.unit, parts, draw)


def _alike_in_unit(file: DrawFile, *keys: str) -> list[Figure]:
    figures = [getattr(file, key) for key in keys]
    if len({figure.unit for figure in figures}) > 1:
        fix = "write both as sums, both as percentages or both as numbers"
        raise NoDistribution(keys[-1], f"'{keys[0]}' and '{keys[-1]}' are not of one kind", fix)
    return figures


def _mean(file: DrawFile) -> Fraction:
    mean: Figure = file.mean  # type: ignore[assignment]  # the file is refused without
    if mean.unit != "number" or not 0 < mean.value <= MOST_EVENTS // 10:
        fix = f"write how many come on average: more than 0, up to {MOST_EVENTS // 10}"
        raise NoDistribution("mean", "this is no number of events", fix)
    return mean.value


def _poisson(mean: Fraction) -> Distribution:
    """Count what comes by itself: so many on average, whatever came before."""
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


def _chance(file: DrawFile) -> Distribution:
    """Draw 1 with a chance, else 0."""
    of: Figure = file.of  # type: ignore[assignment]  # the file is refused without
    if of.unit != "share" or not 0 <= of.value <= 1:
        fix = 'write a chance from "0%" to "100%"'
        raise NoDistribution("of", "this is no chance", fix)
    return _stepped("number", 1, [0, 1], [int((1 - of.value) * ONE)])


def _choice(file: DrawFile) -> Distribution:
    values: list[Figure] = file.values  # type: ignore[assignment]  # the file is refused without
    if len({value.unit for value in values}) > 1:
        fix = "write all as sums, all as percentages or all as numbers"
        raise NoDistribution("values", "the values are not of one kind", fix)
    typed = file.weights
    weights = [Fraction(1)] * len(values) if typed is None else [each.value for each in typed]
    if len(weights) != len(values):
        said = f"{len(weights)} weights for {len(values)} values"
        raise NoDistribution("weights", said, "write one for each value, in their order")
    if min(weights) < 0 or not sum(weights) or (typed and len({w.unit for w in typed}) > 1):
        fix = "write how often each comes, for instance weights = [3, 1]"
        raise NoDistribution("weights", "these are no weights", fix)
    parts = parts_of(values)
    total, ends = Fraction(0), []
    for weight in weights[:-1]:
        total += weight
        ends.append(int(total / sum(weights) * ONE))
    return _stepped(values[0].unit, parts, _whole(values, parts, "values"), ends)


def _stepped(unit: Unit, parts: int, values: list[int], ends: list[int]) -> Distribution:
    """Give one of some values: the first below the first end, and so on."""
    known, places = np.array(values, dtype=np.int64), np.array(ends, dtype=np.uint64)

    def at(uniform: Uniform) -> Whole:
        return known[places.searchsorted(uniform, "right")]

    return Distribution(unit, parts, at, tuple(values))


def _quantiles(file: DrawFile) -> Distribution:
    """Draw evenly between points: as many below each as it says."""
    fix = 'write for instance points = { "0%" = "£10,000", "50%" = "£25,000", "100%" = "£80,000" }'
    try:
        typed = {parse_percent(key): value for key, value in (file.points or {}).items()}
    except Misread as error:
        raise NoDistribution("points", error.message, fix) from None
    points = sorted(typed.items())
    if len(points) < 2 or points[0][0] != 0 or points[-1][0] != 1:
        raise NoDistribution("points", "the points do not go from 0% to 100%", fix)
    figures = [figure for _, figure in points]
    if len({figure.unit for figure in figures}) > 1:
        raise NoDistribution("points", "the points are not of one kind", fix)
    if any(low.value > high.value for low, high in pairwise(figures)):
        raise NoDistribution("points", "a point is below the one before", fix)

    def at(ends: list[int]) -> Callable[[Uniform], Whole]:
        places = np.array([int(share * ONE) for share, _ in points], dtype=np.float64)
        known = np.array(ends, dtype=np.float64)

        def draw(uniform: Uniform) -> Whole:
            share = uniform.astype(np.float64)
            after = np.clip(places.searchsorted(share, "right"), 1, len(places) - 1)
            start, end = places[after - 1], places[after]
            low, high = known[after - 1], known[after]
            return np.rint(low + (high - low) * ((share - start) / (end - start))).astype(np.int64)

        return draw

    return _made(figures, "points", at)
