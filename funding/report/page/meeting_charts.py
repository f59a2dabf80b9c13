"""Charts of cash beside contributions in kind, and of how the cost is met."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.evaluation.exact import ZERO
from funding.language import _, ngettext, unmarked
from funding.report.page.bars import Entry, draw_bars, span_of
from funding.report.page.figures import Figure, Panel, chosen, panel_of, place_of, stacked
from funding.report.page.naming import whole
from funding.report.page.views import Result, View, Who


def in_kind_figure(view: View) -> Iterator[Figure]:
    """Draw cash beside what is given in kind, for those who give; nothing where nobody does."""
    results = [each for each in view.last if any(_in_kind(each, who.id) for who in view.who)]
    if not results:
        return
    given = {who.id: max(_in_kind(each, who.id) for each in results) for who in view.who}
    givers, notes = chosen(view, [who for who in view.who if given[who.id]], given)
    entries = [
        [_in_kind_entry(w, each, view.currency) for w in givers if _in_kind(each, w.id)]
        for each in results
    ]
    span = span_of(entry for some in entries for entry in some)
    panels = [
        panel_of(view, "kind", result, some, span)
        for result, some in zip(results, entries, strict=True)
    ]
    totals = [sum((_in_kind(each, who.id) for who in view.who), ZERO) for each in view.last]
    low, high = (whole(each, view.currency) for each in (min(totals), max(totals)))
    message = (
        _("{amount} is given in kind", amount=high)
        if low == high
        else _("Between {low} and {high} is given in kind, by model", low=low, high=high)
    )
    shows = _("Cash and contributions in kind of those who give: {place}", place=place_of(view))
    key = (
        ("one", _("Cash to pay")),
        ("two", _("Credited in kind")),
        ("three", _("Given in kind, not credited or on top")),
    )
    used = {tone for some in entries for entry in some for *_ends, tone in entry.stretches}
    keyed = tuple(each for each in key if each[0] in used)
    yield Figure(f"{view.id}.kind", message, shows, tuple(panels), keyed, notes=notes)


def _in_kind(result: Result, who: str) -> Fraction:
    words = ("in_kind", "in_kind_free", "in_kind_on_top")
    return sum((result.of(who, word) or ZERO for word in words), ZERO)


def _in_kind_entry(who: Who, result: Result, currency: str) -> Entry:
    sums = result.partners[who.id]
    return stacked(
        who.name,
        (
            (sums["cash"], "one"),
            (sums["in_kind"], "two"),
            (sums["in_kind_free"] + sums["in_kind_on_top"], "three"),
        ),
        currency,
    )


def met_figure(view: View) -> Figure:
    """Draw how the cost is met under each model, and what nobody finds."""
    entries = []
    for result in view.last:
        board = result.board
        given = result.total("in_kind") + result.total("in_kind_free")
        other = board["grants"] + board["income"] + board["reserves_used"]
        parts = (
            (result.total("cash"), "one"),
            (given, "two"),
            (other, "three"),
            (board["unfunded"], "four"),
        )
        entry = stacked(result.model.name, parts, view.currency)
        lacking = whole(board["unfunded"], view.currency)
        said = _("{amount} unfunded", amount=lacking) if board["unfunded"] else _("all is found")
        entries.append(Entry(entry.label, said, entry.stretches))
    name = f"{view.id}.met"
    says = "; ".join(f"{unmarked(each.label)}: {each.value}" for each in entries)
    panel = Panel(name, "", says, draw_bars(entries, span_of(entries)))
    key = (
        ("one", _("Cash of partners")),
        ("two", _("Given in kind")),
        ("three", _("Grants, income and reserves")),
        ("four", _("Found by nobody (unfunded)")),
    )
    used = {tone for entry in entries for *_ends, tone in entry.stretches}
    shows = _("How the cost is met under each model: {place}", place=place_of(view))
    keyed = tuple(each for each in key if each[0] in used)
    notes = (_("Models stand in the order of the tables."),) if len(entries) > 1 else ()
    return Figure(name, _unfunded_said(view), shows, (panel,), keyed, notes=notes)


def _unfunded_said(view: View) -> str:
    results = view.last
    short = [each for each in results if each.board["unfunded"]]
    if not short:
        return (
            _("All of the cost is found")
            if len(results) == 1
            else _("All of the cost is found under every model")
        )
    most = max(short, key=lambda each: each.board["unfunded"])
    amount = whole(most.board["unfunded"], view.currency)
    if len(results) == 1:
        return _("{amount} of the cost is found by nobody", amount=amount)
    return ngettext(
        "Part of the cost is found by nobody under {number} of {all} models: {amount}",
        "Part of the cost is found by nobody under {number} of {all} models: up to {amount}",
        len(short),
        all=len(results),
        amount=amount,
    )
