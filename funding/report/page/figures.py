"""What a chart is: two titles, and panels of bars or lines to one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from funding.evaluation.exact import ZERO
from funding.language import _, ngettext, unmarked
from funding.report.page.bars import Bars, Entry, draw_bars
from funding.report.page.lines import Lines
from funding.report.page.naming import whole
from funding.report.page.views import MOST_BARS, Result, View, Who


@dataclass(frozen=True)
class Panel:
    """One drawing of a figure: bars or lines under a heading of its own."""

    id: str
    heading: str
    says: str
    bars: Bars | None = None
    lines: Lines | None = None


@dataclass(frozen=True)
class Figure:
    """A chart with two titles: the message, and what is shown of whom and when."""

    id: str
    message: str
    shows: str
    panels: tuple[Panel, ...]
    key: tuple[tuple[str, str], ...] = ()
    of_lines: bool = False
    notes: tuple[str, ...] = ()


def place_of(view: View, year: str = "") -> str:
    """Say of whom and when a figure is."""
    return _("{board}, {year}", board=view.name, year=year or view.years[-1])


def panel_of(
    view: View,
    what: str,
    result: Result,
    entries: Sequence[Entry],
    span: tuple[Fraction, Fraction],
) -> Panel:
    """Draw bars under the name of a model, to a scale that other panels share."""
    says = "; ".join(f"{unmarked(each.label)}: {each.value}" for each in entries)
    name = f"{view.id}-{what}-{result.model.id}"
    return Panel(name, result.model.name, says, draw_bars(entries, span))


def chosen(view: View, sizes: dict[str, Fraction]) -> tuple[list[Who], tuple[str, ...]]:
    """Give who is drawn, the largest first, and a note where some are not."""
    order = sorted(view.who, key=lambda who: -sizes[who.id])
    if len(order) <= MOST_BARS:
        return order, ()
    left = len(order) - MOST_BARS
    return order[:MOST_BARS], (
        ngettext(
            "{number} with a smaller sum is not drawn; the tables have all.",
            "{number} with smaller sums are not drawn; the tables have all.",
            left,
        ),
    )


def stacked(label: str, parts: Sequence[tuple[Fraction, str]], currency: str) -> Entry:
    """Put stretches one after another; the value names each that is something."""
    so_far, stretches = ZERO, []
    for amount, tone in parts:
        if amount:
            stretches.append((so_far, so_far + amount, tone))
            so_far += amount
    said = " + ".join(whole(end - begin, currency) for begin, end, _tone in stretches)
    return Entry(label, said or whole(ZERO, currency), tuple(stretches))
