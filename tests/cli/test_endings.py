"""What a file is called says how it is written, for every command that writes one."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from funding.cli import main
from funding.cli.endings import ENDINGS
from tests.cli.running import CALM, run

BEGINS = {".html": b"<!DOCTYPE html>", ".json": b"{", ".xlsx": b"PK"}

COMMANDS = {
    "simulate": ["scenario.toml"],
    "compare": ["scenario.toml"],
    "explain": ["scenario.toml", "--partner", "wrexham"],
    "statement": ["scenario.toml", "--partner", "wrexham"],
    "assure": ["scenario.toml", "--examples", "1"],
    "study": ["study.toml"],
    "show": ["equal-shares"],
}

STUDY = 'scenario = "scenario"\n[sweep.price]\nvalues = [1]\n'
STUDY += '[[input]]\ncolumn = "cost_core"\nexpression = "cost_core * price"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a working folder with a scenario and a study of it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenario.toml").write_text(CALM, encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    return tmp_path


def forms_of(name: str) -> list[str]:
    (option,) = [each for each in main.commands[name].params if each.name == "form"]
    assert isinstance(option.type, click.Choice)
    return list(option.type.choices)


def test_every_command_that_writes_a_file_is_here() -> None:
    writing = {
        name
        for name, command in main.commands.items()
        if any(each.name == "output" for each in command.params)
    }
    assert writing == set(COMMANDS)


CASES = [
    (name, ending)
    for name in COMMANDS
    for ending, forms in ENDINGS.items()
    if set(forms) & set(forms_of(name))
]


@pytest.mark.parametrize(("name", "ending"), CASES)
def test_the_ending_of_a_file_says_how_it_is_written(name: str, ending: str) -> None:
    output = Path(f"out{ending.upper()}")
    result = run(name, *COMMANDS[name], "-o", str(output))
    assert result.exit_code == 0, result.stderr
    (form,) = set(ENDINGS[ending]) & set(forms_of(name))
    asked = run(name, *COMMANDS[name], "--format", form)
    assert output.read_bytes() == asked.stdout_bytes
    assert output.read_bytes().startswith(BEGINS.get(ending, b""))


def test_a_file_by_its_ending_can_be_made_again() -> None:
    run("simulate", "scenario.toml", "-o", "out.json")
    record = json.loads(Path("out.json").read_text(encoding="utf-8"))["record"]
    assert record["command"] == ["simulate", "scenario.toml", "--format", "json"]
    assert run("verify", "out.json").exit_code == 0


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("ending", ["", ".txt", ".out"])
def test_any_other_ending_changes_nothing(name: str, ending: str) -> None:
    output = Path(f"out{ending}")
    assert run(name, *COMMANDS[name], "-o", str(output)).exit_code == 0
    assert output.read_bytes() == run(name, *COMMANDS[name]).stdout_bytes


@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_that_is_called_after_what_is_not_written_is_refused(name: str) -> None:
    forms = forms_of(name)
    wrong = next(each for each, meant in ENDINGS.items() if not set(meant) & set(forms))
    for ending in (wrong, ".pdf"):
        result = run(name, *COMMANDS[name], "-o", f"out{ending}")
        assert result.exit_code == 2
        assert f"called out{ending}; it writes {', '.join(forms)}" in result.stderr
        assert not Path(f"out{ending}").exists()


@pytest.mark.parametrize("output", ["page.xlsx", "page.csv", "page.MD", "page.docx"])
def test_a_format_and_an_ending_that_contradict_each_other_are_refused(output: str) -> None:
    result = run("simulate", "scenario.toml", "--format", "html", "-o", output)
    assert result.exit_code == 2
    assert (
        f"`--format html` does not go into a file called {output}: change one of them"
        in result.stderr
    )
    assert not Path(output).exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_is_not_there_is_said_before_anything_is_worked_out(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scenario is not there either: it is not even looked for."""
    Path("scenario.toml").unlink()
    result = run(name, *COMMANDS[name], "-o", "nowhere/out.txt")
    assert result.exit_code == 3
    assert result.stderr == "nowhere/out.txt: cannot be written: there is no folder nowhere\n"


@pytest.mark.parametrize("output", ["a" * 300 + ".html", "a" * 300 + "/page.html", "a" * 300 + "/"])
@pytest.mark.parametrize("name", ["simulate", "explain", "statement"])
def test_a_name_that_no_file_can_have_is_refused_in_words(name: str, output: str) -> None:
    result = run(name, *COMMANDS[name], "-o", output)
    assert result.exit_code in (2, 3)
    assert isinstance(result.exception, SystemExit)
    assert "aaa" in result.stderr


@pytest.mark.parametrize("name", ["simulate", "statement"])
def test_what_is_typed_as_a_folder_is_one(name: str) -> None:
    result = run(name, *COMMANDS[name], "-o", "statments/")
    assert result.exit_code == 2
    assert "there is no folder statments/" in result.stderr
    assert not Path("statments").exists()


def test_a_folder_called_as_a_file_is_a_folder() -> None:
    Path("out.csv").mkdir()
    assert run("statement", *COMMANDS["statement"], "-o", "out.csv").exit_code == 0
    assert [path.name for path in Path("out.csv").iterdir()] == ["wrexham.html"]


def test_both_languages_are_written_as_the_ending_says() -> None:
    assert run("simulate", "scenario.toml", "--lang", "both", "-o", "out.md").exit_code == 0
    assert Path("out.cy.md").read_text(encoding="utf-8").startswith("#")
    assert run("verify", "out.cy.md").exit_code == 0
