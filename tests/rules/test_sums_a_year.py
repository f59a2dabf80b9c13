"""Sums that a formula states are sums a year: they rise, and count for their days, to the penny."""

from __future__ import annotations

from datetime import date

from tests.rules.on_a_board import PARTNERS, F, Table, result, words

FEE: Table = {"flat_fees": {"police": "£100.01"}, "equal": {"among": ["local_authority"]}}


def test_a_sum_a_year_counts_for_its_days_down_to_the_penny_and_the_rest_comes_later() -> None:
    """£100.01 × 91 ÷ 365 is £24.933…, × 183 ÷ 365 is £50.141…: £24.93, £25.21 and £49.87."""
    first, second, third = PARTNERS
    leaves = [first, second, {**third, "until": date(2020, 6, 30)}]
    comes = {"id": "other", "kind": "nhs_trust", "from": date(2020, 10, 1)}
    found = result(FEE, partner=[*leaves, comes])
    fees = [
        next(F(each["assessed"]) for each in part["partners"] if each["id"] == "force")
        for part in found["parts"]
    ]
    assert fees == [F("24.93"), F("25.21"), F("49.87")]
    assert sum(fees) == F("100.01")


def test_a_sum_rises_to_the_nearest_penny_and_half_a_penny_goes_up() -> None:
    """£100.01 × 1.5 is £150.015."""
    rises = {"uprating": {"rate": "50%", "base": "2019-20", "of": ["flat_fees"]}}
    assert words({**FEE, **rises}, "assessed")[1] == F("150.02")
    falls = {"uprating": {"rate": "50%", "base": "2021-22", "of": ["flat_fees"]}}
    assert words({**FEE, **falls}, "assessed")[1] == F("66.67")


def test_a_ceiling_of_a_kind_of_thing_rises_with_its_section() -> None:
    """Of £90.00 of staff, £50.00 of 2018-19 counts, after two rises."""
    in_kind = {"eligible": "all", "ceiling_amounts": {"staff": "£50.00"}, "excess": "refused"}
    rises = {"rate": "10%", "base": "2018-19", "of": ["in_kind"]}
    given = [{"partner": "force", "kind": "staff", "meets": "unit", "value": "£90.00"}]
    formula = {"equal": {}, "in_kind": in_kind, "uprating": rises}
    assert words(formula, "in_kind", in_kind=given) == [0, F("60.50"), 0]


def test_what_is_given_above_a_ceiling_is_drawn_in_the_next_year() -> None:
    """£30.00 of £90.00 is above the ceiling; it went to reserves, and comes from there again."""
    in_kind = {"eligible": "all", "ceiling_amount": "£60.00", "excess": "carried"}
    given = [
        {"partner": "force", "kind": "staff", "meets": "unit", "value": ["£90.00", "£0.00"]},
    ]
    scenario: Table = {"years": ["2020-21", "2021-22"], "in_kind": given}
    formula = {"equal": {}, "in_kind": in_kind}
    assert words(formula, "in_kind_carried", **scenario) == [0, 30, 0]
    assert words(formula, "in_kind_drawn", year=1, **scenario) == [0, 30, 0]
    assert words(formula, "cash", year=1, **scenario) == [100, 70, 100]


def test_reserves_are_filled_up_by_those_who_are_asked_for_less_than_a_pound() -> None:
    """Of 60p each is asked for 20p, and for a third of the 30p that reserves lack."""
    filled = {"target_amount": "£0.30", "below_target": "collected", "years": 1}
    cost = [{"pool": "core", "item": "unit", "amount": "£0.60"}]
    assert words({"equal": {}, "reserves": filled}, "assessed", cost=cost) == [F("0.3")] * 3
