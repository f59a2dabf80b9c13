"""Cash, arrears and claims of one year are what the next one opens with, and none counts twice."""

from __future__ import annotations

import copy
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from tests.properties.engine import Case, Words, laws, run, settled, words_by_owner
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases
from tests.properties.writing import write_toml

FIRST, SECOND = "2020-21", "2021-22"
CARRIED = {"cash": "cash", "arrears": "arrears", "in_kind": "in_kind_carried"}
"""The words of the year before, each with the word of a result that it closes with."""

Years = tuple[Words, Words]
Runner = Callable[[Case], Years]


def in_one_run(case: Case) -> Years:
    """Run both years; only the first plans to use reserves, and is paid arrears."""
    board = dict(case.scenario["board"])
    if "use" in board.get("reserves", {}):
        board["reserves"] = {**board["reserves"], "use": [board["reserves"]["use"], "£0.00"]}
    paid = [
        {**each, "amount": [each["amount"], "£0.00"]}
        for each in case.scenario.get("arrears_paid", [])
    ]
    scenario = {key: each for key, each in case.scenario.items() if key != "year"}
    scenario |= {"board": board} | ({"arrears_paid": paid} if paid else {})
    years = write_toml({"years": [FIRST, SECOND], **scenario})
    first, second = run(write_toml(case.formula), years).to_dict()["results"]
    return first, second


def alone(case: Case, reserves: str, before: dict[str, dict[str, str]]) -> Words:
    """Run the second year by itself, opening with some reserves and some year before it."""
    dropped = ("last_year", "arrears_paid")
    scenario = {key: each for key, each in case.scenario.items() if key not in dropped}
    head = {**scenario["board"].get("reserves", {}), "opening": f"£{reserves}", "use": "£0.00"}
    lines = [
        {"partner": who} | {word: f"£{sum_}" for word, sum_ in words.items()}
        for who, words in before.items()
        if words
    ]
    scenario |= {"year": SECOND, "board": {**scenario["board"], "reserves": head}}
    return settled(Case(case.formula, scenario | ({"last_year": lines} if lines else {})))


def closings(words: Words) -> dict[str, dict[str, str]]:
    """Give what a published year leaves of each partner, as the year before is stated."""
    return {
        partner["id"]: {
            before: partner[word] for before, word in CARRIED.items() if Fraction(partner[word])
        }
        for partner in words["partners"]
    }


def opens_with_what_was_left(runner: Runner, case: Case) -> None:
    """Require of the second year what it gives alone, told what the first one left."""
    first, second = runner(case)
    expected = alone(case, first["reserves_closing"], closings(first))
    assert words_by_owner(second) == words_by_owner(expected)


@laws(80)
@given(cases(shortage=True, keeping=True))
def test_a_year_opens_with_all_that_the_last_one_left(case: Case) -> None:
    opens_with_what_was_left(in_one_run, case)


def forgets(word: str) -> Runner:
    """Give a run whose second year was not told one word of the first."""

    def runner(case: Case) -> Years:
        first, _ = in_one_run(case)
        left = {
            who: {name: each for name, each in words.items() if name != word}
            for who, words in closings(first).items()
        }
        return first, alone(case, first["reserves_closing"], left)

    return runner


def opens_as_at_first(case: Case) -> Years:
    """Open every year with the reserves that the first one had."""
    first, _ = in_one_run(case)
    opening = case.scenario["board"].get("reserves", {}).get("opening", "£0.00")
    return first, alone(case, _plain(opening), closings(first))


def keeps_no_surplus(case: Case) -> Years:
    """Let a surplus go at the end of the year."""
    first, second = in_one_run(case)
    closing = Fraction(second["reserves_closing"]) - Fraction(first["surplus"])
    return first, {**second, "reserves_closing": str(closing)}


WRONG: dict[str, Runner] = {
    **{f"forgets {word}": forgets(word) for word in CARRIED},
    "opens as at first": opens_as_at_first,
    "keeps no surplus": keeps_no_surplus,
}


@pytest.mark.parametrize("name", WRONG)
def test_a_run_that_opens_otherwise_is_refuted(name: str) -> None:
    assert_refuted(opens_with_what_was_left, WRONG[name], cases(shortage=True, keeping=True))


def stated(case: Case, word: str, who: str) -> Fraction:
    """Give what is stated of a partner's year before."""
    lines = case.scenario.get("last_year", [])
    found = (
        Fraction(_plain(each[word])) for each in lines if word in each and each["partner"] == who
    )
    return sum(found, Fraction(0))


