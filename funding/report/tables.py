"""Models side by side, as a table for a board paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Literal

from tabulate import tabulate

from funding.amounts import written_money, written_percent
from funding.comparison.outcome import Outcome, Run
from funding.report.parts import parts_in_words
from funding.years import FinancialYear

Style = Literal["simple", "pipe"]
Line = tuple[str, list[str], str]

_MEASURES = (
    ("assessed", "assessed"),
    ("in kind", "in_kind"),
    ("in kind, not credited", "in_kind_free"),
    ("in kind, on top", "in_kind_on_top"),
    ("shortfall", "shortfall"),
    ("borne for others", "borne"),
    ("cash", "cash"),
)
_ALWAYS = ("assessed", "cash")
_BOARD_LINES = (
    ("Cost", "cost"),
    ("Grants", "grants"),
    ("Grants unused", "grants_unused"),
    ("Income", "income"),
    ("Reserves used", "reserves_used"),
    ("Uncovered", "uncovered"),
    ("Unfunded", "unfunded"),
    ("Surplus", "surplus"),
    ("Reserves at the end", "reserves_closing"),
)
_BOARD_ALWAYS = ("cost", "uncovered", "unfunded", "surplus")


def comparison_tables(outcome: Outcome, style: Style = "simple") -> str:
    """Write a table for each board and year: partners in rows, models in columns."""
    heading = "## " if style == "pipe" else ""
    parts = [("# " if style == "pipe" else "") + _cell(outcome.scenario.title.en, style)]
    for (board, year), group in groupby(outcome.runs, key=lambda run: (run.board, run.year)):
        runs = list(group)
        parts += [
            f"{heading}{_cell(board.name.en, style)}, {year} (pounds)",
            _table(outcome, runs, style),
        ]
        parts += _notes(outcome, runs)
    parts += _payers(outcome, style)
    if outcome.left_out:
        boards: dict[tuple[str, str], list[str]] = {}
        for each in outcome.left_out:
            boards.setdefault((each.formula, each.why), []).append(each.board)
        lines = [
            f"- {formula} on {', '.join(names)}: {_cell(why, style)}"
            for (formula, why), names in boards.items()
        ]
        parts.append("\n".join([f"{heading}Left out", *lines]))
    return "\n\n".join(parts) + "\n"


def _table(outcome: Outcome, runs: list[Run], style: Style) -> str:
    lines = [
        *(line for place in range(len(runs[0].parties)) for line in _partner(outcome, runs, place)),
        *_totals(outcome, runs),
    ]
    body = [[_cell(label, style), *cells, note] for label, cells, note in lines]
    return _tabulated(body, [""], [run.formula.id for run in runs], style)


def _tabulated(body: list[list[str]], first: list[str], formulas: list[str], style: Style) -> str:
    """Lay out rows of finished text: some columns of words, one a model, and what it rests on.

    The last column is left out where it has nothing to say.
    """
    headers = [*first, *formulas, "rests on"]
    align = [*("left" for _ in first), *("right" for _ in formulas), "left"]
    if not any(row[-1] for row in body):
        body, headers, align = [row[:-1] for row in body], headers[:-1], align[:-1]
    return tabulate(
        body,
        headers=headers,
        tablefmt=style,
        disable_numparse=True,
        preserve_whitespace=True,
        colalign=align,
    )


def _cell(text: str, style: Style) -> str:
    """Escape what Markdown would take for its own; keep the indent that it would drop."""
    if style == "simple":
        return text
    indent = len(text) - len(text.lstrip())
    return "&nbsp;" * indent + re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text.lstrip())


def _partner(outcome: Outcome, runs: list[Run], place: int) -> Iterator[Line]:
    """Give a partner's lines: its name and duty, then every measure that is not nothing."""
    partners = [run.result.partners[place] for run in runs]
    party = runs[0].parties[place]
    yield party.partner.name.en, [_standing(run, place, outcome.scenario.years) for run in runs], ""
    note = _rests_on(runs)
    for label, word in _MEASURES:
        values = [getattr(partner, word) for partner in partners]
        if any(values) or word in _ALWAYS:
            yield f"  {label}", [written_money(value) for value in values], note
    changes = [outcome.change_of(run, partner) for run, partner in zip(runs, partners, strict=True)]
    if any(change is not None for change in changes):
        yield "  change in cash", [_change(change) for change in changes], note


