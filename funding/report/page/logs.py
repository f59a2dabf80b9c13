"""The logs: what is assumed, what was decided, and what data were used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from funding.comparison.outcome import Outcome
from funding.comparison.run import ITSELF, UNSURE, Run
from funding.comparison.words import answer_in_words, status_in_words
from funding.language import _, in_english, marked
from funding.report.page.naming import capital, duty_said, formula_name, kind_name, name_of
from funding.report.page.tables import Group, Row, Table
from funding.report.wording import estimate_said
from funding.worksheet.column import Figure
from funding.worksheet.figure_groups import said_group


@dataclass
class Used:
    """A figure with the results that rest on it."""

    figure: Figure
    boards: dict[str, str]
    formulas: dict[str, str]


def figures_used(runs: Iterable[Run]) -> list[Used]:
    """Give every figure that some result rests on, each once, with where it is used."""
    found: dict[Figure, Used] = {}
    for run in runs:
        for figure in run.figures:
            used = found.setdefault(figure, Used(figure, {}, {}))
            used.boards[run.board.id] = marked(run.board.name)
            used.formulas[run.formula.id] = formula_name(run.formula)
    return list(found.values())


def names_of(outcome: Outcome) -> dict[str, str]:
    """Give what kinds, partners, boards and formulas are called, by their ids."""
    found: dict[str, str] = {}
    for run in outcome.runs:
        found |= {run.board.id: marked(run.board.name), run.formula.id: formula_name(run.formula)}
        for party in run.parties:
            found[party.partner.id] = name_of(party.partner)
            found.setdefault(party.partner.kind, kind_name(party.partner.kind, run))
    return found


def log_of(outcome: Outcome, name: str, *, unsure: bool) -> Table | None:
    """Give the log of what is assumed or unverified, or of all other data."""
    boards = {run.board.id for run in outcome.runs}
    formulas = set(outcome.formulas)
    names = names_of(outcome)
    rows = []
    for used in figures_used(outcome.runs):
        figure = used.figure
        if (figure.status in UNSURE) != unsure:
            continue
        group = _("the formula itself") if figure.group == ITSELF else said_group(figure.group)
        where = [_all_or_some(used.boards, boards, _("all boards"))]
        where.append(_all_or_some(used.formulas, formulas, _("all models")))
        cells = (
            names.get(figure.what) or in_english(figure.what),
            names.get(figure.partner or "", in_english(figure.partner or "")),
            status_in_words(figure.status),
            in_english(figure.source),
            "; ".join(where),
        )
        rows.append(Row(capital(group), cells))
    if not rows:
        return None
    rows = [Row(head, cells) for head, cells in dict.fromkeys((r.head, r.cells) for r in rows)]
    caption = _("What is assumed or unverified") if unsure else _("Data, with their sources")
    heads = (_("Kind of figure"), _("Which"), _("Of whom"), _("Status"), _("Source"), _("Used for"))
    return Table(name, caption, heads, (Group(tuple(rows)),), of_words=True)


def _all_or_some(used: dict[str, str], whole: set[str], every: str) -> str:
    return every if len(used) == len(whole) and len(whole) > 1 else ", ".join(used.values())


def answers_log(outcome: Outcome) -> Table | None:
    """Give what every partner must or may do under each model, and what it answered."""
    groups: dict[str, dict[tuple[str, tuple[str, ...]], None]] = {}
    for run in outcome.runs:
        rows = groups.setdefault(marked(run.board.name), {})
        for party, _result in run.rows():
            answer = party.answer
            evidence = in_english(answer.evidence) if answer and answer.evidence else ""
            dated = str(answer.date) if answer and answer.date else ""
            cells = (
                formula_name(run.formula),
                duty_said(party.duty),
                answer_in_words(answer.says if answer else "not recorded"),
                dated,
                evidence,
            )
            rows[name_of(party.partner), cells] = None
    found = tuple(
        Group(tuple(Row(head, cells) for head, cells in rows), board)
        for board, rows in groups.items()
    )
    heads = (_("Partner"), _("Model"), _("Duty"), _("Answer"), _("Date"), _("Evidence"))
    caption = _("What partners must or may do, and what they answered")
    return Table("t-answers", caption, heads, found, of_words=True)


def decisions_of(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Give the choices that this page rests on: each with its reason or its source."""
    scenario = outcome.scenario
    notes = scenario.document.data.get("notes")
    if isinstance(notes, str):
        yield _("What the scenario is"), in_english(notes)
    baseline = next((f for f in scenario.formulas if f.id == scenario.baseline), None)
    if baseline is not None:
        yield _("Changes are measured against"), formula_name(baseline)
    yield _("Which figures of ranges are taken"), estimate_said(scenario.estimate)
    for formula in scenario.formulas:
        if formula.id in outcome.formulas:
            file = formula.file
            what = _(
                "{status}; source: {source}",
                status=status_in_words(file.status),
                source=in_english(file.source),
            )
            yield formula_name(formula), what
    for board in scenario.boards:
        leads = [name_of(p) for p in board.partners if p.id in board.leads]
        if leads:
            yield _("Lead partner of {board}", board=marked(board.name)), ", ".join(leads)
