"""Trials in which the engine is imported with the mutant in it: for what is run on import."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tests.mutation.fewer import Fewer
from tests.mutation.mutants import ROOT, Tree
from tests.mutation.trial import Outcome, Told, allowed, in_a_child, limited, options, quietly
from tests.mutation.warm import Job


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import one module from changed code."""

    def __init__(self, path: str, code: CodeType) -> None:
        self._name = ".".join(Path(path).with_suffix("").parts)
        self._file, self._code = str(ROOT / path), code

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find the one module."""
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, self._file, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code as the module."""
        exec(self._code, module.__dict__)


class Ordered:
    """The plugin of pytest that runs just these tests, in this order, each in its time."""

    def __init__(self, tests: Sequence[tuple[str, float]], tell: Told) -> None:
        self._tests, self._tell = dict(tests), tell
        self._at = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Take the tests that are wanted."""
        order = {name: place for place, name in enumerate(self._tests)}
        items[:] = sorted(
            (item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid]
        )
        if not items:
            self._tell(Outcome("killed", "the tests are not found"))

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Begin to count the time of a test."""
        self._at = item.nodeid
        late = Outcome("slow", item.nodeid)
        limited(allowed(self._tests[item.nodeid]), lambda: self._tell(late))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell of the first test that fails."""
        if report.failed:
            self._tell(Outcome("killed", report.nodeid))


def try_afresh(job: Job) -> Outcome:
    """Try a mutant in a process that imports the engine; this one must not have."""
    code = Tree(job.path).compiled(job.place)
    found = list(dict.fromkeys(name.partition("::")[0] for name, _ in job.tests))

    def work(tell: Told) -> None:
        quietly()
        sys.meta_path.insert(0, Changed(job.path, code))
        limited(120, lambda: tell(Outcome("slow", "the import")))
        status = pytest.main(options(found), plugins=[Fewer(), Ordered(job.tests, tell)])
        tell(Outcome("survived") if status == 0 else Outcome("killed", "the import"))

    return in_a_child(work, 3 * sum(allowed(usual) for _, usual in job.tests) + 180)
