"""The mutants of a file: each one change, known by what is changed and by the text of the line.

The number of a line is no part of that, so that what is said of a mutant does not rot.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from tests.mutation.changes import Change, changes

ROOT = Path(__file__).parents[2]
ENGINE = ("amounts.py", "evaluation", "worksheet", "compiling", "rules")
"""What is mutated, in this order."""

Identity = tuple[str, str, str, str, int]


@dataclass(frozen=True)
class Mutant:
    """One change of one file; `nth` tells apart those that are alike in all else."""

    path: str
    what: str
    text: str
    said: str
    nth: int
    place: int
    lines: range
    inside: bool

    @property
    def identity(self) -> Identity:
        """Give what it is known by from one run to the next."""
        return self.path, self.what, self.text, self.said, self.nth


def files() -> list[str]:
    """Give the files that are mutated."""
    found: list[Path] = []
    for each in ENGINE:
        path = ROOT / "funding" / each
        found += sorted(path.glob("*.py")) if path.is_dir() else [path]
    return [path.relative_to(ROOT).as_posix() for path in found]


def hash_of(path: str) -> str:
    """Give a hash of what a file says."""
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()[:16]


def mutants(path: str) -> list[Mutant]:
    """Give every mutant of a file."""
    return list(_named(path, (ROOT / path).read_text(encoding="utf-8")))


def _named(path: str, source: str) -> Iterator[Mutant]:
    lines, seen = source.splitlines(), Counter[tuple[str, str, str]]()
    for place, each in enumerate(changes(ast.parse(source))):
        text, said = lines[each.line - 1].strip(), each.said()
        nth = seen[each.what, text, said]
        seen[each.what, text, said] += 1
        yield Mutant(path, each.what, text, said, nth, place, each.lines, each.inside)


class Tree:
    """A file read once, to be compiled with one change after another."""

    def __init__(self, path: str) -> None:
        self.name = str(ROOT / path)
        self._tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        self._changes: list[Change] = changes(self._tree)

    def compiled(self, place: int | None) -> CodeType:
        """Compile the file with one change, or without any."""
        if place is None:
            return compile(self._tree, self.name, "exec")
        change = self._changes[place]
        change.put(change.new)
        try:
            return compile(ast.fix_missing_locations(self._tree), self.name, "exec")
        finally:
            change.put(change.old)
