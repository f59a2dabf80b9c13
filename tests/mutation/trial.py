"""One trial: in a process of its own a mutant is put in, and tests are run until one fails."""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MEMORY = 6 * 2**30
"""The most memory that a trial may take: a mutant that fills it has been seen."""

Told = Callable[["Outcome"], None]


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant: `killed`, `slow` (killed by time), `survived`, or `afresh`.

    `afresh` says that it can only be tried by importing the engine anew. `by` is the test.
    """

    how: str
    by: str = ""

    @property
    def seen(self) -> bool:
        """Say whether the tests saw it."""
        return self.how in ("killed", "slow")


def limited(seconds: float, late: Callable[[], None]) -> None:
    """Call `late` when this process has used so much more of the processor itself; 0 for never."""
    signal.signal(signal.SIGVTALRM, lambda *_: late())
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def allowed(usual: float) -> float:
    """Give the seconds that a test may take, that usually takes so many."""
    return 5 + 5 * usual


def in_a_child(work: Callable[[Told], None], seconds: float) -> Outcome:
    """Run work in a forked process that tells one outcome; without one it has been killed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

        def tell(outcome: Outcome) -> None:
            os.write(write, pickle.dumps(outcome))
            os._exit(0)

        try:
            work(tell)
        finally:
            os._exit(1)
    os.close(write)
    # What neither ends nor heeds its own limit, as one long operation on a number, is ended here.
    ready, _, _ = select.select([read], [], [], seconds)
    told = os.read(read, 65536) if ready else b""
    if not ready:
        os.kill(child, signal.SIGKILL)
    os.close(read)
    os.waitpid(child, 0)
    if not ready:
        return Outcome("slow")
    return pickle.loads(told) if told else Outcome("killed", "the process ended")


def quietly() -> None:
    """Send what this process prints nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def options(tests: Sequence[str]) -> list[str]:
    """Give the arguments of pytest for a trial."""
    already = "ignore:Module already imported:pytest.PytestAssertRewriteWarning"
    return ["-n", "0", "-x", "--tb=native", "-W", already, *tests]
