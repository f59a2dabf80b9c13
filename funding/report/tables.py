"""Models side by side, as a table for a board paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import groupby
from typing import Literal

from tabulate import tabulate

from funding.amounts import written_money
from funding.comparison.outcome import Outcome, Run
from funding.evaluation.result import PartnerResult

Style = Literal["simple", "github"]
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
    heading = "## " if style == "github" else ""
    parts = [("# " if style == "github" else "") + outcome.scenario.title.en]
    for (board, year), group in groupby(outcome.runs, key=lambda run: (run.board, run.year)):
        runs = list(group)
        parts += [f"{heading}{board.name.en}, {year} (pounds)", _table(outcome, runs, style)]
        parts += _notes(outcome, runs, style)
    parts += _payers(outcome, style)
    if outcome.left_out:
        lines = [f"- {each.formula} on {each.board}: {each.why}" for each in outcome.left_out]
        parts.append("\n".join([f"{heading}Left out", *lines]))
    return "\n\n".join(parts) + "\n"


def _table(outcome: Outcome, runs: list[Run], style: Style) -> str:
    lines = [
        *(line for place in range(len(runs[0].parties)) for line in _partner(outcome, runs, place)),
        *_totals(outcome, runs),
    ]
    body = [[_cell(label, style), *cells, note] for label, cells, note in lines]
    return tabulate(
        body,
        headers=["", *(run.formula.id for run in runs), "rests on"],
        tablefmt=style,
        disable_numparse=True,
        preserve_whitespace=True,
        colalign=["left", *("right" for _ in runs), "left"],
    )


def _cell(label: str, style: Style) -> str:
    """Escape what would end a cell; keep the indent that Markdown would drop."""
    if style == "simple":
        return label
    indent = len(label) - len(label.lstrip())
    return "&nbsp;" * indent + label.lstrip().replace("|", "\\|").replace("<", "&lt;")


def _partner(outcome: Outcome, runs: list[Run], place: int) -> Iterator[Line]:
    """Give a partner's lines: its name and duty, then every measure that is not nothing."""
    partners = [run.result.partners[place] for run in runs]
    party = runs[0].parties[place]
    yield party.partner.name.en, [_standing(run, place) for run in runs], ""
    note = _rests_on(runs)
    for label, word in _MEASURES:
        values = [getattr(partner, word) for partner in partners]
        if any(values) or word in _ALWAYS:
            yield f"  {label}", [written_money(value) for value in values], note
    changes = [outcome.change_of(run, partner) for run, partner in zip(runs, partners, strict=True)]
    if any(change is not None for change in changes):
        yield "  change in cash", [_change(change) for change in changes], note


def _standing(run: Run, place: int) -> str:
    """Say the duty and the answer of a partner in a word or two."""
    party = run.parties[place]
    return f"{party.duty}, {party.answer.says}" if party.answer else str(party.duty)


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
        if any(values) or word in _BOARD_ALWAYS:
            yield f"  {label}", [written_money(value) for value in values], note


def _sum_of_changes(outcome: Outcome, run: Run) -> Fraction | None:
    changes: list[Fraction | None] = [
        outcome.change_of(run, partner) for partner in run.result.partners
    ]
    known = [change for change in changes if change is not None]
    return sum(known, Fraction(0)) if known else None


def _notes(outcome: Outcome, runs: list[Run], style: Style) -> Iterator[str]:
    """Say of each model how much of it is an illustration, and which is the baseline."""
    lines = [f"- {run.formula.id}: {run.illustration}" for run in runs if run.illustration]
    baseline = outcome.scenario.baseline
    if any(run.formula.id == baseline for run in runs):
        lines.append(f"- changes are against {baseline}")
    del style
    if lines:
        yield "\n".join(lines)


def _payers(outcome: Outcome, style: Style) -> Iterator[str]:
    """Give one table of payers with a part in several boards: cash over all of them, by model."""
    payers = list(outcome.payers())
    if not payers:
        return
    notes: dict[str, str] = {}
    cash: dict[tuple[str, str], dict[str, str]] = {}
    for each in payers:
        cash.setdefault((each["id"], each["year"]), {})[each["formula"]] = each["cash"]
    note = _rests_on(list(outcome.runs))
    del notes
    body = [
        [payer, year, *(_commas(sums.get(formula)) for formula in outcome.formulas), note]
        for (payer, year), sums in sorted(cash.items())
    ]
    table = tabulate(
        body,
        headers=["payer", "year", *outcome.formulas, "rests on"],
        tablefmt=style,
        disable_numparse=True,
        preserve_whitespace=True,
        colalign=["left", "left", *("right" for _ in outcome.formulas), "left"],
    )
    heading = "## " if style == "github" else ""
    yield f"{heading}Payers on several boards: cash over all of them (pounds)"
    yield table


def _commas(text: str | None) -> str:
    return "" if text is None else written_money(Fraction(text))


Measure = Callable[[PartnerResult], Fraction]
