"""Which tests reach which lines of the engine, and how long each takes.

As a plugin of pytest (`-p tests.mutation.reach`) it follows the tests by coverage, one context a
test; it is imported before anything of the engine is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import coverage
import pytest

from tests.mutation.fewer import Fewer
from tests.mutation.mutants import ROOT, files

FOLDER = ROOT / "build" / "mutants"
TESTS = (
    *("amounts", "worksheet", "rules", "compiling", "evaluation", "cases", "years", "golden"),
    *("faults", "comparison", "attack", "data", "toml", "cli", "promises", "properties"),
)
"""Folders of tests that are followed: the others look at pages, packages and the layout."""
TOGETHER = "tests/properties/test_every_rule_is_drawn_and_known.py::"
"""Tests of one file that share what is worked out once: alone, each takes as long as all."""


@dataclass(frozen=True)
class Reach:
    """Seconds of each test, and the tests that reach each line of each file."""

    seconds: dict[str, float]
    lines: dict[str, dict[int, list[str]]]
    whole: dict[str, list[str]] = field(default_factory=dict)
    """Tests that are taken to reach all of a file, where nobody has looked at its lines."""

    def of(self, path: str, lines: range) -> set[str]:
        """Give the tests that reach any of some lines; a test by its name."""
        if path in self.whole:
            return {*self.whole[path]} & self.seconds.keys()
        known = self.lines.get(path, {})
        return {test for line in lines for test in known.get(line, ())} & self.seconds.keys()

    def on_import(self, path: str, lines: range) -> bool:
        """Say whether any of some lines is run outside of every test."""
        return any("" in self.lines.get(path, {}).get(line, ()) for line in lines)

    def of_file(self, path: str) -> set[str]:
        """Give the tests that reach anything of a file in a test, not only on import."""
        return self.of(path, range(max(self.lines.get(path, {0: []})) + 1))


def read_reach(folder: Path = FOLDER) -> Reach:
    """Read what was followed, of all runs of the plugin together."""
    seconds: dict[str, float] = {}
    lines: dict[str, dict[int, list[str]]] = {path: {} for path in files()}
    for times in sorted(folder.glob("*.times.json")):
        seconds |= json.loads(times.read_text(encoding="utf-8"))
        data = coverage.CoverageData(str(times).replace(".times.json", ".coverage"))
        data.read()
        for name in data.measured_files():
            found = lines.get(name[name.rindex("/funding/") + 1 :], {})
            for line, tests in data.contexts_by_lineno(name).items():
                found.setdefault(line, []).extend(tests)
    alone = {test: took for test, took in seconds.items() if not test.startswith(TOGETHER)}
    return Reach(alone, lines)


def is_followed() -> bool:
    """Say whether the tests were followed before."""
    return any(FOLDER.glob("*.times.json"))


def follow_tests() -> None:
    """Run the tests once and follow them; forget what was seen before."""
    for old in [*FOLDER.glob("*.times.json"), *FOLDER.glob("*.coverage")]:
        old.unlink()
    command = [sys.executable, "-m", "pytest", "-p", "tests.mutation.reach", "-n", "0"]
    subprocess.run([*command, *(f"tests/{each}" for each in TESTS)], cwd=ROOT, check=False)


class Following:
    """Follow each test by coverage, and time it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.times: dict[str, float] = {}
        self.failed: set[str] = set()
        self.file = folder / f"{os.getpid()}.times.json"
        data = str(self.file).replace(".times.json", ".coverage")
        include = [str(ROOT / path) for path in files()]
        self.coverage = coverage.Coverage(
            branch=True, include=include, data_file=data, config_file=False
        )
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note what a test reaches under its name."""
        self.coverage.switch_context(item.nodeid)
        began = time.process_time()
        found = yield
        self.times[item.nodeid] = time.process_time() - began
        self.coverage.switch_context("")
        return found

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what fails while it is followed: it is of no use."""
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write what was seen."""
        self.coverage.stop()
        self.coverage.save()
        found = {name: time for name, time in self.times.items() if name not in self.failed}
        self.file.write_text(json.dumps(found), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to follow, once, as the plugin."""
    config.pluginmanager.register(Fewer(), "fewer")
    config.pluginmanager.register(Following(FOLDER), "following")
