"""Which tests are tried on a mutant, those first that are likely to see it soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.mutation.mutants import Mutant
from tests.mutation.reach import Reach


class Choosing:
    """The order of tests, that learns which of them saw earlier mutants of the same lines."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._in_file: Counter[tuple[str, str]] = Counter()
        self._near: dict[tuple[str, int], set[str]] = {}

    def learn(self, path: str, lines: range, test: str) -> None:
        """Note that a test saw a mutant of some lines."""
        self._in_file[path, test] += 1
        for line in lines:
            for near in range(line - 4, line + 5):
                self._near.setdefault((path, near), set()).add(test)

    def tests(self, mutant: Mutant, seconds: float) -> list[tuple[str, float]]:
        """Give the tests that reach a mutant and fit into the seconds; none is left out if first.

        Of what is run on import, those that reach the file.
        """
        found = self._reach.of(mutant.path, mutant.lines)
        if not mutant.inside:
            # Whichever test imported it first is none that looks at it.
            found = self._reach.of_file(mutant.path) or set(self._reach.seconds)
        return self._within(self._ordered(mutant, found), seconds)

    def _ordered(self, mutant: Mutant, tests: Iterable[str]) -> list[str]:
        near = self._near.get((mutant.path, mutant.lines.start), set())
        own = f"tests/{Path(mutant.path).parts[1].removesuffix('.py')}/"

        def cost(test: str) -> float:
            likely = 1 + 30 * (test in near) + 3 * self._in_file[mutant.path, test]
            likely += 20 * test.startswith(own)
            return (self._reach.seconds[test] + 0.005) / likely

        # The tenth test of a file is less likely to see what nine did not.
        costs, turns = dict[str, float](), Counter[str]()
        for test in sorted(tests, key=lambda test: (cost(test), test)):
            file = test.partition("::")[0]
            turns[file] += 1
            costs[test] = turns[file] * cost(test)
        return sorted(costs, key=lambda test: (costs[test], test))

    def _within(self, tests: list[str], seconds: float) -> list[tuple[str, float]]:
        found, left = [], seconds
        for test in tests:
            usual = self._reach.seconds[test]
            if usual <= left:
                found.append((test, usual))
                left -= usual
        return found
