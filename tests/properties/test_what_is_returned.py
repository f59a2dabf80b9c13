"""What reserves return is above their target and their minimum, and by what each paid."""

from __future__ import annotations

import copy
from fractions import Fraction

import pytest
from hypothesis import given

from tests.properties.engine import Case, Engine, Words, laws, settled
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases

F = Fraction
PENNY = F(1, 100)


def pounds(text: object) -> Fraction:
    """Read a sum as a file or a result has it."""
    return F(str(text).replace("£", "").replace(",", ""))


def target(case: Case, cost: Fraction) -> Fraction:
    """Give what must stay, as the formula and the board say it."""
    rules = case.formula["reserves"]
    minimum = case.scenario["board"].get("reserves", {}).get("minimum", "0")
    part = F(rules.get("target", "0%").removesuffix("%")) / 100 * cost
    return max(part, pounds(rules.get("target_amount", "0")), pounds(minimum))


def before(case: Case, word: str) -> dict[str, Fraction]:
    """Give what is stated of each partner's year before."""
    lines = case.scenario.get("last_year", [])
    return {each["partner"]: pounds(each[word]) for each in lines if word in each}


def returns_what_is_above(engine: Engine, case: Case) -> None:
    """Require that returning stops at the target, and gives each its part of the surplus.

    A part is by the cash of the year before, or less where less is asked; together they are all
    there is unless somebody was asked for less. What others still have to draw is not surplus.
    """
    words = engine(case)
    returned = {each["id"]: F(each["returned"]) for each in words["partners"]}
    whole = sum(returned.values())
    drawn = sum(F(each["in_kind_drawn"]) for each in words["partners"])
    planned = F(words["reserves_used"]) - F(words["shortfall_from_reserves"]) - whole - drawn
    carries = case.formula["in_kind"]["excess"] == "carried"
    claims = sum(before(case, "in_kind").values()) if carries else F(0)
    held = F(words["reserves_opening"]) - planned - claims
    above = max(held - target(case, F(words["cost"])), F(0))
    if "above_target" not in case.formula["reserves"]:
        assert not whole
        return
    assert whole <= above
    assert not whole or held - whole >= target(case, F(words["cost"]))
    paid = before(case, "cash")
    everyone = sum(paid.values())
    if not everyone:
        assert not whole
        return
    _in_proportion(words, returned, paid, above - above % PENNY)


def _in_proportion(
    words: Words, returned: dict[str, Fraction], paid: dict[str, Fraction], above: Fraction
) -> None:
    for each in words["partners"]:
        part = above * paid.get(each["id"], F(0)) / sum(paid.values())
        assert returned[each["id"]] < part + PENNY
        if returned[each["id"]] <= part - PENNY:
            # It is asked for no more than that: nothing is left that could be returned to it.
            assert F(each["assessed"]) == 0
    assert sum(returned.values()) <= above


@laws(250)
@given(cases(keeping=True))
def test_what_is_returned_is_above_the_target_and_in_proportion(case: Case) -> None:
    returns_what_is_above(settled, case)


def with_reserves(**changed: str) -> Engine:
    """Give an engine that reads the section as saying something else."""

    def engine(case: Case) -> Words:
        rules = {**case.formula["reserves"], **changed}
        return settled(Case({**case.formula, "reserves": rules}, case.scenario))

    return engine


def returns_equally(case: Case) -> Words:
    words = copy.deepcopy(settled(case))
    partners = words["partners"]
    part = sum((F(each["returned"]) for each in partners), F(0)) / len(partners)
    for each in partners:
        each["returned"] = str(part)
    return words


def returns_claims(case: Case) -> Words:
    """Take what partners may still draw for surplus."""
    lines = [
        {key: each for key, each in line.items() if key != "in_kind"}
        for line in case.scenario.get("last_year", [])
    ]
    lines = [line for line in lines if len(line) > 1]
    return settled(Case(case.formula, {**case.scenario, "last_year": lines}))


WRONG = {
    "returns down to nothing": with_reserves(target="0%", target_amount="£0.00"),
    "returns equally": returns_equally,
    "returns what is owed": returns_claims,
}


@pytest.mark.parametrize("name", WRONG)
def test_an_engine_that_returns_otherwise_is_refuted(name: str) -> None:
    assert_refuted(returns_what_is_above, WRONG[name], cases(keeping=True))
