"""What each bearer pays for others is divided among their shortfalls, to the penny."""

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


def is_divided_by_shortfall(engine: Engine, case: Case) -> None:
    """Require that a bearer's parts add to what it bears, each within a penny of its proportion."""
    words = engine(case)
    short = {each["id"]: F(each["shortfall"]) for each in words["partners"]}
    for bearer in words["partners"]:
        parts = {who: F(part) for who, part in bearer["borne_for"].items()}
        assert sum(parts.values()) == F(bearer["borne"])
        assert all(part > 0 for part in parts.values())
        for who, each in short.items():
            exact = F(bearer["borne"]) * each / sum(short.values()) if each else F(0)
            assert abs(parts.get(who, F(0)) - exact) < PENNY


@laws(100)
@given(cases(shortage=True))
def test_what_is_borne_is_divided_in_proportion_to_the_shortfalls(case: Case) -> None:
    is_divided_by_shortfall(settled, case)


def changed(words: Words, bearer: Words, parts: list[Fraction]) -> None:
    names = [each["id"] for each in words["partners"] if F(each["shortfall"])]
    found = zip(names, parts, strict=True)
    bearer["borne_for"] = {who: str(part) for who, part in found if part}


def all_for_the_first(case: Case) -> Words:
    words = copy.deepcopy(settled(case))
    short = sum(bool(F(each["shortfall"])) for each in words["partners"])
    for bearer in words["partners"]:
        if F(bearer["borne"]):
            changed(words, bearer, [F(bearer["borne"]), *[F(0)] * (short - 1)])
    return words


def in_equal_parts(case: Case) -> Words:
    words = copy.deepcopy(settled(case))
    short = sum(bool(F(each["shortfall"])) for each in words["partners"])
    for bearer in words["partners"]:
        if F(bearer["borne"]):
            changed(words, bearer, [F(bearer["borne"]) / short] * short)
    return words


def rounded_down(case: Case) -> Words:
    """Let the pennies left over be for nobody."""
    words = copy.deepcopy(settled(case))
    short = [F(each["shortfall"]) for each in words["partners"] if F(each["shortfall"])]
    for bearer in words["partners"]:
        if F(bearer["borne"]):
            exact = [F(bearer["borne"]) * each / sum(short) for each in short]
            changed(words, bearer, [part - part % PENNY for part in exact])
    return words


@pytest.mark.parametrize("wrong", [all_for_the_first, in_equal_parts, rounded_down])
def test_another_division_is_refuted(wrong: Engine) -> None:
    assert_refuted(is_divided_by_shortfall, wrong, cases(shortage=True))
