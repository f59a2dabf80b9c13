"""Who pays more, who less, and why: every figure of the example by hand."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from funding.comparison.bill import Bill, Change
from funding.comparison.changes import Row
from funding.comparison.compare import Comparison, compare
from funding.comparison.reasons import in_per_cent, reason
from tests.comparison.example import SCENARIO, outcome_of

F = Fraction


@cache
def compared() -> Comparison:
    return compare(outcome_of())


@cache
def found() -> dict[str, Any]:
    return compared().to_dict()


def rows(board: str | None = None) -> dict[str, dict[str, Any]]:
    (pair,) = found()["changes"]
    place = pair["payers"]
    if board is not None:
        place = next(b["partners"] for b in pair["by_board"] if b["board"] == board)
    return {row["id"]: row for row in place}


BY_HAND = {
    # id: before, after, change, then what is asked, borne, credited and unpaid add to it
    "ash": ("500.00", "350.00", "-150.00", "-200.00", "50.00", "0.00", "0.00"),
    "beech": ("500.00", "350.00", "-150.00", "-200.00", "50.00", "0.00", "0.00"),
    "elm": ("0.00", "250.00", "250.00", "300.00", "0.00", "-50.00", "0.00"),
    "oak": ("0.00", "0.00", "0.00", "100.00", "0.00", "0.00", "-100.00"),
}


@pytest.mark.parametrize("who", BY_HAND)
def test_a_partners_change_and_its_parts_are_those_worked_out_by_hand(who: str) -> None:
    row = rows("one")[who]
    sums = [row[key] for key in ("cash_before", "cash", "change")]
    parts = [row["why"][word] for word in ("assessed", "borne", "in_kind", "shortfall")]
    assert (*sums, *parts) == BY_HAND[who]


def test_a_change_in_per_cent_is_exact_and_rounded() -> None:
    assert rows("one")["ash"]["change_part"] == {"exact": "-3/10", "rounded": "-30.0%"}
    # 71.43 of 500.00
    assert rows("two")["fir"]["change_part"] == {"exact": "-7143/50000", "rounded": "-14.3%"}


def test_a_change_from_nothing_has_no_percentage_and_is_new() -> None:
    elm, oak = rows("one")["elm"], rows("one")["oak"]
    assert (elm["change_part"], elm["new"]) == (None, True)
    assert (oak["change_part"], oak["new"]) == (None, False)


def test_it_is_counted_who_pays_more_less_and_the_same_on_a_board() -> None:
    (pair,) = found()["changes"]
    one = next(each for each in pair["by_board"] if each["board"] == "one")
    assert one["more"] == {"count": 1, "amount": "250.00"}
    assert one["less"] == {"count": 2, "amount": "300.00"}
    assert one["same"] == {"count": 1}
    assert (one["cash_before"], one["cash"], one["change"]) == ("1000.00", "950.00", "-50.00")


def test_a_payer_of_two_boards_is_added_up_over_them() -> None:
    oak = rows()["oak"]
    assert (oak["cash_before"], oak["cash"]) == ("0.00", "71.43")
    assert oak["why"] == {
        "assessed": "171.43",
        "borne": "0.00",
        "in_kind": "0.00",
        "shortfall": "-100.00",
    }


def test_all_payers_together_are_counted_and_summed() -> None:
    (pair,) = found()["changes"]
    # elm 250.00 and oak 71.43; ash and beech 150.00 each, and fir 71.43.
    assert pair["more"] == {"count": 2, "amount": "321.43"}
    assert pair["less"] == {"count": 3, "amount": "371.43"}
    assert pair["same"] == {"count": 0}
    assert pair["change"] == "-50.00"


def test_the_sentence_says_the_parts_of_the_change() -> None:
    said = {row["id"]: row["reason"] for row in rows("one").values()}
    assert said["ash"] == (
        "Ash pays £150.00 less (-30.0%): £200.00 less is asked of it; "
        "it bears £50.00 more for others."
    )
    assert said["elm"] == (
        "Elm pays £250.00 more (new): £300.00 more is asked of it; £50.00 more is credited in kind."
    )
    assert said["oak"] == (
        "Oak pays the same, £0.00: £100.00 more is asked of it; £100.00 more goes unpaid."
    )


BACK = {
    "assessed": "£1.00 less is asked of it",
    "borne": "it bears £1.00 less for others",
    "in_kind": "£1.00 less is credited in kind",
    "shortfall": "£1.00 less goes unpaid",
}


@pytest.mark.parametrize("word", BACK)
def test_the_sentence_says_what_is_less_of_each_word(word: str) -> None:
    before = Bill(**{word: F(1)})
    row = Row("ash", "Ash", None, "ash", Change(before, Bill()), (), ())
    assert BACK[word] in reason(row)


def test_what_is_on_one_side_only_is_said_to_be() -> None:
    gone = Change(Bill(assessed=F(5), cash=F(5)), None)
    assert (gone.amount, gone.part, in_per_cent(gone)) == (F(-5), F(-1), "-100.0%")
    come = Change(None, Bill(assessed=F(5), cash=F(5)))
    assert (come.amount, come.part, in_per_cent(come)) == (F(5), None, "new")
    neither = Change(None, Bill())
    assert (neither.amount, in_per_cent(neither)) == (F(0), "")


def test_the_baseline_may_be_another_than_the_scenarios_own() -> None:
    turned = compare(outcome_of(), baseline="shared").to_dict()
    (pair,) = turned["changes"]
    assert (pair["formula"], pair["against"]["formula"]) == ("councils", "shared")
    changes = {row["id"]: row["change"] for row in pair["payers"]}
    assert changes["ash"] == "150.00"
    assert changes["oak"] == "-71.43"


def test_figures_that_are_sure_make_no_illustration() -> None:
    everything = [*rows().values(), *rows("one").values(), *rows("two").values()]
    assert {row["illustration"] for row in everything} == {""}


def test_a_row_says_that_it_rests_on_an_assumption() -> None:
    unsure = SCENARIO.replace('status   = "agreed"', 'status   = "assumed"')
    (pair,) = compare(outcome_of(unsure)).to_dict()["changes"]
    both = "illustration: 2 of 2 results rest on figures that are assumed or unverified"
    four = both.replace("2 of 2", "4 of 4")
    said = {row["id"]: row["illustration"] for row in pair["payers"]}
    assert said == {"ash": both, "beech": both, "elm": both, "fir": both, "oak": four}
    boards = [row["illustration"] for b in pair["by_board"] for row in b["partners"]]
    assert set(boards) == {both}
