"""What tests of an officer's own need: `funding.testing`, used from outside this project."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding import simulate
from funding.formula.model import Formula
from funding.promises.example import Example
from funding.scenario.model import Scenario
from funding.testing import boards, formulas, promises, scenarios
from tests.cli.running import environment
from tests.promises.trying import HEAD, HERE, formula_from
from tests.properties.engine import laws

PLANTED = """
[[step]]
name       = "counted"
expression = "population + 1000"

[driver]
by = "counted"
"""

RIGHT = """
[driver]
by = "population"
"""

OFFICERS_TEST = """\
from funding.testing import promises


@promises("planted.toml", "conserved", "scale-free", tries=40)
def test_ours_keeps_its_promises() -> None:
    pass


@promises("planted.toml", {"name": "affordable", "always": "cash <= cost"}, tries=30)
def test_nobody_pays_more_than_there_is() -> None:
    pass
"""


def officers_run(folder: Path, formula: str) -> subprocess.CompletedProcess[str]:
    """Run an officer's test file beside a formula, as an officer does."""
    (folder / "planted.toml").write_text(HEAD + formula, encoding="utf-8")
    (folder / "test_ours.py").write_text(OFFICERS_TEST, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_ours.py"]
    return subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )


def test_an_officer_s_test_fails_with_the_sentence_and_the_smallest_board(tmp_path: Path) -> None:
    done = officers_run(tmp_path, PLANTED)
    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout
    assert "scale-free: a driver measured in another unit changes no bill." in done.stdout
    assert "population is multiplied by" in done.stdout
    table = done.stdout.partition("Partner")[2]
    rows = re.findall(r"^E +(>?) +([a-z-]+-[0-9]) +£", table, re.MULTILINE)
    assert len(rows) == 2
    assert [mark for mark, _ in rows].count(">") == 1


def test_an_officer_s_test_of_a_right_formula_passes(tmp_path: Path) -> None:
    done = officers_run(tmp_path, RIGHT)
    assert (done.returncode, "2 passed" in done.stdout) == (0, True), done.stdout


def test_without_names_a_formula_is_held_to_its_own_promises() -> None:
    formula = formula_from('promises = ["scale-free"]\n' + PLANTED)
    with pytest.raises(AssertionError, match="scale-free: "):
        promises(formula, tries=40)(lambda: None)()


def test_the_test_itself_is_run_when_the_promises_are_kept() -> None:
    ran: list[int] = []
    promises(formula_from(RIGHT), "scale-free", tries=5)(ran.append)(1)
    assert ran == [1]


def test_a_promise_that_there_is_not_is_told_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"no promise 'scale-fre'; did you mean 'scale-free'\?"):
        promises(formula_from(RIGHT), "scale-fre")


def test_a_promise_over_a_name_that_there_is_not_is_an_error_that_says_so() -> None:
    held = promises(formula_from(RIGHT), {"name": "odd", "always": "kash <= cost"}, tries=5)
    with pytest.raises(ValueError, match=r"always of 'odd': .*'kash'"):
        held(lambda: None)()


@laws(25)
@given(st.data(), formulas())
def test_every_formula_drawn_can_be_used_on_the_boards_drawn_for_it(
    data: st.DataObject, formula: Formula
) -> None:
    """On some it cannot: none of those who share is there, say. Then nothing is settled."""
    board = data.draw(boards(formula, most=3).filter(lambda each: each.settled is not None))
    assert isinstance(board, Example)
    assert len(board.rows) >= 1


@laws(25)
@given(scenarios(str(HERE / "right" / "with-everything.toml"), most=4))
def test_every_scenario_drawn_is_simulated_without_a_fault(scenario: Scenario) -> None:
    outcome = simulate(scenario)
    assert len(outcome.runs) == 1
    assert not outcome.left_out
