"""Which kinds of body each Act makes partners of a board, and what is said of the others."""

from __future__ import annotations

from typing import Any

import pytest

from funding.data import wales
from tests.docs import files
from tests.docs.pages import ROOT, Block

BLOCK = Block("toml", "", "scenario", ROOT / "no-page.md", 1)
WORDS = (
    "wrexham-yot is not a Safeguarding Board partner under s.134(2) of the Social Services and "
    "Well-being (Wales) Act 2014; it sits by agreement"
)


def warnings(
    year: str, answer: str | None, *, board: str = "wales", duty: str = "may"
) -> list[str]:
    scenario: dict[str, Any] = {
        "title": "A board with a youth offending team",
        "year": year,
        "formulas": ["equal-shares"],
        "board": {"id": "our-board", "country": board},
        "partner": [
            {"id": "wrexham", "kind": "local_authority"},
            {"id": "wrexham-yot", "kind": "youth_offending_team"},
            {"id": "charity", "kind": "charity"},
        ],
        "kinds": {"charity": {"title": "charity", "devolved": False}},
        "cost": [{"pool": "core", "item": "business unit", "amount": "£100.00"}],
    }
    scenario["set"] = {"equal-shares": {"duty": {"youth_offending_team": duty}}}
    if answer:
        scenario["answer"] = [{"partner": "wrexham-yot", "says": answer}]
    return list(files.simulated(scenario, BLOCK).to_dict()["results"][0]["warnings"])


def test_the_act_of_2014_names_the_kinds_of_2004_but_youth_offending_teams() -> None:
    before, now = wales.acts()
    assert before.kinds - now.kinds == {"youth_offending_team"}
    assert now.kinds < before.kinds
    assert (str(before.last_day), str(now.first_day)) == ("2016-04-05", "2016-04-06")
    assert before.kinds <= wales.kinds().keys()


@pytest.mark.parametrize("answer", [None, "refused", "no answer", "never asked"])
def test_a_team_that_has_not_agreed_sits_by_agreement_from_2016_17(answer: str | None) -> None:
    assert WORDS in warnings("2016-17", answer)
    assert WORDS in warnings("2026-27", answer)
    assert WORDS not in warnings("2015-16", answer)


def test_a_team_that_agreed_is_no_warning_and_nor_is_what_no_act_names() -> None:
    assert WORDS not in warnings("2026-27", "agreed")
    assert not [each for each in warnings("2026-27", None) if each.startswith("charity is not")]


def test_a_team_that_must_pay_is_a_warning_even_if_it_agreed_and_an_excluded_one_is_none() -> None:
    assert WORDS in warnings("2026-27", "agreed", duty="will")
    assert WORDS not in warnings("2026-27", None, duty="excluded")


def test_the_acts_are_of_wales() -> None:
    assert WORDS not in warnings("2026-27", None, board="england")
