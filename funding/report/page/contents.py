"""The page as plain data: what stands in which section, made from an outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from funding.comparison.naming import Names, capital, formula_name
from funding.comparison.outcome import Outcome
from funding.comparison.warned import warned
from funding.comparison.words import estimate_said
from funding.language import marked
from funding.report.page.charts import figures_of
from funding.report.page.figures import Figure
from funding.report.page.headlines import Headline, headlines_of
from funding.report.page.logs import answers_log, choices_of, log_of
from funding.report.page.movement import Movement, movements_of
from funding.report.page.steps import Told, formulas_told
from funding.report.page.tables import Table, boards_table, shortfall_table, tables_of
from funding.report.page.views import View, models_of, view_of_all, views_of
from funding.study.ends import Ends, Stuck


@dataclass(frozen=True)
class Year:
    """The tables of one year."""

    year: str
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Section:
    """One board, or all of them: headlines, charts, and tables below."""

    id: str
    name: str
    year: str
    headlines: tuple[Headline, ...]
    figures: tuple[Figure, ...]
    years: tuple[Year, ...]
    shortfall: Table | None
    illustrations: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """All that the page shows."""

    title: str
    estimate: str
    years: tuple[str, ...]
    models: tuple[tuple[str, bool], ...]
    headlines: tuple[Headline, ...]
    is_unsure: bool
    whole: Section | None
    boards: tuple[Section, ...]
    movements: tuple[Movement, ...]
    formulas: tuple[Told, ...]
    assumptions: Table | None
    decisions: tuple[tuple[str, str], ...]
    answers: Table | None
    data: Table | None
    left_out: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]


def page_of(outcome: Outcome, ends: Sequence[Ends | Stuck] = ()) -> Page:
    """Gather all that the page shows of an outcome, in the language spoken."""
    scenario = outcome.scenario
    boards, whole = views_of(outcome), view_of_all(outcome)
    first = whole or boards[0]
    headlines = headlines_of(first)
    models = models_of(outcome)
    estimate = "" if scenario.estimate == "central" else estimate_said(scenario.estimate)
    years = tuple(map(str, scenario.years))
    shown = [each for each in (whole, *boards) if each is not None]
    return Page(
        title=marked(scenario.title) or scenario.id,
        estimate=capital(estimate),
        years=years,
        models=tuple((each.name, each.is_baseline) for each in models.values()),
        headlines=tuple(headlines),
        is_unsure=any(run.illustration for run in outcome.runs),
        whole=_whole(whole, boards, outcome) if whole else None,
        boards=tuple(_section(view) for view in boards),
        movements=tuple(movements_of(shown, ends, Names(outcome))),
        formulas=tuple(formulas_told(outcome)),
        assumptions=log_of(outcome, "t-assumptions", unsure=True),
        decisions=tuple(choices_of(outcome)),
        answers=answers_log(outcome),
        data=log_of(outcome, "t-data", unsure=False),
        left_out=tuple(_left_out(outcome)),
        warnings=(*outcome.warnings, *warned(outcome.runs, years, titled=True)),
    )


def _left_out(outcome: Outcome) -> Iterator[tuple[str, str, str]]:
    """Give the models that could not be used, the boards on which they could not, and why."""
    formulas = {each.id: formula_name(each) for each in outcome.scenario.formulas}
    boards = {each.id: marked(each.name) for each in outcome.scenario.boards}
    for each in outcome.left_out:
        yield formulas.get(each.formula, each.formula), boards.get(each.board, each.board), each.why


def _section(view: View) -> Section:
    return Section(
        view.id,
        view.name,
        view.years[-1],
        tuple(headlines_of(view)),
        tuple(figures_of(view)),
        tuple(Year(year, tuple(tables_of(view, year))) for year in view.years),
        shortfall_table(view),
        tuple(
            (result.model.name, run.illustration)
            for result in view.last
            for run in result.runs
            if run.illustration and len(result.runs) == 1
        ),
    )


def _whole(view: View, boards: Sequence[View], outcome: Outcome) -> Section:
    """Give all boards together, with a table that has a row for each."""
    section = _section(view)
    names = [(each.id, each.name) for each in models_of(outcome).values()]
    years = tuple(
        Year(each.year, (boards_table(boards, each.year, names), *each.tables))
        for each in section.years
    )
    return Section(
        section.id,
        section.name,
        section.year,
        section.headlines,
        section.figures,
        years,
        section.shortfall,
        section.illustrations,
    )
