"""A year cut wherever, for one formula on one board, something changes within it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from funding.compiling.party import Party
from funding.errors import InputError
from funding.formula.model import Formula
from funding.language import _
from funding.rules.duty import DutySettings
from funding.scenario.entries import Notice
from funding.scenario.model import Board
from funding.years import FinancialYear, Part, day_after, months_after

MOST_DAYS = 60


class Term(NamedTuple):
    """What holds in a part of a year: the formula as it stands, and the board as it sits then."""

    part: Part
    formula: Formula
    board: Board


def terms_of(formula: Formula, board: Board, year: FinancialYear) -> tuple[Term, ...]:
    """Give the parts of a year, from first to last; the whole year if nothing changes within it.

    It is cut on a day from which on the formula is amended or followed by another, somebody comes
    or has left, a duty is another one, or a notice is over. Raise `InputError` for too many.
    """
    cuts = [year.first_day]
    days = {day for day in _days(formula, board) if year.first_day < day <= year.last_day}
    if len(days) > MOST_DAYS:
        message = _(
            "{formula} on {board}, {year}: something changes on {number} days of the year, more "
            "than {most}",
            formula=formula.id,
            board=board.id,
            year=year,
            number=len(days),
            most=MOST_DAYS,
        )
        fix = _("let what comes, leaves or begins share its days")
        raise InputError([formula.document.fault((), message, fix)])
    for day in sorted(days):
        if _state(formula, board, day) != _state(formula, board, cuts[-1]):
            cuts.append(day)
    ends = [date.fromordinal(day.toordinal() - 1) for day in cuts[1:]]
    return tuple(
        Term(Part(year, start, end), formula.on(start), board_on(board, formula, start))
        for start, end in zip(cuts, [*ends, year.last_day], strict=True)
    )


def board_on(board: Board, formula: Formula, day: date) -> Board:
    """Give a board as it sits on a day, with what was said and notified to a formula.

    An answer to a succession is one to whichever of its formulas holds.
    """
    there, stands = board.on(day), formula.on(day)
    if formula.id != stands.id:
        answers = tuple(
            replace(each, formula=stands.id) if each.formula == formula.id else each
            for each in there.answers
        )
        payments = tuple(
            replace(each, formula=None)
            for each in there.arrears_paid
            if each.formula in (None, formula.id)
        )
        there = replace(there, answers=answers, arrears_paid=payments)
    if not there.notices:
        return there
    return replace(there, notices=tuple(_resolved(each, formula) for each in there.notices))


def _resolved(notice: Notice, formula: Formula) -> Notice:
    """Give a notice with the day on which it is over, by the formula as it stood when given."""
    return replace(notice, free=_free_day(notice, formula))


def _free_day(notice: Notice, formula: Formula) -> date:
    settings: DutySettings = formula.on(notice.given).section("duty") or DutySettings()
    return months_after(notice.given, settings.notice or 0)


def _days(formula: Formula, board: Board) -> Iterator[date]:
    """Give every day on which something may change."""
    versions = [formula, *(each for _, each in formula.changes)]
    yield from (day for day, _ in formula.changes)
    for partner in board.partners:
        yield from (day for day in (partner.start,) if day is not None)
        yield from (day_after(day) for day in (partner.until,) if day is not None)
    for version in versions:
        settings: DutySettings | None = version.section("duty")
        for duty in settings.stated().values() if settings else ():
            yield from (day for day in (duty.will_from,) if day is not None)
    yield from (_free_day(notice, formula) for notice in board.notices)


def _state(formula: Formula, board: Board, day: date) -> tuple[object, ...]:
    """Give what holds on a day: if it is alike on two days, nothing changes between them."""
    stands, there = formula.on(day), board_on(board, formula, day)
    parties = [Party(partner, stands, there, day) for partner in there.partners]
    return id(stands), *((each.partner.id, each.duty, each.has_withdrawn) for each in parties)
