"""A promise that claims nothing of any board that was tried is neither tested nor proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from funding.formula.library import library_for
from funding.promises.checking import Decision, Effort, check, promises_of
from funding.promises.targets import checked
from funding.scenario.reading import scenario_of
from funding.simulation import load_formula
from funding.toml import parse_document
from funding.years import FinancialYear

FORMULA = """
id       = "ours"
title    = "Ours"
source   = "invented"
covers   = "all"
{promises}

[equal]

[in_kind]
eligible = "all"
excess   = "shared"

[[promise]]
name   = "ours"
{promise}
"""
SMALL = """
title    = "A board of one, of which proofs are quick"
year     = "2024-25"
formulas = ["equal-shares"]

[board]
id = "small"

[[partner]]
id   = "council"
kind = "local_authority"

[[cost]]
pool   = "core"
item   = "a line"
amount = "£1.00"
"""
NONE = "on no board: none of 20 had what the promise is about"


def decided(folder: Path, promise: str, effort: Effort, promises: str = "") -> list[Decision]:
    path = folder / "ours.toml"
    path.write_text(FORMULA.format(promise=promise, promises=promises), encoding="utf-8")
    if not effort.prove:
        (found,) = checked(str(path), [folder], effort)
        return list(found.decisions)
    formula, year = load_formula(str(path)), FinancialYear(2024)
    boards = scenario_of(parse_document(SMALL, "small"), library_for()).boards
    return list(check(formula, promises_of(formula)[-1:], boards, year, effort).decisions)


@pytest.mark.parametrize(
    "promise",
    [
        'when = "cost < £0.00"\nalways = "cash == 0"',
        'when = "cash < £0.00"\nalways = "cost == 0"',
        'rises = "cost"\nwhen = "after_cost < before_cost"\nalways = "after_cash == 0"',
        'always = "cash / 0 == 77"',
        'always = "total(cash) / (cost - cost) == 77"',
    ],
    ids=["never of the board", "of nobody", "of no pair", "by nothing", "of the board"],
)
def test_what_claims_nothing_of_any_board_is_undecided(tmp_path: Path, promise: str) -> None:
    decision = decided(tmp_path, promise, Effort(20))[-1]
    assert (decision.decision, decision.scope) == ("undecided", NONE)


def test_only_boards_are_counted_on_which_it_is_meant(tmp_path: Path) -> None:
    promise = 'when = "cost > £50,000.00"\nalways = "cash >= 0"'
    everywhere = decided(tmp_path, 'always = "cash >= 0"', Effort(40))[-1]
    there = decided(tmp_path, promise, Effort(40))[-1]
    counts = [int(each.scope.split()[1]) for each in (everywhere, there)]
    assert counts[0] == 40
    assert 0 < counts[1] < 40


def test_boards_on_which_it_divides_by_nothing_are_not_counted(tmp_path: Path) -> None:
    decision = decided(tmp_path, 'always = "cost / total(in_kind) >= 0"', Effort(40))[-1]
    assert decision.decision == "tested"
    assert 0 < int(decision.scope.split()[1]) < 40


def test_a_promise_of_the_catalogue_that_a_formula_has_nothing_for_holds(tmp_path: Path) -> None:
    named = 'promises = ["scale-free", "within-bounds", "monotone-in-own-driver"]'
    found = decided(tmp_path, 'always = "cash >= 0"', Effort(20), named)
    silent = "on no board has the formula what the promise is about"
    assert [(each.decision, each.scope) for each in found[2:-1]] == [("proved", silent)] * 3


PROVE = Effort(20, prove=True, seconds=60)


def test_a_condition_that_may_divide_by_nothing_is_proved_only_where_it_does_not(
    tmp_path: Path,
) -> None:
    decision = decided(tmp_path, 'always = "cost / total(in_kind) >= 0"', PROVE)[-1]
    assert decision.decision == "proved"
    assert decision.scope.endswith("; where the condition divides by something")


def test_a_condition_that_asks_first_is_proved_everywhere(tmp_path: Path) -> None:
    promise = 'when = "total(in_kind) > 0"\nalways = "cost / total(in_kind) >= 0"'
    decision = decided(tmp_path, promise, PROVE)[-1]
    assert decision.decision == "proved"
    assert "divides" not in decision.scope


@pytest.mark.parametrize("always", ["cash / 0 == 77", "cash / (cost - cost) <= 1"])
def test_a_condition_that_always_divides_by_nothing_is_not_proved(
    tmp_path: Path, always: str
) -> None:
    decision = decided(tmp_path, f'always = "{always}"', PROVE)[-1]
    assert (decision.decision, decision.scope) == (
        "undecided",
        "it claims nothing on any board: it divides by nothing",
    )


@pytest.mark.parametrize(
    ("promise", "why"),
    [
        ('rises = "cost"\nalways = "after_cost >= before_cost"', "of such a change nothing can"),
        ('for = { kind = "police" }\nalways = "cash >= 0"', "nobody whom it is about sits"),
        ('always = "cost != £12,345,678.91"', "the solver did not settle it"),
    ],
)
def test_what_is_not_proved_says_why(tmp_path: Path, promise: str, why: str) -> None:
    decision = decided(tmp_path, promise, Effort(20, prove=True, seconds=20))[-1]
    assert decision.decision == "tested"
    assert f"; not proved: {why}" in decision.scope


def test_what_is_not_proved_in_time_says_so(tmp_path: Path) -> None:
    effort = Effort(5, prove=True, seconds=0.01)
    decision = decided(tmp_path, 'always = "total(cash) <= cost"', effort)[-1]
    assert decision.scope.endswith("; not proved in 0.01 seconds")
