"""This library as an engine of a work: an ordinary formula file, through the public functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

import funding
from benchmarks.work import Cells, Engine
from funding.evaluation.batch.compiled.kernel import is_installed
from funding.evaluation.batch.many import Pence

HERE = Path(__file__).parent
MINE, PLAIN = "funding", "funding-numpy"


def engines(
    prepare: Callable[[], funding.Batch],
    figures: Callable[[Cells], dict[str, Cells]],
    out: Callable[[Any], Cells],
) -> dict[str, Callable[[], Engine]]:
    """Give the engines of this library: with numba if it is there, and without."""

    def engine(*, compiled: bool | None) -> Engine:
        batch = prepare()
        return Engine(
            ready=figures,
            run=lambda ready: batch.run(ready, compiled=compiled),
            out=lambda found, _: out(found),
            redone=lambda found: int(found.redone),
        )

    return {
        MINE: lambda: engine(compiled=is_installed()),
        PLAIN: lambda: engine(compiled=False),
    }


def exactly(batch: funding.Batch, figures: dict[str, Cells]) -> Pence:
    """Work out every board by the exact evaluation, in fractions, one after the other."""
    return replace(batch.many, program=None).run(figures)


def cash(found: Any) -> Cells:
    """Give the cash of the partners."""
    paid: Cells = found.partners["cash"]
    return paid


def spread(rows: Cells, of: slice, partners: int) -> Cells:
    """Give figures of the first partners of some, with nothing for the rest."""
    every = np.zeros((partners, rows.shape[1]), dtype=np.int64)
    every[: of.stop - of.start] = rows[of]
    return every
