"""One fault a file: what is said of it on standard error stands beside it in `NAME.expected`.

The expected texts are written by hand. Where one is not met, what was said instead is written to
`NAME.new` beside it, and the test fails; nothing is ever rewritten.

`scenario/` and `board/` are simulated; `formula/` is shown. In `board/` the fault lies in the
formula of the same name, and shows only on the board of the scenario.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from funding.cli import main

FOLDER = Path(__file__).parent
COMMANDS = {"scenario": "simulate", "formula": "show", "board": "simulate"}
FILES = sorted(path for kind in COMMANDS for path in (FOLDER / kind).glob("*.toml"))

NOT_YET = {
    "scenario/wrong-type-one-table-for-a-list": "a table for a list is given no fix",
    "scenario/wrong-type-number-for-text": "a title of the wrong type is given no fix",
    "scenario/no-board": "a missing section is called a line",
    "scenario/no-costs": "a missing section is called a line",
    "scenario/set-of-an-unknown-section": "a formula is called the file where it is set",
    "scenario/reserves-opening-twice": "a list for one sum is given no fix",
    "scenario/set-not-of-a-table": "a text for a table is given no fix",
    "scenario/year-as-a-number": "a year of the wrong type is given no fix",
    "scenario/amount-too-many-digits": "a figure that is too long is not named",
    "formula/flat-fee-1e999": "a figure that is too large is given no fix",
    "formula/flat-fee-inf": "an infinite figure is given no fix",
    "formula/percentage-nan": "a figure that is none is given no fix",
    "formula/range-of-one": "a list that is too short is given no fix",
    "formula/step-uses-an-unknown-name": "drivers are not offered for an unknown name",
    "formula/expression-thousands-comma": "a thousands' comma is taken for the end of a number",
    "formula/percentages-two-rests": "the second rest is not pointed at",
    "formula/in-kind-eligible-as-text": "a single kind is not told to be a list",
    "board/charge-divides-by-nothing": "a division by nothing has no place",
    "board/step-divides-by-nothing": "a division by nothing has no place",
    "board/step-as-a-driver-totals-nothing": "a step that totals nothing has no place",
}
"""Faults whose words are agreed, and not yet said, each with what is lacking."""


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _with_marks(path: Path) -> object:
    reason = NOT_YET.get(_name(path))
    marks = [] if reason is None else [pytest.mark.xfail(reason=reason)]
    return pytest.param(path, id=_name(path), marks=marks)


@pytest.mark.parametrize("path", [_with_marks(path) for path in FILES])
def test_a_fault_is_said_in_these_words(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The file is named from its own folder, so that no text depends on where that is.
    monkeypatch.chdir(path.parent)
    result = CliRunner().invoke(main, [COMMANDS[path.parent.name], path.name])
    expected = path.with_suffix(".expected").read_text(encoding="utf-8")
    if result.stderr != expected and _name(path) not in NOT_YET:
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
    if len(said) < 4:  # of a value that another file set: its place is that file's
        return
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
    assert NOT_YET.keys() <= expected
