"""How far the answer moves at the ends of the ranges that figures have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from funding.comparison.naming import Names
from funding.evaluation.exact import ZERO
from funding.language import _, in_english
from funding.report.page.bars import Entry, span_of
from funding.report.page.figures import Figure, chosen, panel_of, place_of
from funding.report.page.naming import money, whole
from funding.report.page.tables import Group, Row, Table, head_of_rows
from funding.report.page.views import Result, View, view_of_all, views_of
from funding.study.ends import Ends, Stuck

Side = tuple[str, dict[str, View]]
"""One run at an end: whose range it is, in words, and what it shows by the ids of its views."""


@dataclass(frozen=True)
class Movement:
    """One range, or several: what moves by them, or why nothing can."""

    id: str
    title: str
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, eq=False)
class Moved:
    """One result beside the runs at the ends; `names` says whose range each is."""

    result: Result
    sides: tuple[Result, ...]
    names: tuple[str, ...]

    def sums(self, word: str, who: str = "") -> list[Fraction]:
        """Give a sum of somebody, or (without) of all or the board: as run, then at each end."""
        every = (self.result, *self.sides)
        if who:
            return [each.of(who, word) or ZERO for each in every]
        return [each.total(word) if word == "cash" else each.board[word] for each in every]


def movements_of(
    views: Sequence[View], ends: Sequence[Ends | Stuck], names: Names
) -> Iterator[Movement]:
    """Give what moves by all ranges of costs, by each alone, and by each figure of a formula."""
    moving = [each for each in ends if isinstance(each, Ends)]
    together = [each for each in moving if each.cost is each.figure is None]
    if together:
        title = _("Every range of a cost at once")
        yield _movement("range-costs", title, views, together, names, drawn=True)
    for place, each in enumerate(each for each in moving if each.cost is not None):
        title = _("Only the cost of “{item}”", item=in_english(each.cost or ""))
        yield _movement(f"range-cost-{place}", title, views, [each], names, drawn=False)
    figures = [each for each in moving if each.figure is not None]
    if figures:
        title = _("Each figure of a formula that has a range, one at a time")
        yield _movement("range-figures", title, views, figures, names, drawn=True)
    for place, stuck in enumerate(each for each in ends if isinstance(each, Stuck)):
        title = names.figure(stuck.figure) if stuck.figure else _("Every range of a cost at once")
        yield Movement(f"range-stuck-{place}", title, why_not=stuck.why)


def _movement(
    name: str,
    title: str,
    views: Sequence[View],
    ends: Sequence[Ends],
    names: Names,
    *,
    drawn: bool,
) -> Movement:
    sides: list[Side] = []
    for each in ends:
        for outcome in (each.low, each.high):
            found = [*filter(None, [view_of_all(outcome)]), *views_of(outcome)]
            figure = (each.figure or "").partition(".")[2]
            sides.append(
                (names.within_formula(figure) if figure else "", {view.id: view for view in found})
            )
    moved = [(view, list(_moved(view, sides))) for view in views]
    moved = [(view, found) for view, found in moved if found]
    return Movement(
        name,
        title,
        tuple(_figure(name, view, found) for view, found in moved[:1] if drawn),
        tuple(_table(name, view, found) for view, found in moved),
    )


def _moved(view: View, sides: Sequence[Side]) -> Iterator[Moved]:
    """Give each result of the last year with the same model at the ends, if it was run there."""
    for result in view.last:
        found = [
            (each, name)
            for name, views in sides
            for each in (views[view.id].in_year(result.year) if view.id in views else ())
            if each.model.id == result.model.id
        ]
        if found:
            results, names = zip(*found, strict=True)
            yield Moved(result, results, names)


def _table(name: str, view: View, found: Sequence[Moved]) -> Table:
    groups = []
    by_figure = any(any(moved.names) for moved in found)
    for moved in found:
        rows = [
            _row(who.name, moved.sums("cash", who.id), moved, view, by_figure=by_figure)
            for who in view.who
            if who.id in moved.result.partners
        ]
        for label, word in ((_("All"), "cash"), (_("Found by nobody (unfunded)"), "unfunded")):
            rows.append(_row(label, moved.sums(word), moved, view, by_figure=by_figure))
        groups.append(Group(tuple(rows), moved.result.model.name))
    heads = [head_of_rows(view), _("Lowest"), _("As run"), _("Highest"), _("Moves by")]
    heads += [_("Most moved by")] if by_figure else []
    caption = _("Cash between the ends of the ranges: {place}", place=place_of(view))
    note = _(
        "The row “All” has what all pay together in one run. It is not the sum of the rows above, "
        "for not everybody pays least, or most, in the same run."
    )
    return Table(f"t-{name}.{view.id}", caption, tuple(heads), tuple(groups), note=note)


def _row(head: str, sums: Sequence[Fraction], moved: Moved, view: View, *, by_figure: bool) -> Row:
    low, high = min(sums), max(sums)
    cells = [money(each, view.currency) for each in (low, sums[0], high, high - low)]
    if by_figure:
        away = [abs(each - sums[0]) for each in sums[1:]]
        cells.append(moved.names[away.index(max(away))] if max(away) else "")
    return Row(head, tuple(cells), moved.result.is_unsure)


def _figure(name: str, view: View, found: Sequence[Moved]) -> Figure:
    """Draw for everybody the stretch from the lowest to the highest that it would pay."""
    drawn = []
    most = {who.id: max(max(moved.sums("cash", who.id)) for moved in found) for who in view.who}
    who, notes = chosen(view, view.who, most)
    for moved in found:
        entries = [_stretch(each.name, moved.sums("cash", each.id), view) for each in who]
        drawn.append((moved.result, entries))
    span = span_of(entry for _result, entries in drawn for entry in entries)
    panels = tuple(panel_of(view, name, result, entries, span) for result, entries in drawn)
    key = (("one", _("Paid in any case")), ("four", _("From the lowest to the highest")))
    return Figure(
        f"{name}.{view.id}", _furthest(view, found), _shows(view), panels, key, notes=notes
    )


def _shows(view: View) -> str:
    return _("Cash between the ends of the ranges: {place}", place=place_of(view))


def _furthest(view: View, found: Sequence[Moved]) -> str:
    """Say whose cash moves furthest, under which model."""
    spans = []
    for moved in found:
        for who in view.who:
            sums = moved.sums("cash", who.id)
            spans.append((max(sums) - min(sums), who.name, moved.result.model.name))
    most, name, model = max(spans, key=lambda each: each[0])
    if not most:
        return _("Nobody’s cash moves between the ends of the ranges")
    if sum(span == most for span, _name, _model in spans) > 1:
        return _("Cash moves by up to {amount}", amount=whole(most, view.currency))
    return _(
        "The cash of {name} moves furthest, by {amount}, under “{model}”",
        name=name,
        amount=whole(most, view.currency),
        model=model,
    )


def _stretch(label: str, sums: Sequence[Fraction], view: View) -> Entry:
    least, most = min(sums), max(sums)
    low, high = (whole(each, view.currency) for each in (least, most))
    said = low if least == most else _("{low} to {high}", low=low, high=high)
    return Entry(label, said, ((ZERO, least, "one"), (least, most, "four")))
