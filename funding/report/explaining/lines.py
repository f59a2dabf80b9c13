"""The lettered lines of one figure: each step that it rests on, in words and in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from sympy import Expr

from funding.amounts import PENNY
from funding.comparison.naming import kind_said
from funding.comparison.run import Run
from funding.comparison.words import status_in_words
from funding.compiling.parting import Parting
from funding.evaluation.exact import names_used, value_of
from funding.language import _, marked
from funding.report.algebra import column_latex, column_mathml
from funding.report.explaining.expressions import Filled, lettered, with_numbers
from funding.report.explaining.made_of import made_of
from funding.report.explaining.model import Line
from funding.report.explaining.phrases import how
from funding.report.wording import written
from funding.worksheet.apportionment import odd_units
from funding.worksheet.column import Column, Figure, Role, Scope
from funding.worksheet.functions import round_to_total


def lines_of_run(run: Run, row: int, year: int) -> Iterator[Line]:
    """Give the line of each column that a partner's cash rests on.

    `year` is the place of its year in the scenario.
    """
    return (line_of(run, column, row, year) for column in resting_on(run, row))


def line_of(run: Run, column: Column, row: int, year: int) -> Line:
    """Give the line of one column."""
    partner, of_board = run.parties[row].partner, column.scope is Scope.BOARD
    return _line(
        run,
        column,
        row,
        title=_title(run, column, row),
        named=(_("the board"),) * 2 if of_board else (partner.id, marked(partner.name)),
        sources=_sources(run, column, row),
        parts=made_of(run, column, row, year),
    )


def lines_of_part(part: Parting, place: int) -> Iterator[Line]:
    """Give the lines of one part of a sum that is split between boards, or between bills."""
    bill = part.bills[place]
    for column in part.sheet.worksheet:
        found = list(_cited(part.sheet.binding.figures.get(column.name, ())))
        stated = column.source or _("the worksheet of board {board}", board=bill.board)
        of_all = column.scope is Scope.BOARD
        yield _line(
            part,
            column,
            place,
            title=marked(column.title),
            named=(_("all of them"),) * 2 if of_all else (bill.id,) * 2,
            sources=found or [stated],
        )


def resting_on(run: Run, row: int) -> Iterator[Column]:
    """Give the columns that a partner's cash rests on, in order; the others keep their letters."""
    sheet = run.sheet.worksheet
    roles = (Role.CASH, Role.ASSESSED_EXACT)
    wanted = {column.name for role in roles for column in sheet.playing(role)}
    for column in reversed(sheet.columns):
        if column.name in wanted:
            wanted |= names_used(column, run.sheet, row)
    return (column for column in sheet if column.name in wanted)


def _line(
    run: Filled,
    column: Column,
    row: int,
    *,
    title: str,
    named: tuple[str, str],
    sources: Sequence[str],
    parts: Sequence[str] = (),
) -> Line:
    """Write a line; `named` is whose it is, as files do and as people do."""
    value = written(run.sheet.cell(column.name, row), column.unit, run.currency)
    id_, whose = named
    step = {"letter": f"({column.letter})", "whose": whose, "title": title, "value": value}
    if parts:
        made = " + ".join(parts)
        said = (
            _(
                "Step {letter} of {whose}, “{title}”, is {value}, the sum of {lines}.",
                lines=made,
                **step,
            )
            if len(parts) > 1
            else _("Step {letter} of {whose}, “{title}”, is {value}: {how}.", how=made, **step)
        )
        return Line(column.letter, title, id_, whose, value, said, tuple(sources), made_of=made)
    if column.text is None:
        said = _("Step {letter} of {whose}, “{title}”, is {value}, as stated.", **step)
        return Line(column.letter, title, id_, whose, value, said, tuple(sources))
    said = _(
        "Step {letter} of {whose}, “{title}”, is {value}: {how}.", how=how(column, run, row), **step
    )
    return Line(
        column.letter,
        title,
        id_,
        whose,
        value,
        said,
        tuple(sources),
        lettered=lettered(column, run),
        numbered=with_numbers(column, run, row),
        left_over=_left_over(run, column, row),
        mathml=column_mathml(column, run.sheet.worksheet),
        latex=column_latex(column, run.sheet.worksheet),
    )


def _left_over(run: Filled, column: Column, row: int) -> str:
    """Say where the units left over by rounding down went, and why; nothing where none were."""
    if not isinstance(column.expression, round_to_total):
        return ""
    exact, amount, step, method, *minimum = column.expression.args
    if method.name != "largest_remainder":
        return ""

    def cells(node: Expr) -> list[Fraction]:
        places = range(len(run.sheet.rows))
        return [value_of(node, column, run.sheet, place) for place in places]

    unit, ids = value_of(step, column, run.sheet, row), [each.id for each in run.sheet.rows]
    least = cells(minimum[0]) if minimum else None
    raised = odd_units(cells(exact), value_of(amount, column, run.sheet, row), unit, ids, least)
    if not raised:
        return ""
    told = ((ids[place], written(over, "number")) for place, over in sorted(raised.items()))
    if unit == PENNY:
        who = ", ".join(_("{id} ({part} of a penny)", id=id_, part=part) for id_, part in told)
        return _("pennies left over went to the largest remainders: {who}", who=who)
    who = ", ".join(_("{id} ({part} of a unit)", id=id_, part=part) for id_, part in told)
    return _("units left over went to the largest remainders: {who}", who=who)


def _title(run: Run, column: Column, row: int) -> str:
    """Give a column's title; a driver's as the board has it, with the date of its figures."""
    if column.by == "kind":
        kind = kind_said(run.parties[row].partner.kind, run)
        return _("{title} ({kind})", title=marked(column.title), kind=kind)
    if column.origin is not None and column.origin.what == "driver":
        return marked(run.board.drivers[column.origin.which[0]].title)
    return marked(column.title)


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
    stated = column.source or _("the scenario, board {board}", board=run.board.id)
    return list(dict.fromkeys(_cited(figures))) or [stated]


def _cited(figures: Iterable[Figure]) -> Iterator[str]:
    for each in figures:
        status = status_in_words(each.status)
        yield _("{source} ({status})", source=each.source, status=status)
