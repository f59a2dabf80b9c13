"""The same command gives the same bytes, whatever the process, the clock's zone or the locale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attack.defence import FORMULA, SCENARIO, write
from tests.attack.formats import SHORT, formats_of, result_commands

GOOD = FORMULA.format(expression='"base * sharing / total(sharing)"')

PROCESSES = [
    {
        "PYTHONHASHSEED": "1",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "C",
        "COLUMNS": "40",
    },
    {
        "PYTHONHASHSEED": "4242",
        "TZ": "America/Los_Angeles",
        "LC_ALL": "cy_GB.UTF-8",
        "LANG": "de_DE.UTF-8",
        "LANGUAGE": "de",
        "COLUMNS": "200",
        "PYTHONUTF8": "1",
    },
]
"""What differs between two processes and must not be seen in what they write."""

STUDY = """
[study]
draws = 50

[study.draw.price]
distribution = "uniform"
low  = 1
high = 2

[[study.input]]
column     = "cost_core"
expression = "cost_core * price"
"""

SCRIPT = """
import sys
from funding.cli import main
for line in sys.stdin.read().splitlines():
    try:
        main(line.split(), standalone_mode=False)
    except SystemExit as error:
        assert error.code in (0, None, 1), (line, error.code)
"""


def asked(form: str, command: str) -> list[str]:
    """Give the commands of one format, in both languages."""
    more = {
        "compare": ["--baseline", "hostile"],
        "explain": ["--partner", "wrexham"],
        "show": [],
    }
    target = "formulas/hostile.toml" if command == "show" else "scenario.toml"
    words = [command, target, *SHORT.get(command, []), *more.get(command, [])]
    words += ["--format", form] if form else []
    return [
        " ".join([*words, "--lang", language, "-o", f"{command}.{language}.{form or 'txt'}"])
        for language in ("en", "cy")
    ]


def commands() -> list[str]:
    """Give every command that writes a result, in each of its formats."""
    found = [
        line
        for command in result_commands()
        for form in formats_of(command)
        for line in asked(form, command)
    ]
    return [*found, *asked("", "explain"), *asked("", "show")]


def written(folder: Path, more: dict[str, str], lines: list[str]) -> None:
    """Write a scenario and its formula, and have a process of its own do all commands there."""
    write(folder, GOOD, SCENARIO + STUDY)
    environment = {**os.environ, **more}
    environment.pop("FUNDING_LANG", None)
    done = subprocess.run(
        [sys.executable, "-B", "-c", SCRIPT],
        input="\n".join(lines),
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give what two processes wrote of the same files, in folders with other names."""
    found = [tmp_path_factory.mktemp(name) for name in ("first", "other-name")]
    for folder, more in zip(found, PROCESSES, strict=True):
        written(folder, more, commands())
    return found


@pytest.mark.parametrize("line", commands())
def test_two_processes_that_differ_in_all_but_the_files_write_the_same_bytes(
    line: str, folders: list[Path]
) -> None:
    name = line.split()[-1]
    one, other = ((folder / name).read_bytes() for folder in folders)
    assert one
    assert one == other


def test_the_same_files_are_written(folders: list[Path]) -> None:
    one, other = (sorted(path.name for path in folder.rglob("*")) for folder in folders)
    assert one == other
    assert len(one) > len(commands())


def test_nothing_that_is_written_names_the_folder(folders: list[Path]) -> None:
    for folder in folders:
        for path in folder.glob("*.*"):
            assert str(folder).encode() not in path.read_bytes(), path.name