def _plain(text: str) -> str:
    return text.replace("£", "").replace(",", "")


def counts_no_gift_twice(runner: Runner, case: Case) -> None:
    """Require, over both years, that what is drawn and still to be drawn was given and not more.

    A gift is credited in its year, or it is free: then it may be drawn later, once. What meets a
    pool that nobody shares is free and never drawn, so the law is of formulas that cover all.
    """
    if (
        case.formula.get("in_kind", {}).get("excess") != "carried"
        or case.formula["covers"] != "all"
    ):
        return
    years = runner(case)
    for place, partner in enumerate(years[0]["partners"]):
        both = [year["partners"][place] for year in years]
        drawn, free = (
            sum(Fraction(each[word]) for each in both) for word in ("in_kind_drawn", "in_kind_free")
        )
        left = Fraction(both[-1]["in_kind_carried"])
        assert drawn + left == stated(case, "in_kind", partner["id"]) + free


@laws(80)
@given(cases(keeping=True))
def test_what_is_drawn_and_left_to_draw_is_what_was_given_and_not_credited(case: Case) -> None:
    counts_no_gift_twice(in_one_run, case)


def carries_what_it_drew(case: Case) -> Years:
    """Let a claim stand after it was drawn."""
    first, second = copy.deepcopy(in_one_run(case))
    for partner in second["partners"]:
        total = Fraction(partner["in_kind_carried"]) + Fraction(partner["in_kind_drawn"])
        partner["in_kind_carried"] = str(total)
    return first, second


def carries_what_it_credited(case: Case) -> Years:
    """Let what was credited be drawn again."""
    first, second = copy.deepcopy(in_one_run(case))
    for partner in second["partners"]:
        total = Fraction(partner["in_kind_carried"]) + Fraction(partner["in_kind"])
        partner["in_kind_carried"] = str(total)
    return first, second


@pytest.mark.parametrize("wrong", [carries_what_it_drew, carries_what_it_credited])
def test_a_run_that_counts_a_gift_twice_is_refuted(wrong: Runner) -> None:
    assert_refuted(counts_no_gift_twice, wrong, cases(keeping=True))


def arrears_add_up(runner: Runner, case: Case) -> None:
    """Require of each partner what it owed, less what it paid, with what it must pay and lacks."""
    years = runner(case)
    paid: dict[str, Any] = {
        each["partner"]: Fraction(_plain(each["amount"]))
        for each in case.scenario.get("arrears_paid", [])
    }
    for place, partner in enumerate(years[0]["partners"]):
        who = partner["id"]
        owed = stated(case, "arrears", who) - paid.get(who, Fraction(0))
        for year in years:
            each = year["partners"][place]
            owed += Fraction(each["shortfall"]) if each["duty"] == "will" else 0
            assert Fraction(each["arrears"]) == owed
        assert Fraction(partner["arrears_paid"]) == paid.get(who, Fraction(0))
    assert Fraction(years[0]["income"]) >= sum(paid.values())
    assert Fraction(years[0]["surplus"]) >= sum(paid.values())


@laws(60)
@given(cases(shortage=True, keeping=True))
def test_arrears_are_what_was_owed_and_not_paid(case: Case) -> None:
    arrears_add_up(in_one_run, case)


def counts_every_shortfall(case: Case) -> Years:
    """Let whoever may contribute and does not owe it all the same."""
    years = copy.deepcopy(in_one_run(case))
    for partner in years[1]["partners"]:
        if partner["duty"] == "may":
            total = Fraction(partner["arrears"]) + Fraction(partner["shortfall"])
            partner["arrears"] = str(total)
    return years


def forgives(case: Case) -> Years:
    """Begin each year with a clean sheet."""
    years = copy.deepcopy(in_one_run(case))
    for partner in years[1]["partners"]:
        partner["arrears"] = partner["shortfall"] if partner["duty"] == "will" else "0.00"
    return years


def loses_what_is_paid(case: Case) -> Years:
    """Take what is paid of arrears off, and put the money nowhere."""
    years = copy.deepcopy(in_one_run(case))
    years[0]["surplus"] = "0.00"
    return years


@pytest.mark.parametrize("wrong", [counts_every_shortfall, forgives, loses_what_is_paid])
def test_a_run_whose_arrears_do_not_add_up_is_refuted(wrong: Runner) -> None:
    assert_refuted(arrears_add_up, wrong, cases(shortage=True, keeping=True))
