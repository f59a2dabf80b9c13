"""Bars, placed: across in per cent of the width of a chart, so that it fits any screen.

Text keeps its size on a narrow screen, because nothing is scaled: only bars and lines are
stretched. Heights and text are in pixels.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from funding.comparison.figures import fixed
from funding.language import unmarked
from funding.report.page.naming import is_english

LINE, BAR, GAP = 20, 14, 16
"""The heights of a line of text, of a bar, and of the gap below it."""
MOST_LETTERS = 31
"""As many fit across the narrowest screen, with the value after them."""
SHORT = 9
"""A value of so many letters leaves room for its label on the same line."""


@dataclass(frozen=True)
class Segment:
    """A stretch of a bar: from where, how wide, and in which of the tones."""

    x: str
    width: str
    tone: str


@dataclass(frozen=True)
class Text:
    """A line of text in a chart; `language` is set where it is not that of the page."""

    words: str
    y: int
    language: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar with its label above it, and its value at the right of the label's last line."""

    label: tuple[Text, ...]
    value: Text
    y: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Entry:
    """What is to be drawn as a bar: stretches from one sum to another, each in a tone."""

    label: str
    value: str
    stretches: tuple[tuple[Fraction, Fraction, str], ...]

    @property
    def least(self) -> Fraction:
        """The lowest sum that it reaches."""
        return min((min(a, b) for a, b, _tone in self.stretches), default=Fraction(0))

    @property
    def most(self) -> Fraction:
        """The highest."""
        return max((max(a, b) for a, b, _tone in self.stretches), default=Fraction(0))


@dataclass(frozen=True)
class Bars:
    """Bars one below another, from one line of nothing."""

    zero: str
    height: int
    bars: tuple[Bar, ...]


def span_of(entries: Iterable[Entry]) -> tuple[Fraction, Fraction]:
    """Give the lowest and the highest sum of all that is drawn to one scale; nothing is in it."""
    found = list(entries)
    low = min((each.least for each in found), default=Fraction(0))
    high = max((each.most for each in found), default=Fraction(0))
    low, high = min(low, Fraction(0)), max(high, Fraction(0))
    return (low, high) if high > low else (low, low + 1)


def draw_bars(entries: Sequence[Entry], span: tuple[Fraction, Fraction]) -> Bars:
    """Place bars one below another, on a scale that others may share."""
    low, high = span
    y, bars = 0, []
    for entry in entries:
        label, value, below = _labelled(entry, y)
        bars.append(Bar(label, value, below + 4, tuple(_segments(entry, low, high))))
        y = below + 4 + BAR + GAP
    return Bars(per_cent(-low, high - low), max(y - GAP // 2, 1), tuple(bars))


def _labelled(entry: Entry, top: int) -> tuple[tuple[Text, ...], Text, int]:
    """Break a label into lines, the value at the right of the last; give where they end.

    A long value has a line of its own where it would not fit.
    """
    words, language = unmarked(entry.label), "en" if is_english(entry.label) else ""
    room = MOST_LETTERS - len(entry.value) - 1
    lines = textwrap.wrap(words, MOST_LETTERS) or [words]
    apart = len(lines[-1]) > room
    if apart and len(entry.value) <= SHORT:
        lines[-1:] = textwrap.wrap(lines[-1], room)
        apart = False
    placed = [Text(line, top + 15 + LINE * at, language) for at, line in enumerate(lines)]
    value = Text(entry.value, placed[-1].y + LINE * apart)
    return tuple(placed), value, top + LINE * (len(lines) + apart)


def _segments(entry: Entry, low: Fraction, high: Fraction) -> Iterable[Segment]:
    for begin, end, tone in entry.stretches:
        left, right = sorted((begin, end))
        if right > left:
            whole = high - low
            yield Segment(per_cent(left - low, whole), per_cent(right - left, whole), tone)


def per_cent(part: Fraction, whole: Fraction) -> str:
    """Write a part as a place across."""
    return f"{fixed(part / whole * 100, 2)}%"
