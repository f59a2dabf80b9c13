"""How the command starts and stops: quick to help, and quiet when nobody reads on."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.running import environment, run, run_apart

PROGRAM = (sys.executable, "-c", "from funding.cli import main; main()")
HEAVY = ("sympy", "pydantic", "hypothesis", "pandas")
HELP = f"""
import sys
from funding.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("loaded:", sorted(set({HEAVY!r}) & set(sys.modules)))
"""


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("simulate", "--help"), ("explain", "-h"), ()]
)
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    result = run_apart(*arguments, code=HELP)
    assert result.stdout.splitlines()[-1:] == ["loaded: []"]


def test_help_names_every_command_in_a_line() -> None:
    text = run("--help").stdout
    for command in ("explain", "formulas", "show", "simulate"):
        assert f"\n  {command} " in text


@pytest.mark.parametrize("command", ["explain", "formulas", "show", "simulate"])
def test_every_option_of_a_command_has_its_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    options = result.stdout.split("Options:\n")[1].splitlines()
    alone = [
        line
        for line, after in zip(options, [*options[1:], ""], strict=True)
        if line.startswith("  -") and len(line.split("  ")) < 3 and not after.startswith("    ")
    ]
    assert not alone


def test_a_reader_that_stops_reading_is_no_trouble() -> None:
    with subprocess.Popen(
        [*PROGRAM, "formulas"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


def test_a_result_that_nobody_reads_to_its_end_is_no_trouble() -> None:
    with subprocess.Popen(
        [*PROGRAM, "simulate", "-", "--format", "json"],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(_several_boards())
        process.stdin.close()
        said = process.stderr.read()
    assert process.returncode == 0
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


def _several_boards() -> bytes:
    names = ("wrexham", "cardiff", "powys", "swansea", "newport")
    boards = "".join(f'[[board]]\nauthorities = ["{name}"]\n' for name in names)
    return (
        'title = "Several"\nyear = "2020-21"\nformulas = ["equal-shares"]\n'
        f'{boards}[[cost]]\npool = "core"\nitem = "post"\namount = "£1,000.00"\n'
    ).encode()
