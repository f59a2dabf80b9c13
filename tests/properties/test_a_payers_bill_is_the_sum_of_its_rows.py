"""What a payer pays over all boards is what its partners pay on each, added up."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from tests.properties.comparing import beside_equal_shares, cases_of_two_boards
from tests.properties.engine import Case, laws
from tests.properties.refuting import assert_refuted

WORDS = ("cash_before", "cash", "change")
Pair = dict[str, Any]
Comparer = Callable[[Case], list[Pair]]


def published(case: Case) -> list[Pair]:
    """Compare, and give the pairs as they are published."""
    pairs: list[Pair] = beside_equal_shares(case).to_dict()["changes"]
    return pairs


def adds_up(comparer: Comparer, case: Case) -> None:
    """Require of every payer the sum of its partners' rows, and that nobody is left out."""
    for pair in comparer(case):
        sums: dict[str, dict[str, Fraction]] = {}
        for row in (row for board in pair["by_board"] for row in board["partners"]):
            so_far = sums.setdefault(row["payer"], dict.fromkeys(WORDS, Fraction(0)))
            for word in WORDS:
                so_far[word] += Fraction(row[word])
        payers = {
            row["id"]: {word: Fraction(row[word]) for word in WORDS} for row in pair["payers"]
        }
        assert payers == sums
        whole = sum((each["change"] for each in sums.values()), Fraction(0))
        assert Fraction(pair["change"]) == whole
        counted = Fraction(pair["more"]["amount"]) - Fraction(pair["less"]["amount"])
        assert counted == whole


@laws(40)
@given(cases_of_two_boards())
def test_a_payers_bill_is_the_sum_of_its_boards_rows(case: Case) -> None:
    adds_up(published, case)


def last_bill_only(case: Case) -> list[Pair]:
    """Let a later bill of a payer take the place of an earlier one."""
    pairs = published(case)
    for pair in pairs:
        for board in pair["by_board"]:
            last = {row["payer"]: row for row in board["partners"]}
            for row in pair["payers"]:
                row |= {word: last[row["id"]][word] for word in WORDS}
    return pairs


def by_partner(case: Case) -> list[Pair]:
    """Take every partner for its own payer."""
    pairs = published(case)
    for pair in pairs:
        pair["payers"] = [row for board in pair["by_board"] for row in board["partners"]]
    return pairs


@pytest.mark.parametrize("wrong", [last_bill_only, by_partner])
def test_a_payer_whose_bills_are_not_added_up_is_refuted(wrong: Comparer) -> None:
    assert_refuted(adds_up, wrong, cases_of_two_boards())
