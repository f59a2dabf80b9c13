"""Which figures are not sure: each by name, with its value where it has one, and its source."""

from __future__ import annotations

from funding.comparison.run import ITSELF, UNSURE
from funding.comparison.words import status_in_words
from funding.language import _, in_english
from funding.report.statement.model import Section
from funding.report.statement.naming import told_figures
from funding.report.statement.place import Place
from funding.worksheet.figure_groups import said_group


def assumed_in(place: Place) -> Section:
    """Say which figures are not sure, those of one source and status together."""
    told = told_figures(place)
    by_source: dict[tuple[str, str], dict[str, list[str]]] = {}
    for figure in place.run.figures:
        if figure.status in UNSURE:
            by_group = by_source.setdefault((figure.source, figure.status), {})
            by_group.setdefault(figure.group, []).extend(
                told.get(figure, [in_english(figure.what)])
            )
    heading = _("What rests on assumptions")
    if not by_source:
        said = _("No figure on which this statement rests is assumed or unverified.")
        return Section(heading, (said,))
    said = _("These figures, on which this statement rests, are not sure:")
    items = (_item(*key, by_group) for key, by_group in by_source.items())
    return Section(heading, (said,), tuple(items))


def _item(source: str, status: str, by_group: dict[str, list[str]]) -> str:
    figures = "; ".join(
        _("the formula itself")
        if group == ITSELF
        else _("{group}: {figures}", group=said_group(group), figures=", ".join(figures))
        for group, figures in by_group.items()
    )
    cited = _("{source} ({status})", source=source, status=status_in_words(status))
    return _("{figures}. Source: {source}.", figures=figures[0].upper() + figures[1:], source=cited)
