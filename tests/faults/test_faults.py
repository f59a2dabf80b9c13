"""One fault a file: what is said of it on standard error stands beside it in `NAME.expected`.

The expected texts are written by hand. Where one is not met, what was said instead is written to
`NAME.new` beside it, and the test fails; nothing is ever rewritten.

`scenario/` and `board/` are simulated; `formula/` is shown; `study/` is worked out. In `board/` the
fault lies in the formula of the same name, and shows only on the board of the scenario.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from funding.cli import main

FOLDER = Path(__file__).parent
COMMANDS = {"scenario": "simulate", "formula": "show", "board": "simulate", "study": "study"}
FILES = sorted(path for kind in COMMANDS for path in (FOLDER / kind).glob("*.toml"))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_fault_is_said_in_these_words(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The file is named from its own folder, so that no text depends on where that is.
    monkeypatch.chdir(path.parent)
    result = CliRunner().invoke(main, [COMMANDS[path.parent.name], path.name])
    expected = path.with_suffix(".expected").read_text(encoding="utf-8")
    if result.stderr != expected:
        path.with_suffix(".new").write_text(result.stderr, encoding="utf-8")
    assert result.stderr == expected
    assert (result.exit_code, result.stdout) == (3, "")


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_fault_is_one_place_one_line_and_one_thing_to_do(path: Path) -> None:
    said = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert said[0].count(".toml:") >= 1
    assert [line[:2] for line in said[1:]].count("  ") == len(said) - 1
    assert said[-1].startswith("  ")
    assert not said[-1].lstrip().startswith("^"), "there is nothing to do"
    assert sum(line.lstrip().startswith("^") for line in said) <= 1


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_caret_stands_under_what_is_meant(path: Path) -> None:
    said = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    _, line, column = said[0].split(": ")[0].rsplit(":", 2)
    before, carets = said[2][: int(column) + 3], said[2][int(column) + 3 :]
    source = path if path.parent.name != "board" else path.parent / "formulas" / path.name
    assert said[1] == f"    {source.read_text(encoding='utf-8').splitlines()[int(line) - 1]}"
    assert not before.strip()
    assert set(carets) == {"^"}
    assert before.replace("\t", " ") == " " * len(before)


def test_every_fault_has_its_words_and_every_word_a_fault() -> None:
    expected = {_name(path) for kind in COMMANDS for path in (FOLDER / kind).glob("*.expected")}
    assert expected == {_name(path) for path in FILES}
