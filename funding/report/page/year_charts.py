"""Charts of what everybody pays over the years: a line a model, four models to a chart."""

from __future__ import annotations

from collections.abc import Iterator

from funding.evaluation.exact import ZERO
from funding.language import _, ngettext, unmarked
from funding.report.page.figures import Figure, Panel, chosen
from funding.report.page.lines import Series, draw_lines, round_up
from funding.report.page.naming import money, whole
from funding.report.page.views import Result, View

TONES = ("one", "two", "three", "four")
"""Four colours of the Government Analysis Function, in its order; lines differ in dashes too."""


def lines_figures(view: View) -> Iterator[Figure]:
    """Draw what everybody pays over the years, a line a model; four models to a figure.

    Nothing where nobody pays anything.
    """
    models = list(dict.fromkeys(each.model for each in view.results))
    found = {(r.year, r.model.id): r for r in view.results}
    sizes = {
        who.id: max((r.of(who.id, "cash") or ZERO for r in view.results), default=ZERO)
        for who in view.who
    }
    paying = [who for who in view.who if sizes[who.id]]
    who, notes = chosen(view, paying, sizes)
    if len(paying) < len(view.who):
        # A scale of nothing says nothing.
        left = len(view.who) - len(paying)
        nothing = ngettext(
            "{number} pays nothing in any year under any model, and is not drawn.",
            "{number} pay nothing in any year under any model, and are not drawn.",
            left,
        )
        notes = (*notes, nothing)
    for first in range(0, len(models) if paying else 0, len(TONES)):
        some = dict(zip(TONES, models[first : first + len(TONES)], strict=False))
        panels = []
        for each in who:
            series = [
                Series(
                    tone,
                    tuple(
                        found[year, model.id].of(each.id, "cash")
                        if (year, model.id) in found
                        else None
                        for year in view.years
                    ),
                )
                for tone, model in some.items()
            ]
            says = "; ".join(
                f"{unmarked(some[line.tone].name)}: {_over_years(line, view)}" for line in series
            )
            top = round_up(sizes[each.id])
            # Half of a small scale is no whole sum: there every label has its pennies.
            label = whole if (top / 2).denominator == 1 else money
            labels = [label(level, view.currency) for level in (ZERO, top / 2, top)]
            drawn = draw_lines(series, view.years, top, labels)
            panels.append(Panel(f"{view.id}.years.{first}.{each.id}", each.name, says, lines=drawn))
        shows = _(
            "What each pays in cash from {first} to {last}: {board}",
            first=view.years[0],
            last=view.years[-1],
            board=view.name,
        )
        key = tuple((tone, model.name) for tone, model in some.items())
        message = _growth(view, found)
        name = f"{view.id}.years.{first}"
        yield Figure(name, message, shows, tuple(panels), key, of_lines=True, notes=notes)


def _over_years(line: Series, view: View) -> str:
    return ", ".join(
        f"{year} {whole(value, view.currency)}"
        for year, value in zip(view.years, line.sums, strict=True)
        if value is not None
    )


def _growth(view: View, found: dict[tuple[str, str], Result]) -> str:
    """Say under which model all the cash changes most over the years; where none does, how far."""
    moved = []
    for model in dict.fromkeys(each.model for each in view.results):
        ends = [found.get((year, model.id)) for year in (view.years[0], view.years[-1])]
        if ends[0] is not None and ends[1] is not None:
            moved.append((ends[1].total("cash") - ends[0].total("cash"), model.name))
    if not moved:
        return _("What is paid over the years")
    most, name = max(moved, key=lambda each: abs(each[0]))
    amount = whole(abs(most), view.currency)
    if len(moved) > 1 and all(by == most for by, _name in moved):
        if not most:
            return _("All cash together is the same at both ends of the years, under every model")
        if most > 0:
            return _("All cash together rises by {amount} under every model", amount=amount)
        return _("All cash together falls by {amount} under every model", amount=amount)
    if sum(abs(by) == abs(most) for by, _name in moved) > 1:
        return _("All cash together changes by up to {amount}", amount=amount)
    parts = {"model": name, "amount": amount}
    if most >= 0:
        return _("All cash together rises most under “{model}”: by {amount}", **parts)
    return _("All cash together falls most under “{model}”: by {amount}", **parts)
