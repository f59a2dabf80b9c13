"""Running one engine in this process: how long, how much memory, how much of it is right."""

from __future__ import annotations

import ctypes
import gc
import os
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.work import KINDS, Cells, Engine, Make, Right, Work, share_right

FIRST = 1_000
REST = 0.02
"""So many seconds pass before an engine has its turn."""
SEED, SEED_OF_CHECKS = 3, 11


@lru_cache(maxsize=len(KINDS))
def _rows_and_right(make: Make, right: Right, rows: int, kind: str) -> tuple[Cells, Cells]:
    made = make(rows, kind, SEED_OF_CHECKS)
    return made, right(made)


@lru_cache(maxsize=2)
def _rows(make: Make, rows: int) -> Cells:
    """Make rows to be timed: the same for all engines of a work."""
    return make(rows, "random", SEED)


class Here:
    """An engine in this process."""

    def __init__(self, work: Work, name: str) -> None:
        """Make the engine; raise `ImportError` if what it needs is not installed."""
        self._work = work
        self._engine: Engine = work.engines[name]()
        self._ready: Any = None
        self._count = 0

    def first(self) -> float:
        """Give the seconds of the first run, with whatever is compiled for it."""
        ready = self._engine.ready(_rows(self._work.make, FIRST))
        began = time.perf_counter()
        self._engine.run(ready)
        return time.perf_counter() - began

    def checked(self, most: int) -> tuple[dict[str, float], dict[str, float]]:
        """Give the share of rows that is right, and the share redone exactly, of each kind."""
        work, right, redone = self._work, {}, {}
        count = min(work.checked, most)
        for kind in KINDS:
            rows, wanted = _rows_and_right(work.make, work.right, count, kind)
            found = self._engine.run(self._engine.ready(rows))
            right[kind] = share_right(self._engine.out(found, rows), wanted)
            if self._engine.redone:
                redone[kind] = self._engine.redone(found) / count
        return right, redone

    def ready(self, rows: int) -> None:
        """Have so many rows ready to be run."""
        self._count = rows
        self._ready = self._engine.ready(_rows(self._work.make, rows))
        self._engine.run(self._ready)

    def timed(self) -> float:
        """Give the seconds of one run; what it found is given back after the clock stops.

        Another engine's threads may go on waiting for work for some milliseconds, each on a
        processor. They are let fall asleep, and a run that is not timed wakes this engine's own.
        """
        time.sleep(REST)
        self._engine.run(self._ready)
        began = time.perf_counter()
        found = self._engine.run(self._ready)
        took = time.perf_counter() - began
        del found
        return took

    def bytes_a_row(self) -> float | None:
        """Give the most memory that a run held besides its inputs, its result included."""
        held = held_by(lambda: self._engine.run(self._ready))
        return None if held is None else held / self._count

    def close(self) -> None:
        """Let go of the rows."""
        self._ready = None


def held_by(act: Any) -> int | None:
    """Give the most bytes that an act held besides what was there before; None if not known.

    Memory that is free, but not given back, would hide what the act takes: it is given back first.
    """
    gc.collect()
    try:
        ctypes.CDLL(None).malloc_trim(0)
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        before = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, AttributeError):
        return None
    found = act()
    most = peak()
    del found
    return most - before * os.sysconf("SC_PAGE_SIZE")


def peak() -> int:
    """Give the most bytes that this process held since it began, or since that was set back."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (most,) = (int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    return most * 1024
