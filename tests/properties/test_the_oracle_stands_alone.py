"""The oracle is no judge of the library if it shares any of it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ORACLE = Path(__file__).parents[1] / "oracle"
OWN = (
    "tests.oracle",
    "__future__",
    "collections",
    "copy",
    "dataclasses",
    "datetime",
    "fractions",
    "re",
    "typing",
)


@pytest.mark.parametrize("path", sorted(ORACLE.glob("*.py")), ids=lambda path: path.stem)
def test_the_oracle_imports_nothing_of_the_library(path: Path) -> None:
    found = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = [each.module or "" for each in found if isinstance(each, ast.ImportFrom)]
    named += [alias.name for each in found if isinstance(each, ast.Import) for alias in each.names]
    assert [name for name in named if not name.startswith(OWN)] == []
