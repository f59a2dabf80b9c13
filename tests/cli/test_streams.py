"""Results go to standard output or to a file that is whole; messages to standard error."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import CALM, WARNS, run


def test_a_scenario_without_warnings_says_nothing_but_its_result() -> None:
    result = run("simulate", "-", stdin=CALM)
    assert result.exit_code == 0
    assert result.stderr == ""


def test_warnings_are_said_on_standard_error_and_only_counted_in_a_table() -> None:
    result = run("simulate", "-", stdin=WARNS)
    assert result.exit_code == 0
    *warnings, count = result.stderr.splitlines()
    assert warnings
    assert all(line.startswith("warning: ") for line in warnings)
    assert count == f"{len(warnings)} warning{'s' if len(warnings) > 1 else ''}"
    assert "warning" not in result.stdout
    number = len(warnings)
    assert result.stdout.endswith(f"\n\nWarnings: {number} (listed on standard error)\n")


def test_markdown_lists_the_warnings_that_it_counts() -> None:
    result = run("simulate", "-", "--format", "markdown", stdin=WARNS)
    said = [line.removeprefix("warning: ") for line in result.stderr.splitlines()[:-1]]
    _, found, listed = result.stdout.partition(f"## Warnings: {len(said)}\n\n")
    assert found
    listed = listed.partition("\n\n")[0]
    assert [line.removeprefix("- ") for line in listed.splitlines()] == said


def test_json_and_csv_count_the_warnings() -> None:
    two = json.loads(run("simulate", "-", "--format", "json", stdin=WARNS).stdout)
    assert two["warning_count"] == 2
    text = run("simulate", "-", "--format", "csv", stdin=WARNS).stdout
    assert {row["warnings"] for row in csv.DictReader(io.StringIO(text))} == {"1"}


def test_a_result_without_warnings_does_not_speak_of_them() -> None:
    for form in ("table", "markdown"):
        assert "Warning" not in run("simulate", "-", "--format", form, stdin=CALM).stdout
    assert (
        json.loads(run("simulate", "-", "--format", "json", stdin=CALM).stdout)["warning_count"]
        == 0
    )


def test_one_warning_is_one_warning_and_two_are_two() -> None:
    one = run("simulate", "-", "--formula", "equal-shares", stdin=WARNS)
    two = run("simulate", "-", stdin=WARNS)
    assert one.stderr.splitlines()[-1] == "1 warning"
    assert two.stderr.splitlines()[-1] == "2 warnings"


def test_a_dash_reads_standard_input_and_gives_what_the_file_gives(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(CALM, encoding="utf-8")
    assert run("simulate", "-", stdin=CALM).stdout == run("simulate", str(path)).stdout


def test_a_fault_of_standard_input_names_it() -> None:
    result = run("simulate", "-", stdin=CALM.replace("2020-21", "2013-15"))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("<stdin>:2:12: ")


def test_a_result_is_written_to_a_file_as_it_would_be_printed(tmp_path: Path) -> None:
    for form in ("table", "csv", "json", "markdown"):
        output = tmp_path / form
        result = run("simulate", "-", "--format", form, "-o", str(output), stdin=CALM)
        printed = run("simulate", "-", "--format", form, stdin=CALM)
        assert (result.exit_code, result.stdout) == (0, "")
        assert output.read_bytes() == printed.stdout_bytes


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it_but_its_record(
    tmp_path: Path,
) -> None:
    output = tmp_path / "result.txt"
    output.write_text("long " * 10_000, encoding="utf-8")
    assert run("simulate", "-", "-o", str(output), stdin=CALM).exit_code == 0
    assert "long long" not in output.read_text(encoding="utf-8")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["result.txt", "result.txt.record.json"]


@pytest.mark.parametrize(
    "scenario", [CALM.replace("2020-21", "2013-15"), CALM.replace('"2020-21"', '"2020')]
)
def test_a_file_is_kept_when_the_input_is_at_fault(scenario: str, tmp_path: Path) -> None:
    output = tmp_path / "result.txt"
    output.write_text("last year's", encoding="utf-8")
    assert run("simulate", "-", "-o", str(output), stdin=scenario).exit_code == 3
    assert output.read_text(encoding="utf-8") == "last year's"
    assert [path.name for path in tmp_path.iterdir()] == ["result.txt"]


def test_a_file_is_kept_when_warnings_are_errors(tmp_path: Path) -> None:
    output = tmp_path / "result.txt"
    output.write_text("last year's", encoding="utf-8")
    assert run("simulate", "-", "--strict", "-o", str(output), stdin=WARNS).exit_code == 3
    assert output.read_text(encoding="utf-8") == "last year's"


def test_a_file_in_a_folder_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    output = tmp_path / "missing" / "result.txt"
    result = run("simulate", "-", "-o", str(output), stdin=CALM)
    assert (result.exit_code, result.stdout) == (3, "")
    words = f"cannot be written: there is no folder {output.parent}"
    assert result.stderr == f"{output}: {words}\n"
    assert not output.parent.exists()


def test_a_file_that_cannot_be_replaced_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    output = tmp_path / "result.txt"
    output.write_text("last year's", encoding="utf-8")
    result = run("simulate", "-", "-o", str(output), stdin=CALM)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == f"{output}: cannot be written: Permission denied\n"
    assert output.read_text(encoding="utf-8") == "last year's"
    assert [path.name for path in tmp_path.iterdir()] == ["result.txt"]


@pytest.mark.parametrize("folder", ["not-there", "a-file"])
def test_a_folder_that_cannot_be_written_to_is_refused_in_words(
    tmp_path: Path, folder: str
) -> None:
    (tmp_path / "a-file").write_text("kept", encoding="utf-8")
    result = run("simulate", "-", "-o", str(tmp_path / folder / "result.txt"), stdin=CALM)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "cannot be written" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a-file"]


def test_strict_makes_a_warning_an_error_and_prints_no_result() -> None:
    result = run("simulate", "-", "--strict", stdin=WARNS)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "warning: " in result.stderr
    assert result.stderr.endswith("stopped: --strict treats a warning as an error\n")


def test_strict_changes_nothing_where_there_is_no_warning() -> None:
    strict = run("simulate", "-", "--strict", stdin=CALM)
    assert strict.exit_code == 0
    assert strict.stdout == run("simulate", "-", stdin=CALM).stdout


def test_strict_holds_for_an_explanation_too() -> None:
    result = run("explain", "-", "--strict", "--partner", "wrexham", stdin=WARNS)
    assert (result.exit_code, result.stdout) == (3, "")
