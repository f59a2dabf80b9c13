"""The marks about English are for whoever writes a text out: nobody reads them in a file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from funding.cli import main
from funding.language import in_english, speaking

SCENARIO = "wrexham-and-neath-port-talbot"
COMMANDS = [
    *(
        ("simulate", SCENARIO, "--format", form)
        for form in ("table", "csv", "json", "markdown", "xlsx")
    ),
    ("show", "neath-port-talbot"),
    ("assure", SCENARIO),
]


def marks() -> str:
    with speaking("cy"):
        return "".join(set(in_english("English")) - set("English"))


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_mark_stands_in_what_is_written(arguments: tuple[str, ...], tmp_path: Path) -> None:
    output = tmp_path / "written"
    options = () if arguments[0] == "show" else ("--output", str(output))
    result = CliRunner().invoke(main, [*arguments, "--lang", "cy", *options])
    assert result.exit_code == 0, result.output
    text = result.output + (text_of(output) if options else "")
    assert len(text) > 1_000
    assert len(marks()) == 2
    assert not set(marks()) & set(text)


def text_of(path: Path) -> str:
    """Give the text of a file; of a workbook, of all its parts."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
