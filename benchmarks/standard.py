"""The standard work by this library: an ordinary formula file, through the public functions.

What the work is stands at the top of `peers/common.py`: 17 figures of a board, 16 of its result.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import funding

HERE = Path(__file__).parent
COUNCILS, PARTNERS = 3, 8
PARTS = {
    "cost_core": 100,
    "share_of_councils": 10_000,
    "share_of_health": 10_000,
    "share_of_police": 10_000,
    "part_taken": 10_000,
    "children_0_17": 1,
    "offered": 100,
}

Cells = NDArray[np.int64]


def prepared() -> funding.Batch:
    """Make the board of the standard work ready."""
    scenario = funding.read_scenario(HERE / "standard-board.toml")
    return funding.prepare_batch(scenario, PARTS, words=["cash"], columns=["credit"])


def figures(rows: Cells) -> dict[str, Cells]:
    """Give the figures of the generator by the names of the worksheet."""
    children = np.zeros((PARTNERS, rows.shape[1]), dtype=np.int64)
    children[:COUNCILS] = rows[5:8]
    return {
        "cost_core": rows[0],
        "share_of_councils": rows[1],
        "share_of_health": rows[2],
        "share_of_police": rows[3],
        "part_taken": rows[16],
        "children_0_17": children,
        "offered": rows[8:16],
    }


def engine(*, compiled: bool) -> dict[str, Any]:
    """Give an engine, as those of the peers are."""
    batch = prepared()

    def to_out(found: Any, _rows: Cells) -> Cells:
        return np.concatenate([found.partners["cash"], found.partners["credit"]])

    return {
        "setup": figures,
        "run": lambda ready: batch.run(ready, compiled=compiled),
        "to_out": to_out,
        "redone": lambda found: found.redone,
    }
