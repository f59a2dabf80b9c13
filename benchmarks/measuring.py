"""Measuring engines side by side in one run: each in turn, round after round."""

from __future__ import annotations

import importlib
import os
import statistics
import sys
import time
import warnings
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import standard
from funding.evaluation.batch.alone import WORTH

PEERS = Path(__file__).parent / "peers"
BASELINE = "numpy"
ENGINES = {
    "funding": ("", {"compiled": False}),
    "funding[fast]": ("", {"compiled": True}),
    "numpy": ("np_engines", {}),
    "numpy_blocked": ("np_engines", {}),
    "numpy_wrap64": ("np_engines", {}),
    "numba": ("nb_engines", {}),
    "numba_wrap64": ("nb_engines", {}),
    "numba_exact": ("nb_exact", {}),
    "polars": ("pl_engines", {}),
    "duckdb": ("duck_engines", {}),
}
"""Where each engine is: in this library, or in a module of `peers/engines`."""
CHECKED = 24_000


@dataclass
class Measured:
    """What was seen of one engine."""

    name: str
    first_seconds: float = 0.0
    exact: dict[str, float] = field(default_factory=dict)
    redone: dict[str, float] = field(default_factory=dict)
    seconds: dict[int, list[float]] = field(default_factory=dict)
    bytes_a_board: float = 0.0

    def boards_a_second(self, boards: int, *, best: bool = False) -> float:
        """Give the speed for so many boards: the median, or the best round."""
        times = self.seconds[boards]
        return boards / (min(times) if best else statistics.median(times))

    def as_json(self) -> dict[str, Any]:
        """Give all of it for a file."""
        return asdict(self)


def load(name: str) -> dict[str, Any]:
    """Give an engine; raise `ImportError` if what it needs is not installed."""
    module, settings = ENGINES[name]
    if not module:
        return standard.engine(**settings)
    if str(PEERS) not in sys.path:
        sys.path.insert(0, str(PEERS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found: dict[str, Any] = importlib.import_module(f"engines.{module}").ENGINES[name]
    return found


def peers() -> tuple[Any, Any]:
    """Give the generator and the oracle."""
    sys.path.insert(0, str(PEERS))
    return importlib.import_module("common"), importlib.import_module("oracle")


def measure(names: list[str], sizes: list[int], rounds: int) -> list[Measured]:
    """Measure engines in one process, in turn; those that are not installed are left out."""
    common, oracle = peers()
    engines, seen = {}, []
    for name in names:
        try:
            engines[name] = load(name)
        except ImportError as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
            continue
        seen.append(_checked(name, engines[name], common, oracle))
    for boards in sizes:
        rows = common.make(boards, "random", 3)
        ready = {each.name: engines[each.name]["setup"](rows) for each in seen}
        for turn in range(rounds + 1):
            for each in seen:
                began = time.perf_counter()
                found = engines[each.name]["run"](ready[each.name])
                took = time.perf_counter() - began
                del found
                if turn:
                    each.seconds.setdefault(boards, []).append(took)
        for each in seen:
            if boards == max(sizes):
                each.bytes_a_board = _bytes(engines[each.name], ready[each.name]) / boards
    return seen


def _checked(name: str, engine: dict[str, Any], common: Any, oracle: Any) -> Measured:
    """Run an engine for the first time, and compare it with the oracle on all kinds of rows."""
    seen = Measured(name)
    rows = common.make(1_000, "random", 1)
    began = time.perf_counter()
    engine["run"](engine["setup"](rows))
    seen.first_seconds = time.perf_counter() - began
    for kind in common.KINDS:
        rows = common.make(CHECKED, kind, 11)
        found = engine["run"](engine["setup"](rows))
        wanted = oracle.run(rows, oracle.row_int)
        seen.exact[kind] = common.compare(engine["to_out"](found, rows), wanted)[0]
        if "redone" in engine:
            seen.redone[kind] = engine["redone"](found) / rows.shape[1]
    return seen


def _bytes(engine: dict[str, Any], ready: Any) -> int:
    """Give the most memory that one run held besides its inputs, its result included."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    found = engine["run"](ready)
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (most,) = (int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    del found
    return most * 1024 - before * os.sysconf("SC_PAGE_SIZE")


def small(boards: int, rounds: int) -> float:
    """Give the seconds of one call with so few boards, the formula compiled before."""
    batch = standard.prepared()
    common, _ = peers()
    ready = standard.figures(np.ascontiguousarray(common.make(1_000, "random", 3)[:, :boards]))
    for _ in range(WORTH):
        batch.run(ready)
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        batch.run(ready)
        times.append(time.perf_counter() - began)
    return statistics.median(times)
