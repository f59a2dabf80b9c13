"""Running a hostile file, with an alarm."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner, Result

from funding.cli import main
from tests.alarm import alarm

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""What shows a reader something other than is there; no message and no table may have any."""

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
    assert not HIDDEN.search(result.stderr), ascii(result.stderr)
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
