"""The standard work by this library, beside the peers.

What the work is stands at the top of `peers/common.py`: 17 figures of a board, 16 of its result.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

import funding
from benchmarks.library import HERE, engines, spread
from benchmarks.peering import standard_work
from benchmarks.work import Cells, Work

PARTNERS = 8
PARTS = {
    "cost_core": 100,
    "share_of_councils": 10_000,
    "share_of_health": 10_000,
    "share_of_police": 10_000,
    "part_taken": 10_000,
    "children_0_17": 1,
    "offered": 100,
}


def prepared() -> funding.Batch:
    """Make the board of the standard work ready."""
    scenario = funding.read_scenario(HERE / "standard-board.toml")
    return funding.prepare_batch(scenario, PARTS, words=["cash"], columns=["credit"])


def figures(rows: Cells) -> dict[str, Cells]:
    """Give the figures of the generator by the names of the worksheet."""
    return {
        "cost_core": rows[0],
        "share_of_councils": rows[1],
        "share_of_health": rows[2],
        "share_of_police": rows[3],
        "part_taken": rows[16],
        "children_0_17": spread(rows, slice(5, 8), PARTNERS),
        "offered": rows[8:16],
    }


def out(found: Any) -> Cells:
    """Give the 16 figures of the result."""
    return np.concatenate([found.partners["cash"], found.partners["credit"]])


def work() -> Work:
    """Give the standard work with this library first, and the peers after it."""
    peers = standard_work()
    return replace(peers, engines={**engines(prepared, figures, out), **peers.engines})
