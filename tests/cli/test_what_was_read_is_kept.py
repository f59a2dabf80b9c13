"""No result takes the place of a file that it was made of."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from tests.cli.running import CALM, run

FORMULA = 'id = "mine"\ntitle = "Mine"\nsource = "a test"\ncovers = "all"\n[equal]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "formulas").mkdir()
    (tmp_path / "formulas/mine.toml").write_text(FORMULA, encoding="utf-8")
    text = CALM.replace('"equal-shares", "local-authority-pays"', '"mine"')
    (tmp_path / "a.toml").write_text(text.replace('"equal-shares"', '"mine"'), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("output", ["a.toml", "./a.toml", "formulas/mine.toml", "link.toml"])
@pytest.mark.parametrize("command", ["simulate", "statement", "assure"])
def test_a_scenario_or_a_formula_is_not_written_over(
    command: str, output: str, folder: Path
) -> None:
    (folder / "link.toml").symlink_to("a.toml")
    before = {path: path.read_bytes() for path in folder.rglob("*.toml")}
    more = ("--examples", "1") if command == "assure" else ()
    result = run(command, "a.toml", *more, "-o", output)
    assert result.exit_code == click.UsageError.exit_code, result.output
    assert "would take the place of" in result.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*.toml")} == before


def test_an_older_result_is_written_over(folder: Path) -> None:
    for _again in range(2):
        assert run("simulate", "a.toml", "-o", "out.txt").exit_code == 0
    assert "Wrexham" in (folder / "out.txt").read_text(encoding="utf-8")
