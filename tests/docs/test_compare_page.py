"""The page about comparing names every key of the comparison as it is printed, and no other."""

from __future__ import annotations

import re
from typing import Any

import pytest

from funding.comparison.compare import compare
from tests.comparison.example import SCENARIO, outcome_of, several_years
from tests.docs.pages import ROOT, prose, tables

PAGE = ROOT / "docs/reference/compare.md"


def marked(mark: str) -> set[str]:
    table = next(each for each in tables(PAGE) if each.mark == f"json {mark}")
    return set(table.column(0))


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return compare(outcome_of()).to_dict()


def test_the_keys_of_a_comparison_are_on_the_page(found: dict[str, Any]) -> None:
    assert set(found) == marked("comparison")


def test_the_keys_of_a_change_are_on_the_page(found: dict[str, Any]) -> None:
    (pair,) = found["changes"]
    assert set(pair) == marked("side") | marked("change") | marked("sums")
    assert set(pair["against"]) == marked("side")
    (one, _) = pair["by_board"]
    assert set(one) == {"board", "board_name", "partners"} | marked("sums")


def test_the_keys_of_a_row_are_on_the_page(found: dict[str, Any]) -> None:
    (pair,) = found["changes"]
    last_five = marked("sums") - {"more", "less", "same"}
    (one, _) = pair["by_board"]
    assert set(one["partners"][0]) == marked("row") | last_five
    assert set(pair["payers"][0]) == (marked("row") | last_five) - {"kind", "payer"}


def test_the_keys_of_the_measures_are_on_the_page(found: dict[str, Any]) -> None:
    assert set(found["measures"][0]) == marked("side") | marked("measures")


def test_the_keys_of_the_kinds_are_on_the_page(found: dict[str, Any]) -> None:
    text = prose(PAGE)
    sentence = text[text.index("One of `kinds` has") :].partition(". ")[0]
    said = set(re.findall(r"`(\w+)`", sentence))
    one = found["kinds"][0]
    assert said == set(one) - marked("side") | set(one["kinds"][0])


def test_the_keys_of_a_budget_and_of_what_is_left_out_are_on_the_page(
    found: dict[str, Any],
) -> None:
    assert set(found["budgets"][0]) == marked("side") | marked("budget")
    other = outcome_of(SCENARIO.replace('["councils", "shared"]', '["councils", "alike"]'))
    left_out = compare(outcome_of(), other).to_dict()["left_out"]
    row = next(r for t in tables(PAGE) for r in t.rows if r[0] == "`left_out`")
    assert set(left_out[0]) == set(re.findall(r"`(\w+)`", row[1]))


def test_the_keys_of_a_step_are_on_the_page() -> None:
    years = several_years('"£9.00"', '["2026-27", "2027-28"]')
    (step,) = compare(outcome_of(years), baseline="led").to_dict()["continuity"]
    assert set(step) == marked("step") | marked("sums")


def test_the_sides_of_a_comparison_of_scenarios_have_the_same_keys() -> None:
    found = compare(outcome_of(), outcome_of()).to_dict()
    assert set(found) == marked("comparison")
    assert {pair["side"] for pair in found["changes"]} == {"after"}
    assert {each["side"] for each in found["measures"]} == {"before", "after"}
