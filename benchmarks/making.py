"""Rows of the works that are this library's own: random, round as people type them, adversarial."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.work import Cells

Random = np.random.Generator


def costs(kind: str, rows: int, random: Random, least: int, most: int) -> Cells:
    """Give costs in pence: any, whole thousands of pounds, or from very small to very large."""
    if kind == "random":
        return random.integers(least, most + 1, rows)
    if kind == "round":
        return random.integers(least // 100_000 + 1, most // 100_000 + 1, rows) * 100_000
    found = np.exp(random.uniform(np.log(least), np.log(500 * most), rows)).astype(np.int64)
    tied = random.random(rows) < 0.3
    found[tied] = found[tied] // 10_000 * 10_000
    return found


def counts(kind: str, people: int, rows: int, random: Random, most: int) -> Cells:
    """Give counts of so many: any, whole hundreds, or many alike and many of nothing."""
    if kind == "random":
        return random.integers(1, most + 1, (people, rows))
    if kind == "round":
        return random.integers(1, max(most // 100, 1) + 1, (people, rows)) * 100
    found = random.integers(1, most + 1, (people, rows))
    alike = random.random((people, rows)) < 0.3
    found[alike] = np.broadcast_to(found[:1], found.shape)[alike]
    found[:, random.random(rows) < 0.2] = 1
    return found


def blocks(rows: int, size: int = 4_096) -> list[slice]:
    """Cut rows into blocks that stay near the processor."""
    return [slice(start, min(start + size, rows)) for start in range(0, rows, size)]


def shared_out(exact: NDArray[np.float64], cost: Cells) -> Cells:
    """Share whole pence by largest remainder, in floats, as is done by hand: ties to the first."""
    found = np.floor(exact)
    left = cost - found.sum(axis=0)
    order = np.argsort(-(exact - found), axis=0, kind="stable")
    place = np.argsort(order, axis=0, kind="stable")
    shared: Cells = (found + (place < left)).astype(np.int64)
    return shared


def to_largest(wholes: list[int], remainders: list[int], cost: int) -> list[int]:
    """Give one more each to the largest remainders, ties to the first, until all is shared."""
    left = cost - sum(wholes)
    order = sorted(range(len(wholes)), key=lambda n: (-remainders[n], n))
    for place in order[:left]:
        wholes[place] += 1
    return wholes
