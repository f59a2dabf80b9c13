"""Why a partner is asked what it is: the formula, the costs, and the figures its part rests on."""

from __future__ import annotations

from collections.abc import Iterator

from funding.comparison.figures import percent
from funding.comparison.run import ITSELF
from funding.comparison.words import status_in_words
from funding.language import N_, _, in_english, marked
from funding.report.explaining.lines import line_of, resting_on
from funding.report.statement.model import Section
from funding.report.statement.place import Place
from funding.worksheet.column import Column
from funding.worksheet.figure_groups import said_group

MET = {
    "grants": N_("Grants meet {amount} of that."),
    "income": N_("Income meets {amount} of that."),
    "reserves_used": N_("Reserves meet {amount} of that."),
    "uncovered": N_("{amount} of that is asked of nobody."),
}
"""What is said of what is not asked of the partners."""


def why_of(place: Place) -> Section:
    """Say by what formula, of what costs, and by what figures of the partner's own."""
    run, file = place.run, place.run.formula.file
    title, status = marked(file.title) or run.formula.id, status_in_words(file.status)
    source = in_english(file.source)
    formula = _(
        "The formula is “{title}” ({status}; {source}).", title=title, status=status, source=source
    )
    costs = [_("The board’s costs are {amount}.", amount=place.sum(run.result.cost))]
    for word, words in MET.items():
        amount = getattr(run.result, word)
        costs += [_(words, amount=place.sum(amount))] if amount else []
    figures = tuple(_figures(place))
    rests = _("Your part rests on these figures; each letter is that of a step of the formula.")
    said = (formula, " ".join([*costs, _part(place)]), *([rests] if figures else []))
    return Section(_("Why"), said, figures)


def _part(place: Place) -> str:
    asked, own = place.run.result.total("assessed"), place.result.assessed
    if not asked:
        return _("The partners are asked for nothing.")
    return _(
        "The partners are asked for {all} together; your part is {own}, which is {part} of it.",
        all=place.sum(asked),
        own=place.sum(own),
        part=percent(own / asked),
    )


def _figures(place: Place) -> Iterator[str]:
    """Give the figures that are stated, and not worked out, with those of one source together."""
    by_source: dict[str, list[str]] = {}
    for part, row in place.parts:
        for column in resting_on(part, row):
            if _is_told(column):
                line = line_of(part, column, row)
                told = by_source.setdefault("; ".join(line.sources), [])
                parts = {"letter": line.letter, "title": line.title, "value": line.value}
                said = _("({letter}) {title}: {value}", **parts)
                told += [] if said in told else [said]
    for source, told in by_source.items():
        yield _("{figures}. Source: {source}.", figures="; ".join(told), source=source)


def _is_told(column: Column) -> bool:
    """Say whether a figure is one that a reader asks after: a percentage, a driver, a cost."""
    origin = column.origin.what if column.origin else ""
    by_formula = column.values is not None and column.unit != "flag"
    return by_formula or origin == "driver"


def assumed_in(place: Place) -> Section:
    """Say which figures are not sure."""
    by_status: dict[str, list[str]] = {}
    for group, status, unsure, number in place.run.unsure:
        parts = {"unsure": unsure, "number": number, "group": said_group(group)}
        itself = group == ITSELF
        by_status.setdefault(status_in_words(status), []).append(
            _("the formula itself") if itself else _("{unsure} of {number} {group}", **parts)
        )
    heading = _("What rests on assumptions")
    if not by_status:
        said = _("No figure on which this statement rests is assumed or unverified.")
        return Section(heading, (said,))
    items = (
        _("{status}: {figures}", status=status, figures=", ".join(figures))
        for status, figures in by_status.items()
    )
    said = _("Not every figure on which this statement rests is sure:")
    return Section(heading, (said,), tuple(items))
