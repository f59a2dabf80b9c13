"""`--formula` chooses what runs; `--set` changes a value of the scenario or of a formula."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.running import CALM, WELSH, run


def _result(*arguments: str, stdin: str | None = None) -> dict[str, Any]:
    result = run("simulate", *arguments, "--format", "json", stdin=stdin)
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def _formulas(document: dict[str, Any]) -> set[str]:
    return {run["formula"] for run in document["results"]}


def _percentage_of(document: dict[str, Any], board: str, partner: str) -> str:
    runs = [r for r in document["results"] if (r["board"], r["formula"]) == (board, "wrexham")]
    found = [p for p in runs[0]["partners"] if p["id"] == partner]
    return str(found[0]["assessed"])


def test_formula_narrows_a_scenario_to_those_named() -> None:
    assert _formulas(_result(WELSH, "--formula", "wrexham")) == {"wrexham"}
    several = ("--formula", "wrexham", "--formula", "local-authority-pays")
    assert _formulas(_result(WELSH, *several)) == {"wrexham", "local-authority-pays"}


def test_formula_may_name_one_that_the_scenario_does_not() -> None:
    assert _formulas(_result(WELSH, "--formula", "equal-shares")) == {"equal-shares"}


def test_a_formula_named_twice_runs_once() -> None:
    once = run("simulate", WELSH, "--formula", "wrexham")
    twice = run("simulate", WELSH, "--formula", "wrexham", "--formula", "wrexham")
    assert once.stdout == twice.stdout


def test_a_baseline_that_is_narrowed_away_is_no_fault() -> None:
    document = _result(WELSH, "--formula", "wrexham")
    assert document["scenario"]["baseline"] is None
    assert all(p["change"] is None for r in document["results"] for p in r["partners"])


def test_what_a_scenario_sets_of_a_formula_narrowed_away_is_no_fault() -> None:
    scenario = CALM + '\n[set.equal-shares]\nnotes = "set here"\n'
    found = _result("-", "--formula", "local-authority-pays", stdin=scenario)
    assert _formulas(found) == {"local-authority-pays"}


def test_an_unknown_formula_is_refused_with_the_nearest_name() -> None:
    result = run("simulate", WELSH, "--formula", "wrexam")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "--formula wrexam: there is no formula 'wrexam'\n  did you mean 'wrexham'?\n"
    )


def test_a_cost_line_is_set_by_its_item() -> None:
    before, after = _result(WELSH), _result(WELSH, "--set", "cost.premises.amount=£8,000.00")
    assert before["results"][0]["cost"] == "115050.00"
    assert after["results"][0]["cost"] == "115850.00"


def test_what_is_set_is_checked_against_the_rest_of_the_scenario() -> None:
    result = run("simulate", WELSH, "--set", "cost.premises.amount=£7,000.00")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "£200.00 more than the line 'premises' that it meets" in result.stderr


def test_the_year_is_set_without_quotes() -> None:
    document = _result(WELSH, "--set", "year=2012-13")
    assert document["scenario"]["years"] == ["2012-13"]


def test_a_figure_of_a_formula_is_set_by_the_formulas_name() -> None:
    before = _result(WELSH)
    after = _result(WELSH, "--set", "wrexham.percentages.police=8%")
    assert _percentage_of(before, "wrexham", "north-wales-police") == "9970.00"
    assert _percentage_of(after, "wrexham", "north-wales-police") == "7976.00"


def test_several_values_are_set_at_once() -> None:
    after = _result(
        *(WELSH, "--set", "year=2012-13", "--set", "wrexham.percentages.police=8%"),
        *("--set", "title=Another title"),
    )
    assert after["scenario"]["title"] == "Another title"
    assert after["scenario"]["years"] == ["2012-13"]
    assert _percentage_of(after, "wrexham", "north-wales-police") == "7976.00"


WRONG = {
    "wrexham.percentages.police=8": "is 8 a percentage or a fraction of 1?|'8%'",
    "wrexham.percentages.police=95%": 'the percentages sum to 125%, not 100%|"rest"',
    "wrexham.percentages.polise=8%": "no kind of partner 'polise'|did you mean 'police'?",
    "year=2013-15": "there is no financial year 2013-15|did you mean '2013-14'?",
    "yaer=2012-13": "neither a key of the scenario nor a formula|did you mean 'year'?",
    "cost.premisses.amount=£1.00": "no entry 'premisses'|did you mean 'premises'?",
    "cost.premises.amuont=£1.00": "no field 'amuont'|did you mean 'amount'?",
    "cost.premises.amount=-£1.00": "cannot be negative|£0.00 or more",
    "title.en.deeper=5": "has nothing inside it|",
    "formulas=wrexham": "neither a list|square brackets",
    "board.wrexham.reserves.use=£9,000.00": "£3,000.00 short|use less of them",
    "equal-shares.notes=x": "does not run formula 'equal-shares'|add it to formulas",
}


@pytest.mark.parametrize("setting", WRONG)
def test_a_setting_that_cannot_be_is_a_fault_that_names_it(setting: str) -> None:
    result = run("simulate", WELSH, "--set", setting)
    message, fix = WRONG[setting].split("|")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"--set {setting}: ")
    first, *others = result.stderr.splitlines()
    assert message in first
    assert fix in "".join(others)


def test_a_misspelt_formula_in_a_setting_is_told_the_nearest() -> None:
    result = run("simulate", WELSH, "--set", "wrexam.percentages.police=8%")
    assert result.exit_code == 3
    assert "did you mean 'wrexham'?" in result.stderr


def test_a_setting_without_effect_is_a_warning() -> None:
    result = run("simulate", WELSH, "--set", "year=2011-12")
    assert result.exit_code == 0
    assert (
        "warning: --set year=2011-12 changes nothing: the value is already that\n" in result.stderr
    )
    assert run("simulate", WELSH, "--set", "year=2011-12", "--strict").exit_code == 3


def test_a_value_is_never_read_as_more_than_one_key() -> None:
    result = run("simulate", "-", "--set", 'title="a"\nnotes = "b"', stdin=CALM)
    assert result.exit_code == 0
    assert 'notes = "b"' in result.stdout


def test_a_figure_that_is_set_is_an_assumption_whatever_the_file_says() -> None:
    scenario, formula = "calderdale-2015-16", "calderdale-2015-16"
    before = _result(scenario)["results"][0]
    settings = [f"--set={formula}.percentages.{each}" for each in ("police=2%", "probation=2%")]
    after = _result(scenario, *settings)["results"][0]
    assert after["evidence"]["assumed"] == before["evidence"]["assumed"] + 2
