"""Running a hostile file, with an alarm."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from funding.cli import main
from tests.alarm import alarm

SCENARIO = """
title    = "A board"
year     = "2020-21"
formulas = ["hostile"]

[board]
authorities = ["wrexham"]

[[cost]]
pool   = "core"
item   = "everything"
amount = "£100.00"
"""

FORMULA = """
id     = "hostile"
title  = "A formula from a stranger"
source = "a stranger"
covers = "all"

[charge]
expression = {expression}
"""


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run a command against the clock."""
    with alarm():
        return CliRunner().invoke(main, list(arguments), input=stdin)


def refused(result: Result) -> str:
    """Check that a result is a fault in words, and give the words."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 3, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()
    assert len(result.stderr) < 60_000
    return result.stderr


def write(folder: Path, formula: bytes | str, scenario: bytes | str = SCENARIO) -> Path:
    """Write a scenario and its formula; give the scenario's path."""
    (folder / "formulas").mkdir(exist_ok=True)
    for path, content in (
        (folder / "formulas" / "hostile.toml", formula),
        (folder / "scenario.toml", scenario),
    ):
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder / "scenario.toml"
