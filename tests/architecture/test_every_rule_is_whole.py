"""A rule has a page, a shipped example, a law that it keeps, and a source for all it does."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from funding.formula.reading import read_formula
from funding.rules.registry import BUILT_IN
from funding.rules.rule import Rule
from funding.simulation import nominal_worksheet

ROOT = Path(__file__).parents[2]
FORMULAS = sorted((ROOT / "formulas").glob("*.toml"))
LAWS = {
    "amounts": (
        "test_engine_and_oracle_agree",
        "test_every_published_word_is_what_the_oracle_works_out",
    ),
    "answers": (
        "test_engine_and_oracle_agree",
        "test_what_answers_do_is_what_the_oracle_works_out",
    ),
    "arrears": (
        "test_what_passes_between_years",
        "test_arrears_are_what_was_owed_and_not_paid",
    ),
    "bounds": ("test_bounds_are_kept", "test_bounds_hold_to_the_penny_and_the_total_is_kept"),
    "charge": ("test_money_is_conserved", "test_every_result_adds_up"),
    "closing": ("test_money_is_conserved", "test_every_result_adds_up"),
    "driver": ("test_scaling_drivers", "test_scaling_all_drivers_changes_no_share"),
    "duty": (
        "test_engine_and_oracle_agree",
        "test_every_published_word_is_what_the_oracle_works_out",
    ),
    "equal": ("test_alike_partners", "test_alike_partners_are_asked_alike"),
    "flat_fees": (
        "test_engine_and_oracle_agree",
        "test_every_published_word_is_what_the_oracle_works_out",
    ),
    "groups": ("test_one_payer", "test_a_group_is_asked_for_what_one_body_in_its_place_would_be"),
    "in_kind": (
        "test_gifts_that_meet_lines",
        "test_a_gift_that_meets_a_line_saves_what_it_is_worth",
    ),
    "matched": ("test_matching", "test_a_grant_pays_its_part_and_no_more_than_its_limit"),
    "measure": (
        "test_measures",
        "test_a_measure_rises_with_its_driver_unless_it_has_a_taper",
    ),
    "percentages": ("test_quota", "test_an_assessment_is_within_a_penny_for_each_pool"),
    "pools": (
        "test_largest_remainders",
        "test_a_larger_remainder_is_never_passed_over_for_a_smaller_one",
    ),
    "reductions": ("test_money_is_conserved", "test_every_result_adds_up"),
    "reserves": (
        "test_what_is_returned",
        "test_what_is_returned_is_above_the_target_and_in_proportion",
    ),
    "rounding": (
        "test_rounding_of_boards",
        "test_every_word_is_what_the_oracle_works_out",
    ),
    "sharing": ("test_order_does_not_matter", "test_the_order_of_the_file_changes_nothing"),
    "shortfall": (
        "test_engine_and_oracle_agree",
        "test_what_answers_do_is_what_the_oracle_works_out",
    ),
    "transition": (
        "test_engine_and_oracle_agree",
        "test_what_bounds_do_is_what_the_oracle_works_out",
    ),
    "uncovered": ("test_money_is_conserved", "test_every_result_adds_up"),
    "uprating": (
        "test_amendments_and_indices",
        "test_an_index_that_stands_still_changes_nothing",
    ),
    "year_end": (
        "test_what_passes_between_years",
        "test_a_year_opens_with_all_that_the_last_one_left",
    ),
}
"""The law of each rule: a module of `tests/properties`, and a test in it."""


def by_name(rules: tuple[Rule, ...]) -> list[Any]:
    return [pytest.param(rule, id=rule.name) for rule in rules]


def sections_of(path: Path) -> set[str]:
    """Give every section of a formula, those of its pools included."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {*data, *(name for pool in data.get("pool", {}).values() for name in pool)}


def examples(rule: Rule) -> Iterator[Path]:
    """Give the shipped formulas that use a rule; every one uses what is always there."""
    return (path for path in FORMULAS if rule.settings is None or rule.name in sections_of(path))


@pytest.mark.parametrize("rule", by_name(BUILT_IN))
def test_a_rule_has_a_page_and_says_in_a_line_what_it_does(rule: Rule) -> None:
    assert (ROOT / rule.page).is_file()
    assert 10 < len(rule.summary) < 100


@pytest.mark.parametrize("rule", by_name(BUILT_IN))
def test_a_rule_has_a_shipped_example(rule: Rule) -> None:
    assert any(examples(rule)), f"no shipped formula uses [{rule.name}]"


@pytest.mark.parametrize("rule", by_name(BUILT_IN))
def test_a_rule_has_a_law(rule: Rule) -> None:
    module, law = LAWS[rule.name]
    assert callable(getattr(importlib.import_module(f"tests.properties.{module}"), law))


@pytest.mark.parametrize("path", FORMULAS, ids=lambda path: path.stem)
def test_every_step_of_a_shipped_formula_has_a_source(path: Path) -> None:
    steps = [c for c in nominal_worksheet(read_formula(path)) if c.expression is not None]
    assert [step.name for step in steps if not step.source] == []


def test_no_law_is_named_for_a_rule_that_is_not_there() -> None:
    assert LAWS.keys() == {rule.name for rule in BUILT_IN}
