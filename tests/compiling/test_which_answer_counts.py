"""Of a partner's answers the closest fit counts, and of those the latest that came in time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest

from funding.compiling.answering import counting, fitting, late
from funding.scenario.entries import Answer
from funding.years import parse_year

YEAR, NEXT = parse_year("2020-21"), parse_year("2021-22")


def answer(limit: int, **said: Any) -> Answer:
    """Make an answer that is known again by its limit."""
    return Answer("police", "agreed", limit=(Fraction(limit),), **said)


ANY = answer(1)
IN_YEAR = answer(2, years=(YEAR,))
UNDER_DUTY = answer(3, while_duty="may")
FOR_BOARD = answer(4, is_for_board=True)
TO_FORMULA = answer(5, formula="ours")
RISING = (ANY, IN_YEAR, UNDER_DUTY, FOR_BOARD, TO_FORMULA)


def test_the_more_an_answer_says_whom_it_is_for_the_closer_it_fits() -> None:
    for place, closest in enumerate(RISING):
        for some in permutations(RISING[: place + 1][-3:]):
            assert counting(some, YEAR) is closest
    one_thing = answer(6, formula="ours")
    all_else = answer(7, years=(YEAR,), while_duty="may", is_for_board=True)
    assert counting([one_thing, all_else], YEAR) is one_thing
    assert counting([], YEAR) is None


def test_of_two_alike_the_later_counts_and_an_undated_one_is_the_earliest() -> None:
    early, later = answer(1, date=date(2020, 5, 1)), answer(2, date=date(2020, 5, 2))
    assert counting([early, later], YEAR) is counting([later, early], YEAR) is later
    assert counting([early, ANY], YEAR) is counting([ANY, early], YEAR) is early


def test_what_came_after_the_last_day_of_the_year_is_late_whatever_it_fits() -> None:
    last = answer(1, date=date(2021, 3, 31))
    too_late = answer(2, date=date(2021, 4, 1), formula="ours")
    assert counting([last, too_late], YEAR) is last
    assert counting([too_late], YEAR) is None
    assert counting([last, too_late], NEXT) is too_late
    assert late([last, too_late, ANY], YEAR) == (too_late,)
    assert late([last, too_late, ANY], NEXT) == ()


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ({}, True),
        ({"formula": "ours"}, True),
        ({"formula": "theirs"}, False),
        ({"while_duty": "may"}, True),
        ({"while_duty": "will"}, False),
        ({"years": (YEAR, NEXT)}, True),
        ({"years": (NEXT,)}, False),
    ],
)
def test_an_answer_fits_what_it_is_said_of(said: dict[str, Any], fits: bool) -> None:
    given = answer(1, **said)
    other = Answer("council", "agreed")
    assert fitting([given, other], "police", "ours", "may", YEAR) == ((given,) if fits else ())
