"""One board of the 22 councils of Wales: a shipped formula, whose partners are all of one class."""

from __future__ import annotations

import numpy as np

import funding
from benchmarks import making
from benchmarks.library import HERE, cash, engines
from benchmarks.work import BASELINE, Cells, Engine, Work

COUNCILS = 22
PARTS = {"cost_core": 100, "children_0_17": 1}


def prepared() -> funding.Batch:
    """Make the board ready."""
    scenario = funding.read_scenario(HERE / "councils-board.toml")
    return funding.prepare_batch(scenario, PARTS, words=["cash"])


def make(rows: int, kind: str, seed: int) -> Cells:
    """Make rows of a cost and 22 counts of children."""
    random = np.random.default_rng(seed)
    cost = making.costs(kind, rows, random, 1_000_000, 200_000_000)
    return np.vstack([cost, making.counts(kind, COUNCILS, rows, random, 80_000)])


def figures(rows: Cells) -> dict[str, Cells]:
    """Give the figures by the names of the worksheet."""
    return {"cost_core": rows[0], "children_0_17": rows[1:]}


def right(rows: Cells) -> Cells:
    """Work out rows in whole numbers of any size."""
    found = []
    for cost, *children in rows.T.tolist():
        total = sum(children)
        parts = [divmod(cost * each, total) for each in children]
        wholes, remainders = ([part[n] for part in parts] for n in range(2))
        found.append(making.to_largest(wholes, remainders, cost))
    return np.array(found, dtype=np.int64).T


def by_hand(rows: Cells) -> Cells:
    """Work out rows in floats, block after block, as a competent analyst writes it."""
    found = np.empty((COUNCILS, rows.shape[1]), dtype=np.int64)
    for where in making.blocks(rows.shape[1]):
        cost, children = rows[0, where], rows[1:, where]
        found[:, where] = making.shared_out(cost * children / children.sum(axis=0), cost)
    return found


def work() -> Work:
    """Give the work."""
    mine = engines(prepared, figures, cash)
    numpy = Engine(lambda rows: rows, by_hand, lambda found, _: found)
    return Work("councils", make, right, {**mine, BASELINE: lambda: numpy}, checked=2_000)
