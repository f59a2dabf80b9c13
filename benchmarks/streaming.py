"""Rows in chunks, in a process of its own: each chunk is made, worked out and let go."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from functools import partial
from typing import Any

from benchmarks import peering, standard
from benchmarks.running import held_by, peak
from funding.evaluation.batch.compiled.kernel import is_installed

CHUNK = 1_000_000


def streamed(rows: int, chunk: int) -> dict[str, Any]:
    """Work out rows of the standard work chunk by chunk; say how long it took and what it held.

    `seconds` are those of the library alone, not of making rows; few rows are worked out several
    times, and the median counts. `held` is the most that a chunk
    held besides its inputs; the peak is that of the whole process, generator included.
    """
    batch = standard.prepared()
    small = standard.figures(peering.make(1_000, "random", 1))
    began = time.perf_counter()
    compiled = is_installed()
    batch.run(small, compiled=compiled)
    first = time.perf_counter() - began
    seconds, held, most, done = 0.0, 0, peak(), 0
    while done < rows:
        count = min(chunk, rows - done)
        cells = peering.make(count, "random", 1 + done // chunk)
        figures = standard.figures(cells)
        most = max(most, peak())
        took: list[float] = []
        for _ in range(min(25, CHUNK // rows)):
            run_chunk(batch, figures, took, compiled=compiled)
        held = max(held, held_by(partial(run_chunk, batch, figures, took, compiled=compiled)) or 0)
        most = max(most, peak())
        seconds += statistics.median(took)
        done += count
        del cells, figures
    return {
        "rows": rows,
        "chunk": min(chunk, rows),
        "seconds": seconds,
        "rows_per_second": rows / seconds,
        "first_call_seconds": first,
        "bytes_per_row_in_flight": held / min(chunk, rows),
        "peak_bytes": max(most, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024),
    }


def run_chunk(batch: Any, figures: Any, took: list[float], *, compiled: bool) -> Any:
    """Work out a chunk and note the seconds; every penny of its costs must be found again."""
    began = time.perf_counter()
    found = batch.run(figures, compiled=compiled)
    took.append(time.perf_counter() - began)
    asked = int(figures["cost_core"].sum())
    shared = sum(int(found.partners[word].sum()) for word in ("cash", "credit"))
    if found.faults or shared != asked:
        raise ArithmeticError(f"{asked - shared} pence of a chunk are nowhere")
    return found


if __name__ == "__main__":
    print(json.dumps(streamed(int(sys.argv[1]), int(sys.argv[2]))))
