"""Limits stated both ways, and what becomes of parts of a penny, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.properties.engine import run
from tests.properties.writing import write_toml

F = Fraction
Table = dict[str, Any]

FORMULA: Table = {"id": "drawn", "title": "Drawn", "source": "a test", "covers": "all"}
SCENARIO: Table = {
    "title": "A board",
    "year": "2020-21",
    "formulas": ["drawn"],
    "board": {"id": "board"},
    "partner": [
        {"id": "council", "kind": "local_authority"},
        {"id": "force", "kind": "police"},
        {"id": "trust", "kind": "nhs_trust"},
    ],
    "cost": [{"pool": "core", "item": "unit", "amount": "£300.00"}],
}


def words(formula: Table, word: str, **scenario: Any) -> list[F]:
    """Give a word of council, force and trust."""
    outcome = run(
        write_toml({**FORMULA, "equal": {}, **formula}), write_toml({**SCENARIO, **scenario})
    )
    return [F(each[word]) for each in outcome.to_dict()["results"][0]["partners"]]


REFUSED = [{"partner": "trust", "says": "refused"}]


@pytest.mark.parametrize(
    ("limit", "bears"),
    [
        ({"limit": "10%"}, 10),
        ({"limit_amount": "£7.00"}, 7),
        ({"limit": "10%", "limit_amount": "£7.00"}, 7),
        ({"limit": "10%", "limit_amount": "£12.00"}, 10),
    ],
)
def test_of_two_limits_on_what_is_borne_the_lower_holds(limit: Table, bears: int) -> None:
    """Of the £100.00 refused, each of the two others bears no more than the lower limit."""
    shortfall = {"shortfall": {"borne_by": ["all who pay in full"], **limit}}
    assert words(shortfall, "borne", answer=REFUSED) == [bears, bears, 0]


def test_a_limit_by_a_part_is_rounded_down_to_the_penny() -> None:
    """A third of a per cent of £100.00 is 33.3 pence."""
    shortfall = {"shortfall": {"borne_by": ["all who pay in full"], "limit": "0.333%"}}
    assert words(shortfall, "borne", answer=REFUSED) == [F("0.33"), F("0.33"), 0]


def test_who_takes_part_of_what_it_is_asked_pays_whole_pennies_rounded_down() -> None:
    """A third of £100.00, as 33.333 per cent: £33.333 is £33.33 and the rest is lacking."""
    answers = [{"partner": "trust", "says": "agreed", "take_up": "33.335%"}]
    assert words({}, "cash", answer=answers) == [100, 100, F("33.33")]
    assert words({}, "shortfall", answer=answers) == [0, 0, F("66.67")]


def test_what_bounds_leave_over_is_taken_up_by_whoever_is_asked_for_something() -> None:
    """The trust is asked for nothing and takes nothing over, though its ceiling would let it."""
    percentages = {"local_authority": "50%", "police": "50%", "missing_kind": "others pro rata"}
    bounds = {"ceiling_amount": {"council": "£100.00", "trust": "£90.00"}}
    formula = {**FORMULA, "percentages": percentages, "bounds": bounds}
    outcome = run(write_toml(formula), write_toml(SCENARIO))
    result = outcome.to_dict()["results"][0]
    assert [F(each["assessed"]) for each in result["partners"]] == [100, 200, 0]
