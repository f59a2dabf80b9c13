"""The long profile: `python -m tests.fuzz --inputs 1000000`. The same seed makes the same inputs.

Exit status 1 if anything was found; each finding is then a file in `corpus/found/`.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
import traceback
import zlib
from collections import Counter
from pathlib import Path
from random import Random

from tests.fuzz.inputs import an_input, content
from tests.fuzz.limits import TooLarge, TooSlow, cap_memory, peak, seconds
from tests.fuzz.shrinking import smallest
from tests.fuzz.target import ANSWERS, KINDS, Kind, judge

FOUND = Path(__file__).parent / "corpus" / "found"
MOST_FOUND = 20


def main() -> int:
    """Try inputs until there are enough of them; say how many were really tried."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--inputs", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--kind", choices=KINDS)
    options.add_argument("--every", type=int, default=10_000, help="say how far it is so often")
    options.add_argument("--found", type=Path, default=FOUND, help="where findings are written")
    asked = options.parse_args()
    cap_memory()
    tried = Trials(asked.found)
    for number in range(asked.inputs):
        # Each input has a seed of its own, so that any one can be made again by itself.
        random = Random(f"{asked.seed}/{number}")
        kind, text = (asked.kind, content(random, asked.kind)) if asked.kind else an_input(random)
        tried.one(kind, text)
        if (number + 1) % asked.every == 0:
            print(tried.so_far(), flush=True)
        if len(tried.findings) >= MOST_FOUND:
            print("too many findings to go on")
            break
    print(tried.in_the_end(), flush=True)
    return 1 if tried.findings else 0


class Trials:
    """What came of the inputs so far."""

    def __init__(self, found: Path) -> None:
        self._folder = found
        self.answers: Counter[tuple[str, str]] = Counter()
        self.findings: dict[str, Path] = {}
        self.slowest = (0.0, "", 0)
        self._since = time.monotonic()

    def one(self, kind: Kind, text: bytes) -> None:
        """Try one input."""
        before = seconds()
        trouble = trouble_with(kind, text, self.answers)
        taken = seconds() - before
        if taken > self.slowest[0]:
            self.slowest = (taken, kind, len(text))
        if trouble is not None and trouble not in self.findings:
            self._keep(kind, text, trouble)

    def _keep(self, kind: Kind, text: bytes, trouble: str) -> None:
        if "MB" not in trouble and "seconds" not in trouble:
            text = smallest(text, lambda each: trouble_with(kind, each) == trouble)
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{kind}-{len(self.findings)}-{zlib.crc32(trouble.encode())}.txt"
        path.write_bytes(text)
        self.findings[trouble] = path
        print(f"found: {trouble}\n  kept as {path}", flush=True)

    def so_far(self) -> str:
        """Say in a line how far it is."""
        count = sum(self.answers.values())
        per_second = count / max(time.monotonic() - self._since, 1e-9)
        sums: Counter[str] = Counter()
        for (_, answer), number in self.answers.items():
            sums[answer] += number
        said = ", ".join(f"{sums[each]:,} {each}" for each in ANSWERS)
        slowest, kind, size = self.slowest
        return (
            f"{count:,} inputs ({said}); {len(self.findings)} findings; {per_second:.0f} a second; "
            f"slowest {slowest:.2f} s ({kind}, {size:,} bytes); at most {peak()} MB"
        )

    def in_the_end(self) -> str:
        """Say how many inputs were really tried, of each kind too."""
        lines = [f"inputs really run: {self.so_far()}"]
        for kind in KINDS:
            counts = (f"{self.answers[kind, each]:,} {each}" for each in (*ANSWERS, "found"))
            lines.append(f"  {kind}: {', '.join(counts)}")
        return "\n".join([*lines, *map(str, self.findings.values())])


def trouble_with(
    kind: Kind, text: bytes, answers: Counter[tuple[str, str]] | None = None
) -> str | None:
    """Name what went wrong with an input and where, in one line; None if nothing did."""
    answer: str = "found"
    try:
        answer = judge(kind, text)
    except (Exception, TooSlow, TooLarge) as error:  # noqa: BLE001  (all are findings)
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if "funding" in frame.filename] or frames
        place = (
            ""
            if isinstance(error, TooSlow)
            else f" at {Path(own[-1].filename).name}:{own[-1].lineno}"
        )
        return f"{type(error).__name__}{place}: {str(error)[:100]}"
    finally:
        if answers is not None:
            answers[kind, answer] += 1
    return None


if __name__ == "__main__":
    gc.freeze()
    sys.exit(main())
