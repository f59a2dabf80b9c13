"""Which figures are not sure: each by name, with its value where it has one, and its source."""

from __future__ import annotations

from collections.abc import Iterator

from funding.comparison.run import ITSELF, UNSURE
from funding.comparison.words import status_in_words
from funding.language import _, in_english, marked, ngettext
from funding.report.statement.answers import silence_counts
from funding.report.statement.model import Section
from funding.report.statement.naming import told_figures
from funding.report.statement.place import Place
from funding.worksheet.column import Figure
from funding.worksheet.figure_groups import said_group

YEAR_BEFORE = "sums of the year before"
"""The group of the figures that a file states of each partner of the year before its first."""


def assumed_in(place: Place) -> Section:
    """Say which figures are not sure, those of one source and status together."""
    told, others = told_figures(place), _of_others(place)
    by_source: dict[tuple[str, str], dict[str, list[str]]] = {}
    for figure in place.run.figures:
        if figure.status in UNSURE and figure not in others:
            by_group = by_source.setdefault((figure.source, figure.status), {})
            by_group.setdefault(figure.group, []).extend(
                told.get(figure, [in_english(figure.what)])
            )
    for source, status, number in _counted(others):
        said = ngettext("that of {number} other", "those of {number} others", number)
        by_group = by_source.setdefault((source, status), {})
        by_group.setdefault(YEAR_BEFORE, []).append(said)
    heading = _("What rests on assumptions")
    silent = tuple(_silent(place))
    if not by_source:
        if silent:
            return Section(heading, silent)
        said = _("No figure on which this statement rests is assumed or unverified.")
        return Section(heading, (said,))
    said = _("These figures, on which this statement rests, are not sure:")
    items = (_item(*key, by_group) for key, by_group in by_source.items())
    return Section(heading, (*silent, said), tuple(items))


def _silent(place: Place) -> Iterator[str]:
    """Say whose silence is taken for payment: the partner's own, and that of others."""
    who = {
        party.partner.id: marked(party.partner.name)
        for part in place.run.parts or (place.run,)
        for row, party in enumerate(part.parties)
        if silence_counts(part, row)
    }
    if who.pop(place.partner.id, None):
        yield _(
            "It is assumed that you pay in full what is due from you in cash, since no answer of "
            "yours that counts is recorded."
        )
    if who:
        yield _(
            "It is assumed that these pay in full what is due from them in cash, since no answer "
            "of theirs that counts is recorded: {partners}.",
            partners=", ".join(who.values()),
        )


def _of_others(place: Place) -> set[Figure]:
    """Give the figures of the year before that are other partners' own: they are only counted."""
    return {
        each
        for each in place.run.figures
        if each.group == YEAR_BEFORE and each.partner not in (None, place.partner.id)
    }


def _counted(others: set[Figure]) -> Iterator[tuple[str, str, int]]:
    """Give of how many partners there are such figures that are not sure, source by source."""
    who: dict[tuple[str, str], set[str | None]] = {}
    for each in others:
        if each.status in UNSURE:
            who.setdefault((each.source, each.status), set()).add(each.partner)
    yield from ((*key, len(partners)) for key, partners in sorted(who.items()))


def _item(source: str, status: str, by_group: dict[str, list[str]]) -> str:
    figures = "; ".join(
        _("the formula itself")
        if group == ITSELF
        else _("{group}: {figures}", group=said_group(group), figures=", ".join(figures))
        for group, figures in by_group.items()
    )
    cited = _("{source} ({status})", source=source, status=status_in_words(status))
    return _("{figures}. Source: {source}.", figures=figures[0].upper() + figures[1:], source=cited)
