"""Trials in a process that has imported the engine and collected every test: the quick way.

Only the body of a function can be changed here; see `swapping`.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from types import FunctionType

import pytest

from tests.mutation.fewer import Fewer
from tests.mutation.mutants import ROOT, Tree
from tests.mutation.swapping import functions_by_file, put_in
from tests.mutation.trial import Outcome, Told, allowed, in_a_child, limited, options, quietly


@dataclass(frozen=True)
class Job:
    """A mutant of a file, or none, and the tests to run with their usual seconds, in order."""

    path: str
    place: int | None
    tests: Sequence[tuple[str, float]]


def serve(jobs: Connection, folders: Sequence[str]) -> None:
    """Collect the tests, then answer each job with its outcome, until there is none."""
    quietly()
    pytest.main(options(folders), plugins=[Fewer(), Warm(jobs)])


class Warm:
    """The plugin of pytest that takes jobs in place of running the tests."""

    def __init__(self, jobs: Connection) -> None:
        self._jobs = jobs
        self._failed = False
        self._trees: dict[str, Tree] = {}
        self._items: dict[str, pytest.Item] = {}
        self._functions: dict[str, list[FunctionType]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take jobs."""
        self._items = {item.nodeid: item for item in session.items}
        self._jobs.send(list(self._items))
        gc.collect()
        self._functions = functions_by_file(str(ROOT / "funding"))
        # What is there now stays as it is: no trial has to look at it, and so to copy it.
        gc.freeze()
        while (job := self._jobs.recv()) is not None:
            self._jobs.send(self._try(job))
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test failed."""
        self._failed = self._failed or report.failed

    def _try(self, job: Job) -> Outcome:
        code = None
        if job.place is not None:
            tree = self._trees.get(job.path) or self._trees.setdefault(job.path, Tree(job.path))
            code = tree.compiled(job.place)
        total = sum(allowed(usual) for _, usual in job.tests)

        def work(tell: Told) -> None:
            if code and not put_in(code, self._functions.get(code.co_filename, ())):
                tell(Outcome("afresh"))
            found = [(self._items[name], usual) for name, usual in job.tests if name in self._items]
            later = [item for item, _ in found[1:]]
            for (item, usual), after in zip(found, [*later, None], strict=True):
                limited(allowed(usual), partial(tell, Outcome("slow", item.nodeid)))
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if self._failed:
                    tell(Outcome("killed", item.nodeid))
            tell(Outcome("survived"))

        return in_a_child(work, 3 * total + 60)
