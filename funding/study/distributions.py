"""What a draw may come to: from a number between 0 and 1 to whole parts of a figure.

Uniform numbers come as whole numbers below 2**53. What a draw comes to is a whole number of parts,
by arithmetic that is the same on every machine; only a normal draw is as exact as its tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from funding.amounts import Misread, parse_percent
from funding.evaluation.batch.numbers import Whole
from funding.language import _
from funding.study.distribution import (
    BITS,
    LARGEST,
    ONE,
    Distribution,
    NoDistribution,
    Uniform,
    too_large,
    whole_parts,
)
from funding.study.figures import Figure, parts_of
from funding.study.file import DrawFile
from funding.study.stepped import chance_of, choice_of, poisson_of
from funding.study.typed import POINTS

WIDEST = 2**36
"""A uniform draw takes fewer values than this."""
FARTHEST = 30
"""So many deviations from the mean at most is what a normal draw is bound to lie beyond."""


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
            return poisson_of(file)
        case "chance":
            return chance_of(file)
        case "choice":
            return choice_of(file)
    return _quantiles(file)


def _alike(file: DrawFile, *keys: str) -> list[Figure]:
    """Give the figures under some keys; refuse those of several units, or out of order."""
    figures = [getattr(file, key) for key in keys]
    for key, figure in zip(keys[1:], figures[1:], strict=True):
        if figure.unit != figures[0].unit:
            raise _of_two_kinds(keys[0], key)
    for (key, low), (other, high) in pairwise(zip(keys, figures, strict=True)):
        if low.value > high.value:
            message = _("'{other}' is below '{key}'", other=other, key=key)
            raise NoDistribution(other, message, _("write the smaller first"))
    return figures


def _made(
    figures: Sequence[Figure], key: str, at: Callable[[list[int]], Callable[[Uniform], Whole]]
) -> Distribution:
    parts = parts_of(figures)
    return Distribution(figures[0].unit, parts, at(whole_parts(figures, parts, key)))


def _uniform(low: Figure, high: Figure) -> Distribution:
    if (high.value - low.value) * parts_of([low, high]) >= WIDEST:
        raise NoDistribution("high", _("the range is too wide"), _("write a narrower one"))

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
        message = _("it must be more than nothing")
        raise NoDistribution("deviation", message, _("write a larger one"))
    ends = [end for end in (file.low, file.high) if end is not None]
    if any(end.unit != mean.unit for end in ends):
        fix = _("write all as sums, all as percentages or all as numbers")
        raise NoDistribution("mean", _("its figures are not of one kind"), fix)
    if file.low and file.high and file.low.value >= file.high.value:
        message = _("'{other}' is not above '{key}'", other="high", key="low")
        raise NoDistribution("high", message, _("write the smaller first"))
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
            message = _("it is so far from the mean that nothing comes there")
            fix = _("write one within {most} deviations of the mean", most=FARTHEST)
            raise NoDistribution(key, message, fix)
    # No draw is farther than nine deviations from the mean, or from its bound.
    farthest = abs(mean.value) + (FARTHEST + 9) * deviation.value
    if farthest * parts >= LARGEST:
        raise too_large("deviation")
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
        raise _of_two_kinds(keys[0], keys[-1])
    return figures


def _of_two_kinds(one: str, other: str) -> NoDistribution:
    """Say that the figures under two keys are of two kinds."""
    fix = _("write both as sums, both as percentages or both as numbers")
    message = _("'{one}' and '{other}' are not of one kind", one=one, other=other)
    return NoDistribution(other, message, fix)


def _quantiles(file: DrawFile) -> Distribution:
    """Draw evenly between points: as many below each as it says."""
    fix = _("write for instance {code}", code=POINTS)
    try:
        typed = {parse_percent(key): value for key, value in (file.points or {}).items()}
    except Misread as error:
        raise NoDistribution("points", error.message, fix) from None
    points = sorted(typed.items())
    if len(points) < 2 or points[0][0] != 0 or points[-1][0] != 1:
        raise NoDistribution("points", _("the points do not go from 0% to 100%"), fix)
    figures = [figure for _, figure in points]
    if len({figure.unit for figure in figures}) > 1:
        raise NoDistribution("points", _("the points are not of one kind"), fix)
    if any(low.value > high.value for low, high in pairwise(figures)):
        raise NoDistribution("points", _("a point is below the one before"), fix)

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
