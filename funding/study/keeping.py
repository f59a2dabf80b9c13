"""What is kept of a study that is being worked out, so that it can go on where it was stopped.

What is done and what came of it are in one file, which is whole or as it was: no piece is lost
that it says is done, and none counts twice.
"""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from funding.errors import FundingError
from funding.files import replace_file
from funding.language import N_, _
from funding.study.tallies import Tally

LOCK = "at-work"
"""A file that whoever is at work in a folder holds."""
SECONDS = 5
"""So long at least is between two times that something is kept."""

ANOTHER = N_(
    "{folder}: another study is kept here, or this one begun with other files, other {draws} or "
    "other {rows}; delete the folder, or name another with {state}"
)
OPTIONS = {"draws": "--draws", "rows": "--rows", "state": "--state"}


class OfAnother(FundingError):
    """What is kept in a folder is of another study."""


@dataclass(eq=False)
class Current:
    """A task that is being done: its pieces that are done, and what came of them."""

    name: str
    done: NDArray[np.bool_]
    tally: Tally


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Make a folder and be alone at work in it; it goes if nothing is left in it.

    Raise `FundingError` if another process is at work there, until that ends, however it ends.
    """
    lock = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = lock.open("w")
    except OSError as error:
        raise _not_written(folder, error) from None
    with file:
        if find_spec("fcntl") is not None:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                message = _("{folder}: another process is at work on this study", folder=folder)
                raise FundingError(message) from None
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)
            with suppress(OSError):
                folder.rmdir()


@dataclass(eq=False)
class Keeping:
    """A folder in which a study is kept while it is worked out; `study` says which one it is of."""

    folder: Path
    study: str
    finished: dict[str, Tally] = field(default_factory=dict)
    current: Current | None = None
    _kept_at: float = 0.0

    @classmethod
    def open(cls, folder: Path, study: str) -> Keeping:
        """Open a folder, and go on with what is in it; raise `OfAnother` if that is of another."""
        keeping = cls(folder, study)
        if keeping._file.exists():
            keeping._read()
        else:
            # Rows that a study left which kept nothing else are none of this one's.
            keeping._remove_rows()
            keeping.keep()
        return keeping

    @property
    def _file(self) -> Path:
        return self.folder / "state.npz"

    def keep_rows(self, case: int, number: int, rows: bytes) -> None:
        """Write the rows of a piece, before the piece counts as done."""
        _write(self._rows_of(case, number), rows)

    def all_rows(self, cases: int, pieces: int) -> list[Path]:
        """Give the files of rows of so many pieces of each case, in order."""
        every = [self._rows_of(case, n) for case in range(cases) for n in range(pieces)]
        for path in every:
            if not path.exists():
                message = _(
                    "{file}: these rows are gone; delete the folder to begin again", file=path
                )
                raise FundingError(message)
        return every

    def _rows_of(self, case: int, number: int) -> Path:
        return self.folder / f"rows-{case:04d}-{number:07d}.parquet"

    def begin(self, name: str, pieces: int) -> Current:
        """Begin a task, or go on with it."""
        if self.current is None or self.current.name != name:
            self.current = Current(name, np.zeros(pieces, dtype=np.bool_), {})
        return self.current

    def finish(self, name: str, tally: Tally) -> None:
        """Keep what came of a task as a whole; none is being done then."""
        self.finished[name] = tally
        self.current = None
        self.keep()

    def keep_if_due(self) -> None:
        """Keep what there is, unless that was just done."""
        if time.monotonic() - self._kept_at >= SECONDS:
            self.keep()

    def keep(self) -> None:
        """Write what is done and what came of it."""
        arrays: dict[str, NDArray[np.generic]] = {"study": np.array(self.study)}
        for name, tally in self.finished.items():
            arrays |= {f"finished/{name}/{key}": each for key, each in tally.items()}
        if self.current is not None:
            arrays |= {"current": np.array(self.current.name), "done": self.current.done}
            arrays |= {f"current/{key}": each for key, each in self.current.tally.items()}
        room = io.BytesIO()
        np.savez(room, **arrays)  # type: ignore[arg-type]  # numpy's types take its switch for an array
        _write(self._file, room.getvalue())
        self._kept_at = time.monotonic()

    def remove(self) -> None:
        """Remove what was kept, as the study is done."""
        with suppress(OSError):
            self._file.unlink()  # first: without it whatever else is left counts for nothing
            self._remove_rows()

    def _remove_rows(self) -> None:
        """Remove the rows, and what a killed process left of any file of a study."""
        rows = f"rows-{'[0-9]' * 4}-{'[0-9]' * 7}.parquet"
        for name in (rows, f".{rows}.*.part", f".{self._file.name}.*.part"):
            for path in self.folder.glob(name):
                path.unlink()

    def _read(self) -> None:
        try:
            with zipfile.ZipFile(self._file) as kept:
                found = {name.removesuffix(".npy"): _array(kept, name) for name in kept.namelist()}
        except (OSError, ValueError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile):
            message = _("{file}: this is not what a study keeps; delete it", file=self._file)
            raise OfAnother(message) from None
        if str(found.get("study")) != self.study:
            raise OfAnother(_(ANOTHER, folder=self.folder, **OPTIONS))
        for name, task, key in _split(found, "finished/"):
            self.finished.setdefault(task, {})[key] = found[name]
        if "current" in found:
            tally = {
                name.partition("/")[2]: found[name] for name in found if name.startswith("current/")
            }
            self.current = Current(str(found["current"]), found["done"], tally)


def _array(kept: zipfile.ZipFile, name: str) -> NDArray[Any]:
    found: NDArray[Any] = np.lib.format.read_array(io.BytesIO(kept.read(name)), allow_pickle=False)
    return found


def _write(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        raise _not_written(path, error) from None


def _not_written(path: Path, error: OSError) -> FundingError:
    """Say that something cannot be written, and why, in the words of the machine."""
    return FundingError(_("{file}: cannot be written: {why}", file=path, why=error.strerror))


def _split(names: Iterable[str], start: str) -> Iterator[tuple[str, str, str]]:
    for name in names:
        if name.startswith(start):
            task, _, key = name.removeprefix(start).partition("/")
            yield name, task, key
