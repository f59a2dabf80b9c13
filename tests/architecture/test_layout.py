"""The shape of the house, held by machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "funding").rglob("*.py"))
MOST_LINES = 300

# Where money is worked out: no float may come in, be made, or go out.
MONEY = (
    "amounts.py",
    "worksheet/",
    "rules/",
    "compiling/",
    "evaluation/",
    "chaining/",
    "comparison/",
    "scenario/",
    "report/",
)


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_a_folder_imports_only_what_stands_below_it() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


GUESSES = (
    "evaluation/batch/guessing.py",
    "evaluation/batch/numbers.py",
    "evaluation/batch/compiled/",
    "report/workbook/floats.py",
)
"""Floats are guesses here: whole numbers put them right, or leave the board to exact fractions.

In the workbook they are what a spreadsheet makes of its cells, and are held to the exact figures.
"""


def floats_in(source: str) -> list[str]:
    """Give every float that a module writes or makes."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"line {node.lineno}: {node.value}")
        if isinstance(node, ast.Name) and node.id == "float":
            found.append(f"line {node.lineno}: float")
    return found


@pytest.mark.parametrize("wrong", ["x = 0.1", "x = float(y)", "f(1e3)", "def f(x: float): ..."])
def test_a_float_would_be_found(wrong: str) -> None:
    assert floats_in(wrong)


@pytest.mark.parametrize(
    "path",
    [
        p
        for p in MODULES
        if p.relative_to(ROOT / "funding").as_posix().startswith(MONEY)
        and not p.relative_to(ROOT / "funding").as_posix().startswith(GUESSES)
    ],
    ids=lambda path: path.name,
)
def test_no_float_is_on_any_path_of_money(path: Path) -> None:
    assert not floats_in(path.read_text(encoding="utf-8"))


def test_every_excepted_check_has_its_code_and_reason() -> None:
    for path in [*MODULES, *(ROOT / "tests").rglob("*.py")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := re.search(r"#\s*(type: ignore|noqa)(.*)$", line):
                assert re.match(r"(\[[\w,-]+\]|: ?[A-Z]+\d+)", match[2]), f"{path.name}: {line}"