def _standing(run: Run, place: int, years: Sequence[FinancialYear]) -> str:
    """Say the duty and the answer of a partner in a word or two."""
    party = run.parties[place]
    answer = party.answer
    if answer is None:
        return str(party.duty)
    said: str = answer.says
    if answer.limit is not None:
        said = f"to £{written_money(answer.limit[years.index(run.year)])}"
    elif answer.take_up is not None:
        said = written_percent(answer.take_up)
    return f"{party.duty}, {said}"


def _change(change: Fraction | None) -> str:
    if change is None:
        return ""
    return f"{'+' if change > 0 else ''}{written_money(change)}"


def _rests_on(runs: list[Run]) -> str:
    """Mark a row that rests on figures which are not sure; the notes below say which."""
    return "illustration" if any(run.illustration for run in runs) else ""


def _totals(outcome: Outcome, runs: list[Run]) -> Iterator[Line]:
    note = _rests_on(runs)
    yield "All partners", [""] * len(runs), ""
    for label, word in _MEASURES:
        values = [run.result.total(word) for run in runs]
        if any(values) or word in _ALWAYS:
            yield f"  {label}", [written_money(value) for value in values], note
    changes = [_sum_of_changes(outcome, run) for run in runs]
    if any(change is not None for change in changes):
        yield "  change in cash", [_change(change) for change in changes], note
    yield "The board", [""] * len(runs), ""
    for label, word in _BOARD_LINES:
        values = [getattr(run.result, word) for run in runs]
        reserves = word == "reserves_closing" and any(run.result.reserves_opening for run in runs)
        if any(values) or reserves or word in _BOARD_ALWAYS:
            yield f"  {label}", [written_money(value) for value in values], note


def _sum_of_changes(outcome: Outcome, run: Run) -> Fraction | None:
    changes: list[Fraction | None] = [
        outcome.change_of(run, partner) for partner in run.result.partners
    ]
    known = [change for change in changes if change is not None]
    return sum(known, Fraction(0)) if known else None


def _notes(outcome: Outcome, runs: list[Run]) -> Iterator[str]:
    """Say how much of each model is an illustration, in what parts, and which is the baseline."""
    lines = [f"- {run.formula.id}: {run.illustration}" for run in runs if run.illustration]
    baseline = outcome.scenario.baseline
    lines += [f"- {run.formula.id}: {parts_in_words(run)}" for run in runs if run.parts]
    if any(run.formula.id == baseline for run in runs):
        lines.append(f"- changes are against {baseline}")
    if lines:
        yield "\n".join(lines)


def _payers(outcome: Outcome, style: Style) -> Iterator[str]:
    """Give one table of payers with a part in several boards: cash over all of them, by model."""
    cash: dict[tuple[str, str], dict[str, str]] = {}
    for each in outcome.payers():
        cash.setdefault((each["id"], each["year"]), {})[each["formula"]] = each["cash"]
    if not cash:
        return
    note = _rests_on(list(outcome.runs))
    body = [
        [payer, year, *(_commas(sums.get(formula)) for formula in outcome.formulas), note]
        for (payer, year), sums in sorted(cash.items())
    ]
    heading = "## " if style == "pipe" else ""
    yield f"{heading}Payers of several bills: cash over all of them (pounds)"
    yield _tabulated(body, ["payer", "year"], list(outcome.formulas), style)


def _commas(text: str | None) -> str:
    return "" if text is None else written_money(Fraction(text))
