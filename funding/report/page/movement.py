"""How far the answer moves at each end of the ranges that figures have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from funding.ends import Ends
from funding.evaluation.exact import ZERO
from funding.language import _, in_english
from funding.report.page.bars import Entry, span_of
from funding.report.page.figures import Figure, panel_of, place_of
from funding.report.page.naming import money, whole
from funding.report.page.tables import Group, Row, Table, head_of_rows
from funding.report.page.views import MOST_BARS, Result, View, Who, view_of_all, views_of


@dataclass(frozen=True)
class Movement:
    """One range, or all of them: what moves by it."""

    id: str
    title: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]


def movements_of(views: Sequence[View], ends: Sequence[Ends]) -> Iterator[Movement]:
    """Give what moves by all ranges together, then by each alone; charts of the first view."""
    for place, each in enumerate(ends):
        title = (
            _("Every range at once")
            if each.cost is None
            else _("Only the cost of “{item}”", item=in_english(each.cost))
        )
        sides = [
            {view.id: view for view in [*filter(None, [view_of_all(side)]), *views_of(side)]}
            for side in (each.low, each.high)
        ]
        figures, tables = [], []
        for view in views:
            if all(view.id in side for side in sides):
                low, high = (side[view.id] for side in sides)
                tables.append(_table(view, low, high, place))
                if view is views[0] and each.cost is None:
                    figures.append(_figure(view, low, high, place))
        yield Movement(f"range-{place}", title, tuple(figures), tuple(tables))


def _ends(view: View, low: View, high: View) -> Iterator[tuple[Result, Result, Result]]:
    """Give each result of the last year with the same at both ends."""
    for result in view.last:
        found = [
            next((r for r in side.in_year(result.year) if r.model.id == result.model.id), None)
            for side in (low, high)
        ]
        if found[0] is not None and found[1] is not None:
            yield result, found[0], found[1]


def _table(view: View, low: View, high: View, place: int) -> Table:
    groups = []
    for result, least, most in _ends(view, low, high):
        sides = (least, result, most)
        rows = [
            _row(who.name, [each.of(who.id, "cash") or ZERO for each in sides], view, result)
            for who in view.who
            if who.id in result.partners
        ]
        rows.append(_row(_("All"), [each.total("cash") for each in sides], view, result))
        unfunded = [each.board["unfunded"] for each in sides]
        rows.append(_row(_("Found by nobody (unfunded)"), unfunded, view, result))
        groups.append(Group(tuple(rows), result.model.name))
    ends = (_("At the low end"), _("As run"), _("At the high end"), _("Moves by"))
    caption = _("Cash at each end of the ranges: {place}", place=place_of(view))
    heads = (head_of_rows(view), *ends)
    return Table(f"t-range-{place}-{view.id}", caption, heads, tuple(groups))


def _row(head: str, sums: Sequence[Fraction], view: View, result: Result) -> Row:
    cells = [money(each, view.currency) for each in (*sums, max(sums) - min(sums))]
    return Row(head, tuple(cells), result.is_unsure)


def _figure(view: View, low: View, high: View, place: int) -> Figure:
    """Draw for everybody the stretch from the lowest to the highest that it would pay."""
    drawn = []
    for result, least, most in _ends(view, low, high):
        entries = [
            _stretch(who, [each.of(who.id, "cash") or ZERO for each in (least, most)], view)
            for who in view.who
        ]
        entries.sort(key=lambda entry: -entry.most)
        drawn.append((result, entries[:MOST_BARS]))
    span = span_of(entry for _result, entries in drawn for entry in entries)
    panels = tuple(
        panel_of(view, f"range-{place}", result, entries, span) for result, entries in drawn
    )
    key = (("one", _("Paid in any case")), ("four", _("From the low end to the high end")))
    moved = [
        (most.total("cash") - least.total("cash"), result.model.name)
        for result, least, most in _ends(view, low, high)
    ]
    furthest, name = max(moved, key=lambda each: abs(each[0]))
    message = _(
        "From the low to the high end, all cash together moves by up to {amount}, under “{model}”",
        amount=whole(abs(furthest), view.currency),
        model=name,
    )
    if not furthest:
        message = _("From the low to the high end, all cash together stays the same")
    shows = _("Cash between the ends of the ranges: {place}", place=place_of(view))
    return Figure(f"range-{place}-{view.id}", message, shows, panels, key)


def _stretch(who: Who, sums: Sequence[Fraction], view: View) -> Entry:
    least, most = min(sums), max(sums)
    low, high = (whole(each, view.currency) for each in (least, most))
    said = low if least == most else _("{low} to {high}", low=low, high=high)
    return Entry(who.name, said, ((ZERO, least, "one"), (least, most, "four")))
