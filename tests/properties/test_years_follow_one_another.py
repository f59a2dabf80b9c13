"""What a board has in reserve at the end of a year is what it opens the next one with."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given

from tests.properties.engine import Case, Words, laws, run, settled, words_by_owner
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases
from tests.properties.writing import write_toml

FIRST, SECOND = "2020-21", "2021-22"
Years = tuple[Words, Words]
Runner = Callable[[Case], Years]


def in_one_run(case: Case) -> Years:
    """Run both years; only the first plans to use reserves."""
    board = dict(case.scenario["board"])
    if "use" in board.get("reserves", {}):
        board["reserves"] = {**board["reserves"], "use": [board["reserves"]["use"], "£0.00"]}
    scenario = {key: each for key, each in case.scenario.items() if key != "year"}
    years = write_toml({"years": [FIRST, SECOND], **scenario, "board": board})
    first, second = run(write_toml(case.formula), years).to_dict()["results"]
    return first, second


def alone(case: Case, year: str, reserves: dict[str, str]) -> Words:
    """Run one year by itself, its reserves changed."""
    board = dict(case.scenario["board"])
    board["reserves"] = {**board.get("reserves", {}), **reserves}
    return settled(Case(case.formula, {**case.scenario, "year": year, "board": board}))


def opens_with_what_was_left(runner: Runner, case: Case) -> None:
    """Require of the second year what it gives alone, opening with what the first left."""
    first, second = runner(case)
    assert words_by_owner(first) == words_by_owner(settled(case))
    left = f"£{first['reserves_closing']}"
    expected = alone(case, SECOND, {"opening": left, "use": "£0.00"})
    assert words_by_owner(second) == words_by_owner(expected)


@laws(30)
@given(cases(shortage=True))
def test_a_year_opens_with_what_the_last_one_left(case: Case) -> None:
    opens_with_what_was_left(in_one_run, case)


def opens_as_at_first(case: Case) -> Years:
    """Open every year with what the first one had."""
    opening = case.scenario["board"].get("reserves", {}).get("opening", "£0.00")
    return settled(case), alone(case, SECOND, {"opening": opening, "use": "£0.00"})


def keeps_no_surplus(case: Case) -> Years:
    """Let a surplus go at the end of the year."""
    first, second = in_one_run(case)
    closing = Fraction(second["reserves_closing"]) - Fraction(first["surplus"])
    return first, {**second, "reserves_closing": str(closing)}


@pytest.mark.parametrize("wrong", [opens_as_at_first, keeps_no_surplus])
def test_a_run_that_opens_otherwise_is_refuted(wrong: Runner) -> None:
    assert_refuted(opens_with_what_was_left, wrong, cases(shortage=True))
