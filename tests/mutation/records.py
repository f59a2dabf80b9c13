"""What became of each mutant, kept as it is found, so that a run can go on where it was stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.mutation.mutants import Identity, Mutant, hash_of
from tests.mutation.reach import FOLDER
from tests.mutation.trial import Outcome

FILE = FOLDER / "outcomes.jsonl"


@dataclass(frozen=True)
class Record:
    """The outcome of a mutant of a file that said what `hash` stands for."""

    path: str
    what: str
    text: str
    said: str
    nth: int
    line: int
    hash: str
    how: str
    by: str

    @property
    def identity(self) -> Identity:
        """Give the identity of the mutant."""
        return self.path, self.what, self.text, self.said, self.nth

    @property
    def seen(self) -> bool:
        """Say whether the tests saw it."""
        return Outcome(self.how).seen


def record(mutant: Mutant, outcome: Outcome) -> Record:
    """Give what is kept of a trial."""
    line = mutant.lines.start
    return Record(*mutant.identity, line, hash_of(mutant.path), outcome.how, outcome.by)


def keep(found: Record, file: Path = FILE) -> None:
    """Add a record to those kept."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")


def kept(file: Path = FILE) -> dict[Identity, Record]:
    """Give the last record of each mutant, of files that still say what they said."""
    return {found.identity: found for found in _read(file) if found.hash == hash_of(found.path)}


def _read(file: Path) -> Iterator[Record]:
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            yield Record(**json.loads(line))
