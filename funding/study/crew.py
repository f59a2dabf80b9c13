"""Who does the pieces of a study: the processors of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from funding.study.ready import Prepared
from funding.study.work import Piece

AHEAD = 2
"""So many pieces for each worker are given out at once: what comes of them waits in memory."""


class Task(Protocol):
    """Something to be done in pieces, each by itself, in any order: of one case."""

    @property
    def case(self) -> int:
        """The number of the case."""

    def pieces(self, prepared: Prepared) -> int:
        """Give how many pieces it is."""

    def work(self, prepared: Prepared, number: int) -> Piece:
        """Do one of them."""


class Crew(Protocol):
    """Those who do the pieces of tasks."""

    def do(self, task: Task, numbers: Iterable[int]) -> Iterator[tuple[int, Piece]]:
        """Do pieces of a task; give each with its number, as it comes."""


@dataclass(frozen=True, eq=False)
class Threads:
    """Threads of this process: what takes long in a piece lets others run beside it."""

    prepared: Prepared
    workers: int

    def do(self, task: Task, numbers: Iterable[int]) -> Iterator[tuple[int, Piece]]:
        """Do pieces of a task, some at once."""
        left = iter(numbers)
        with ThreadPoolExecutor(self.workers) as pool:
            out: dict[Future[Piece], int] = {}
            try:
                while True:
                    room = AHEAD * self.workers - len(out)
                    for number in islice(left, room):
                        # Whoever works in the thread speaks the language of who asked.
                        work = copy_context().run
                        out[pool.submit(work, task.work, self.prepared, number)] = number
                    if not out:
                        return
                    for done in wait(out, return_when=FIRST_COMPLETED).done:
                        yield out.pop(done), done.result()
            finally:
                for each in out:
                    each.cancel()
