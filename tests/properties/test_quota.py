"""No partner's pennies are a whole penny or more away from its exact share of a pool."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from tests.properties import parts as rounding
from tests.properties.engine import Case, Engine, laws, settled
from tests.properties.parts import Parts, Rounding, parts, parts_of
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases


def keeps_quota(round_parts: Rounding, drawn: Parts) -> None:
    """Require whole units that sum to the amount, each less than one from its exact part."""
    found = drawn.rounded_by(round_parts)
    assert all(each.denominator == 1 for each in found)
    assert sum(found) == drawn.amount / rounding.UNIT
    for got, exact in zip(found, drawn.in_units(), strict=True):
        assert abs(got - exact) < 1


@laws(300)
@given(parts())
def test_everyone_gets_its_exact_part_to_within_a_penny(drawn: Parts) -> None:
    keeps_quota(rounding.RIGHT, drawn)


WRONG = (rounding.by_divisors, rounding.all_to_the_first, rounding.half_up_and_hope)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_rounding_that_strays_from_quota_is_refuted(wrong: Rounding) -> None:
    assert_refuted(keeps_quota, wrong, parts())


def test_divisors_give_the_largest_two_more_than_its_part() -> None:
    """Of 10 units by 80, 7, 7 and 6 the first has 8 exactly; by divisors it takes all ten."""
    drawn = parts_of([80, 7, 7, 6], 10)
    assert drawn.rounded_by(rounding.by_divisors) == [10, 0, 0, 0]
    assert drawn.rounded_by(rounding.RIGHT) == [8, 1, 1, 0]
    with pytest.raises(AssertionError):
        keeps_quota(rounding.by_divisors, drawn)


def keeps_quota_on_boards(engine: Engine, case: Case) -> None:
    """Require each assessment within a penny a pool, and one for relief, of its exact share."""
    pools = len({line["pool"] for line in case.scenario["cost"]})
    relief = case.formula.get("in_kind", {}).get("excess") == "shared"
    for partner in engine(case)["partners"]:
        away = Fraction(partner["assessed"]) - Fraction(partner["assessed_exact"])
        assert abs(away) * 100 < pools + relief


@laws(60)
@given(cases())
def test_an_assessment_is_within_a_penny_for_each_pool(case: Case) -> None:
    keeps_quota_on_boards(settled, case)


def test_an_engine_that_lets_the_first_take_all_odd_pennies_is_refuted() -> None:
    def engine(case: Case) -> dict[str, object]:
        words = settled(case)
        for partner in words["partners"]:
            exact = Fraction(partner["assessed_exact"]) * 100
            partner["assessed"] = str(Fraction(int(exact), 100))
        words["partners"][0]["assessed"] = str(Fraction(words["partners"][0]["assessed"]) + 7)
        return words

    assert_refuted(keeps_quota_on_boards, engine, cases())
