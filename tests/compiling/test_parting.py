"""A sum that boards share, or one limit of a payer, is split with all that it rests on."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from funding.compiling.parting import Parting
from tests.properties.engine import run
from tests.properties.writing import write_toml
from tests.rules.on_a_board import COST, FORMULA, PARTNERS, SCENARIO, Table

BOARDS: Table = {"board": [{"id": "one"}, {"id": "two"}]}
UNIT = {"item": "national unit", "pool": "core", "amount": "£100.00"}


def parting(**scenario: Any) -> Parting:
    """Give the one sum that two boards share."""
    given = {**SCENARIO, **BOARDS, **scenario}
    (found,) = run(write_toml({**FORMULA, "equal": {}}), write_toml(given)).partings
    return found


@pytest.mark.parametrize(
    ("by", "unit", "parts"),
    [
        ({"one": "37.5%", "two": "62.5%"}, "share", ["37.50", "62.50"]),
        ("equal", "number", ["50.00", "50.00"]),
    ],
)
def test_a_board_s_part_is_a_share_where_percentages_say_it(
    by: object, unit: str, parts: list[str]
) -> None:
    found = parting(shared_cost=[{**UNIT, "by": by}])
    units = {column.name: column.unit for column in found.sheet.worksheet}
    assert units["figure"] == unit
    assert [found.part(place) for place in (0, 1)] == [Fraction(each) for each in parts]


def test_one_limit_over_two_bills_rests_on_the_answer_that_said_it() -> None:
    answer: Table = {"partner": "force", "says": "agreed", "amount": "£50.00"}
    found = parting(answer=[{**answer, "over": ["one", "two"], "source": "a letter"}])
    (figure,) = found.sheet.binding.figures["shared"]
    assert (figure.source, figure.partner) == ("a letter", "force")
    assert [found.part(place) for place in (0, 1)] == [25, 25]
    assert COST["amount"] == f"£{100 * len(PARTNERS)}.00"
