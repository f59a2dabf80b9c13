"""One partner's figure, line by line: words, expression, numbers put in, result, source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Protocol

from funding.amounts import PENNY, written_sum
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.compiling.parting import Parting
from funding.evaluation.exact import Sheet, names_used, value_of
from funding.report.parts import days_of
from funding.report.wording import written
from funding.rules.work import in_identifier
from funding.worksheet.column import Column, Role, Scope, Unit
from funding.worksheet.expression import parse_expression
from funding.worksheet.functions import round_to_total

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_TOTAL = re.compile(r"\btotal\(")


def explain_partner(outcome: Outcome, partner: str) -> str:
    """Write every lettered line that a partner's cash rests on, for each run it is part of.

    `partner` is an id, a payer (all its bills), or a kind (all partners of it).
    """
    parts = []
    for run in outcome.runs:
        for row, party in enumerate(run.parties):
            if partner in (party.partner.id, party.partner.payer, party.partner.kind):
                parts.append("\n".join(_explained(outcome, run, row)))
    return "\n\n".join(parts) + "\n"


def _explained(outcome: Outcome, run: Run, row: int) -> Iterator[str]:
    """Give the lines of one figure; before them, those of what came to it from between boards."""
    yield from _before(outcome, run, row, {column.name for column in _all_resting_on(run, row)})
    party = run.parties[row]
    where = f"{party.partner.name.en} on {run.board.name.en}, {run.year}"
    heading = f"{where}, under {run.formula.id}{outcome.scenario.at_estimate}"
    yield heading
    yield "=" * len(heading)
    yield f"Cash to pay: {written_sum(run.result.partners[row].cash, run.currency)}"
    if not run.parts:
        yield _standing(run, row)
    if run.illustration:
        yield run.illustration[0].upper() + run.illustration[1:] + "."
    yield "Steps that this figure does not rest on are left out; the others keep their letters."
    for part in run.parts or (run,):
        for place, each in enumerate(part.parties):
            if each.partner.id == party.partner.id:
                yield ""
                yield from _days(part, place) if run.parts else ()
                for column in _resting_on(part, place):
                    yield from _line(part, column, place)


def _standing(run: Run, row: int) -> str:
    """Say a partner's duty and answer."""
    party = run.parties[row]
    duty = "is excluded" if party.duty == "excluded" else f"{party.duty} contribute"
    answer: str = party.answer.says if party.answer else "not recorded"
    if party.notice is not None and party.answer is not party.recorded:
        over = "over" if party.has_withdrawn else "not over"
        answer = f"{answer}, as its notice of {party.notice.given} is {over}"
    return f"Duty: {duty}. Answer: {answer}."


def _days(run: Run, row: int) -> Iterator[str]:
    """Head the lines of a part of a year with its days."""
    heading = f"{run.part}: {days_of(run.part)}, under {run.formula.id}"
    yield heading
    yield "-" * len(heading)
    cash = written_sum(run.result.partners[row].cash, run.currency)
    yield f"Cash to pay for these days: {cash}"
    yield _standing(run, row)
    yield ""


class Filled(Protocol):
    """Anything with a worksheet filled in."""

    @property
    def sheet(self) -> Sheet: ...  # noqa: D102
    @property
    def currency(self) -> str: ...  # noqa: D102


def _before(outcome: Outcome, run: Run, row: int, names: Collection[str]) -> Iterator[str]:
    """Explain each figure that a split between boards gave, and that the columns named rest on."""
    for part in outcome.partings:
        place = part.row_of(run.board.id, run.parties[row].partner.id)
        here = part.year == run.year and part.formula in (None, run.formula.id)
        if here and part.into in names and place is not None:
            yield from [*_part(part, place), ""]
    for above in outcome.runs:
        same = (above.year, above.formula.id) == (run.year, run.formula.id)
        beneath = [party.partner.id for party in above.parties] if above.board.beneath else []
        into = f"cost_{in_identifier(above.board.passes_to)}"
        if same and run.board.id in beneath and into in names:
            yield from [*_explained(outcome, above, beneath.index(run.board.id)), ""]


def _part(part: Parting, place: int) -> Iterator[str]:
    """Give the lines of one part of a sum that is split between boards, or between bills."""
    bill, sure = part.bills[place], part.sheet.binding.figures
    over = f", under {part.formula}" if part.formula else ""
    heading = f"{part.what}: the part of {bill.id}, {part.year}{over}"
    yield from (heading, "=" * len(heading))
    for column in part.sheet.worksheet:
        whose = "all of them" if column.scope is Scope.BOARD else bill.id
        value = written(part.sheet.cell(column.name, place), column.unit, part.currency)
        yield f"({column.letter}) {column.title.en} [{whose}]: {value}"
        if column.text is not None:
            yield f"      = {lettered(column, part)}"
            yield f"      = {with_numbers(column, part, place)}"
            yield from _left_over(part, column, place)
        figures = [f"{each.source} ({each.status})" for each in sure.get(column.name, ())]
        found = figures or [column.source or f"the worksheet of board {bill.board}"]
        yield f"      source: {'; '.join(found)}"


def _all_resting_on(run: Run, row: int) -> Iterator[Column]:
    """Give the columns that a partner's cash rests on in a year, or in the parts of one."""
    who = run.parties[row].partner.id
    for part in run.parts or (run,):
        for place, each in enumerate(part.parties):
            if each.partner.id == who:
                yield from _resting_on(part, place)


