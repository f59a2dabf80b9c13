"""Seats shared by published methods, from files: a seat is a pound, and the unit is one too."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from funding.cli import main
from tests.cases.test_published import simulated

HERE = Path(__file__).parent / "apportionment"
Seats = dict[tuple[str, str], dict[str, int]]


def seats(scenario: str) -> Seats:
    """Give each partner's seats, by board and formula."""
    return {
        (run["board"], run["formula"]): {
            each["id"]: int(Decimal(each["assessed"])) for each in run["partners"]
        }
        for run in simulated(str(HERE / f"{scenario}.toml"))["results"]
    }


# Amer. Math. Monthly 82(7) 701-730, as martinlackner/apportionment has it. In the first D'Hondt
# gives b a seat more than its 44.00; the second has six different answers.
BALINSKI_YOUNG = {
    ("example-1", "quota"): [52, 44, 2, 1, 1],
    ("example-1", "largest-remainder"): [51, 44, 2, 2, 1],
    ("example-1", "dhondt"): [52, 45, 1, 1, 1],
    ("example-1", "sainte-lague"): [51, 43, 2, 2, 2],
    ("example-1", "modified-sainte-lague"): [51, 43, 2, 2, 2],
    ("example-1", "huntington-hill"): [51, 43, 2, 2, 2],
    ("example-1", "adams"): [51, 43, 2, 2, 2],
    ("example-1", "dean"): [51, 43, 2, 2, 2],
    ("example-2", "quota"): [10, 7, 5, 3, 1],
    ("example-2", "largest-remainder"): [9, 7, 5, 4, 1],
    ("example-2", "dhondt"): [10, 7, 5, 3, 1],
    ("example-2", "sainte-lague"): [9, 8, 5, 3, 1],
    ("example-2", "modified-sainte-lague"): [9, 8, 5, 3, 1],
    ("example-2", "huntington-hill"): [9, 7, 6, 3, 1],
    ("example-2", "adams"): [9, 7, 5, 3, 2],
    ("example-2", "dean"): [9, 7, 5, 4, 1],
}

# US Census Bureau, Methods of Apportionment, as the R package apportion has it. Modified
# Sainte-Laguë is not printed.
CENSUS = {
    "largest-remainder": [4, 6, 2, 8],
    "dhondt": [4, 6, 1, 9],
    "sainte-lague": [4, 6, 2, 8],
    "huntington-hill": [4, 6, 2, 8],
    "dean": [4, 6, 2, 8],
    "adams": [4, 6, 2, 8],
    "quota": [4, 6, 1, 9],
}


@pytest.fixture(scope="module")
def balinski_young() -> Seats:
    return seats("balinski-young")


@pytest.mark.parametrize("where", BALINSKI_YOUNG, ids="-".join)
def test_balinski_and_young_share_their_examples_so(
    balinski_young: Seats, where: tuple[str, str]
) -> None:
    assert list(balinski_young[where].values()) == BALINSKI_YOUNG[where]


def test_the_census_bureau_shares_twenty_seats_so() -> None:
    found = seats("census-bureau")
    printed = {("four-states", method): seats for method, seats in CENSUS.items()}
    assert {where: list(found[where].values()) for where in printed} == printed


def test_alabama_loses_a_seat_when_the_house_of_1880_grows() -> None:
    """Of 299 seats it has 8, of 300 it has 7, while Texas and Illinois gain one each."""
    found = seats("alabama-1880")
    name = "largest-remainder-with-a-seat-for-each"
    before, after = found["house-of-299", name], found["house-of-300", name]
    assert (before["alabama"], after["alabama"]) == (8, 7)
    changes = {state: after[state] - before[state] for state in after}
    assert {state: by for state, by in changes.items() if by} == {
        "alabama": -1,
        "illinois": 1,
        "texas": 1,
    }
    assert min(after.values()) == after["nevada"] == 1


@pytest.mark.parametrize("method", ["dhondt", "sainte-lague", "huntington-hill"])
def test_by_divisors_no_state_loses_a_seat_when_the_house_grows(method: str) -> None:
    found = seats("alabama-1880")
    before, after = found["house-of-299", method], found["house-of-300", method]
    assert all(after[state] >= before[state] for state in after)


def test_without_a_seat_for_nevada_the_paradox_does_not_show() -> None:
    """Its part is 0.38 of a seat: the case needs the minimum and the remainders together."""
    found = seats("alabama-1880")
    before, after = (found[f"house-of-{n}", "largest-remainder"] for n in (299, 300))
    assert all(after[state] >= before[state] for state in after)
    assert after["nevada"] == 0


def test_an_explanation_says_who_got_the_units_left_over_and_not_who_was_raised() -> None:
    """Of 300 seats 18 are left over; none goes to Nevada, which has its one by the minimum."""
    scenario, formula = str(HERE / "alabama-1880.toml"), "largest-remainder-with-a-seat-for-each"
    asked = ["explain", scenario, "--partner", "texas", "--formula", formula]
    done = CliRunner().invoke(main, asked)
    *_, last = (line for line in done.stdout.splitlines() if "left over went to" in line)
    assert last.startswith("      units left over went to the largest remainders: ")
    assert last.count(" of a unit)") == 18
    assert "texas (" in last
    assert "nevada" not in last
