"""One partner's figure, line by line: words, expression, numbers put in, result, source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from funding.amounts import written_money, written_number, written_percent
from funding.comparison.outcome import Outcome, Run
from funding.worksheet.column import Column, Role, Scope, Unit

_WORD = re.compile(r"[a-z][a-z0-9_]*")


def explain_partner(outcome: Outcome, partner: str) -> str:
    """Write every lettered line that a partner's cash rests on, for each run it is part of."""
    parts = []
    for run in outcome.runs:
        for row, party in enumerate(run.parties):
            if partner in (party.partner.id, party.partner.payer):
                parts.append("\n".join(_explained(run, row)))
    return "\n\n".join(parts) + "\n"


def _explained(run: Run, row: int) -> Iterator[str]:
    partner = run.parties[row].partner
    cash = run.result.partners[row].cash
    heading = f"{partner.name.en} on {run.board.name.en}, {run.year}, under {run.formula.id}"
    yield heading
    yield "=" * len(heading)
    yield f"Cash to pay: £{written_money(cash)}"
    party = run.parties[row]
    answer = party.answer.says if party.answer else "not recorded"
    yield f"Duty: {party.duty} contribute. Answer: {answer}."
    if run.illustration:
        yield run.illustration[0].upper() + run.illustration[1:] + "."
    yield ""
    names = [column.name for column in run.sheet.worksheet.playing(Role.CASH)]
    names += [column.name for column in run.sheet.worksheet.playing(Role.ASSESSED_EXACT)]
    for column in run.sheet.worksheet.uses(names):
        yield from _line(run, column, row)


def _line(run: Run, column: Column, row: int) -> Iterator[str]:
    value = written(run.sheet.cell(column.name, row), column.unit)
    whose = "the board" if column.scope is Scope.BOARD else run.parties[row].partner.id
    yield f"({column.letter}) {column.title.en} [{whose}]: {value}"
    if column.text is not None:
        yield f"      = {lettered(column, run)}"
        yield f"      = {with_numbers(column, run, row)}"
    yield f"      source: {'; '.join(_sources(run, column)) or column.source}"


def _sources(run: Run, column: Column) -> list[str]:
    """Give each source of an input's figures with how sure it is; of a step, its own."""
    if column.text is not None:
        return []
    figures = run.sheet.binding.figures.get(column.name, ())
    found = dict.fromkeys(f"{figure.source} ({figure.status})" for figure in figures)
    return list(found) or ["the scenario" if column.origin is not None else column.source]


def lettered(column: Column, run: Run) -> str:
    """Write a column's expression with the letters of the columns that it uses."""
    sheet = run.sheet.worksheet
    return _WORD.sub(
        lambda match: f"({sheet[match[0]].letter})" if match[0] in sheet else match[0],
        _in_words(column.text or ""),
    )


def with_numbers(column: Column, run: Run, row: int) -> str:
    """Write a column's expression with one partner's numbers put in.

    In `total(x)` the number is the partner's own; the sum over the others is the result's.
    """
    sheet = run.sheet.worksheet

    def number(match: re.Match[str]) -> str:
        name = match[0]
        if name not in sheet:
            return name
        return written(run.sheet.cell(name, row), sheet[name].unit)

    return _WORD.sub(number, _in_words(column.text or ""))


def _in_words(text: str) -> str:
    return text.replace("*", "×").replace("/", "÷")


def written(value: Fraction, unit: Unit) -> str:
    """Write a cell as its unit asks; money that is not whole pence to six places."""
    if unit == "share":
        return _rounded(value * 100, 6) + "%"
    if unit == "money":
        if (value * 100).denominator == 1:
            return f"£{written_money(value)}"
        return f"£{_rounded(value, 6)}"
    return written_number(value)


def _rounded(value: Fraction, places: int) -> str:
    """Write a number cut to some places, with `…` where more follow."""
    scaled, over = divmod(abs(value) * 10**places, 1)
    whole, part = divmod(int(scaled), 10**places)
    text = (
        f"{whole:,}.{part:0{places}d}".rstrip("0").rstrip(".")
        if not over
        else (f"{whole:,}.{part:0{places}d}…")
    )
    return ("-" if value < 0 else "") + text


__all__ = ["explain_partner", "lettered", "with_numbers", "written", "written_percent"]
