"""All faults of a file are said at once, in the order of the file; a syntax error stands alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from funding.cli import main

SEVERAL = Path(__file__).parent / "several"


def _check(command: str, name: str) -> None:
    expected = (SEVERAL / f"{name}.expected").read_text(encoding="utf-8")
    result = CliRunner().invoke(main, [command, f"{name}.toml"])
    assert result.stderr == expected
    assert (result.exit_code, result.stdout) == (3, "")


@pytest.fixture(autouse=True)
def _in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SEVERAL)


def test_five_mistakes_of_a_scenario_are_said_at_once_in_its_order() -> None:
    _check("simulate", "five")


def test_four_mistakes_of_a_formula_are_said_at_once_in_its_order() -> None:
    _check("show", "four")


def test_the_mistakes_of_two_formulas_and_of_their_scenario_are_said_at_once() -> None:
    _check("simulate", "two-formulas")


def test_two_formulas_that_cannot_be_used_on_a_board_are_both_said() -> None:
    _check("simulate", "two-on-a-board")


def test_a_syntax_error_stands_alone(tmp_path: Path) -> None:
    text = (SEVERAL / "five.toml").read_text(encoding="utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text(text.replace('"2020-21"', '"2020-21'), encoding="utf-8")
    result = CliRunner().invoke(main, ["simulate", str(broken)])
    assert result.exit_code == 3
    assert result.stderr.count("broken.toml:") == 1
    assert "broken.toml:2:12: the text that begins here has no closing quote" in result.stderr


def test_a_fault_on_several_boards_is_said_once(tmp_path: Path) -> None:
    boards = "".join(
        f'[[board]]\nauthorities = ["{name}"]\n' for name in ("wrexham", "cardiff", "powys")
    )
    text = (
        'title = "Three boards"\nyear = "2020-21"\nformulas = ["equal-shares"]\n'
        f"{boards}"
        '[[cost]]\npool = "core"\nitem = "post"\namount = "£1.00"\n'
        '[[answer]]\npartner = "nobody-known"\nsays = "refused"\n'
    )
    path = tmp_path / "three.toml"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["simulate", str(path)])
    assert result.stderr.count("there is no partner 'nobody-known'") == 1
