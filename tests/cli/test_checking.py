"""`check`: what came of every promise, in words and for programs, and the board that breaks one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from funding.simulation import load_formula
from tests.cli.running import CALM, run

FORMULA = """\
id     = "ours"
title  = "Equal shares, with promises"
source = "a test"
covers = "all"
promises = ["split-neutral", "quota"]

[equal]

[[promise]]
name   = "enough"
says   = "what is asked comes to the cost"
always = "total(assessed) <= cost"
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """Give a formula of which one promise is broken: equal shares are not split-neutral."""
    path = tmp_path / "ours.toml"
    path.write_text(FORMULA, encoding="utf-8")
    return path


@pytest.fixture
def kept(ours: Path) -> Path:
    """Give the formula without the promise that it breaks."""
    ours.write_text(FORMULA.replace('"split-neutral", ', ""), encoding="utf-8")
    return ours


def test_every_promise_has_its_decision_and_what_that_is_about(kept: Path) -> None:
    result = run("check", str(kept), "--examples", "20")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line.split(maxsplit=2) for line in result.stdout.splitlines()[4:]]
    assert [line for line in lines if line] == [
        [name, "tested", "on 20 boards"]
        for name in ("conserved", "non-negative", "quota", "enough")
    ]


def test_a_broken_promise_is_an_answer_of_no_with_a_sentence_and_the_smallest_board(
    ours: Path,
) -> None:
    """Of two equal shares, one becomes two: it paid a half, and pays two thirds."""
    result = run("check", str(ours), "--examples", "30")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "split-neutral  refuted     by a board of 2\n" in result.stdout
    assert "split-neutral: a partner that is split in two, or two that merge" in result.stdout
    assert "when local-authority-1 becomes two partners" in result.stdout
    assert "\n>   local-authority-1 " in result.stdout
    assert "\n    local-authority-2 " in result.stdout
    assert "assessed_exact after is £200/3, assessed_exact before is £50.00" in result.stdout


def test_for_programs_it_is_one_object_with_its_keys_sorted(ours: Path) -> None:
    result = run("check", str(ours), "--examples", "30", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    found = json.loads(result.stdout)
    text = json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True)
    assert result.stdout == f"{text}\n"
    assert (found["schema"], found["formula"], found["year"]) == (
        "funding.check/1",
        "ours",
        "2024-25",
    )
    decisions = {each["name"]: each["decision"] for each in found["promises"]}
    assert decisions == {
        "conserved": "tested",
        "non-negative": "tested",
        "split-neutral": "refuted",
        "quota": "tested",
        "enough": "tested",
    }
    for each in found["promises"]:
        more = {"because", "counterexample"} if each["decision"] == "refuted" else set()
        assert set(each) == {"name", "says", "decision", "scope"} | more


def test_it_prints_the_same_bytes_every_time(ours: Path) -> None:
    first, second = (run("check", str(ours), "--examples", "30") for _ in range(2))
    assert first.stdout_bytes == second.stdout_bytes


def test_more_examples_are_more_boards(kept: Path) -> None:
    for number in ("7", "31"):
        assert f"on {number} boards" in run("check", str(kept), "--examples", number).stdout


@pytest.mark.parametrize("number", ["0", "-3", "many", "1.5"])
def test_a_number_of_examples_that_is_none_is_a_wrong_command_line(number: str) -> None:
    result = run("check", "equal-shares", "--examples", number)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--examples" in result.stderr


def test_the_counterexample_is_a_scenario_that_runs(ours: Path) -> None:
    path = ours.parent / "broken.toml"
    result = run("check", str(ours), "--examples", "30", "--counterexample", str(path))
    assert result.exit_code == 1
    assert f"written to {path}; to see it: funding simulate {path}" in result.stdout
    found = json.loads(run("simulate", str(path), "--format", "json").stdout)["results"]
    exact = [[each["assessed_exact"] for each in board["partners"]] for board in found]
    assert exact == [["50", "50"], ["100/3", "100/3", "100/3"]]


def test_of_several_broken_promises_each_has_a_file_named_for_it(ours: Path) -> None:
    text = FORMULA.replace("total(assessed) <= cost", "cost < £1")
    ours.write_text(text, encoding="utf-8")
    path = ours.parent / "broken.toml"
    assert run("check", str(ours), "--examples", "30", "--counterexample", str(path)).exit_code == 1
    written = {each.name for each in ours.parent.glob("broken*")}
    assert written == {"broken-ours-split-neutral.toml", "broken-ours-enough.toml"}


def test_without_a_breach_no_file_is_written(kept: Path) -> None:
    path = kept.parent / "broken.toml"
    assert run("check", str(kept), "--examples", "5", "--counterexample", str(path)).exit_code == 0
    assert not path.exists()