def _resting_on(run: Run, row: int) -> Iterator[Column]:
    """Give the columns that a partner's cash rests on, in order; the others keep their letters."""
    sheet = run.sheet.worksheet
    roles = (Role.CASH, Role.ASSESSED_EXACT)
    wanted = {column.name for role in roles for column in sheet.playing(role)}
    for column in reversed(sheet.columns):
        if column.name in wanted:
            wanted |= names_used(column, run.sheet, row)
    return (column for column in sheet if column.name in wanted)


def _line(run: Run, column: Column, row: int) -> Iterator[str]:
    value = written(run.sheet.cell(column.name, row), column.unit, run.currency)
    whose = "the board" if column.scope is Scope.BOARD else run.parties[row].partner.id
    yield f"({column.letter}) {_title(run, column, row)} [{whose}]: {value}"
    if column.text is not None:
        yield f"      = {lettered(column, run)}"
        yield f"      = {with_numbers(column, run, row)}"
        yield from _left_over(run, column, row)
    yield f"      source: {'; '.join(_sources(run, column, row))}"


def _left_over(run: Filled, column: Column, row: int) -> Iterator[str]:
    """Say where the units left over by rounding down went, and why."""
    if not isinstance(column.expression, round_to_total):
        return
    exact, _, step, method, *minimum = column.expression.args
    if method.name != "largest_remainder":
        return
    unit = value_of(step, column, run.sheet, row)
    one, several = ("penny", "pennies") if unit == PENNY else ("unit", "units")
    raised = []
    for place, each in enumerate(run.sheet.rows):
        number, over = divmod(value_of(exact, column, run.sheet, place), unit)
        least = value_of(minimum[0], column, run.sheet, place) if minimum else number
        if run.sheet.cell(column.name, place) > max(number, least) * unit:
            raised.append(f"{each.id} ({written(over / unit, 'number')} of a {one})")
    if raised:
        yield f"      {several} left over went to the largest remainders: {', '.join(raised)}"


def _title(run: Run, column: Column, row: int) -> str:
    """Give a column's title; a driver's as the board has it, with the date of its figures."""
    if column.by == "kind":
        return f"{column.title.en} ({run.parties[row].partner.kind})"
    if column.origin is not None and column.origin.what == "driver":
        return run.board.drivers[column.origin.which[0]].title.en
    return column.title.en


def _sources(run: Run, column: Column, row: int) -> list[str]:
    """Give each source of an input's figures with how sure it is; of a step, its own."""
    partner = run.parties[row].partner
    figures = [
        each
        for each in run.sheet.binding.figures.get(column.name, ())
        if each.partner in (None, partner.id)
    ]
    if column.by != "board":
        own = column.key_of(run.sheet.rows[row])
        figures = [each for each in figures if each.what == own]
    found = dict.fromkeys(f"{each.source} ({each.status})" for each in figures)
    return list(found) or [column.source or f"the scenario, board {run.board.id}"]


def lettered(column: Column, run: Filled) -> str:
    """Write a column's expression with the letters of the columns that it uses."""
    sheet = run.sheet.worksheet
    text = _WORD.sub(
        lambda match: f"({sheet[match[0]].letter})" if match[0] in sheet else match[0],
        column.text or "",
    )
    return _in_words(re.sub(r"\((\([a-z]+\))\)", r"\1", text))


def with_numbers(column: Column, run: Filled, row: int) -> str:
    """Write a column's expression with one partner's numbers; a `total` with what it came to."""
    text, pieces = column.text or "", []
    while match := _TOTAL.search(text):
        end = _closing_bracket(text, match.end())
        pieces.append(_numbers(text[: match.start()], column, run, row))
        pieces.append(f"total {_total(text[match.start() : end], column, run, row)}")
        text = text[end:]
    return _in_words("".join([*pieces, _numbers(text, column, run, row)]))


def _numbers(text: str, column: Column, run: Filled, row: int) -> str:
    """Put numbers in; a line of the board's own that takes every partner's says so instead."""
    sheet = run.sheet.worksheet

    def number(match: re.Match[str]) -> str:
        name = match[0]
        if name not in sheet:
            return name
        if column.scope is Scope.BOARD and sheet[name].scope is Scope.PARTNER:
            return f"each partner's ({sheet[name].letter})"
        return written(run.sheet.cell(name, row), sheet[name].unit, run.currency)

    return _WORD.sub(number, text)


def _closing_bracket(text: str, start: int) -> int:
    depth, place = 1, start
    while depth:
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        place += 1
    return place


def _total(text: str, column: Column, run: Filled, row: int) -> str:
    sheet = run.sheet.worksheet
    expression = parse_expression(text, {each.name for each in sheet}, bounded=False)
    units = {sheet[word].unit for word in _WORD.findall(text) if word in sheet}
    order: tuple[Unit, ...] = ("money", "number", "share", "flag")
    # A total of plain numbers, as `total(1)` is to count the partners, has no column in it.
    unit: Unit = next((unit for unit in order if unit in units), "number")
    return written(value_of(expression, column, run.sheet, row), unit, run.currency)


def _in_words(text: str) -> str:
    return text.replace("*", "×").replace("/", "÷").replace(" - ", " − ")
