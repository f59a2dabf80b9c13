"""Models side by side, as a table for a board paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from funding.amounts import named_currency, written_money
from funding.comparison.outcome import Outcome
from funding.comparison.run import UNSURE, Run
from funding.comparison.shared import shared_costs
from funding.comparison.words import answer_in_short, duty_in_words
from funding.language import _, here, pgettext
from funding.report.grid import Style, cell, headed, left_out, listed, tabulated, warnings_counted
from funding.report.parts import parts_in_words
from funding.report.wording import BOARD_LABELS, PARTNER_LABELS
from funding.report.writing import ILLUSTRATION
from funding.report.year_ends import year_ends
from funding.years import FinancialYear

Line = tuple[str, list[str], str]

_ALWAYS = ("assessed", "cash")
_BESIDE_COST = ("net_cost", "true_cost")
_BOARD_ALWAYS = ("cost", "uncovered", "unfunded", "surplus")


def comparison_tables(outcome: Outcome, style: Style = "simple") -> str:
    """Write a table for each board and year: partners in rows, models in columns."""
    money = named_currency(outcome.scenario.currency)
    parts = [headed(outcome.scenario.headline, 1, style)]
    for (board, year), group in groupby(outcome.runs, key=lambda run: (run.board, run.year)):
        runs = list(group)
        parts += [
            headed(f"{here(board.name)}, {year} ({money})", 2, style),
            _table(outcome, runs, style),
        ]
        parts += _notes(outcome, runs, style)
    parts += year_ends(outcome, style)
    parts += _shared_costs(outcome, style)
    parts += _payers(outcome, style)
    without = left_out((each.formula, each.board, each.why) for each in outcome.left_out)
    parts += listed(_("Left out"), without, style)
    parts += warnings_counted(outcome.all_warnings(), style)
    return "\n\n".join(parts) + "\n"


def _table(outcome: Outcome, runs: list[Run], style: Style) -> str:
    lines = [
        *(line for place in range(len(runs[0].parties)) for line in _partner(outcome, runs, place)),
        *_totals(outcome, runs),
    ]
    body = [[label, *cells, note] for label, cells, note in lines]
    return tabulated(body, [""], [run.formula.id for run in runs], style)


def _partner(outcome: Outcome, runs: list[Run], place: int) -> Iterator[Line]:
    """Give a partner's lines: its name and duty, then every measure that is not nothing."""
    partners = [run.result.partners[place] for run in runs]
    party = runs[0].parties[place]
    yield (
        here(party.partner.name),
        [_standing(run, place, outcome.scenario.years) for run in runs],
        "",
    )
    note = _rests_on(runs)
    for word, label in PARTNER_LABELS.items():
        values = [getattr(partner, word) for partner in partners]
        if any(values) or word in _ALWAYS:
            yield f"  {_(label)}", [written_money(value) for value in values], note
    changes = [outcome.change_of(run, partner) for run, partner in zip(runs, partners, strict=True)]
    if any(change is not None for change in changes):
        yield "  " + _("change in cash"), [_change(change) for change in changes], note


def _standing(run: Run, place: int, years: Sequence[FinancialYear]) -> str:
    """Say the duty and the answer of a partner in a word or two."""
    party = run.parties[place]
    answer = party.answer
    if answer is None:
        return duty_in_words(party.duty)
    said = answer_in_short(answer, run.board.currency, years.index(run.year))
    return f"{duty_in_words(party.duty)}, {said}"


def _change(change: Fraction | None) -> str:
    if change is None:
        return ""
    return f"{'+' if change > 0 else ''}{written_money(change)}"


def _rests_on(runs: list[Run]) -> str:
    """Mark a row that rests on figures which are not sure; the notes below say which."""
    return _(ILLUSTRATION) if any(run.illustration for run in runs) else ""


def _totals(outcome: Outcome, runs: list[Run]) -> Iterator[Line]:
    note = _rests_on(runs)
    yield _("All partners"), [""] * len(runs), ""
    for word, label in PARTNER_LABELS.items():
        values = [run.result.total(word) for run in runs]
        if any(values) or word in _ALWAYS:
            yield f"  {_(label)}", [written_money(value) for value in values], note
    changes = [_sum_of_changes(outcome, run) for run in runs]
    if any(change is not None for change in changes):
        yield "  " + _("change in cash"), [_change(change) for change in changes], note
    yield _("The board"), [""] * len(runs), ""
    for word, label in BOARD_LABELS.items():
        values = [getattr(run.result, word) for run in runs]
        reserves = word == "reserves_closing" and any(run.result.reserves_opening for run in runs)
        if word in _BESIDE_COST:
            # Said only where something given makes it another sum than the cost.
            if any(value != run.result.cost for value, run in zip(values, runs, strict=True)):
                yield f"  {_(label)}", [written_money(value) for value in values], note
        elif any(values) or reserves or word in _BOARD_ALWAYS:
            yield f"  {_(label)}", [written_money(value) for value in values], note


def _sum_of_changes(outcome: Outcome, run: Run) -> Fraction | None:
    changes: list[Fraction | None] = [
        outcome.change_of(run, partner) for partner in run.result.partners
    ]
    known = [change for change in changes if change is not None]
    return sum(known, Fraction(0)) if known else None


def _notes(outcome: Outcome, runs: list[Run], style: Style) -> Iterator[str]:
    """Say how much of each model is an illustration, in what parts, and which is the baseline."""
    lines = [f"{run.formula.id}: {run.illustration}" for run in runs if run.illustration]
    baseline = outcome.scenario.baseline
    lines += [f"{run.formula.id}: {parts_in_words(run)}" for run in runs if run.parts]
    if any(run.formula.id == baseline for run in runs):
        lines.append(_("changes are against {baseline}", baseline=baseline))
    if lines:
        yield "\n".join(f"- {cell(line, style)}" for line in lines)


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
    money = named_currency(outcome.scenario.currency)
    said = _("Payers of several bills: cash over all of them ({money})", money=money)
    yield headed(said, 2, style)
    yield tabulated(body, [_("payer"), _("year")], list(outcome.formulas), style)


def _shared_costs(outcome: Outcome, style: Style) -> Iterator[str]:
    """Give one table of the costs that boards share, with the part of each; nothing if none is."""
    body = [
        [cost["item"], cost["year"], part["board"], _commas(part["amount"]), note]
        for cost in shared_costs(outcome.partings)
        for note in [_(ILLUSTRATION) if cost["status"] in UNSURE else ""]
        for part in cost["parts"]
    ]
    if body:
        money = named_currency(outcome.scenario.currency)
        yield headed(_("Costs that boards share ({money})", money=money), 2, style)
        heads = [_("cost"), _("year"), _("board")]
        yield tabulated(body, heads, [pgettext("heads a column", "part")], style)


def _commas(text: str | None) -> str:
    return "" if text is None else written_money(Fraction(text))
