"""One peer in its own environment: it is told what to do line by line, and answers so.

It stays there between rounds, so that it can be timed in turn with engines of other processes.
"""

from __future__ import annotations

import json
import os
import sys

from benchmarks.peering import standard_work
from benchmarks.running import Here


def main() -> None:
    """Do what is asked of `Here`, by name; answers alone go to the standard output."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    engine = Here(standard_work(), sys.argv[1])
    for line in sys.stdin:
        act, *given = json.loads(line)
        print(json.dumps(getattr(engine, act)(*given)), file=answers, flush=True)


if __name__ == "__main__":
    main()
