"""What boards share is split between them to the penny, and each is then worked out by itself."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from tests.oracle.between import boards_together, settle_all
from tests.properties.engine import Case, Words, laws, run, words_by_owner
from tests.properties.refuting import assert_refuted
from tests.properties.together import several
from tests.properties.writing import write_toml

Everything = dict[str, Any]
Runner = Callable[[Case], Everything]


def everything(case: Case) -> Everything:
    """Run a case, and give the whole of what is published."""
    return run(write_toml(case.formula), write_toml(case.scenario)).to_dict()


def by_board(found: Everything) -> dict[str, Words]:
    return {result["board"]: result for result in found["results"]}


def agrees_with_oracle(runner: Runner, case: Case) -> None:
    """Require every word of every board, boards above others included, to be the oracle's."""
    boards = boards_together(case.scenario, {})
    expected = settle_all(case.formula, boards, case.scenario)
    found = by_board(runner(case))
    assert found.keys() == expected.keys()
    for board, settlement in expected.items():
        assert words_by_owner(found[board]) == settlement.published()


@laws(250)
@given(several())
def test_every_word_of_every_board_is_what_the_oracle_works_out(case: Case) -> None:
    agrees_with_oracle(everything, case)


@laws(150)
@given(several(limited=True))
def test_a_limit_over_boards_is_shared_as_the_oracle_shares_it(case: Case) -> None:
    agrees_with_oracle(everything, case)


@laws(150)
@given(several(above=True))
def test_a_board_above_others_asks_of_them_what_the_oracle_says(case: Case) -> None:
    agrees_with_oracle(everything, case)


def pence(text: str) -> int:
    return int(Fraction(text.replace("£", "").replace(",", "")) * 100)


def own_costs(case: Case, board: str) -> int:
    lines = [line for line in case.scenario["cost"] if line["board"] == board]
    return sum(pence(line["amount"]) for line in lines)


def loses_nothing_between_boards(runner: Runner, case: Case) -> None:
    """Require that parts sum to what is split, and that a board has its own lines and its parts."""
    found = runner(case)
    boards = by_board(found)
    more = dict.fromkeys(boards, 0)
    for cost in found["shared_costs"]:
        assert sum(pence(part["amount"]) for part in cost["parts"]) == pence(cost["amount"])
        for part in cost["parts"]:
            more[part["board"]] += pence(part["amount"])
    for above in boards.values():
        for partner in above["partners"]:
            if partner["kind"] == "board":
                assert partner["cash"] == partner["assessed"]
                more[partner["id"]] += pence(partner["cash"])
    for board, words in boards.items():
        assert pence(words["cost"]) == own_costs(case, board) + more[board]
    assert {(cost["item"], cost["pool"]) for cost in found["shared_costs"]} == {
        (cost["item"], cost["pool"]) for cost in case.scenario.get("shared_cost", [])
    }


@laws(80)
@given(several(sharing=True))
def test_nothing_is_lost_between_boards(case: Case) -> None:
    loses_nothing_between_boards(everything, case)


def rounds_each_part_down(case: Case) -> Everything:
    found = everything(case)
    for cost in found["shared_costs"]:
        for part in cost["parts"]:
            part["amount"] = part["amount"].partition(".")[0]
    return found


def forgets_the_part_of_the_first_board(case: Case) -> Everything:
    found = everything(case)
    for cost in found["shared_costs"]:
        cost["parts"] = cost["parts"][1:]
    return found


def charges_the_whole_to_each(case: Case) -> Everything:
    found = everything(case)
    for cost in found["shared_costs"]:
        for part in cost["parts"]:
            part["amount"] = cost["amount"]
    return found


LOSING = (rounds_each_part_down, forgets_the_part_of_the_first_board, charges_the_whole_to_each)


@pytest.mark.parametrize("wrong", LOSING)
def test_a_split_that_loses_something_is_refuted(wrong: Runner) -> None:
    assert_refuted(loses_nothing_between_boards, wrong, several(sharing=True))


def with_keys(table: str, **keys: object) -> Runner:
    """Give a runner that reads some keys of a list of tables as other than they are."""

    def runner(case: Case) -> Everything:
        changed = [
            {**each, **{k: v for k, v in keys.items() if k in each}}
            for each in case.scenario.get(table, [])
        ]
        return everything(Case(case.formula, {**case.scenario, table: changed}))

    return runner


def under(limit: Words, found: Everything) -> list[Words]:
    """Give the bills whose answer is the limit, which alone is of its day."""
    return [
        partner
        for words in found["results"]
        for partner in words["partners"]
        if partner["answer_date"] == str(limit["date"])
    ]


def paying(case: Case, most: Callable[[int, int], int]) -> Everything:
    """Let each bill be paid up to some part of the limit, whatever the limit and their number."""
    (limit,) = [answer for answer in case.scenario["answer"] if "over" in answer]
    found = everything(case)
    bills = under(limit, found)
    for bill in bills:
        due = pence(bill["assessed"]) - pence(bill["in_kind"])
        own = min(due, most(pence(limit["amount"]), len(bills)))
        bill["cash"] = str(Fraction(own, 100) + Fraction(bill["borne"]))
    return found


def gives_each_bill_the_whole_limit(case: Case) -> Everything:
    return paying(case, lambda limit, _: limit)


def shares_it_equally(case: Case) -> Everything:
    return paying(case, lambda limit, bills: limit // bills)


WRONG = {
    "splits costs equally, whatever is said": with_keys("shared_cost", by="equal"),
    "lets boards beneath share equally": with_keys("board", by="equal"),
    "spends no reserves above": with_keys("board", reserves={"opening": "£0.00"}),
    "gives each bill the whole limit": gives_each_bill_the_whole_limit,
}


@pytest.mark.parametrize("name", WRONG)
def test_an_engine_that_shares_otherwise_is_refuted(name: str) -> None:
    drawn = several(
        sharing="costs" in name, above="beneath" in name or "above" in name, limited="limit" in name
    )
    assert_refuted(agrees_with_oracle, WRONG[name], drawn)


def pays_up_to_its_limit(runner: Runner, case: Case) -> None:
    """Require of a payer that its own cash over its boards is its limit, or all that is due.

    Only the bills count whose answer is the limit: one to this formula goes before it. It alone is
    of its day.
    """
    (limit,) = [answer for answer in case.scenario["answer"] if "over" in answer]
    bills = under(limit, runner(case))
    due = sum(pence(bill["assessed"]) - pence(bill["in_kind"]) for bill in bills)
    paid = sum(pence(bill["cash"]) - pence(bill["borne"]) for bill in bills)
    assert paid == min(due, pence(limit["amount"]))


@laws(100)
@given(several(limited=True))
def test_a_payer_pays_its_limit_or_all_that_is_due(case: Case) -> None:
    pays_up_to_its_limit(everything, case)


def rounds_its_parts_up(case: Case) -> Everything:
    found = everything(case)
    for words in found["results"]:
        for partner in words["partners"]:
            if partner["shortfall"] != "0.00":
                partner["cash"] = str(Fraction(partner["cash"]) + Fraction(1, 100))
    return found


LIMITS = (gives_each_bill_the_whole_limit, rounds_its_parts_up, shares_it_equally)


@pytest.mark.parametrize("wrong", LIMITS)
def test_a_limit_that_is_passed_or_not_used_is_refuted(wrong: Runner) -> None:
    assert_refuted(pays_up_to_its_limit, wrong, several(limited=True))
