"""The end of a year as a table: what was agreed, invoiced, received, and is to be settled."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.amounts import named_currency, written_money, written_sum
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.comparison.year_end import PARTNER_WORDS, YearEnd
from funding.evaluation.exact import ZERO
from funding.language import N_, _, here, pgettext
from funding.report.grid import Style, cell, headed, tabulated
from funding.report.writing import ILLUSTRATION

_RESERVES = N_("The board: reserves at the end")
_BOARD_LINES = (
    (N_("The board: cost"), "cost_agreed", "cost_outturn"),
    (N_("The board: unfunded"), "unfunded_agreed", "unfunded_outturn"),
    (_RESERVES, "reserves_agreed", "reserves_outturn"),
)


def year_ends(outcome: Outcome, style: Style = "simple") -> Iterator[str]:
    """Give a table for each board, year and formula of which the end is known."""
    money = named_currency(outcome.scenario.currency)
    for run in outcome.runs:
        if run.year_end is not None:
            heading = _(
                "Year's end: {board}, {year}, under {formula} ({money})",
                board=here(run.board.name),
                year=run.year,
                formula=run.formula.id,
                money=money,
            )
            yield headed(heading, 2, style)
            yield _table(run, run.year_end, style)
            yield from _notes(run.year_end, outcome.scenario.currency, style)


def _table(run: Run, year_end: YearEnd, style: Style) -> str:
    note = _(ILLUSTRATION) if year_end.illustration else ""
    rows = [
        [here(party.partner.name), *(_written(getattr(each, word)) for word in PARTNER_WORDS), note]
        for party, each in zip(run.parties, year_end.partners, strict=True)
    ]
    totals = [_total(year_end, word) for word in PARTNER_WORDS]
    rows.append([_("All partners"), *map(_written, totals), note])
    for label, agreed, outturn in _BOARD_LINES:
        sums = {"agreed": getattr(year_end, agreed), "outturn": getattr(year_end, outturn)}
        if label == _RESERVES:
            sums["received"] = year_end.reserves_received
        if any(sums.values()):
            cells = [_written(sums.get(word)) for word in PARTNER_WORDS]
            rows.append([_(label), *cells, note])
    return tabulated(rows, [""], [_head(word) for word in PARTNER_WORDS], style)


def _head(word: str) -> str:
    """Head the column of a word."""
    return {
        "agreed": pgettext("at the year's end", "agreed"),
        "invoiced": pgettext("at the year's end", "invoiced"),
        "received": pgettext("at the year's end", "received"),
        "outstanding": pgettext("at the year's end", "outstanding"),
        "outturn": pgettext("at the year's end", "outturn"),
        "to_collect": pgettext("at the year's end", "to collect"),
        "to_return": pgettext("at the year's end", "to return"),
    }[word]


def _total(year_end: YearEnd, word: str) -> Fraction | None:
    """Add a word over the partners of which it is known."""
    known = [getattr(each, word) for each in year_end.partners]
    found = [each for each in known if each is not None]
    return sum(found, ZERO) if found else None


def _notes(year_end: YearEnd, currency: str, style: Style) -> Iterator[str]:
    lines = [year_end.illustration] if year_end.illustration else []
    if year_end.overdrawn:
        above = written_sum(year_end.overdrawn, currency)
        lines.append(_("{amount} was spent above all that the board has received", amount=above))
    if lines:
        yield "\n".join(f"- {cell(line, style)}" for line in lines)


def _written(amount: Fraction | None) -> str:
    return "" if amount is None else written_money(amount)
