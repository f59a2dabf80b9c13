"""A package that brings a formula and rules, really installed beside the library."""

from __future__ import annotations

import json
import re
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from tests.packaging.installing import attempt, build, fresh_environment, run

PROJECT = Path(__file__).parent / "example"

SCENARIO = """
title    = "A board of three councils"
year     = "2020-21"
formulas = ["{formula}"]

[board]
id = "three-councils"

[[partner]]
id = "wrexham"
[[partner]]
id = "flintshire"
[[partner]]
id = "conwy"

[[cost]]
pool   = "core"
item   = "everything"
amount = "£1,000.01"
"""

LEAKY = """
id     = "leaks"
title  = "A formula of a plugin's rule that loses a penny"
source = "an invented example"
covers = "all"

[leaky]
"""


@pytest.fixture(scope="module")
def command(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the plugin beside the library, in an environment of its own; give the command."""
    folder = tmp_path_factory.mktemp("plugin")
    (wheel,) = installed.parent.glob("funding-*.whl")
    copy = shutil.copytree(PROJECT, folder / "source")
    plugin = build(copy, folder, "funding_example")
    return fresh_environment(folder, wheel, plugin) / "bin/funding"


def simulate(command: Path, folder: Path, formula: str) -> str:
    (folder / "scenario.toml").write_text(SCENARIO.format(formula=formula), encoding="utf-8")
    return run(command, "simulate", "scenario.toml", "--format", "json", cwd=folder)


def test_a_plugin_adds_its_formula_and_its_rules_to_the_lists(command: Path, empty: Path) -> None:
    formulas = json.loads(run(command, "formulas", "--format", "json", cwd=empty))["formulas"]
    assert "half-and-half" in {each["id"] for each in formulas}
    rules = json.loads(run(command, "rules", "--format", "json", cwd=empty))["rules"]
    brought = {each["name"]: each["plugin"] for each in rules if each["plugin"]}
    assert brought == {"half_and_half": "funding-example", "leaky": "funding-example"}
    assert "funding-example" in run(command, "rules", cwd=empty)


def test_a_plugin_s_formula_conserves_and_gives_what_its_columns_say(
    command: Path, empty: Path
) -> None:
    (result,) = json.loads(simulate(command, empty, "half-and-half"))["results"]
    # £1,000.01: half by three, half by the councils' people in mid-2020 (ONS).
    people = {"wrexham": 136055, "flintshire": 156847, "conwy": 118184}
    half = Fraction("1000.01") / 2
    for partner in result["partners"]:
        exact = half / 3 + half * people[partner["id"]] / sum(people.values())
        assert Fraction(partner["assessed_exact"]) == exact
    assert sum(Fraction(each["cash"]) for each in result["partners"]) == Fraction("1000.01")


def test_the_columns_of_a_plugin_s_rule_are_explained_with_their_source(
    command: Path, empty: Path
) -> None:
    simulate(command, empty, "half-and-half")
    said = run(command, "explain", "scenario.toml", "--partner", "wrexham", cwd=empty)
    assert "part in equal shares [the board]: 50%" in said
    assert "share of each pool [wrexham]" in said
    assert "source: an invented example (assumed)" in said
    shown = run(command, "show", "half-and-half", cwd=empty)
    assert "equal_part * sharing / total(sharing)" in shown


def test_a_plugin_that_loses_a_penny_is_found_out_and_named(command: Path, empty: Path) -> None:
    (empty / "leaks.toml").write_text(LEAKY, encoding="utf-8")
    (empty / "scenario.toml").write_text(SCENARIO.format(formula="leaks"), encoding="utf-8")
    done = attempt(command, "simulate", "scenario.toml", cwd=empty)
    assert (done.returncode, done.stdout) == (1, "")
    assert "rule 'leaky' of plugin 'funding-example'" in done.stderr
    assert "(R)" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_plugin_that_loses_a_penny_breaks_the_promise_that_all_is_conserved(
    command: Path, empty: Path
) -> None:
    """One board of one partner shows it, and run as a scenario it names the plugin.

    The penny was granted by nobody: less than nothing of what was offered is left unused, so
    another promise is broken too, and each has a file of its own.
    """
    (empty / "leaks.toml").write_text(LEAKY, encoding="utf-8")
    checked = (command, "check", "leaks.toml", "--examples", "10", "--counterexample", "shown.toml")
    done = attempt(*checked, cwd=empty)
    assert done.returncode == 1, done.stderr
    assert "conserved     refuted     by a board of 1" in done.stdout
    assert "Traceback" not in done.stderr
    shown = attempt(command, "simulate", "shown-leaks-conserved.toml", cwd=empty)
    assert (shown.returncode, shown.stdout) == (1, ""), shown.stderr
    assert "rule 'leaky' of plugin 'funding-example'" in shown.stderr


def test_a_plugin_s_formula_that_is_right_keeps_its_promises(command: Path, empty: Path) -> None:
    done = attempt(command, "check", "half-and-half", "--examples", "20", cwd=empty)
    assert (done.returncode, done.stderr) == (0, "")
    # Fewer than asked for, where the same board was drawn twice.
    assert re.search("conserved     tested      on (1[0-9]|20) boards", done.stdout)


def test_a_file_cannot_cause_code_to_be_loaded(installed: Path, empty: Path) -> None:
    """Without the package, its section is an unknown key like any other."""
    (empty / "leaks.toml").write_text(LEAKY, encoding="utf-8")
    (empty / "funding_example").mkdir()
    trap = "raise SystemExit('a file was loaded as code')"
    (empty / "funding_example" / "rules.py").write_text(trap, encoding="utf-8")
    done = attempt(installed / "bin/funding", "show", "leaks.toml", cwd=empty)
    assert done.returncode == 3
    assert "no field 'leaky'" in done.stderr
