"""Whatever way a formula rounds in, its results are the oracle's, add up, and keep what it says."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, reject

from funding import InputError
from tests.properties.engine import Case, Engine, Table, Words, laws, settled, words_by_owner
from tests.properties.judging import agrees_with_oracle
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases
from tests.properties.test_money_is_conserved import adds_up
from tests.properties.test_order_does_not_matter import reordered

DRAWN = cases(rounding=True)


def accepted(engine: Engine) -> Engine:
    """Give an engine that passes over what must be refused."""

    def run(case: Case) -> Words:
        try:
            return engine(case)
        except InputError:
            reject()

    return run


def pools_of(case: Case) -> set[str]:
    return {line["pool"] for line in case.scenario["cost"]}


def rounding_of(case: Case, pool: str) -> Table:
    """Give how a pool is rounded: in its own way, or in that of the others."""
    rules: Table = case.formula.get("pool", {}).get(pool, {}).get("rounding")
    return case.formula["rounding"] if rules is None else rules


def unit_of(rules: Table) -> Fraction:
    return Fraction(rules.get("unit", "0.01").removeprefix("£"))


def keeps_units(engine: Engine, case: Case) -> None:
    """Require whole units of every bill, and the minimum of every pool in it."""
    pool, *others = sorted(pools_of(case))
    if case.formula.keys() & {"flat_fees", "amounts", "in_kind"} or others:
        return
    rules = rounding_of(case, pool)
    unit = unit_of(rules)
    for partner in accepted(engine)(case)["partners"]:
        assert (Fraction(partner["assessed"]) / unit).denominator == 1
        if partner["assessed_exact"] != "0" and "shares" not in rules:
            assert Fraction(partner["assessed"]) >= rules.get("minimum", 0) * unit


def keeps_total(engine: Engine, case: Case) -> None:
    """Require less than a unit to be lost and none over, unless each part is rounded alone."""
    ways = [rounding_of(case, pool) for pool in pools_of(case)]
    if any("shares" in rules or rules.get("method") == "half_up" for rules in ways):
        return
    if "percentages" in str(case.formula):
        return
    if case.formula["covers"] != "all" or case.formula.keys() & {"flat_fees", "amounts"}:
        return
    words = accepted(engine)(case)
    assert Fraction(words["uncovered"]) < sum(map(unit_of, ways))
    assert sum(Fraction(each["assessed"]) for each in words["partners"]) <= Fraction(words["cost"])


@laws(500)
@given(DRAWN)
def test_every_word_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(settled, case)


@laws(100)
@given(DRAWN)
def test_every_result_adds_up_however_it_is_rounded(case: Case) -> None:
    adds_up(accepted(settled), case)


@laws(100)
@given(DRAWN)
def test_bills_are_whole_units_and_not_below_the_minimum(case: Case) -> None:
    keeps_units(settled, case)


@laws(100)
@given(DRAWN)
def test_less_than_a_unit_of_a_pool_is_lost(case: Case) -> None:
    keeps_total(settled, case)


@laws(80)
@given(reordered(rounding=True))
def test_the_order_of_the_file_changes_no_rounding(pair: tuple[Case, Case]) -> None:
    case, moved = pair
    engine = accepted(settled)
    assert words_by_owner(engine(moved)) == words_by_owner(engine(case))


def with_ways(change: Callable[[str | None, Table], Table | None]) -> Engine:
    """Give an engine that reads each section, of a pool or (None) of the others, as changed."""

    def engine(case: Case) -> Words:
        formula = {**case.formula, "rounding": change(None, case.formula["rounding"])}
        pools = {}
        for pool, table in case.formula.get("pool", {}).items():
            rules = change(pool, table["rounding"]) if "rounding" in table else None
            kept = {name: each for name, each in table.items() if name != "rounding"}
            pools[pool] = kept if rules is None else {**kept, "rounding": rules}
        found = {pool: table for pool, table in pools.items() if table}
        return settled(Case({**formula, "pool": found}, case.scenario))

    return engine


def with_rounding(**changed: object) -> Engine:
    """Give an engine that reads some keys of every section as other than they are."""

    def change(_: str | None, rules: Table) -> Table:
        return {k: each for k, each in {**rules, **changed}.items() if each is not None}

    return with_ways(change)


WRONG = {
    "knows one method": with_rounding(method="largest_remainder"),
    "lets nobody take the difference": with_rounding(method="half_up", minimum=None),
    "knows pennies only": with_rounding(unit=None),
    "has no minimum": with_rounding(minimum=None),
    "rounds only money": with_rounding(shares=None),
    "knows one way for all pools": with_ways(lambda pool, rules: None if pool else rules),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_engine_that_reads_the_section_otherwise_is_refuted(name: str) -> None:
    assert_refuted(agrees_with_oracle, WRONG[name], DRAWN)


@pytest.mark.parametrize("name", ["knows pennies only", "has no minimum"])
def test_an_engine_without_units_or_minimums_is_refuted(name: str) -> None:
    assert_refuted(keeps_units, WRONG[name], DRAWN)


def test_an_engine_that_rounds_each_part_by_itself_is_refuted() -> None:
    wrong = WRONG["lets nobody take the difference"]
    assert_refuted(keeps_total, wrong, DRAWN)


def test_bounds_that_do_not_bind_leave_whole_units_of_several_pools_as_they_are() -> None:
    """Three pools of £2.90 are two pounds each, and the exact parts come to more than two more.

    Each of two pays three pounds, well below 90% of six; 90p of each pool is nobody's.
    """
    lines = [
        {"pool": pool, "item": pool, "amount": "£2.90"} for pool in ("core", "training", "reviews")
    ]
    partners = [
        {"id": who, "kind": "police", "devolved": False, "name": who} for who in ("ash", "birch")
    ]
    scenario = {"title": "Three pools", "year": "2020-21", "formulas": ["drawn"]}
    formula = {"id": "drawn", "title": "Drawn", "source": "a test", "covers": "all", "equal": {}}
    words = settled(
        Case(
            {
                **formula,
                "bounds": {"ceiling": {"everyone": "90%"}},
                "rounding": {"unit": "£1.00"},
            },
            {**scenario, "board": {"id": "board"}, "partner": partners, "cost": lines},
        )
    )
    assert [each["assessed"] for each in words["partners"]] == ["3.00", "3.00"]
    assert words["uncovered"] == "2.70"
