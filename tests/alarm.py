"""The alarm against files made to take for ever."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 2


@contextmanager
def alarm() -> Iterator[None]:
    """Fail what takes more time of the processor than the limit.

    Neither what else the machine does nor what earlier tests left in memory counts.
    """

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"more than {SECONDS} seconds")

    gc.freeze()
    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        gc.unfreeze()
