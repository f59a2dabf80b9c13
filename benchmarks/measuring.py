"""Measuring engines side by side in one run: each in turn, round after round."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.apart import Apart
from benchmarks.peering import MOST, environment_of
from benchmarks.running import Here
from benchmarks.work import BASELINE, Work


@dataclass
class Measured:
    """What was seen of one engine: `seconds` of each round with `rows` rows."""

    name: str
    rows: int
    first_seconds: float
    exact: dict[str, float]
    redone: dict[str, float]
    seconds: list[float] = field(default_factory=list)
    bytes_a_row: float | None = None

    @property
    def rows_a_second(self) -> float:
        """Give the speed of the median round."""
        return self.rows / statistics.median(self.seconds)

    @property
    def best(self) -> float:
        """Give the speed of the best round."""
        return self.rows / min(self.seconds)

    @property
    def least_exact(self) -> float:
        """Give the least share of rows that is right, over the kinds of rows."""
        return min(self.exact.values())


def measure(
    work: Work, rows: int, rounds: int, names: Iterable[str] | None = None
) -> dict[str, Measured]:
    """Measure engines in turn, the baseline among them; those not installed are left out, and said.

    Each round begins with another engine, so that none always comes after the same one.
    """
    asked = tuple(names or work.engines)
    running: dict[str, Here | Apart] = {}
    seen: dict[str, Measured] = {}
    for name in dict.fromkeys((*asked, BASELINE)):
        try:
            engine = _started(work, name)
            most = min(rows, MOST.get(name, rows))
            first = engine.first()
            exact, redone = engine.checked(2 * MOST.get(name, work.checked))
            engine.ready(most)
        except ImportError as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
            continue
        running[name], seen[name] = engine, Measured(name, most, first, exact, redone)
    order = list(running)
    for turn in range(rounds):
        start = turn % len(order)
        for name in order[start:] + order[:start]:
            seen[name].seconds.append(running[name].timed())
    for name, engine in running.items():
        seen[name].bytes_a_row = engine.bytes_a_row()
        engine.close()
    return seen


def _started(work: Work, name: str) -> Here | Apart:
    """Start an engine in its own environment if that was made, else in this process."""
    python = environment_of(name) if name in work.apart else None
    if python is not None:
        return Apart(python, name)
    try:
        return Here(work, name)
    except ImportError as error:
        hint = " (sh benchmarks/install.sh)" if name in work.apart else ""
        raise ImportError(f"{error}{hint}") from error


def ratio(seen: dict[str, Measured], name: str, other: str) -> float | None:
    """Give how many times as many rows a second one engine works out as another."""
    if name not in seen or other not in seen:
        return None
    return seen[name].rows_a_second / seen[other].rows_a_second
