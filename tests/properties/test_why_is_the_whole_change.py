"""The parts of a change in cash sum to it, exactly: what is asked, borne, credited and unpaid."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.comparison.bill import Change
from funding.comparison.changes import by_board, by_payer
from tests.properties.comparing import beside_equal_shares, cases_of_two_boards
from tests.properties.engine import Case, laws
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases

Why = Callable[[Change], dict[str, Fraction]]


def sums_to_the_change(why: Why, case: Case) -> None:
    """Require of every partner and every payer that its parts are its change, and no other."""
    for pair in beside_equal_shares(case).pairs:
        rows = [*by_payer(pair), *(row for board in by_board(pair) for row in board.rows)]
        for row in rows:
            assert sum(why(row.change).values()) == row.change.amount


@laws(40)
@given(cases(giving=True))
def test_the_parts_of_why_sum_to_the_change_where_things_are_given(case: Case) -> None:
    sums_to_the_change(Change.why, case)


@laws(40)
@given(cases(shortage=True))
def test_the_parts_of_why_sum_to_the_change_where_some_do_not_pay(case: Case) -> None:
    sums_to_the_change(Change.why, case)


@laws(25)
@given(cases_of_two_boards())
def test_the_parts_of_why_sum_to_the_change_over_two_boards(case: Case) -> None:
    sums_to_the_change(Change.why, case)


def forgets_what_is_borne(change: Change) -> dict[str, Fraction]:
    """Leave out what is paid for others."""
    return {word: part for word, part in change.why().items() if word != "borne"}


def adds_what_is_given(change: Change) -> dict[str, Fraction]:
    """Count a credit in kind as if it were cash."""
    return {**change.why(), "in_kind": -change.why()["in_kind"]}


def pays_what_is_asked(change: Change) -> dict[str, Fraction]:
    """Take everybody to pay what is asked of it."""
    return {**change.why(), "shortfall": Fraction(0)}


WRONG: tuple[tuple[Why, st.SearchStrategy[Case]], ...] = (
    (forgets_what_is_borne, cases(shortage=True)),
    (adds_what_is_given, cases(giving=True)),
    (pays_what_is_asked, cases(shortage=True)),
)


@pytest.mark.parametrize(("wrong", "drawn"), WRONG, ids=lambda each: getattr(each, "__name__", ""))
def test_a_reason_that_leaves_something_out_is_refuted(
    wrong: Why, drawn: st.SearchStrategy[Case]
) -> None:
    assert_refuted(sums_to_the_change, wrong, drawn)
