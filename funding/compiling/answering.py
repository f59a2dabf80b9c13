"""Which of the answers that a partner gave counts: the closest fit, and of those the latest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from funding.scenario.entries import Answer
from funding.years import FinancialYear


def fitting(
    answers: Iterable[Answer], partner: str, formula: str, duty: str, year: FinancialYear
) -> tuple[Answer, ...]:
    """Give a partner's answers to a formula, or to any, under its duty in a year."""
    return tuple(
        answer
        for answer in answers
        if answer.partner == partner
        and answer.formula in (None, formula)
        and answer.while_duty in (None, duty)
        and (answer.years is None or year in answer.years)
    )


def counting(given: Sequence[Answer], year: FinancialYear) -> Answer | None:
    """Give the answer that counts of those that fit; one dated after the year's end does not.

    The more an answer says whom it is for, the closer it fits: to this formula before to any, for
    this board, under this duty, in this year. Of two alike the later counts; two alike that no
    date tells apart were refused when the scenario was read.
    """
    in_time = [answer for answer in given if answer.date is None or answer.date <= year.last_day]
    return max(in_time, key=_closeness, default=None)


def late(given: Sequence[Answer], year: FinancialYear) -> tuple[Answer, ...]:
    """Give the answers that came after the end of the year."""
    return tuple(answer for answer in given if answer.date and answer.date > year.last_day)


def _closeness(answer: Answer) -> tuple[bool, bool, bool, bool, date]:
    return (
        answer.formula is not None,
        answer.is_for_board,
        answer.while_duty is not None,
        answer.years is not None,
        answer.date or date.min,
    )
