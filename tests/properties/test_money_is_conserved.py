"""Every published result adds up, to the penny, and nothing in it is negative."""

from __future__ import annotations

import copy
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given

from tests.properties.engine import BOARD_WORDS, PARTNER_WORDS, Case, Engine, Words, laws, settled
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases


def adds_up(engine: Engine, case: Case) -> None:
    """Require (R), (P) and (S) of the published sums, and that none is below nothing."""
    words = engine(case)
    board = {word: Fraction(words[word]) for word in BOARD_WORDS}
    rows = [{word: Fraction(p[word]) for word in PARTNER_WORDS} for p in words["partners"]]
    assert all(sum_ >= 0 for each in (board, *rows) for sum_ in each.values())

    def total(*names: str) -> Fraction:
        return sum((row[name] for row in rows for name in names), Fraction(0))

    sources = board["grants"] + board["income"] + board["reserves_used"] + board["unfunded"]
    assert board["cost"] + board["surplus"] == sources + total("cash", "in_kind", "in_kind_free")
    for row in rows:
        assert row["assessed"] + row["borne"] == row["cash"] + row["in_kind"] + row["shortfall"]
    met = board["shortfall_from_reserves"] + board["shortfall_unfunded"]
    assert total("shortfall") == total("borne") + met
    _board_agrees(board, total("in_kind_on_top"))


def _board_agrees(board: dict[str, Fraction], on_top: Fraction) -> None:
    """Require of the board's words what their definitions say of each other."""
    assert board["true_cost"] == board["cost"] + on_top
    assert board["unfunded"] == board["uncovered"] + board["shortfall_unfunded"]
    closing = board["reserves_opening"] + board["surplus"] - board["reserves_used"]
    assert board["reserves_closing"] == closing


@laws(60)
@given(cases(full=True))
def test_every_result_adds_up(case: Case) -> None:
    adds_up(settled, case)


def spoiled(spoil: Callable[[Words], None]) -> Engine:
    """Give an engine whose results are spoiled before they are published."""

    def engine(case: Case) -> Words:
        words = copy.deepcopy(settled(case))
        spoil(words)
        return words

    return engine


def _move(words: Words, word: str, pence: int) -> None:
    words[word] = f"{Fraction(words[word]) + Fraction(pence, 100)}"


def drops_a_penny(words: Words) -> None:
    _move(words["partners"][0], "cash", -1)


def drops_a_penny_of_the_whole_row(words: Words) -> None:
    _move(words["partners"][0], "cash", -1)
    _move(words["partners"][0], "assessed", -1)


def bears_a_shortfall_twice(words: Words) -> None:
    for partner in words["partners"]:
        partner["cash"] = str(Fraction(partner["cash"]) + Fraction(partner["borne"]))
        partner["borne"] = str(2 * Fraction(partner["borne"]))


def pays_a_partner(words: Words) -> None:
    cash = Fraction(words["partners"][0]["cash"])
    words["partners"][0]["cash"] = str(-cash)
    words["partners"][0]["shortfall"] = str(Fraction(words["partners"][0]["shortfall"]) + 2 * cash)


def forgets_the_reserves(words: Words) -> None:
    words["reserves_used"] = "0.00"


def forgets_what_reserves_bear(words: Words) -> None:
    words["shortfall_from_reserves"] = "0.00"


def hides_what_nobody_pays(words: Words) -> None:
    words["unfunded"] = words["uncovered"]


def counts_gifts_that_meet_no_line(words: Words) -> None:
    for partner in words["partners"]:
        given_on_top = Fraction(partner["in_kind_on_top"])
        partner["in_kind"] = str(Fraction(partner["in_kind"]) + given_on_top)


WRONG = (
    drops_a_penny,
    drops_a_penny_of_the_whole_row,
    bears_a_shortfall_twice,
    pays_a_partner,
    forgets_the_reserves,
    forgets_what_reserves_bear,
    hides_what_nobody_pays,
    counts_gifts_that_meet_no_line,
)


@pytest.mark.parametrize("spoil", WRONG)
def test_a_result_that_does_not_add_up_is_refuted(spoil: Callable[[Words], None]) -> None:
    assert_refuted(adds_up, spoiled(spoil), cases(shortage=True, full=True))
