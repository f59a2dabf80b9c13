"""A board of two over the years, and formulas for it, run as a user runs them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner, Result

from funding import Outcome, read_scenario, simulate
from funding.cli import main

HEAD = """\
title  = "A formula"
source = "an invented source"
status = "agreed"
covers = "all"
"""
SHARES = """
[percentages]
local_authority = "60%"
police          = "40%"
missing_kind    = "others pro rata"
"""
HALVES = """
[percentages]
local_authority = "50%"
police          = "50%"
missing_kind    = "others pro rata"
"""
BOARD = """
[board]
id   = "board"
name = "The board"

[[partner]]
id   = "council"
kind = "local_authority"

[[partner]]
id   = "force"
kind = "police"
"""
COST = """
[[cost]]
pool   = "core"
item   = "unit"
status = "agreed"
amount = "£36,500.00"
"""
"""A hundred pounds a day, in a year that is not a leap year."""


def scenario(*more: str, years: str = '["2013-14"]', formulas: str = '["ours"]') -> str:
    """Write a scenario of the board, with further tables."""
    top = f'title = "Years"\nyears = {years}\nformulas = {formulas}\n'
    return top + BOARD + "".join(f"\n{each}" for each in more or [COST])


def ran(text: str, **formulas: str) -> Outcome:
    """Run a scenario with formulas by their name."""
    with TemporaryDirectory() as folder:
        return simulate(read_scenario(_written(Path(folder), text, formulas)))


def printed(command: list[str], text: str, **formulas: str) -> Result:
    """Give what a command prints; the scenario's path is put after its name."""
    with TemporaryDirectory() as folder:
        path = _written(Path(folder), text, formulas)
        name, *options = command
        return CliRunner().invoke(main, [name, str(path), *options])


def _written(folder: Path, text: str, formulas: dict[str, str]) -> Path:
    (folder / "formulas").mkdir()
    for name, body in formulas.items():
        path = folder / "formulas" / f"{name}.toml"
        path.write_text(f'id = "{name}"\n{HEAD}{body}', encoding="utf-8")
    (folder / "scenario.toml").write_text(text, encoding="utf-8")
    return folder / "scenario.toml"


def results(outcome: Outcome) -> list[dict[str, Any]]:
    """Give what is published of each board, formula and year."""
    found: list[dict[str, Any]] = outcome.to_dict()["results"]
    return found


def words(result: dict[str, Any], word: str) -> dict[str, str]:
    """Give a word of each partner, by its id."""
    return {partner["id"]: partner[word] for partner in result["partners"]}
