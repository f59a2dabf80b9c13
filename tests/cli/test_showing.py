"""`formulas`, `show` and `explain`: what there is, what it says, and how a figure came about."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from funding.places import shipped_folder
from tests.cli.running import CALM, SHIPPED, WELSH, run


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where there are no formulas of one's own, nor beside."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.mark.usefixtures("alone")
def test_every_shipped_formula_is_listed_once() -> None:
    result = run("formulas")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split()[0] for line in result.stdout.splitlines()[2:]] == SHIPPED


@pytest.mark.usefixtures("alone")
def test_the_list_for_programs_is_one_object_with_its_keys_sorted() -> None:
    result = run("formulas", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert result.stdout == (
        json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    )
    assert [formula["id"] for formula in document["formulas"]] == SHIPPED
    assert all(formula["source"] and formula["status"] for formula in document["formulas"])


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_formula_is_shown_with_its_figures_and_columns(name: str) -> None:
    result = run("show", name)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"name: {name}\n" in result.stdout
    for part in ("source: ", "status: ", "Figures\n-------\n", "Columns\n-------\n(a) "):
        assert part in result.stdout


def test_a_formula_is_shown_from_its_file_as_by_its_name() -> None:
    path = shipped_folder("formulas") / "wrexham.toml"
    assert run("show", str(path)).stdout == run("show", "wrexham").stdout


def test_an_unknown_formula_is_told_the_nearest() -> None:
    result = run("show", "wrexam")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "did you mean 'wrexham'?" in result.stderr


def _formula(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f'id = "{path.stem}"\ntitle = "Its own"\nsource = "a test"\ncovers = "all"\n\n'
        '[percentages]\npolice = "100%"\n',
        encoding="utf-8",
    )


def _police_pay(*arguments: str) -> str:
    result = run("simulate", *arguments, "--formula", "ours", "--format", "json")
    assert result.exit_code == 0, result.stderr
    partners = json.loads(result.stdout)["results"][0]["partners"]
    return {p["id"]: str(p["cash"]) for p in partners}["north-wales-police"]


@pytest.mark.parametrize("place", ["ours.toml", "formulas/ours.toml", "../formulas/ours.toml"])
def test_a_formula_beside_a_scenario_is_found(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "scenario.toml").write_text(CALM, encoding="utf-8")
    _formula((folder / place).resolve())
    assert _police_pay(str(folder / "scenario.toml")) == "40000.01"


def test_a_formula_in_a_folder_that_is_named_is_found(tmp_path: Path) -> None:
    _formula(tmp_path / "elsewhere" / "ours.toml")
    (tmp_path / "scenario.toml").write_text(CALM, encoding="utf-8")
    place = str(tmp_path / "elsewhere")
    assert _police_pay(str(tmp_path / "scenario.toml"), "--formulas", place) == "40000.01"
    listed = run("formulas", "--formulas", place, "--format", "json").stdout
    assert "ours" in {each["id"] for each in json.loads(listed)["formulas"]}
    assert "Its own" in run("show", "ours", "--formulas", place).stdout


def test_a_folder_that_is_none_is_a_fault() -> None:
    result = run("simulate", WELSH, "--formulas", "nowhere")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "there is no such folder" in result.stderr


def test_two_formulas_of_one_name_are_a_fault_that_names_both(tmp_path: Path) -> None:
    _formula(tmp_path / "formulas" / "equal-shares.toml")
    (tmp_path / "scenario.toml").write_text(CALM, encoding="utf-8")
    result = run("simulate", str(tmp_path / "scenario.toml"), "--formula", "equal-shares")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "two formulas are called 'equal-shares'" in result.stderr
    assert result.stderr.count("equal-shares.toml") == 2


PLACES = ["ours.toml", "formulas/ours.toml", "../formulas/ours.toml"]


@pytest.mark.parametrize("place", PLACES)
def test_a_formula_is_found_by_name_where_a_scenario_would_find_it(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if a scenario stood where one stands: to show, to check and to list it."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    monkeypatch.chdir(folder)
    _formula((folder / place).resolve())
    assert "Its own" in run("show", "ours").stdout
    assert "Its own" in run("check", "ours", "--examples", "1").stdout
    listed = json.loads(run("formulas", "--format", "json").stdout)["formulas"]
    assert "ours" in {each["id"] for each in listed}


@pytest.mark.parametrize("command", ["show", "check"])
def test_a_mistyped_name_is_told_ones_own_formula(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _formula(tmp_path / "formulas" / "cwm-glas-proposed.toml")
    result = run(command, "cwm-glas-proposal")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "did you mean 'cwm-glas-proposed'?" in result.stderr


def test_where_one_stands_may_be_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert run("show", "equal-shares").exit_code == 0


def test_a_copy_of_a_formula_is_the_same_formula(tmp_path: Path) -> None:
    copy = tmp_path / "formulas" / "equal-shares.toml"
    copy.parent.mkdir()
    copy.write_bytes((shipped_folder("formulas") / copy.name).read_bytes())
    (tmp_path / copy.name).write_bytes(copy.read_bytes())
    (tmp_path / "scenario.toml").write_text(CALM, encoding="utf-8")
    assert run("simulate", str(tmp_path / "scenario.toml")).exit_code == 0
    copy.write_bytes(copy.read_bytes() + b"# a remark\n")
    result = run("simulate", str(tmp_path / "scenario.toml"))
    assert result.exit_code == 3
    assert result.stderr.count("equal-shares.toml") == 2  # the copy that is alike is not named


def test_the_nearest_name_of_all_is_suggested_though_the_scenario_does_not_run_it(
    tmp_path: Path,
) -> None:
    """Of `ours-now`, which it runs, and `ours-proposed`, which is there too."""
    for name in ("ours-proposed", "ours-propane"):
        _formula(tmp_path / "formulas" / f"{name}.toml")
    text = CALM.replace('"local-authority-pays"', '"ours-propane"')
    text = text.replace('baseline = "equal-shares"', 'baseline = "ours-proposal"')
    (tmp_path / "scenario.toml").write_text(text, encoding="utf-8")
    result = run("simulate", str(tmp_path / "scenario.toml"))
    assert result.exit_code == 3
    assert "did you mean 'ours-proposed'?" in result.stderr


def test_a_scenario_without_its_ending_is_told_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cwm-glas.toml").write_text(CALM, encoding="utf-8")
    result = run("simulate", "cwm-glas")
    assert result.exit_code == 3
    assert "did you mean 'cwm-glas.toml'?" in result.stderr


def _explained(*arguments: str) -> str:
    result = run("explain", WELSH, *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_a_partners_figure_is_explained_for_each_board_and_formula() -> None:
    text = _explained("--partner", "probation")
    headings = re.findall(r"^(Probation on .*)\n=+$", text, re.MULTILINE)
    assert len(headings) == len(set(headings)) == 6
    assert len(re.findall(r"^Cash to pay: £[\d,]+\.\d\d$", text, re.MULTILINE)) == 6


def test_an_explanation_is_narrowed_by_formula() -> None:
    text = _explained("--partner", "wrexham", "--formula", "wrexham")
    assert len(re.findall(r"^Cash to pay: ", text, re.MULTILINE)) == 1
    assert "Cash to pay: £52,620.00\n" in text


def test_every_lettered_line_of_an_explanation_has_a_source() -> None:
    text = _explained("--partner", "betsi-cadwaladr-health-board")
    lettered = re.findall(r"^\([a-z]+\) .*$(?:\n      .*$)*", text, re.MULTILINE)
    assert len(lettered) > 30
    for lines in lettered:
        assert re.search(r"^      source: \S", lines, re.MULTILINE), lines


def test_a_letter_in_an_explanation_that_has_a_line_has_an_earlier_one() -> None:
    # A branch that was not taken has a letter and no line.
    for text in _explained("--partner", "wrexham", "--formula", "wrexham").split("\n\n")[1:]:
        letters = set(re.findall(r"^\(([a-z]+)\) ", text, re.MULTILINE))
        seen: set[str] = set()
        for line in text.splitlines():
            step = re.match(r"\(([a-z]+)\) ", line)
            if step:
                seen.add(step[1])
                continue
            used = re.findall(r"\(([a-z]{1,2})\)", line) if line.startswith("      = ") else []
            assert set(used) & letters <= seen, line


def test_an_unknown_partner_is_a_wrong_command_line_with_the_nearest_name() -> None:
    result = run("explain", WELSH, "--partner", "wrexam")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no partner is called 'wrexam'; did you mean 'wrexham'?" in result.stderr
