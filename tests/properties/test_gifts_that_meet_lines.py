"""A gift that meets a cost line saves the cash that it is worth; one that meets none saves none."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from tests.properties.engine import Case, Engine, Words, laws, settled, words_by_owner
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases


def all_pay(case: Case) -> Case:
    """Give a case in which everyone pays in full, so that cash is what is due."""
    scenario = {key: each for key, each in case.scenario.items() if key != "answer"}
    return Case(case.formula, scenario)


def without_gifts(case: Case, *, meeting: bool) -> Case:
    """Take out the gifts that meet a line, or those that meet none."""
    left = [gift for gift in case.scenario.get("in_kind", []) if ("meets" in gift) != meeting]
    scenario = {key: each for key, each in case.scenario.items() if key != "in_kind"}
    return Case(case.formula, scenario | ({"in_kind": left} if left else {}))


def total(words: Words, word: str) -> Fraction:
    """Sum a word over the partners."""
    return sum((Fraction(partner[word]) for partner in words["partners"]), Fraction(0))


def saves_what_it_is_worth(engine: Engine, case: Case) -> None:
    """Require that gifts lower cash by what they are credited, and the excess does as it says.

    Refused: cash falls by exactly what is credited, and nothing else moves. Kept: the rest lowers
    what nobody is asked for (on pools not covered) and is surplus beyond that; carried, likewise.
    Shared: it lowers cash too, and becomes surplus only when no one is left to relieve.
    """
    case = all_pay(case)
    before, after = engine(without_gifts(case, meeting=True)), engine(case)
    saved = total(before, "cash") - total(after, "cash")
    credited, free = total(after, "in_kind"), total(after, "in_kind_free")
    rule = case.formula.get("in_kind", {"excess": "refused"})["excess"]
    surplus = Fraction(after["surplus"]) - Fraction(before["surplus"])
    uncovered = Fraction(before["uncovered"]) - Fraction(after["uncovered"])
    assert credited + free <= _worth_meeting(case)
    assert saved + uncovered + surplus == credited + free
    assert 0 <= uncovered <= free
    if rule == "refused":
        assert saved == credited
        assert free == surplus == 0
    if rule in ("kept", "carried"):
        assert saved == credited
    if rule == "shared" and surplus > 0:
        others = [p for p in after["partners"] if Fraction(p["in_kind_free"]) == 0]
        assert all(Fraction(partner["cash"]) == 0 for partner in others)
    _can_buy_the_rest(after)


def _can_buy_the_rest(words: Words) -> None:
    """Require that the board's money and what it lacks pay for all that was not given."""
    bought = Fraction(words["cost"]) - total(words, "in_kind") - total(words, "in_kind_free")
    had = sum(Fraction(words[w]) for w in ("grants", "income", "reserves_used", "unfunded"))
    assert had + total(words, "cash") - Fraction(words["surplus"]) == bought


def _worth_meeting(case: Case) -> Fraction:
    gifts = [gift for gift in case.scenario.get("in_kind", []) if "meets" in gift]
    return sum((worth(case, gift) for gift in gifts), Fraction(0))


def worth(case: Case, gift: dict[str, Any]) -> Fraction:
    """Work out what the part of a gift that counts is worth, in whole pennies, rounded down."""
    part = Fraction(gift.get("part", "100%").removesuffix("%")) / 100
    if "value" in gift:
        exact = part * _pounds(gift["value"])
    else:
        rates = {card["name"]: card["rate"] for card in case.scenario.get("rate", [])}
        rate = rates.get(gift["rate"], gift["rate"]).split(" per ")[0]
        exact = part * Fraction(gift["quantity"].split()[0]) * _pounds(rate)
    return exact - exact % Fraction(1, 100)


def _pounds(text: str) -> Fraction:
    return Fraction(text.replace("£", "").replace(",", ""))


@laws(60)
@given(cases(giving=True))
def test_a_gift_that_meets_a_line_saves_what_it_is_worth(case: Case) -> None:
    saves_what_it_is_worth(settled, case)


def credits_what_meets_no_line(case: Case) -> Words:
    """Credit anything given, whether or not the budget has it."""
    words = settled(case)
    for partner in words["partners"]:
        credit = min(Fraction(partner["in_kind_on_top"]), Fraction(partner["cash"]))
        partner["in_kind"] = str(Fraction(partner["in_kind"]) + credit)
        partner["cash"] = str(Fraction(partner["cash"]) - credit)
    return words


def credits_and_collects(case: Case) -> Words:
    """Credit what is given, and collect the cash for it all the same."""
    words = settled(case)
    for partner in words["partners"]:
        partner["cash"] = str(Fraction(partner["cash"]) + Fraction(partner["in_kind"]))
    words["surplus"] = str(Fraction(words["surplus"]) + total(words, "in_kind"))
    return words


def keeps_every_excess(case: Case) -> Words:
    """Treat every excess as kept, whatever the formula says."""
    section = {**case.formula.get("in_kind", {"eligible": "all"}), "excess": "kept"}
    return settled(Case({**case.formula, "in_kind": section}, case.scenario))


def gives_the_surplus_away(case: Case) -> Words:
    """Take what should be kept off whoever pays cash."""
    words = settled(case)
    surplus = Fraction(words["surplus"])
    for partner in words["partners"]:
        less = min(surplus, Fraction(partner["cash"]))
        partner["cash"] = str(Fraction(partner["cash"]) - less)
        surplus -= less
    words["surplus"] = str(surplus)
    return words


WRONG = {
    "credits what meets no line": credits_what_meets_no_line,
    "credits and collects": credits_and_collects,
    "keeps every excess": keeps_every_excess,
    "gives the surplus away": gives_the_surplus_away,
}


@pytest.mark.parametrize("name", WRONG)
def test_an_engine_that_saves_more_or_less_is_refuted(name: str) -> None:
    assert_refuted(saves_what_it_is_worth, WRONG[name], cases(giving=True))


def leaves_the_bill_alone(engine: Engine, case: Case) -> None:
    """Require that gifts that meet no line are shown and change nothing else."""
    before = words_by_owner(engine(without_gifts(case, meeting=False)))
    after = words_by_owner(engine(case))
    shown = {
        partner["id"]: sum(
            (
                worth(case, gift)
                for gift in case.scenario.get("in_kind", [])
                if "meets" not in gift and gift["partner"] == partner["id"]
            ),
            Fraction(0),
        )
        for partner in case.scenario["partner"]
    }
    assert {who: Fraction(after[who].pop("in_kind_on_top")) for who in shown} == shown
    assert all(before[who].pop("in_kind_on_top") == "0.00" for who in shown)
    true_cost = Fraction(before[""].pop("true_cost")) + sum(shown.values())
    assert Fraction(after[""].pop("true_cost")) == true_cost
    assert after == before


@laws(50)
@given(cases(giving=True))
def test_a_gift_that_meets_no_line_changes_no_bill(case: Case) -> None:
    leaves_the_bill_alone(settled, case)


def hides_what_is_on_top(case: Case) -> Words:
    words = settled(case)
    for partner in words["partners"]:
        partner["in_kind_on_top"] = "0.00"
    return words


@pytest.mark.parametrize("wrong", [credits_what_meets_no_line, hides_what_is_on_top])
def test_an_engine_that_bills_for_such_a_gift_is_refuted(wrong: Engine) -> None:
    assert_refuted(leaves_the_bill_alone, wrong, cases(giving=True))
