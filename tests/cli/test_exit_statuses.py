"""0 is done, 2 is a wrong command line, 3 is a wrong file; a traceback is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from funding.errors import ConservationError
from tests.cli.running import CALM, WELSH, run


def test_a_scenario_that_runs_is_done() -> None:
    result = run("simulate", WELSH)
    assert result.exit_code == 0
    assert "Wrexham" in result.stdout


def test_a_shipped_scenario_is_found_by_its_name_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("simulate", "wrexham-and-neath-port-talbot").exit_code == 0


def test_a_misspelt_command_is_a_wrong_command_line_and_the_right_one_is_named() -> None:
    result = run("simulte", WELSH)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'simulte'" in result.stderr
    assert "simulate" in result.stderr


def test_a_misspelt_option_is_a_wrong_command_line_and_the_right_one_is_named() -> None:
    result = run("simulate", WELSH, "--fromat", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--format" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("simulate",),
        ("simulate", WELSH, WELSH),
        ("simulate", WELSH, "--format", "pdf"),
        ("simulate", WELSH, "--set", "nonsense"),
        ("simulate", WELSH, "--set", "=5"),
        ("simulate", WELSH, "--set", "cost..amount=5"),
        ("explain", WELSH),
        ("show",),
    ],
)
def test_a_command_that_is_incomplete_or_wrong_is_a_wrong_command_line(
    arguments: tuple[str, ...],
) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


@pytest.mark.parametrize("command", ["simulate", "show"])
@pytest.mark.parametrize("name", ["missing.toml", "no/such/folder/file.toml", "a" * 300])
def test_a_file_that_is_not_there_is_a_wrong_input(command: str, name: str) -> None:
    result = run(command, name)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{name}: ")
    assert "there is no such" in result.stderr


def test_a_misspelt_shipped_scenario_is_told_the_nearest() -> None:
    result = run("simulate", "six-regional-bords")
    assert result.exit_code == 3
    assert "did you mean 'six-regional-boards'?" in result.stderr


@pytest.mark.parametrize("command", ["simulate", "show"])
def test_a_folder_is_a_wrong_input(command: str, tmp_path: Path) -> None:
    result = run(command, f"{tmp_path}/")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "this is a folder, not a file" in result.stderr


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00", b"", b"title = '\xe9'"])
def test_a_file_that_is_no_text_is_a_wrong_input(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_bytes(content)
    result = run("simulate", str(path))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{path}:")


def test_a_fault_is_a_wrong_input_and_nothing_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(CALM.replace("2020-21", "2013-15"), encoding="utf-8")
    result = run("simulate", str(path))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "did you mean '2013-14'?" in result.stderr


def test_a_result_that_does_not_add_up_is_an_answer_of_no_and_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_it(*_: object) -> None:
        raise ConservationError("cost is 1p more than what pays for it")

    monkeypatch.setattr("funding.chaining.chain.check_identities", break_it)
    result = run("simulate", WELSH)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "a result does not add up, and is not shown: cost is 1p more than what pays for it\n"
    )


def test_an_interruption_has_a_status_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("funding.simulation.read_scenario", interrupt)
    result = run("simulate", WELSH)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr == "interrupted\n"
