"""A mutant is put in for one trial, and nothing of it is left; what becomes of it is told."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Callable
from types import FunctionType

import pytest

from tests.mutation.mutants import ROOT
from tests.mutation.swapping import functions_by_file, put_in
from tests.mutation.trial import Outcome, Told, in_a_child, limited


def held(source: str) -> tuple[str, dict[str, object]]:
    """Run a module's code as if it stood in a file."""
    name = str(ROOT / "no-such-module.py")
    space: dict[str, object] = {"cache": functools.cache, "given": []}
    exec(compile(source, name, "exec"), space)
    return name, space


MODULE = """
def plain(x):
    return x + 1

@cache
def remembered(x):
    return [y + 1 for y in (x,)]

class Held:
    def method(self, x):
        def inner():
            return x + 1
        return inner()

given.append(plain)
both = (lambda x: x + 1), (lambda x: x + 1)
"""


def test_whoever_holds_a_function_runs_the_changed_one() -> None:
    name, space = held(MODULE)
    functions: list[FunctionType] = functions_by_file(name)[name]
    wrong = MODULE.partition("both")[0].replace("x + 1", "x + 2")
    assert put_in(compile(wrong, name, "exec"), functions)
    plain: Callable[[int], int] = space["given"][0]  # type: ignore[index]
    assert plain(1) == 3
    assert space["Held"]().method(1) == 3  # type: ignore[operator]
    assert space["remembered"](1) == [2]  # type: ignore[operator]
    assert put_in(compile(MODULE.replace("y + 1", "y + 2"), name, "exec"), functions)
    assert space["remembered"](2) == [4]  # type: ignore[operator]


def test_what_cannot_be_told_apart_is_not_put_in() -> None:
    name, _ = held(MODULE)
    functions = functions_by_file(name)[name]
    wrong = MODULE.replace("both = (lambda x: x + 1)", "both = (lambda x: x + 2)")
    assert not put_in(compile(wrong, name, "exec"), functions)


def endless(_: Told) -> None:
    while True:
        pass


def told(tell: Told) -> None:
    tell(Outcome("survived"))


def ended(_: Told) -> None:
    os._exit(3)


def late(tell: Told) -> None:
    limited(0.05, lambda: tell(Outcome("slow", "a test")))
    endless(tell)


@pytest.mark.parametrize(
    ("work", "outcome"),
    [
        (told, Outcome("survived")),
        (ended, Outcome("killed", "the process ended")),
        (endless, Outcome("slow")),
        (late, Outcome("slow", "a test")),
    ],
)
def test_every_end_of_a_trial_is_told(work: Callable[[Told], None], outcome: Outcome) -> None:
    assert in_a_child(work, 1) == outcome


END_TO_END = """
from tests.mutation.mutants import mutants
from tests.mutation.reach import Reach
from tests.mutation.running import Trials, prepare, warm

FILE, TESTS = "funding/worksheet/column.py", "tests/worksheet/test_columns.py"
prepare()
with warm([TESTS]) as connection:
    name = TESTS + "::test_letters_go_on_as_in_a_spreadsheet"
    trials = Trials(Reach({name: 1.0}, {}, {FILE: [name]}), connection, 20)
    for mutant in mutants(FILE):
        if "place" in mutant.text and mutant.what == "work out":
            print(trials.outcome(mutant).how, mutant.said)
    assert trials.believes(name)
"""


def test_a_wrong_engine_is_seen_and_the_right_one_is_not() -> None:
    """Letters of columns are worked out by one line; every mistake in it is one in the letters."""
    done = subprocess.run(
        [sys.executable, "-c", END_TO_END], cwd=ROOT, capture_output=True, text=True, check=False
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert len(lines) >= 3
    assert {line.split()[0] for line in lines} == {"killed"}, lines
