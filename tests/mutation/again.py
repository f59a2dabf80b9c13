"""The check of every change: mutants of the files that changed since the committed result.

No test is followed: those that saw mutants of a file before are run, which is enough to know a hole
that a change opens. A new file is tried with the tests that saw most. What is known to survive is
not tried again.
"""

from __future__ import annotations

import random
import time
from collections import Counter

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.reach import Reach
from tests.mutation.result import Result, read_result
from tests.mutation.running import Trials, prepare, warm

LEAST = 90
"""The least percentage of mutants that the tests must see."""
USUAL = 0.2
"""The seconds that a test is taken to need, where nobody has timed it."""


def reach_of(result: Result, paths: list[str]) -> Reach:
    """Take it that the tests that saw mutants of a file reach all of it.

    Those that saw many are taken to be quicker, so that they come first.
    """
    everywhere = Counter[str]()
    for of in result.files.values():
        everywhere.update(of.killers)
    most = dict(everywhere.most_common(60))
    tests = {
        path: list(result.files[path].killers if path in result.files else most) for path in paths
    }
    seconds = {name: USUAL / everywhere[name] for names in tests.values() for name in names}
    return Reach(seconds, {}, tests)


def check_changed(minutes: float, seconds: float) -> int:
    """Try the mutants of changed files; give the status: 1 if too few are seen."""
    result = read_result()
    paths = result.changed()
    if not paths:
        print(f"no file of the engine has changed since {result.commit}")
        return 0
    unknown = [path for path in paths if not is_run(result, path)]
    if unknown:
        print(f"never run as a whole, so not judged: {', '.join(unknown)}")
    paths = [path for path in paths if path not in unknown]
    known = set(result.survivors)
    found = [each for path in paths for each in mutants(path) if each.identity not in known]
    if not found:
        return 0
    # In an order of chance, the same each time: what time allows is then a fair part of them.
    random.Random(0).shuffle(found)
    print(f"changed since {result.commit}: {', '.join(paths)}; {len(found)} mutants", flush=True)
    seen, tried, unseen = 0, 0, list[Mutant]()
    reach, until = reach_of(result, paths), time.monotonic() + 60 * minutes
    prepare()
    with warm(sorted({name.partition("::")[0] for name in reach.seconds})) as connection:
        trials = Trials(reach, connection, seconds, quick=True)
        for mutant in found:
            if time.monotonic() > until:
                break
            tried += 1
            if trials.outcome(mutant).seen:
                seen += 1
            else:
                unseen.append(mutant)
    return _told(seen, tried, len(found), unseen)


def is_run(result: Result, path: str) -> bool:
    """Say whether a file is new, or all its mutants were run: then it can be judged."""
    of = result.files.get(path)
    return of is None or of.tried == of.mutants


def _told(seen: int, tried: int, there: int, unseen: list[Mutant]) -> int:
    for mutant in unseen:
        print(f"not seen: {mutant.path}:{mutant.lines.start}: {mutant.what}: {mutant.said}")
    if tried < there:
        print(f"cut after {tried} of {there} mutants, for time")
    print(f"{seen} of {tried} mutants not known to survive are seen; {LEAST} % are asked for")
    return int(100 * seen < LEAST * tried)
