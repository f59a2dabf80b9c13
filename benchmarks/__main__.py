"""Measure how fast many boards are: `python -m benchmarks` alone does all that takes minutes.

Each word is a benchmark: standard-work (beside hand-written code and other engines), other-formula
(a formula of other rules beside its own hand-written kernel), councils (22 in one class), payers
(49, with floors and ceilings), single (one board, and few), stream (10 thousand rows to --rows).
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from benchmarks import councils, other_formula, payers, single, standard, stream, targets, telling
from benchmarks.measuring import Measured, measure
from benchmarks.targets import Target
from benchmarks.work import Work

WORKS: dict[
    str, tuple[Callable[[], Work], Callable[[dict[str, Measured]], list[Target]], int, int]
] = {
    "standard-work": (standard.work, targets.of_standard_work, 1_000_000, 7),
    "other-formula": (other_formula.work, targets.of_other_formula, 1_000_000, 9),
    "councils": (councils.work, targets.of_exactness, 200_000, 5),
    "payers": (payers.work, targets.of_exactness, 5_000, 5),
}
"""Each work, its targets, and how many rows and rounds there are if nothing is said."""
WORDS = (*WORKS, "single", "stream")


def main() -> None:
    """Measure what is asked for, and print it: nothing else goes to the standard output."""
    given = _arguments()
    words = [given.benchmark] if given.benchmark else list(WORDS)
    found = []
    # Kernels that were kept would hide how long one takes to compile.
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        for word in words:
            print(f"{word} …", file=sys.stderr)
            seen, told = _measured(word, given)
            found.append(seen)
            if given.format == "table":
                print(f"{word}\n\n{told}\n", flush=True)
    if given.format == "json":
        print(telling.printed(found[0] if given.benchmark else found))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("benchmark", nargs="?", choices=WORDS, help="which; all if none is named")
    parser.add_argument("--rows", type=_count, help="how many rows, or the most that are streamed")
    parser.add_argument("--rounds", type=_count, help="how often each engine is timed, in turn")
    parser.add_argument("--engines", help="which engines, with commas between; all if not said")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    return parser.parse_args()


def _count(text: str) -> int:
    if (found := int(text)) < 1:
        raise ValueError(text)
    return found


def _measured(word: str, given: argparse.Namespace) -> tuple[Any, str]:
    """Measure one benchmark; give it for programs, and for people."""
    if word == "stream":
        return stream.measured(given.rows or stream.QUICK)
    if word == "single":
        return single.measured(given.rounds or 50)
    work_of, targets_of, rows, rounds = WORKS[word]
    rows, work = given.rows or rows, work_of()
    names = given.engines.split(",") if given.engines else None
    if unknown := sorted(set(names or ()) - set(work.engines)):
        sys.exit(f"there is no engine {', '.join(unknown)}: there are {', '.join(work.engines)}")
    seen = measure(work, rows, given.rounds or rounds, names)
    met = targets_of(seen)
    told = f"{telling.as_table(rows, seen)}\n\n{telling.as_list(met)}"
    return telling.as_object(word, rows, seen, met), f"{rows:,} rows\n\n{told}"


if __name__ == "__main__":
    main()
