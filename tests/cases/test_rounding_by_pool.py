"""Pools of one board that are each rounded in a way of their own, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from funding import Outcome
from tests.properties.engine import run
from tests.properties.writing import write_toml

F = Fraction
Table = dict[str, Any]

FORMULA: Table = {"id": "drawn", "title": "Drawn", "source": "a test", "covers": "all"}
SCENARIO: Table = {
    "title": "Three councils",
    "years": ["2026-27"],
    "formulas": ["drawn"],
    "board": {"id": "board", "lead": "cedar"},
    "partner": [{"id": who, "kind": "local_authority"} for who in ("ash", "birch", "cedar")],
    "driver": [
        {
            "name": "people",
            "year": 2026,
            "source": "a test",
            "values": {"ash": 98, "birch": 1, "cedar": 1},
        }
    ],
}


def settled(training: Table, cost: str = "£200.00", **formula: Any) -> Outcome:
    """Run a formula on a board with £100.00 of core and some of training, which has `rounding`."""
    own = {"pool": {"training": {"rounding": training}}}
    split: Table = {} if "driver" in formula else {"equal": {}}
    lines = [
        {"pool": "core", "item": "unit", "amount": "£100.00"},
        {"pool": "training", "item": "courses", "amount": cost},
    ]
    years = ["2026-27", "2027-28"] if "amendment" in formula else ["2026-27"]
    scenario = {**SCENARIO, "years": years, "cost": lines}
    return run(write_toml({**FORMULA, **split, **own, **formula}), write_toml(scenario))


def asked(outcome: Outcome, year: int = 0) -> list[F]:
    """Give what is asked of ash, birch and cedar."""
    result = outcome.to_dict()["results"][year]
    return [F(partner["assessed"]) for partner in result["partners"]]


def word(outcome: Outcome, name: str) -> F:
    return F(outcome.to_dict()["results"][0][name])


def test_one_pool_is_in_whole_pounds_and_the_other_in_pennies() -> None:
    """Of core 33.34, 33.33, 33.33. Of training 66.67 each: 66, and two pounds left: 67, 67, 66."""
    assert asked(settled({"unit": "£1.00"})) == [F("100.34"), F("100.33"), F("99.33")]


def test_the_lead_takes_the_difference_in_its_one_pool_and_pennies_are_its_own_again() -> None:
    """Of core 34, 33, 33 pounds; of £200.02 66.67 each but for cedar, which takes 66.68.

    Nothing of `[rounding]` holds for training: neither its unit nor its method.
    """
    found = settled({"method": "half_up_lead"}, "£200.02", rounding={"unit": "£1.00"})
    assert asked(found) == [F("100.67"), F("99.67"), F("99.68")]


def test_the_others_leave_the_difference_to_the_lead_and_one_pool_does_not() -> None:
    """Of core 33.33 each but for cedar, 33.34; of training 13 fives each, and one left: to ash."""
    found = settled({"unit": "£5.00"}, rounding={"method": "half_up_lead"})
    assert asked(found) == [F("103.33"), F("98.33"), F("98.34")]


def test_a_minimum_of_one_pool_is_none_of_the_other() -> None:
    """By people core is 98, 1, 1. Training is 196, 2, 2 without its minimum of ten pounds."""
    found = settled({"unit": "£1.00", "minimum": 10}, driver={"by": "people"})
    assert asked(found) == [98 + 180, 1 + 10, 1 + 10]


def test_shares_of_one_pool_are_rounded_before_its_money() -> None:
    """Thirds become 30% each of training: £60.00, and £20.00 is nobody's; core is as ever."""
    found = settled({"shares": "10%"})
    assert asked(found) == [F("93.34"), F("93.33"), F("93.33")]
    assert word(found, "uncovered") == 20


def test_a_pool_rounded_part_by_part_is_over_by_itself() -> None:
    """66.67 is £67.00 for each of three: a pound more than training costs."""
    found = settled({"method": "half_up", "unit": "£1.00"})
    assert asked(found) == [F("100.34"), F("100.33"), F("100.33")]
    assert word(found, "surplus") == 1


@pytest.mark.parametrize(
    ("core", "then"),
    [("£1.00", [97, 102, 101]), ("£2.00", [F("97.50"), F("101.25"), F("101.25")])],
)
def test_bounds_are_kept_in_the_smallest_unit_if_others_are_multiples_of_it(
    core: str, then: list[F]
) -> None:
    """Ash is asked for 34 and 70 pounds, and may be asked for 32.5% of £300: £97.50.

    In whole pounds that is £97, and £203 is left for two. Of two pounds and five neither goes into
    the other: then it is pennies, and £202.50 is left.
    """
    bounds = {"ceiling": {"ash": "32.5%"}}
    assert asked(settled({"unit": "£5.00"}, rounding={"unit": core}, bounds=bounds)) == then


def test_an_amendment_changes_how_one_pool_is_rounded() -> None:
    """Training is 67, 67, 66 pounds, and from the second year on 14, 13, 13 fives."""
    amendment = {
        "from": "2027-04-01",
        "source": "a test",
        "set": {"pool": {"training": {"rounding": {"unit": "£5.00"}}}},
    }
    found = settled({"unit": "£1.00"}, rounding={"unit": "£1.00"}, amendment=[amendment])
    assert asked(found) == [34 + 67, 33 + 67, 33 + 66]
    assert asked(found, 1) == [34 + 70, 33 + 65, 33 + 65]


def test_a_way_of_rounding_that_no_pool_is_left_for_is_a_warning() -> None:
    """In pennies both pools leave one penny each, or two: 33.34 and 66.67, 33.33 and 66.67."""
    ways: Table = {"training": {"rounding": {}}, "core": {"rounding": {"minimum": 1}}}
    found = settled({}, rounding={"unit": "£1.00"}, pool=ways)
    (warning,) = [each for each in found.all_warnings() if "rounding" in each]
    assert warning == (
        "board, 2026-27, drawn: [rounding] has no effect: every pool that is shared is rounded in "
        "its own way"
    )
    assert asked(found) == [F("100.01"), F("100.00"), F("99.99")]


def test_to_the_nearest_unit_nobody_is_below_the_minimum_but_who_has_no_part() -> None:
    """Of training 196.00, 2.00 and 2.00: the two are raised to 3, and 202.00 is collected."""
    by = {"by": "people"}
    rounding = {"method": "half_up", "unit": "£1.00", "minimum": 3}
    found = settled(rounding, driver=by)
    assert asked(found) == [F(98 + 196), F(1 + 3), F(1 + 3)]
    assert word(found, "surplus") == 2
    nobody = settled(rounding, "£0.00", driver=by)
    assert asked(nobody) == [F(98), F(1), F(1)]
