"""Rows in chunks, from ten thousand to a hundred million: each size in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks import telling
from benchmarks.streaming import CHUNK
from benchmarks.targets import BYTES_A_ROW, Target

ROOT = Path(__file__).parents[1]
FEWEST, MOST, QUICK = 10_000, 100_000_000, 10_000_000
HEADS = ["rows", "M rows/s", "seconds", "bytes a row in flight", "peak of the process, MB"]


def measured(most: int, chunk: int = CHUNK) -> tuple[Any, str]:
    """Stream each size up to the most; give it for programs, and for people."""
    seen = [_of(size, chunk) for size in sizes(most)]
    met = targets(seen, chunk)
    rows = [
        [
            f"{each['rows']:,}",
            f"{each['rows_per_second'] / 1e6:.2f}",
            f"{each['seconds']:.3f}",
            f"{each['bytes_per_row_in_flight']:.0f}",
            f"{each['peak_bytes'] / 1e6:.0f}",
        ]
        for each in seen
    ]
    told = {
        "schema": "funding.benchmark.stream/1",
        "sizes": seen,
        "targets": telling.of_targets(met),
    }
    head = f"chunks of {chunk:,} rows at the most"
    return told, f"{head}\n\n{telling.table(rows, HEADS)}\n\n{telling.as_list(met)}"


def sizes(most: int) -> list[int]:
    """Give ten thousand rows, ten times as many, and so on up to the most, that last."""
    found = []
    size = FEWEST
    while size < most:
        found.append(size)
        size *= 10
    return [*found, most]


def _of(rows: int, chunk: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.streaming", str(rows), str(chunk)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def targets(seen: list[dict[str, Any]], chunk: int = CHUNK) -> list[Target]:
    """Give what is asked of it, over the sizes that fill a chunk and more."""
    full = [each for each in seen if each["rows"] >= chunk]
    held = max(each["bytes_per_row_in_flight"] for each in full or seen)
    found = [Target("bytes a row in flight besides its inputs", BYTES_A_ROW, held, is_limit=True)]
    if len(full) > 1:
        first, last = full[0], full[-1]
        slower = last["rows_per_second"] / first["rows_per_second"]
        larger = last["peak_bytes"] / first["peak_bytes"]
        of = f"{last['rows']:,} rows against {first['rows']:,}"
        found.append(Target(f"rows a second, {of}", 0.8, slower))
        found.append(Target(f"peak memory, {of}", 1.2, larger, is_limit=True))
    return found
