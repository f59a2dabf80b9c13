"""What a year came to is settled as the budget would have been, had it been that."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.boards import estimated
from tests.properties.engine import Case, Table, laws, run, words_by_owner
from tests.properties.members import once_in, pence, text_of
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases
from tests.properties.writing import write_toml

F = Fraction
YEARS = ["2020-21", "2021-22"]


@dataclass(frozen=True)
class Ended:
    """A case of two years, with what the lines of the first came to, and some accounts of it."""

    case: Case
    outturn: dict[str, str]
    accounts: tuple[Table, ...]


@st.composite
def ended(draw: st.DrawFn) -> Ended:
    """Draw outturns of some lines, never below what offers meet of them."""
    case = plain(draw(cases(keeping=draw(st.booleans()), shortage=draw(st.booleans()))))
    met = {each.get("meets") for each in case.scenario.get("in_kind", [])}
    outturn: dict[str, str] = {}
    for line in case.scenario["cost"]:
        least = _pence(line["amount"]) if line["item"] in met else 0
        if not outturn or draw(st.booleans()):
            outturn[line["item"]] = text_of(least + draw(st.one_of(st.just(0), pence())))
    accounts: list[Table] = []
    for partner in case.scenario["partner"]:
        account = {
            word: [text_of(draw(st.one_of(st.just(0), pence()))), "not known"]
            for word in ("invoiced", "received")
            if once_in(draw, 2)
        }
        if account:
            accounts.append({"partner": partner["id"]} | account)
    return Ended(case, outturn, tuple(accounts))


def plain(case: Case) -> Case:
    """Give a case whose lines have one amount each, that of its estimate, and no range."""
    estimate = case.scenario.get("estimate", "central")
    lines = [
        {key: each for key, each in line.items() if key != "range"}
        | {"amount": estimated(line, estimate)}
        for line in case.scenario["cost"]
    ]
    scenario = {key: each for key, each in case.scenario.items() if key != "estimate"}
    return Case(case.formula, scenario | {"cost": lines})


def _pence(text: str) -> int:
    return int(text.replace("£", "").replace(",", "").replace(".", ""))


def two_years(case: Case, costs: list[Table], accounts: tuple[Table, ...] = ()) -> dict[str, Any]:
    """Run two years with some lines of cost; only the first uses reserves or is paid arrears."""
    scenario = {key: each for key, each in case.scenario.items() if key != "year"}
    board = dict(scenario["board"])
    if "use" in board.get("reserves", {}):
        board["reserves"] = {**board["reserves"], "use": [board["reserves"]["use"], "£0.00"]}
    paid = [{**p, "amount": [p["amount"], "£0.00"]} for p in scenario.pop("arrears_paid", [])]
    scenario |= {"board": board, "cost": costs}
    scenario |= ({"arrears_paid": paid} if paid else {}) | (
        {"account": list(accounts)} if accounts else {}
    )
    text = write_toml({"years": YEARS, **scenario})
    return run(write_toml(case.formula), text).to_dict()


Runner = Callable[[Ended], dict[str, Any]]


def as_it_was(drawn: Ended) -> dict[str, Any]:
    """Run with the outturn stated beside the budget."""
    costs = [
        {**line, "outturn": [drawn.outturn[line["item"]], "not known"]}
        if line["item"] in drawn.outturn
        else line
        for line in drawn.case.scenario["cost"]
    ]
    return two_years(drawn.case, costs, drawn.accounts)


def is_settled_by_the_same_rules(runner: Runner, drawn: Ended) -> None:
    """Require of the outturn, and of the next year, what a budget of that much would have given."""
    found = runner(drawn)
    (end,) = found["year_end"]
    costs = [
        {**line, "amount": [drawn.outturn.get(line["item"], line["amount"]), line["amount"]]}
        for line in drawn.case.scenario["cost"]
    ]
    first, second = two_years(drawn.case, costs)["results"]
    assert [each["outturn"] for each in end["partners"]] == [p["cash"] for p in first["partners"]]
    assert end["cost_outturn"] == first["cost"]
    assert end["unfunded_outturn"] == first["unfunded"]
    assert end["reserves_outturn"] == first["reserves_closing"]
    assert words_by_owner(found["results"][1]) == words_by_owner(second)
    agreed = [p["cash"] for p in found["results"][0]["partners"]]
    assert [each["agreed"] for each in end["partners"]] == agreed


def every_pound_is_accounted_for(runner: Runner, drawn: Ended) -> None:
    """Require: the outturn is what was received, is outstanding, and is to be settled.

    What is in hand is by the outturn's reserves, and what was received instead of it.
    """
    (end,) = runner(drawn)["year_end"]
    stated = {each["partner"]: each for each in drawn.accounts}
    held = F(end["reserves_outturn"])
    known = False
    for each in end["partners"]:
        account = stated.get(each["id"], {})
        for word in ("invoiced", "received"):
            said = _plain(account[word][0]) if word in account else None
            assert each[word] == said
        settled = F(each["to_collect"]) - F(each["to_return"])
        assert min(F(each["to_collect"]), F(each["to_return"])) == 0
        if each["received"] is None:
            assert each["outstanding"] is None
            assert F(each["outturn"]) == settled + F(each["invoiced"] or each["agreed"])
            continue
        known = True
        assert F(each["outturn"]) == F(each["received"]) + F(each["outstanding"]) + settled
        held += F(each["received"]) - F(each["outturn"])
    if known:
        assert F(end["reserves_received"]) - F(end["overdrawn"]) == held
        assert min(F(end["reserves_received"]), F(end["overdrawn"])) == 0
    else:
        assert end["reserves_received"] is end["overdrawn"] is None


def _plain(text: str) -> str:
    return text.replace("£", "").replace(",", "")


@laws(60)
@given(ended())
def test_an_outturn_is_what_the_same_rules_ask_for_it(drawn: Ended) -> None:
    is_settled_by_the_same_rules(as_it_was, drawn)


@laws(60)
@given(ended())
def test_every_pound_of_an_outturn_is_received_or_outstanding_or_to_be_settled(
    drawn: Ended,
) -> None:
    every_pound_is_accounted_for(as_it_was, drawn)


def in_proportion_to_the_cost(drawn: Ended) -> dict[str, Any]:
    """Raise everyone's cash as the cost rose, whatever the rules say."""
    found = copy.deepcopy(as_it_was(drawn))
    (end,) = found["year_end"]
    rose = F(end["cost_outturn"]) / F(end["cost_agreed"])
    for each in end["partners"]:
        each["outturn"] = f"{int(F(each['agreed']) * rose * 100) / F(100)}"
    return found