def test_a_counterexample_is_whole_or_not_there(ours: Path) -> None:
    """A file that cannot be written is a wrong input, and leaves nothing behind."""
    path = ours.parent / "no-such-folder" / "broken.toml"
    result = run("check", str(ours), "--examples", "30", "--counterexample", str(path))
    assert result.exit_code == 3
    assert "broken.toml: cannot be written" in result.stderr
    assert [each.name for each in ours.parent.iterdir()] == ["ours.toml"]


@pytest.mark.parametrize(
    ("name", "meant"), [("equal-share", "equal-shares"), ("western-bay-203", "western-bay-2013")]
)
def test_an_unknown_target_is_told_the_nearest_formula_or_scenario(name: str, meant: str) -> None:
    result = run("check", name)
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"did you mean '{meant}'?" in result.stderr


@pytest.mark.parametrize("name", ["missing.toml", "no/such/folder/file.toml"])
def test_a_file_that_is_not_there_is_a_wrong_input(name: str) -> None:
    result = run("check", name)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{name}: ")


def test_a_promise_over_an_unknown_name_is_a_fault_in_its_place(ours: Path) -> None:
    """Only the worksheet knows the names: the fault shows when promises are checked."""
    ours.write_text(FORMULA.replace("<= cost", "<= kost"), encoding="utf-8")
    assert run("show", str(ours)).exit_code == 0
    result = run("check", str(ours))
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"{ours}:12:30: " in result.stderr
    assert "'kost'" in result.stderr


SCENARIO = f"""\
promises = ["scale-free"]
{CALM}
[[promise]]
name   = "enough"
always = "total(assessed) <= cost"
"""


def checked(folder: Path, text: str, *more: str) -> tuple[int, str, str]:
    """Check a scenario of this text; give its status, its output and what was said beside."""
    path = folder / "scenario.toml"
    path.write_text(text, encoding="utf-8")
    result = run("check", str(path), "--examples", "10", *more)
    return result.exit_code, result.stdout, result.stderr


def test_of_a_scenario_every_formula_is_checked_for_what_the_scenario_promises_too(
    tmp_path: Path,
) -> None:
    status, text, said = checked(tmp_path, SCENARIO, "--format", "json")
    assert (status, said) == (0, "")
    found = json.loads(text)
    assert [(each["formula"], each["year"]) for each in found] == [
        ("equal-shares", "2020-21"),
        ("local-authority-pays", "2020-21"),
    ]
    for each in found:
        own = load_formula(each["formula"]).file.promises
        names = dict.fromkeys(["conserved", "non-negative", *own, "scale-free", "enough"])
        assert [promise["name"] for promise in each["promises"]] == list(names)


def test_a_promise_of_a_scenario_over_an_unknown_name_is_a_fault_in_its_place(
    tmp_path: Path,
) -> None:
    text = SCENARIO.replace("<= cost", "<= kost")
    status, out, said = checked(tmp_path, text)
    assert (status, out) == (3, "")
    line = 1 + text[: text.index("<= kost")].count("\n")
    assert f"scenario.toml:{line}:30: " in said
    assert "'kost'" in said


def test_a_promise_of_a_scenario_is_not_called_as_one_of_its_formula_is(ours: Path) -> None:
    text = SCENARIO.replace('"equal-shares"', '"ours"', 2)
    status, out, said = checked(ours.parent, text)
    assert (status, out) == (3, "")
    assert "formula 'ours' has a promise 'enough' of its own" in said


def amended(ours: Path, *days: str) -> None:
    """Write a formula by which the police owe £5, and from each day on £20 more."""
    text = FORMULA.partition("[[promise]]")[0].replace('"split-neutral", ', "")
    text += '[flat_fees]\npolice = "£5.00"\n'
    text += '[[promise]]\nname = "a-tenner"\nalways = "assessed <= £10"\nfor = {kind = "police"}\n'
    for place, day in enumerate(days, start=1):
        text += f'[[amendment]]\nfrom = {day}\nsource = "a test"\n'
        text += f'set.flat_fees.police = "£{5 + 20 * place}.00"\n'
    ours.write_text(text, encoding="utf-8")


def in_years(ours: Path, *years: str) -> list[dict[str, Any]]:
    scenario = CALM.replace('"equal-shares", "local-authority-pays"', '"ours"').replace(
        'baseline = "equal-shares"\n', ""
    )
    scenario = scenario.replace('year     = "2020-21"', f"years = {list(years)}")
    _status, out, said = checked(ours.parent, scenario, "--format", "json")
    assert not said
    found = json.loads(out)
    return found if isinstance(found, list) else [found]


