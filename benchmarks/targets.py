"""What was to be reached, beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.library import MINE, PLAIN
from benchmarks.measuring import Measured, ratio
from benchmarks.work import BASELINE

EXACT = "numba_exact"
BYTES_A_ROW = 200


@dataclass(frozen=True)
class Target:
    """What was to be reached: at least so much, or at most so much if `is_limit`."""

    says: str
    wanted: float
    found: float
    is_limit: bool = False

    @property
    def is_met(self) -> bool:
        """Say whether it was reached in this run."""
        return self.found <= self.wanted if self.is_limit else self.found >= self.wanted


def of_exactness(seen: dict[str, Measured]) -> list[Target]:
    """Give what is asked of every work: each penny right, and no more memory than said."""
    mine = [seen[name] for name in (MINE, PLAIN) if name in seen]
    said = "share of rows exact, the least of the three kinds"
    found = [Target(f"{each.name}: {said}", 1, each.least_exact) for each in mine]
    held = [(each.name, each.bytes_a_row) for each in mine]
    limit = "bytes a row besides its inputs"
    found += [
        Target(f"{name}: {limit}", BYTES_A_ROW, each, is_limit=True) for name, each in held if each
    ]
    return found


def of_ratios(seen: dict[str, Measured], asked: list[tuple[str, str, float]]) -> list[Target]:
    """Give what is asked of the speed of one engine beside another, where both were measured."""
    found = []
    for name, other, wanted in asked:
        reached = ratio(seen, name, other)
        if reached is not None:
            found.append(Target(f"{name}: rows a second, times {other}", wanted, reached))
    return found


def of_standard_work(seen: dict[str, Measured]) -> list[Target]:
    """Give the targets of the standard work."""
    asked = [(MINE, EXACT, 0.8), (PLAIN, BASELINE, 1.0), (MINE, "openfisca", 4.0)]
    return [*of_exactness(seen), *of_ratios(seen, asked)]


def of_other_formula(seen: dict[str, Measured]) -> list[Target]:
    """Give the targets of the other formula: within a third of its own hand-written kernel."""
    return [*of_exactness(seen), *of_ratios(seen, [(MINE, EXACT, 2 / 3)])]
