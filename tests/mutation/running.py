"""A run: mutant after mutant, by the quick way where it can be, each outcome kept at once."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

from hypothesis import HealthCheck, Phase, settings

from tests.mutation.afresh import try_afresh
from tests.mutation.choosing import Choosing
from tests.mutation.mutants import Mutant
from tests.mutation.reach import Reach
from tests.mutation.records import Record
from tests.mutation.trial import Outcome
from tests.mutation.warm import Job, serve

HEAVY = (
    "pytest",
    "pydantic",
    "sympy",
    "click",
    "tabulate",
    "tomlkit",
    "z3",
    "_hypothesis_pytestplugin",
)
"""What every trial would import, the engine itself aside."""

SLOW = 2.0


def prepare() -> None:
    """Import what is heavy; let laws stop at the first board that breaks them, however large."""
    for name in HEAVY:
        importlib.import_module(name)
    settings.register_profile(
        "mutants",
        phases=(Phase.explicit, Phase.generate),
        report_multiple_bugs=False,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")


@contextmanager
def warm(folders: Sequence[str]) -> Iterator[Connection]:
    """Begin the process that has collected the tests; wait until it has."""
    context = get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(there, folders))
    process.start()
    there.close()
    try:
        yield here
        here.send(None)
    finally:
        process.join()


class Trials:
    """Try mutants: a test that fails is believed once it has passed without a change."""

    def __init__(
        self, reach: Reach, warm_one: Connection, seconds: float, *, quick: bool = False
    ) -> None:
        self._choosing, self._reach, self._seconds = Choosing(reach), reach, seconds
        self._quick = quick
        self._warm = warm_one
        names = set(self._warm.recv())
        for name in reach.seconds.keys() - names:
            del reach.seconds[name]
        self._believed: set[str] = set()

    def remember(self, records: Iterable[Record]) -> None:
        """Take what saw mutants in earlier runs for likely to see others near by."""
        for each in records:
            if each.by in self._reach.seconds:
                self._choosing.learn(each.path, range(each.line, each.line + 1), each.by)

    def outcome(self, mutant: Mutant) -> Outcome:
        """Give what becomes of a mutant."""
        while True:
            job = Job(mutant.path, mutant.place, self._choosing.tests(mutant, self._seconds))
            found = self._try(mutant, job)
            if found.by not in self._reach.seconds or self.believes(found.by):
                break
        if found.seen:
            self._choosing.learn(mutant.path, mutant.lines, found.by)
        return found

    def _try(self, mutant: Mutant, job: Job) -> Outcome:
        if not job.tests:
            return Outcome("survived", "no test reaches it")
        if mutant.inside:
            found = self._ask(job)
            again = found.how == "afresh" or (
                found.how == "survived"
                and not self._quick
                and self._reach.on_import(mutant.path, mutant.lines)
            )
            if not again:
                return found
        return try_afresh(job)

    def _ask(self, job: Job) -> Outcome:
        self._warm.send(job)
        found: Outcome = self._warm.recv()
        return found

    def believes(self, test: str) -> bool:
        """Say whether a test passes when nothing is changed; if not, it is not used again.

        A slow one passed when it was followed.
        """
        usual = self._reach.seconds[test]
        if test not in self._believed and usual < SLOW:
            if self._ask(Job("", None, [(test, usual)])).how != "survived":
                del self._reach.seconds[test]
                return False
            self._believed.add(test)
        return True
