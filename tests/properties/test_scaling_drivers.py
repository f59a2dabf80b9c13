"""Counting in tens or in halves changes no share: only proportions of a driver matter."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.engine import Case, Engine, Words, laws, settled, words_by_owner
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases

FACTORS = st.sampled_from([Decimal("0.1"), Decimal("0.5"), Decimal("0.004"), Decimal(1)])
Scaled = tuple[Case, Decimal]


def by_a_driver(case: Case) -> bool:
    """Say whether a formula shares by a driver, and by no measure with a size of its own."""
    if "measure" in case.formula:
        return False
    places = [case.formula, *case.formula.get("pool", {}).values()]
    return any("driver" in p or "within" in p.get("percentages", {}) for p in places)


def scaled(case: Case, factor: Decimal, more: int = 0) -> Case:
    """Give a case with every figure of every driver times a factor."""
    drivers = [
        {**d, "values": {who: value * factor + more for who, value in d["values"].items()}}
        for d in case.scenario["driver"]
    ]
    return Case(case.formula, {**case.scenario, "driver": drivers})


def ignores_scale(engine: Engine, drawn: Scaled) -> None:
    """Require the same exact shares, and so the same pennies."""
    case, factor = drawn
    assert words_by_owner(engine(scaled(case, factor))) == words_by_owner(engine(case))


DRAWN = st.tuples(cases().filter(by_a_driver), FACTORS)


@laws(60)
@given(DRAWN)
def test_scaling_all_drivers_changes_no_share(drawn: Scaled) -> None:
    ignores_scale(settled, drawn)


def counts_one_more(case: Case) -> Words:
    """Add one to every figure, as to be safe from a nil total."""
    return settled(scaled(case, Decimal("0.1"), more=1))


def counts_in_whole_numbers(case: Case) -> Words:
    """Round every figure up to a whole number before sharing."""
    drivers = [
        {**d, "values": {who: -(-Decimal(v) // 1) for who, v in d["values"].items()}}
        for d in case.scenario["driver"]
    ]
    return settled(Case(case.formula, {**case.scenario, "driver": drivers}))


@pytest.mark.parametrize("wrong", [counts_one_more, counts_in_whole_numbers])
def test_an_engine_that_depends_on_the_scale_is_refuted(wrong: Engine) -> None:
    assert_refuted(ignores_scale, wrong, DRAWN)
