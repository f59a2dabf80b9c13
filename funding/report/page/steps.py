"""Each formula as lettered steps: in words, as algebra, and with one partner's numbers put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from funding.comparison.naming import name_of
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.comparison.words import status_in_words
from funding.language import _, in_english, marked
from funding.report.explaining.lines import line_of
from funding.report.explaining.model import Line
from funding.report.page.views import Model, models_of


@dataclass(frozen=True)
class Sheet:
    """The steps of a year, or of a part of one."""

    heading: str
    steps: tuple[Line, ...]


@dataclass(frozen=True)
class Told:
    """One formula told in steps, and of whom the numbers are."""

    id: str
    name: str
    whose: str
    source: str
    status: str
    notes: str
    sheets: tuple[Sheet, ...]


def formulas_told(outcome: Outcome) -> Iterator[Told]:
    """Tell each formula by the first board that it was used on, in the last year."""
    models = models_of(outcome)
    for model in models.values():
        runs = [run for run in outcome.runs if run.formula.id == model.id]
        last = max(run.year for run in runs)
        run = next(each for each in runs if each.year == last)
        yield _told(run, model, outcome.scenario.years.index(last))


def _told(run: Run, model: Model, year: int) -> Told:
    row = _example(run)
    file = run.formula.file
    partner = run.parties[row].partner
    whose = _(
        "The numbers are those of {partner} on {board} in {year}.",
        partner=name_of(partner),
        board=marked(run.board.name),
        year=run.year,
    )
    sheets = []
    for part in run.parts or (run,):
        place = next((at for at, p in enumerate(part.parties) if p.partner.id == partner.id), None)
        if place is not None:
            heading = str(part.part) if run.parts else ""
            sheet = part.sheet.worksheet
            steps = tuple(line_of(part, column, place, year) for column in sheet)
            sheets.append(Sheet(heading, steps))
    return Told(
        model.id,
        model.name,
        whose,
        in_english(file.source),
        status_in_words(file.status),
        in_english(file.notes or ""),
        tuple(sheets),
    )


def _example(run: Run) -> int:
    """Choose whose numbers are put in: of those who are asked for something, who is asked most."""
    partners = run.result.partners
    return max(range(len(partners)), key=lambda row: (partners[row].assessed, -row))
