"""Two lead partners share alike what falls on the lead, in whichever order they are named."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.engine import Case, Engine, Words, laws, settled, words_by_owner
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases

PERCENTAGES = {"local_authority": "40%", "police": "35%", "probation": "25%"}


@st.composite
def two_led(draw: st.DrawFn) -> Case:
    """Draw a board with two leads, or one if it has one partner, under percentages by kind."""
    case = draw(cases())
    ids = sorted(partner["id"] for partner in case.scenario["partner"])
    leads = draw(st.permutations(ids))[:2]
    return led_by(Case({"percentages": PERCENTAGES, **case.formula}, case.scenario), leads)


def ruled(case: Case, rule: str) -> Case:
    """Give a case in which only the percentages ask, and a rule says what of a missing kind."""
    keys = ("id", "title", "source", "covers", "rest", "percentages", "duty")
    formula = {key: case.formula[key] for key in keys if key in case.formula}
    table = {**formula["percentages"], "missing_kind": rule}
    return Case({**formula, "percentages": table}, case.scenario)


def led_by(case: Case, leads: list[str]) -> Case:
    board = {**case.scenario["board"], "lead": leads}
    return Case(case.formula, {**case.scenario, "board": board})


def share_alike(engine: Engine, case: Case) -> None:
    """Require that both leads take on the same of what is nobody's; or the one that shares, all."""
    leads = case.scenario["board"]["lead"]
    found = engine(ruled(case, "lead"))
    alone = settled(ruled(case, "uncovered"))
    asked, before = (
        {each["id"]: Fraction(each["assessed_exact"]) for each in words["partners"]}
        for words in (found, alone)
    )
    excluded = {each["id"] for each in found["partners"] if each["duty"] == "excluded"}
    sharing = [who for who in leads if who not in excluded]
    more = {who: asked[who] - before[who] for who in asked}
    one = settled(led_by(ruled(case, "lead"), sharing[:1] or leads))
    whole = sum((Fraction(each["assessed_exact"]) for each in one["partners"]), Fraction(0))
    assert len({more[who] for who in sharing}) <= 1
    assert sum(asked.values()) == whole
    assert all(each == 0 for who, each in more.items() if who not in sharing)
    swapped = engine(led_by(ruled(case, "lead"), leads[::-1]))
    assert words_by_owner(swapped) == words_by_owner(found)


@laws(80)
@given(two_led())
def test_two_leads_take_on_alike_what_is_nobodys(case: Case) -> None:
    share_alike(settled, case)


def first_takes_all(case: Case) -> Words:
    return settled(led_by(case, case.scenario["board"]["lead"][:1]))


def each_takes_all(case: Case) -> Words:
    """Ask the whole of each, as if it were the only one."""
    words = settled(case)
    for who in case.scenario["board"]["lead"]:
        alone = {p["id"]: p for p in settled(led_by(case, [who]))["partners"]}
        words["partners"] = [alone[p["id"]] if p["id"] == who else p for p in words["partners"]]
    return words


@pytest.mark.parametrize("wrong", [first_takes_all, each_takes_all])
def test_leads_that_do_not_share_are_refuted(wrong: Engine) -> None:
    assert_refuted(share_alike, wrong, two_led())
