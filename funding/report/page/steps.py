"""Each formula as lettered steps: in words, as algebra, and with one partner's numbers put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.comparison.words import status_in_words
from funding.language import _, in_english, marked
from funding.report.explanation import lettered, with_numbers
from funding.report.page.naming import name_of
from funding.report.page.views import Model, models_of
from funding.report.wording import written
from funding.worksheet.column import Column, Scope
from funding.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Step:
    """One lettered step of a formula, with what it came to for one partner."""

    letter: str
    title: str
    whose: str
    value: str
    algebra: Markup
    in_letters: str
    with_numbers: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The steps of a year, or of a part of one."""

    heading: str
    steps: tuple[Step, ...]


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
        yield _told(run, model)


def _told(run: Run, model: Model) -> Told:
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
            steps = tuple(_step(part, column, place) for column in part.sheet.worksheet)
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


def _step(run: Run, column: Column, row: int) -> Step:
    is_worked_out = column.text is not None
    of_board = column.scope is Scope.BOARD
    return Step(
        column.letter,
        marked(column.title),
        _("the board") if of_board else name_of(run.parties[row].partner),
        written(run.sheet.cell(column.name, row), column.unit, run.currency),
        algebra_of(column, run.sheet.worksheet) if is_worked_out else Markup(""),
        lettered(column, run) if is_worked_out else "",
        with_numbers(column, run, row) if is_worked_out else "",
        tuple(_sources(run, column, row)),
    )


def _sources(run: Run, column: Column, row: int) -> list[str]:
    """Give the sources of an input's figures with how sure each is; of a step, its own."""
    partner = run.parties[row].partner.id
    figures = [
        each
        for each in run.sheet.binding.figures.get(column.name, ())
        if each.partner in (None, partner)
    ]
    if column.by != "board":
        own = column.key_of(run.sheet.rows[row])
        figures = [each for each in figures if each.what == own]
    found = dict.fromkeys(
        _(
            "{source} ({status})",
            source=in_english(each.source),
            status=status_in_words(each.status),
        )
        for each in figures
    )
    if found:
        return list(found)
    return [in_english(column.source) if column.source else _("the scenario")]


def algebra_of(column: Column, worksheet: Worksheet) -> Markup:
    """Give a column's expression as MathML."""
    letters = {each.name: each.letter for each in worksheet}
    words = "".join(
        f"<mi>{escape(letters.get(word, word))}</mi>" for word in (column.text or "").split()
    )
    return Markup("<math><mi>{}</mi><mo>=</mo>{}</math>").format(column.letter, Markup(words))  # noqa: S704  # every word is escaped