def came_of(found: list[dict[str, Any]]) -> dict[str, str]:
    """Give what came of the tenner in each year that was looked at."""
    return {
        each["year"]: one["decision"]
        for each in found
        for one in each["promises"]
        if one["name"] == "a-tenner"
    }


def test_a_formula_that_changes_is_checked_in_each_year_in_which_it_is_another(
    ours: Path,
) -> None:
    """From 2021-22 on the police owe £25 and not £5; 2022-23 is no other year for it."""
    amended(ours, "2021-04-01")
    found = in_years(ours, "2020-21", "2021-22", "2022-23")
    assert came_of(found) == {"2020-21": "tested", "2021-22": "refuted"}
    assert [each["alike"] for each in found] == [[], ["2022-23"]]


def test_a_formula_that_changes_within_the_last_year_is_checked_as_it_is_then_too(
    ours: Path,
) -> None:
    amended(ours, "2020-10-01")
    found = in_years(ours, "2020-21")
    assert came_of(found) == {"2020-21": "tested", "2021-22": "refuted"}
    assert [each["unchecked"] for each in found] == [[], []]


def test_a_formula_by_itself_is_checked_as_it_stood_and_as_each_amendment_left_it(
    ours: Path,
) -> None:
    amended(ours, "2018-10-01", "2022-04-01")
    result = run("check", str(ours), "--examples", "10", "--format", "json")
    found = json.loads(result.stdout)
    assert came_of(found) == {"2018-19": "tested", "2019-20": "refuted", "2024-25": "refuted"}


def test_as_what_a_formula_is_not_checked_is_said(ours: Path) -> None:
    """It is amended twice in a year: what the first made of it holds on no first of April."""
    amended(ours, "2020-10-01", "2021-01-01")
    said = "ours changes on 2020-10-01, and again by the beginning of the next year"
    assert said in run("check", str(ours), "--examples", "10").stdout
    found = in_years(ours, "2020-21")
    assert came_of(found) == {"2020-21": "tested", "2021-22": "refuted"}
    assert [each["unchecked"] for each in found] == [["2020-10-01"]] * 2
    assert [each["unchecked"] for each in in_years(ours, "2021-22")] == [[]]


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31"])
def test_a_day_of_no_year_that_can_be_written_stops_nothing(ours: Path, day: str) -> None:
    amended(ours, day)
    result = run("check", str(ours), "--examples", "10", "--format", "json")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    found = json.loads(result.stdout)
    (found,) = found if isinstance(found, list) else [found]
    came = "refuted" if day < "2000" else "tested"
    assert list(came_of([found]).values()) == [came]
    assert found["unchecked"] == []


def test_the_years_in_which_a_formula_is_the_same_are_said(tmp_path: Path) -> None:
    text = CALM.replace('year     = "2020-21"', 'years = ["2020-21", "2021-22"]')
    _status, out, _said = checked(tmp_path, text)
    assert re.search(r"^equal-shares: .*, 2020-21, 2021-22$", out, re.MULTILINE)


SET = """\
title    = "A scenario that sets who shares"
year     = "2024-25"
formulas = ["ours"]

[board]
id = "board"

[[partner]]
id   = "force"
kind = "police"

[[cost]]
pool   = "core"
item   = "all"
amount = "£5.00"

[set.ours]
equal.among = ["police"]
"""


def test_a_counterexample_holds_what_the_scenario_sets_in_the_formula(ours: Path) -> None:
    """Shared among the police alone: it is police that is split, and that the file shows to pay."""
    scenario, found = ours.with_name("set.toml"), ours.with_name("found.toml")
    scenario.write_text(SET, encoding="utf-8")
    result = run("check", str(scenario), "--examples", "300", "--counterexample", str(found))
    assert result.exit_code == 1
    assert "when police-1 becomes two partners" in result.stdout
    assert 'among = ["police"]' in found.read_text(encoding="utf-8")
    assert run("simulate", str(found)).exit_code == 0


def test_a_figure_of_the_board_has_no_partner_that_is_changed_by_it(ours: Path) -> None:
    promise = 'rises = "cost"\nfor = "the changed"\nname = "x"\nalways = "after_cash >= 0"\n'
    ours.write_text(f"{FORMULA}\n[[promise]]\n{promise}", encoding="utf-8")
    result = run("check", str(ours))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "it is a figure of the board" in result.stderr


def test_a_scenario_that_sets_what_a_formula_covers_is_a_scenario(ours: Path) -> None:
    scenario = ours.with_name("set.toml")
    text = SET.replace("equal.among", 'rest = "uncovered"\ncovers = ["core"]\nequal.among')
    scenario.write_text(text, encoding="utf-8")
    result = run("check", str(scenario), "--examples", "5")
    assert result.exit_code in (0, 1, 4)
    assert result.stdout.startswith("ours: ")