def opens_with_the_budget(drawn: Ended) -> dict[str, Any]:
    """Let the next year begin as if the year had cost what it was to cost."""
    found = as_it_was(drawn)
    found["results"] = two_years(drawn.case, drawn.case.scenario["cost"])["results"]
    return found


def collects_what_is_outstanding_again(drawn: Ended) -> dict[str, Any]:
    found = copy.deepcopy(as_it_was(drawn))
    for each in found["year_end"][0]["partners"]:
        each["to_collect"] = str(F(each["to_collect"]) + F(each["outstanding"] or 0))
    return found


def takes_invoices_for_money(drawn: Ended) -> dict[str, Any]:
    found = copy.deepcopy(as_it_was(drawn))
    (end,) = found["year_end"]
    owed = sum(F(each["outstanding"] or 0) for each in end["partners"])
    if end["reserves_received"] is not None:
        end["reserves_received"] = str(F(end["reserves_received"]) + owed)
    return found


@pytest.mark.parametrize("wrong", [in_proportion_to_the_cost, opens_with_the_budget])
def test_an_outturn_by_other_rules_is_refuted(wrong: Runner) -> None:
    assert_refuted(is_settled_by_the_same_rules, wrong, ended())


@pytest.mark.parametrize("wrong", [collects_what_is_outstanding_again, takes_invoices_for_money])
def test_an_end_that_does_not_add_up_is_refuted(wrong: Runner) -> None:
    assert_refuted(every_pound_is_accounted_for, wrong, ended())
