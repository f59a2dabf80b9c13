"""What a result comes to, against figures worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from funding.comparison.compare import compare
from funding.comparison.figures import fixed, percent, signed_percent
from funding.comparison.measures import concentration
from tests.comparison.example import SCENARIO, outcome_of

F = Fraction


@cache
def found(scenario: str = SCENARIO) -> dict[str, Any]:
    return compare(outcome_of(scenario)).to_dict()


def measures(board: str, formula: str, scenario: str = SCENARIO) -> dict[str, Any]:
    every = found(scenario)["measures"]
    (one,) = [each for each in every if (each["board"], each["formula"]) == (board, formula)]
    return dict(one)


# Of board one. Under `shared` £950.00 is paid by ash and beech (350.00 each) and elm (250.00).
BY_HAND = {
    "councils": {
        "cash_per_child": "1",
        "assessed_per_child": "1",
        "local_authority": "1",
        "local_authority_with_in_kind": "1",
        "largest_part": "1/2",
        "concentration": "1/2",
        "devolved": "1",
        "not_devolved": "0",
        "unfunded": "0",
    },
    "shared": {
        "cash_per_child": "19/20",
        "assessed_per_child": "1",
        "local_authority": "14/19",
        "local_authority_with_in_kind": "7/10",
        "largest_part": "7/19",
        "concentration": "123/361",  # (2 × 350² + 250²) / 950²
        "devolved": "1",
        "not_devolved": "0",
        "unfunded": "0",
    },
}


@pytest.mark.parametrize("formula", BY_HAND)
def test_each_measure_is_exactly_what_it_is_by_hand(formula: str) -> None:
    one = measures("one", formula)
    assert {word: one[word]["exact"] for word in BY_HAND[formula]} == BY_HAND[formula]


def test_a_measure_is_also_written_for_people() -> None:
    one = measures("one", "shared")
    assert one["cash_per_child"]["rounded"] == "0.95"
    assert one["local_authority"]["rounded"] == "73.7%"
    assert one["concentration"]["rounded"] == "0.341"


def test_those_who_pay_most_and_alike_are_all_named() -> None:
    assert measures("one", "shared")["largest_payers"] == ["ash", "beech"]
    assert measures("two", "shared")["largest_payers"] == ["fir"]


def test_bodies_that_are_not_devolved_pay_the_other_part() -> None:
    two = measures("two", "shared")
    assert two["not_devolved"]["exact"] == str(F(7143, 50000))
    assert F(two["devolved"]["exact"]) + F(two["not_devolved"]["exact"]) == 1


def test_what_nobody_pays_is_a_part_of_the_cost() -> None:
    alike = SCENARIO.replace('"councils", "shared"', '"councils", "alike"')
    # Of four alike on board one, oak refuses: 250.00 of 1,000.00 is left.
    assert measures("one", "alike", alike)["unfunded"] == {"exact": "1/4", "rounded": "25.0%"}


def test_children_are_counted_once_by_the_councils_and_say_whose_they_are() -> None:
    one = measures("one", "shared")
    assert (one["children"], one["children_title"]) == ("1000", "children of 2026")
    assert one["children_year"] == 2026


def test_where_a_council_has_no_figure_the_reason_stands_instead() -> None:
    two = measures("two", "shared")
    assert two["children_why_not"] == "no figure of children is known for fir"
    assert (two["children"], two["cash_per_child"], two["assessed_per_child"]) == (None, None, None)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (('id = "one"', 'id = "one"\nserves = "adults"'), "the board serves adults"),
        (("ash = 600, beech = 400", "ash = 0, beech = 0"), "the figures of children come to 0"),
        (("ash = 600, beech = 400", "ash = 600"), "no figure of children is known for beech"),
    ],
)
def test_no_figure_for_each_child_is_made_up(change: tuple[str, str], why: str) -> None:
    one = measures("one", "councils", SCENARIO.replace(*change, 1))
    assert (one["children_why_not"], one["cash_per_child"]) == (why, None)


def test_a_number_of_children_that_is_assumed_makes_the_measures_an_illustration() -> None:
    unsure = SCENARIO.replace("\nvalues", '\nstatus = "assumed"\nvalues')
    said = measures("one", "shared", unsure)["illustration"]
    assert said == "illustration: the number of children is assumed or unverified"
    assert measures("one", "shared")["illustration"] == ""


def test_a_part_of_nothing_is_left_out() -> None:
    free = SCENARIO.replace('"£1,000.00"', '"£0.00"').replace('"£50.00"', '"£0.00"')
    one = measures("one", "councils", free)
    assert [one[word] for word in ("local_authority", "largest_part", "unfunded")] == [None] * 3
    assert one["largest_payers"] == []


def test_each_kind_is_summed_over_all_boards() -> None:
    (shared,) = [each for each in found()["kinds"] if each["formula"] == "shared"]
    cash = {each["kind"]: each["cash"] for each in shared["kinds"]}
    assert cash == {"local_authority": "1128.57", "health_board": "250.00", "police": "71.43"}
    parts = {each["kind"]: each["part"]["exact"] for each in shared["kinds"]}
    assert parts["health_board"] == "5/29"  # 250.00 of 1,450.00
    assert sum(F(part) for part in parts.values()) == 1


def test_a_payers_cash_is_held_against_its_budget() -> None:
    held = {(each["payer"], each["formula"]): each for each in found()["budgets"]}
    oak = held["oak", "shared"]
    assert (oak["cash"], oak["budget"]) == ("71.43", "10000.00")
    assert oak["part"] == {"exact": "7143/1000000", "rounded": "0.7%"}
    assert (oak["status"], oak["source"], oak["illustration"]) == ("agreed", "a test", "")
    assert held["fir", "shared"]["part"] is None  # of a budget of nothing
    assert held["fir", "shared"]["illustration"] == "illustration: the budget is assumed"


def test_without_a_budget_nothing_is_held() -> None:
    assert found(SCENARIO.partition("[[budget]]")[0])["budgets"] == []


@pytest.mark.parametrize(
    ("paid", "expected"),
    [([1], "1"), ([1, 1], "1/2"), ([3, 1], "5/8"), ([5, 0, 0], "1"), ([1] * 4, "1/4")],
)
def test_concentration_runs_from_one_who_pays_all_to_many_alike(
    paid: list[int], expected: str
) -> None:
    assert str(concentration(map(F, paid))) == expected


def test_a_percentage_never_shows_nothing_for_something() -> None:
    assert [percent(F(part)) for part in ("0", "1", "2/3", "-1/3", "1/2000")] == [
        "0.0%",
        "100.0%",
        "66.7%",
        "-33.3%",
        "0.1%",
    ]
    assert [percent(F(1, 36_000)), percent(F(-1, 10**6))] == ["0.003%", "-0.0001%"]
    assert signed_percent(F(1, 12)) == "+8.3%"


def test_a_half_is_rounded_away_from_nothing() -> None:
    assert [fixed(F(each), 2) for each in ("1/8", "-1/8", "1/3", "0", "-1/1000")] == [
        "0.13",
        "-0.13",
        "0.33",
        "0.00",
        "0.00",
    ]
