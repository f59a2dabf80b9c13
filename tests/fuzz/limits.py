"""What one input may take: two seconds of the processor, and half a gigabyte."""

from __future__ import annotations

import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 2.0
MEGABYTES = 500


class TooSlow(BaseException):
    """An input took too long; no `except Exception` of the library may hide it."""


class TooLarge(BaseException):
    """An input took too much memory."""


@contextmanager
def within_limits() -> Iterator[None]:
    """Raise `TooSlow` or `TooLarge` for what takes more than it may.

    The clock is the process's own, so that nothing else on the machine counts. Memory is the peak
    that the system saw of the whole process, the interpreter and earlier inputs included.
    """

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"more than {SECONDS} seconds")

    earlier = peak()
    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    # Where other tests have made the process large before, what one input added is what counts.
    if peak() > max(MEGABYTES, earlier + MEGABYTES // 2):
        raise TooLarge(f"the process grew from {earlier} to {peak()} MB")


def peak() -> int:
    """Give the most megabytes that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def cap_memory() -> None:
    """Let the system refuse this process what is far above the limit, before the machine suffers.

    Address space is more than memory in use, so the cap is not the limit itself.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (4 * MEGABYTES * 1_000_000, hard))


def seconds() -> float:
    """Give the time of the processor that this process has used."""
    return time.process_time()
