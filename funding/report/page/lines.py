"""Lines over the years, placed: across in per cent of the width of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from funding.comparison.figures import fixed


@dataclass(frozen=True)
class Stroke:
    """A straight piece of a line, from one year to the next."""

    x1: str
    y1: str
    x2: str
    y2: str
    tone: str


@dataclass(frozen=True)
class Dot:
    """A point of a line."""

    x: str
    y: str
    tone: str


@dataclass(frozen=True)
class Grid:
    """A line across, with the sum that it stands for."""

    y: str
    label: str


@dataclass(frozen=True)
class Series:
    """A line to be drawn: a sum for each year, None where there is none."""

    tone: str
    sums: tuple[Fraction | None, ...]


@dataclass(frozen=True)
class Lines:
    """Lines over the years, above a line of nothing."""

    height: int
    grid: tuple[Grid, ...]
    ticks: tuple[tuple[str, str, str], ...]
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]


TOP, DEEP = 22, 130
"""Where the highest sum stands, and how far below it nothing does."""


def round_up(most: Fraction) -> Fraction:
    """Give the next sum that a scale may end with: 1, 2, 2½ or 5 with noughts.

    >>> round_up(Fraction(71_707))
    Fraction(100000, 1)
    """
    power = Fraction(1)
    while power * 10 <= most:
        power *= 10
    steps = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
    return next((power * each for each in steps if power * each >= most), power * 10)


def draw_lines(
    series: Sequence[Series], years: Sequence[str], top: Fraction, labels: Sequence[str]
) -> Lines:
    """Place lines over years, from nothing to `top`; the labels are of nothing, half and all."""
    across = [
        f"{fixed(Fraction(3) + Fraction(94 * at, len(years) - 1), 2)}%" for at in range(len(years))
    ]

    def height(value: Fraction) -> str:
        return fixed(TOP + DEEP * (1 - value / top), 1)

    strokes, dots = [], []
    for each in series:
        places = [
            (x, height(value)) if value is not None else None
            for x, value in zip(across, each.sums, strict=True)
        ]
        for first, second in pairwise(places):
            if first and second:
                strokes.append(Stroke(*first, *second, each.tone))
        dots += [Dot(*place, each.tone) for place in places if place]
    levels = (Fraction(0), top / 2, top)
    grid = tuple(Grid(height(level), label) for level, label in zip(levels, labels, strict=True))
    last = len(years) - 1
    shown = {0: "start", last: "end"}
    if last > 1 and last % 2 == 0:
        shown[last // 2] = "middle"
    ticks = tuple((across[at], shown[at], years[at]) for at in sorted(shown))
    return Lines(TOP + DEEP + 26, grid, ticks, tuple(strokes), tuple(dots))
