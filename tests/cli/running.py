"""Running the command line in tests, and the scenarios that the tests run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

import funding
from funding.cli import main
from funding.places import shipped_folder

WELSH = str(shipped_folder("scenarios") / "wrexham-and-neath-port-talbot.toml")
SHIPPED = sorted(path.stem for path in shipped_folder("formulas").glob("*.toml"))
MONEY = (
    *("cost", "true_cost", "grants", "income", "reserves_used", "surplus", "uncovered"),
    *("unfunded", "assessed", "in_kind", "in_kind_free", "in_kind_on_top", "shortfall"),
    *("borne", "cash"),
)

CALM = """\
title    = "A board of which everything is known"
year     = "2020-21"
formulas = ["equal-shares", "local-authority-pays"]
baseline = "equal-shares"

[board]
id          = "wrexham"
authorities = ["wrexham"]

[[cost]]
pool   = "core"
item   = "coordinator"
amount = "£40,000.01"

[[answer]]
partner = "wrexham"
says    = "agreed"

[[answer]]
partner = "health_board"
says    = "agreed"

[[answer]]
partner = "police"
says    = "agreed"
"""
"""A scenario without a single warning."""

WARNS = CALM.partition("\n[[answer]]")[0]
"""The same without answers: two formulas, each with a warning."""


def run(*arguments: str, stdin: str | None = None) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, arguments, input=stdin)


def run_apart(*arguments: str, code: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line, or other code, in a Python of its own."""
    return subprocess.run(
        [sys.executable, "-c", code or "from funding.cli import main; main()", *arguments],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def environment() -> dict[str, str]:
    """Give the environment in which another Python finds this library."""
    root = str(Path(funding.__file__).parent.parent)
    return {**os.environ, "PYTHONPATH": root, "PYTHONUTF8": "1"}
