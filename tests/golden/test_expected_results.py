"""Beside each shipped scenario stands what it gives; a change there is made on purpose.

To make it, read the `.new` file that a failing run writes, and put it in place of the old one.
What the figures must be is not decided here: `tests/cases/` works them out by other means.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from funding.cli import main

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.toml"))


def test_there_are_scenarios() -> None:
    assert {path.stem for path in SCENARIOS} >= {
        "six-regional-boards",
        "wrexham-and-neath-port-talbot",
    }


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_a_shipped_scenario_gives_what_stands_beside_it(scenario: Path) -> None:
    done = CliRunner().invoke(main, ["simulate", str(scenario)])
    assert done.exit_code == 0, done.stderr
    expected = scenario.with_suffix(".expected.txt")
    if not expected.exists() or done.stdout != expected.read_text(encoding="utf-8"):
        expected.with_name(f"{expected.name}.new").write_text(done.stdout, encoding="utf-8")
        pytest.fail(f"{expected.name} differs: compare it with {expected.name}.new")
