"""A workbook is written to a file, or to whatever takes bytes; never to a terminal."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from funding.cli import running
from tests.cli.running import CALM, WELSH, run


def test_a_workbook_is_written_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "bills.xlsx"
    result = run("simulate", WELSH, "--format", "xlsx", "-o", str(path))
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert "Bills" in openpyxl.load_workbook(path).sheetnames


def test_a_workbook_may_go_to_another_command() -> None:
    result = run("simulate", "-", "--format", "xlsx", stdin=CALM)
    assert result.exit_code == 0, result.stderr
    book = openpyxl.load_workbook(io.BytesIO(result.stdout_bytes))
    assert book["Cover"]["A1"].value == "A board of which everything is known"


def test_the_same_command_writes_the_same_bytes() -> None:
    one, other = (run("simulate", "-", "--format", "xlsx", stdin=CALM) for _again in range(2))
    assert one.stdout_bytes == other.stdout_bytes


def test_a_workbook_is_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "is_terminal", lambda: True)
    result = run("simulate", "-", "--format", "xlsx", stdin=CALM)
    assert result.exit_code == 2
    assert "-o FILE.xlsx" in result.stderr
    assert result.stdout_bytes == b""


def test_a_workbook_is_made_again_to_be_compared_on_a_terminal_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bills.xlsx"
    asked = ("wrexham-and-neath-port-talbot", "--format", "xlsx", "-o", str(path))
    assert run("simulate", *asked).exit_code == 0
    monkeypatch.setattr(running, "is_terminal", lambda: True)
    result = run("verify", str(path))
    assert result.exit_code == 0, result.stdout + result.stderr


def test_two_languages_are_two_workbooks(tmp_path: Path) -> None:
    asked = ("--format", "xlsx", "--lang", "both", "-o", str(tmp_path / "bills.xlsx"))
    assert run("simulate", WELSH, *asked).exit_code == 0
    english, welsh = (
        openpyxl.load_workbook(tmp_path / f"bills.{each}.xlsx").sheetnames for each in ("en", "cy")
    )
    assert len(english) == len(welsh)
    assert ("Bills" in english, "Biliau" in welsh) == (True, True)


def test_a_cell_that_a_spreadsheet_gets_wrong_is_a_warning_and_with_strict_an_error(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bills.xlsx"
    great = CALM.replace("£40,000.01", "£999,999,999,999,999.97")
    asked = ("simulate", "-", "--format", "xlsx", "-o", str(path))
    result = run(*asked, stdin=great)
    assert result.exit_code == 0
    assert "come to another figure in a spreadsheet" in result.stderr
    path.unlink()
    assert run(*asked, "--strict", stdin=great).exit_code == 3
    assert not path.exists()
