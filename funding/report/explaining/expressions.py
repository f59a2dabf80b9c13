"""A column's expression as its file has it: with letters, or with one partner's numbers."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Protocol

from sympy import Rational

from funding.evaluation.exact import Sheet, value_of
from funding.language import _, pgettext
from funding.report.wording import written
from funding.worksheet.column import Column, Scope, Unit
from funding.worksheet.expression import parse_expression
from funding.worksheet.functions import total

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_TOTAL = re.compile(r"\btotal\(")


class Filled(Protocol):
    """Anything with a worksheet filled in."""

    @property
    def sheet(self) -> Sheet: ...  # noqa: D102
    @property
    def currency(self) -> str: ...  # noqa: D102


def lettered(column: Column, run: Filled) -> str:
    """Write a column's expression with the letters of the columns that it uses."""
    sheet = run.sheet.worksheet
    text = _WORD.sub(
        lambda match: f"({sheet[match[0]].letter})" if match[0] in sheet else _said(match[0]),
        column.text or "",
    )
    return _with_signs(re.sub(r"\((\([a-z]+\))\)", r"\1", text))


def with_numbers(column: Column, run: Filled, row: int) -> str:
    """Write a column's expression with one partner's numbers; a `total` with what it came to."""
    text, pieces = column.text or "", []
    while match := _TOTAL.search(text):
        end = _closing_bracket(text, match.end())
        pieces.append(_numbers(text[: match.start()], column, run, row))
        came_to = total_written(text[match.start() : end], column, run, row)
        pieces.append(_("total {amount}", amount=came_to))
        text = text[end:]
    return _with_signs("".join([*pieces, _numbers(text, column, run, row)]))


def total_written(text: str, column: Column, run: Filled, row: int) -> str:
    """Write what a `total` in a column came to, in the unit of what is added up."""
    sheet = run.sheet.worksheet
    expression = parse_expression(text, {each.name for each in sheet}, bounded=False)
    return total_came_to(expression, column, run, row)


def total_came_to(expression: total, column: Column, run: Filled, row: int) -> str:
    """Write what a `total` came to."""
    sheet = run.sheet.worksheet
    names = {symbol.name for symbol in expression.free_symbols}
    units = {sheet[name].unit for name in names if name in sheet}
    order: tuple[Unit, ...] = ("money", "number", "share", "flag")
    # A total of plain numbers, as `total(1)` is to count the partners, has no column in it.
    unit: Unit = next((unit for unit in order if unit in units), "number")
    return written(value_of(expression, column, run.sheet, row), unit, run.currency)


def number_of(node: Rational) -> Fraction:
    """Give a number of an expression as a fraction."""
    return Fraction(int(node.p), int(node.q))


def _numbers(text: str, column: Column, run: Filled, row: int) -> str:
    """Put numbers in; a line of the board's own that takes every partner's says so instead."""
    sheet = run.sheet.worksheet

    def number(match: re.Match[str]) -> str:
        name = match[0]
        if name not in sheet:
            return _said(name)
        if column.scope is Scope.BOARD and sheet[name].scope is Scope.PARTNER:
            return _("each partner's {letter}", letter=f"({sheet[name].letter})")
        return written(run.sheet.cell(name, row), sheet[name].unit, run.currency)

    return _WORD.sub(number, text)


def _closing_bracket(text: str, start: int) -> int:
    depth, place = 1, start
    while depth:
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        place += 1
    return place


def _with_signs(text: str) -> str:
    return text.replace("*", "×").replace("/", "÷").replace(" - ", " − ")


def _said(word: str) -> str:
    """Say a word of expressions; in English it is what the file has."""
    return {
        "per": pgettext("a word of expressions", "per"),
        "at_least": pgettext("a word of expressions", "at_least"),
        "at_most": pgettext("a word of expressions", "at_most"),
        "choose": pgettext("a word of expressions", "choose"),
        "total": pgettext("a word of expressions", "total"),
        "level": pgettext("a word of expressions", "level"),
        "round_to": pgettext("a word of expressions", "round_to"),
        "round_to_total": pgettext("a word of expressions", "round_to_total"),
        "within": pgettext("a word of expressions", "within"),
        "kind": pgettext("a word of expressions", "kind"),
        "sector": pgettext("a word of expressions", "sector"),
        "payer": pgettext("a word of expressions", "payer"),
        "board": pgettext("a word of expressions", "board"),
        "down": pgettext("a word of expressions", "down"),
        "up": pgettext("a word of expressions", "up"),
        "half_up": pgettext("a word of expressions", "half_up"),
        "largest_remainder": pgettext("a word of expressions", "largest_remainder"),
        "modified_sainte_lague": pgettext("a word of expressions", "modified_sainte_lague"),
        "quota": pgettext("a word of expressions", "quota"),
        "and": pgettext("a word of expressions", "and"),
        "or": pgettext("a word of expressions", "or"),
        "not": pgettext("a word of expressions", "not"),
    }.get(word, word)
