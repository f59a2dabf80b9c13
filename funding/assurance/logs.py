"""The three logs: what is assumed, what was decided, and what data were used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from funding.assurance.model import Table, table
from funding.assurance.naming import all_or_some, group_said
from funding.assurance.ranges import Range
from funding.comparison.outcome import Outcome
from funding.comparison.run import ITSELF, UNSURE, Run
from funding.comparison.words import answer_in_words, duty_in_words, status_in_words
from funding.language import _, in_english, marked
from funding.report.wording import estimate_said
from funding.worksheet.column import Figure


@dataclass
class Used:
    """A figure, with the boards and the formulas whose results rest on it."""

    figure: Figure
    boards: dict[str, str] = field(default_factory=dict)
    formulas: dict[str, None] = field(default_factory=dict)


def figures_used(runs: Iterable[Run]) -> list[Used]:
    """Give every figure that a result rests on, each once."""
    found: dict[Figure, Used] = {}
    for run in runs:
        for figure in run.figures:
            used = found.setdefault(figure, Used(figure))
            used.boards[run.board.id] = marked(run.board.name)
            used.formulas[run.formula.id] = None
    return list(found.values())


def log_of(outcome: Outcome, ranges: list[Range], *, unsure: bool) -> tuple[Table, ...]:
    """Give the log of what is assumed or not verified, or of the data that are neither."""
    boards = {run.board.id for run in outcome.runs}
    rows = []
    for used in figures_used(outcome.runs):
        figure = used.figure
        if (figure.status in UNSURE) != unsure:
            continue
        every, models = _("every board"), _("every formula")
        where = all_or_some(used.boards.values(), boards, every)
        if set(used.boards) == boards and len(boards) > 1:
            where = every
        which = all_or_some(used.formulas, outcome.formulas, models)
        cells = [in_english(figure.what), group_said(figure), in_english(figure.partner or "")]
        cells += [status_in_words(figure.status), figure.source]
        cells += [_range_of(used, ranges)] if unsure else []
        rows.append((*cells, _("{formulas}; {boards}", formulas=which, boards=where)))
    heads = [_("Figure"), _("Kind"), _("Whose"), _("Status"), _("Source")]
    heads += [_("Range")] if unsure else []
    caption = _("What is assumed or not verified") if unsure else _("Data and their sources")
    name = "assumptions-log" if unsure else "data-log"
    return table(name, caption, (*heads, _("Used for")), rows)


def _range_of(used: Used, ranges: list[Range]) -> str:
    """Give the range of a figure, where the files state one of a figure of that name."""
    figure = used.figure
    if figure.group == ITSELF:
        return ""
    ending = f"{figure.group.replace(' ', '_')}.{figure.what}"
    own = [
        f"{each.low} – {each.high}"
        for each in ranges
        if (figure.group == "costs" and each.where.startswith("cost.") and each.what == figure.what)
        or (each.file in used.formulas and f".{each.where}".endswith(f".{ending}"))
    ]
    return "; ".join(dict.fromkeys(own)) or _("none stated")


def decisions(outcome: Outcome) -> tuple[Table, ...]:
    """Give what was chosen: the formulas, the baseline, the estimate, and what was changed."""
    scenario = outcome.scenario
    rows: list[tuple[str, ...]] = []
    for formula in scenario.formulas:
        file = formula.file
        what = _("Formula {name}", name=formula.id)
        title, status = marked(file.title), status_in_words(file.status)
        says = _("{title}; status: {status}", title=title, status=status)
        rows.append((what, says, in_english(file.source)))
    if scenario.baseline:
        rows.append((_("Changes are measured against"), scenario.baseline, _("the scenario")))
    estimate = estimate_said(scenario.estimate)
    rows.append((_("Which estimate is run"), estimate, _("the scenario")))
    changed = {**scenario.document.overridden}
    for path, by in changed.items():
        rows.append((".".join(map(str, path)), _("changed from outside the file"), in_english(by)))
    for formula in scenario.formulas:
        for path, by in formula.changed.items():
            name = f"{formula.id}.{'.'.join(map(str, path))}"
            rows.append((name, _("set instead of the formula's own"), in_english(by)))
    heads = (_("Decision"), _("What was decided"), _("By what, or where"))
    return table("decisions-log", _("Decisions"), heads, rows)


def answers(outcome: Outcome) -> tuple[Table, ...]:
    """Give what each partner must or may do under each formula, and what it decided."""
    rows: dict[tuple[str, ...], dict[str, None]] = {}
    for run in outcome.runs:
        for party, _result in run.rows():
            answer = party.answer
            key = (
                marked(party.partner.name),
                duty_in_words(party.duty),
                answer_in_words(answer.says if answer else "not recorded"),
                str(answer.date) if answer and answer.date else "",
                in_english(answer.evidence or "") if answer else "",
                marked(run.board.name),
            )
            rows.setdefault(key, {})[run.formula.id] = None
    heads = (_("Partner"), _("Duty"), _("Answer"), _("Date"), _("Evidence"), _("Board"))
    whole = [
        (*key, all_or_some(formulas, outcome.formulas, _("every formula")))
        for key, formulas in rows.items()
    ]
    caption = _("What partners must or may do, and what they decided")
    return table("answers", caption, (*heads, _("Used for")), whole)
