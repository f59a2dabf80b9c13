"""What a chart is: two titles, and panels of bars or lines to one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    name = f"{view.id}.{what}.{result.model.id}"
    return Panel(name, result.model.name, says, draw_bars(entries, span))


def in_order(view: View) -> str:
    """Say in which order bars and drawings stand, the same in every figure of a view."""
    if view.counted_by == "kind":
        return _("All stand in the order in which the first of each kind stands in the tables.")
    return _("All stand in the order of the tables.")


def chosen(
    view: View, everybody: Sequence[Who], sizes: Mapping[str, Fraction]
) -> tuple[list[Who], tuple[str, ...]]:
    """Give who is drawn, those with the largest sums, in the order of the tables; and notes."""
    largest = sorted(everybody, key=lambda who: -sizes[who.id])[:MOST_BARS]
    drawn = [who for who in everybody if who in largest]
    notes = [in_order(view)] if len(drawn) > 1 else []
    left = len(everybody) - len(drawn)
    if left:
        notes.append(
            ngettext(
                "{number} with a smaller sum is not drawn; the tables have all.",
                "{number} with smaller sums are not drawn; the tables have all.",
                left,
            )
        )
    return drawn, tuple(notes)


def stacked(label: str, parts: Sequence[tuple[Fraction, str]], currency: str) -> Entry:
    """Put stretches one after another; the value names each that is something."""
    so_far, stretches = ZERO, []
    for amount, tone in parts:
        if amount:
            stretches.append((so_far, so_far + amount, tone))
            so_far += amount
    said = " + ".join(whole(end - begin, currency) for begin, end, _tone in stretches)
    return Entry(label, said or whole(ZERO, currency), tuple(stretches))
