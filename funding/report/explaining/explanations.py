"""Whose figures are explained, in what order, and what is said before their lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from funding.amounts import written_sum
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.comparison.words import answer_said
from funding.compiling.parting import Parting
from funding.language import _, in_english, marked
from funding.report.explaining.lines import lines_of_part, lines_of_run, resting_on
from funding.report.explaining.model import Chapter, Explanation
from funding.report.parts import days_of
from funding.rules.work import in_identifier


def explanations(outcome: Outcome, partner: str) -> Iterator[Explanation]:
    """Explain what a partner's cash rests on, for each run it is part of.

    `partner` is an id, a payer (all its bills), or a kind (all partners of it).
    """
    for run in outcome.runs:
        for row, party in enumerate(run.parties):
            if partner in (party.partner.id, party.partner.payer, party.partner.kind):
                yield from _explained(outcome, run, row)


def _explained(outcome: Outcome, run: Run, row: int) -> Iterator[Explanation]:
    """Explain one figure; before it, what came to it from between boards."""
    parts = [
        (part, place)
        for part in run.parts or (run,)
        for place, each in enumerate(part.parties)
        if each.partner.id == run.parties[row].partner.id
    ]
    names = {column.name for part, place in parts for column in resting_on(part, place)}
    yield from _before(outcome, run, row, names)
    year = outcome.scenario.years.index(run.year)
    yield Explanation(
        _heading(run, row, run.formula.id + outcome.scenario.at_estimate),
        _heading(run, row, _named(run) + outcome.scenario.at_estimate),
        tuple(_facts(run, row, year)),
        tuple(_chapter(run, part, place, year) for part, place in parts),
    )


def _heading(run: Run, row: int, formula: str) -> str:
    return _(
        "{partner} on {board}, {year}, under {formula}",
        partner=marked(run.parties[row].partner.name),
        board=marked(run.board.name),
        year=run.year,
        formula=formula,
    )


def _named(run: Run) -> str:
    return marked(run.formula.file.title) or run.formula.id


def _facts(run: Run, row: int, year: int) -> Iterator[str]:
    yield _("Cash to pay: {amount}", amount=_cash(run, row))
    if not run.parts:
        yield standing(run, row, year)
    if run.illustration:
        yield run.illustration[0].upper() + run.illustration[1:] + "."
    yield _("Steps that this figure does not rest on are left out; the others keep their letters.")


def _chapter(run: Run, part: Run, place: int, year: int) -> Chapter:
    """Give the lines of a year, or of a part of one under its days."""
    lines = tuple(lines_of_run(part, place, year))
    if not run.parts:
        return Chapter(lines)
    heading = _(
        "{part}: {days}, under {formula}",
        part=part.part,
        days=days_of(part.part),
        formula=part.formula.id,
    )
    cash = _("Cash to pay for these days: {amount}", amount=_cash(part, place))
    return Chapter(lines, heading, (cash, standing(part, place, year)))


def _cash(run: Run, row: int) -> str:
    return written_sum(run.result.partners[row].cash, run.currency)


def standing(run: Run, row: int, year: int) -> str:
    """Say a partner's duty and answer; `year` is the place of its year in the scenario."""
    party = run.parties[row]
    answer = answer_said(party.answer, run.currency, year)
    if party.answer is None and party.late:
        answer = _("{answer}: {date} was after the year", answer=answer, date=party.late[-1].date)
    if party.notice is not None and party.answer is not party.recorded:
        parts = {"answer": answer, "date": party.notice.given}
        if party.has_withdrawn:
            answer = _("{answer}, as its notice of {date} is over", **parts)
        else:
            answer = _("{answer}, as its notice of {date} is not over", **parts)
    if party.duty == "excluded":
        return _("Duty: is excluded. Answer: {answer}.", answer=answer)
    if party.duty == "will":
        return _("Duty: will contribute. Answer: {answer}.", answer=answer)
    return _("Duty: may contribute. Answer: {answer}.", answer=answer)


def _before(outcome: Outcome, run: Run, row: int, names: Collection[str]) -> Iterator[Explanation]:
    """Explain each figure that a split between boards gave, and that the columns named rest on."""
    for part in outcome.partings:
        place = part.row_of(run.board.id, run.parties[row].partner.id)
        here = part.year == run.year and part.formula in (None, run.formula.id)
        if here and part.into in names and place is not None:
            yield _part(part, place)
    for above in outcome.runs:
        same = (above.year, above.formula.id) == (run.year, run.formula.id)
        beneath = [party.partner.id for party in above.parties] if above.board.beneath else []
        into = f"cost_{in_identifier(above.board.passes_to)}"
        if same and run.board.id in beneath and into in names:
            yield from _explained(outcome, above, beneath.index(run.board.id))


def _part(part: Parting, place: int) -> Explanation:
    """Explain one part of a sum that is split between boards, or between bills."""
    parts = {"what": in_english(part.what), "bill": part.bills[place].id, "year": part.year}
    heading = (
        _("{what}: the part of {bill}, {year}, under {formula}", formula=part.formula, **parts)
        if part.formula
        else _("{what}: the part of {bill}, {year}", **parts)
    )
    return Explanation(heading, heading, (), (Chapter(tuple(lines_of_part(part, place))),))
