"""Run mutation testing: `python -m tests.mutation`, or `make mutants`."""

from __future__ import annotations

import argparse
import sys
import time

from tests.mutation.again import check_changed
from tests.mutation.mutants import Mutant, files, mutants
from tests.mutation.page import PAGE, page
from tests.mutation.reach import TESTS, follow_tests, is_followed, read_reach
from tests.mutation.records import keep, kept, record
from tests.mutation.result import read_result, write_result
from tests.mutation.running import Trials, prepare, warm


def main() -> int:
    """Try every mutant that has no outcome yet, or those of changed files, or write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", help="files to mutate; all of the engine if none")
    parser.add_argument("--seconds", type=float, default=20, help="most seconds of tests a mutant")
    parser.add_argument("--minutes", type=float, default=10**6, help="stop after so many minutes")
    parser.add_argument("--again", action="store_true", help="try again those that survived")
    parser.add_argument("--quick", action="store_true", help="try nothing twice, in two ways")
    parser.add_argument("--follow", action="store_true", help="see anew what each test reaches")
    parser.add_argument("--changed", action="store_true", help="only check what has changed")
    parser.add_argument("--write", action="store_true", help="only write the result and its page")
    given = parser.parse_args()
    if given.changed:
        return check_changed(given.minutes, given.seconds)
    if given.write:
        write_result(given.seconds)
        PAGE.write_text(page(read_result()), encoding="utf-8")
        return 0
    if given.follow or not is_followed():
        follow_tests()
    done = kept()
    left = [
        mutant
        for path in given.files or files()
        for mutant in mutants(path)
        if mutant.identity not in done or (given.again and not done[mutant.identity].seen)
    ]
    run(left, given.seconds, given.minutes, quick=given.quick)
    return 0


def run(left: list[Mutant], seconds: float, minutes: float, *, quick: bool) -> None:
    """Try mutants one after another, and keep what becomes of each."""
    print(f"{len(left)} mutants to try", flush=True)
    until = time.monotonic() + 60 * minutes
    prepare()
    with warm([f"tests/{each}" for each in TESTS]) as connection:
        trials = Trials(read_reach(), connection, seconds, quick=quick)
        trials.remember(kept().values())
        for number, mutant in enumerate(left, start=1):
            if time.monotonic() > until:
                print(f"stopped: {len(left) - number + 1} mutants are left")
                break
            began = time.monotonic()
            outcome = trials.outcome(mutant)
            keep(record(mutant, outcome))
            print(
                f"{number} {outcome.how} {time.monotonic() - began:.1f}s "
                f"{mutant.path}:{mutant.lines.start} {mutant.what}: {mutant.said} [{outcome.by}]",
                flush=True,
            )


if __name__ == "__main__":
    sys.exit(main())
