"""What a scenario promises is tried first with the partners that sit on its own boards."""

from __future__ import annotations

from pathlib import Path

import pytest

import funding
from funding.promises.checking import Checked, Decision, Effort
from funding.promises.confirming import as_toml
from funding.promises.targets import checked

SCENARIO = """\
title    = "Gwent"
year     = "2026-27"
formulas = ["national-60-25-10-5"]

[[board]]
area = "gwent"
lead = "newport"

[[cost]]
pool   = "core"
item   = "all"
amount = "£60,000.00"

[[promise]]
name   = "a-bound"
says   = "{says}"
always = "{always}"
"""


def one_of(folder: Path, always: str, examples: int = 30) -> tuple[Checked, Decision]:
    path = folder / "gwent.toml"
    path.write_text(SCENARIO.format(says="as it says", always=always), encoding="utf-8")
    (found,) = checked(str(path), [], Effort(examples=examples))
    return found, next(each for each in found.decisions if each.promise.name == "a-bound")


def test_what_is_broken_on_a_board_of_the_scenario_is_shown_there_with_all_its_partners(
    tmp_path: Path,
) -> None:
    _, decision = one_of(tmp_path, "cash <= 20% * cost")
    assert (decision.decision, decision.scope) == ("refuted", "on gwent")
    assert decision.breach is not None
    (gwent,) = funding.read_scenario(tmp_path / "gwent.toml").boards
    assert {row.id for row in decision.breach.tried.rows} == {each.id for each in gwent.partners}


def test_the_file_of_it_runs_and_shows_it(tmp_path: Path) -> None:
    _, decision = one_of(tmp_path, "cash <= 20% * cost")
    assert decision.breach is not None
    path = tmp_path / "shown.toml"
    path.write_text(as_toml(decision.breach), encoding="utf-8")
    result = funding.simulate(funding.read_scenario(path)).runs[0].result
    assert any(5 * partner.cash > result.cost for partner in result.partners)


def test_what_holds_with_those_partners_is_still_tried_with_others(tmp_path: Path) -> None:
    """In Gwent nobody is a council alone: one that is bears all that councils are asked for."""
    _, decision = one_of(tmp_path, "total(is_local_authority) >= 2")
    assert decision.decision == "refuted"
    assert decision.scope.startswith("by a board of ")


@pytest.mark.parametrize("examples", [1, 2, 31])
def test_it_is_said_how_many_boards_had_those_partners(tmp_path: Path, examples: int) -> None:
    found, decision = one_of(tmp_path, "cash <= 10 * cost", examples)
    assert decision.decision in ("tested", "undecided")
    if decision.decision == "tested" and examples > 1:
        assert decision.scope.endswith("of them with the scenario's partners")
    assert found.words <= {"tested", "undecided"}
