"""What figures are called, each with its value where it is one value: as the files state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from funding.amounts import written_percent
from funding.comparison.naming import kind_said
from funding.comparison.run import Run
from funding.comparison.words import answer_in_words
from funding.language import _, in_english, marked
from funding.report.statement.place import Place, day
from funding.report.wording import written
from funding.scenario.entries import Answer
from funding.worksheet.column import Column, Figure

Told = Iterator[tuple[Figure, str]]


def told_figures(place: Place) -> dict[Figure, list[str]]:
    """Give what is said of each figure, in the year of a statement.

    Of two that stand in the file alike, such as lines of one name, both are said.
    """
    found: dict[Figure, list[str]] = {}
    for part, _row in place.parts:
        for figure, said in (*_of_formula(place, part), *_of_answers(place, part)):
            told = found.setdefault(figure, [])
            told += [] if said in told else [said]
    for figure, said in (*_of_budget(place), *_of_things_given(place), *_of_year_before(place)):
        told = found.setdefault(figure, [])
        # What was asked in the year before was often what was paid, and is stated as both.
        told += [] if figure.partner and said in told else [said]
    return found


def _with(name: str, value: str) -> str:
    return _("{name} {value}", name=name, value=value)


def _of_formula(place: Place, part: Run) -> Told:
    """Give what the formula states, by kind, by partner, or for all."""
    for column in part.sheet.worksheet:
        for figure in column.figures:
            value = (column.values or {}).get("" if column.by == "board" else figure.what)
            if value is not None:
                said = written(value, column.unit, part.currency)
                yield figure, _with(_whose(place, column, figure.what), said)


def _whose(place: Place, column: Column, key: str) -> str:
    if column.by == "board":
        return marked(column.title)
    if column.by == "party" and key == "everyone":
        return _("everyone")
    partners = {party.partner.id for party in place.run.parties}
    return (
        place.name_of(key) if column.by != "kind" and key in partners else kind_said(key, place.run)
    )


def _of_answers(place: Place, part: Run) -> Told:
    for party in part.parties:
        answer = party.answer
        if answer is not None and answer.figure is not None:
            who = marked(party.partner.name)
            yield answer.figure, _("{partner}: {answer}", partner=who, answer=_said(place, answer))
        if party.notice is not None:
            yield party.notice.figure, _with(marked(party.partner.name), day(party.notice.given))


def _said(place: Place, answer: Answer) -> str:
    if answer.take_up is not None:
        return _("{part} of what is due", part=written_percent(answer.take_up))
    if answer.limit is not None:
        return _("up to {amount}", amount=place.sum(answer.limit[place.year]))
    return answer_in_words(answer.says)


def _of_budget(place: Place) -> Told:
    board, year = place.run.board, place.year
    for line in board.costs:
        yield line.figure, _with(in_english(line.item), place.sum(line.amount[year]))
    for name, figure in board.reduction_figures.items():
        amount = board.reduction_amounts[name][year]
        called = _("planned use") if name == "reserves_use" else in_english(figure.what)
        if amount:
            yield figure, _with(called, place.sum(amount))
    least = board.reserves
    if least.figure is not None and least.minimum[year]:
        yield least.figure, _with(_("to be kept"), place.sum(least.minimum[year]))
    for driver in board.drivers.values():
        yield driver.figure, marked(driver.title)
    for index in board.indices.values():
        yield index.figure, marked(index.title)


def _of_things_given(place: Place) -> Told:
    board, year = place.run.board, place.year
    for offer in board.offers:
        if not offer.worth[year]:
            continue
        parts = {"partner": place.name_of(offer.partner), "amount": place.sum(offer.worth[year])}
        if offer.meets is None:
            yield offer.figure, _("{partner}, on top: {amount}", **parts)
        else:
            line = in_english(offer.meets)
            yield offer.figure, _("{partner}, for “{line}”: {amount}", line=line, **parts)
    for paid in board.arrears_paid:
        yield paid.figure, _with(place.name_of(paid.partner), place.sum(paid.amount[year]))


def _of_year_before(place: Place) -> Told:
    """Give what the file states of the year before its first."""
    board = place.run.board
    for word, figures in board.opening_figures.items():
        opening = board.openings.get(word)
        for figure in figures:
            who = figure.partner or ""
            if isinstance(opening, Fraction):
                since = _("at the start of {year}", year=place.outcome.scenario.years[0])
                yield figure, _with(since, place.sum(opening))
            elif isinstance(opening, Mapping) and who in opening and word != "historic":
                yield figure, _with(place.name_of(who), place.sum(opening[who]))
