"""Some hundreds of hostile inputs at every check; and what is there to be found is found."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import target
from tests.fuzz.__main__ import Trials
from tests.fuzz.inputs import an_input, content
from tests.fuzz.limits import TooLarge, TooSlow
from tests.fuzz.target import KINDS, Answer, Finding, Kind, judge

LAWS = settings(max_examples=150, derandomize=True, deadline=None, database=None)
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", KINDS)
@settings(LAWS)
@given(random=st.randoms(use_true_random=False))
def test_what_is_drawn_is_answered_or_refused(kind: Kind, random: Random) -> None:
    judge(kind, content(random, kind))


@pytest.mark.parametrize("kind", KINDS)
@settings(LAWS)
@given(text=st.text(max_size=200) | st.text("[]{}=\".'\\\n#,ab01 ", max_size=80))
def test_any_text_is_answered_or_refused(kind: Kind, text: str) -> None:
    judge(kind, text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("kind", KINDS)
@settings(LAWS)
@given(some=st.binary(max_size=200))
def test_any_bytes_are_answered_or_refused(kind: Kind, some: bytes) -> None:
    judge(kind, some)


def alone(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, whose memory can be measured.

    A process begins with the peak of the one that starts it, as the system counts, and these tests
    may run in one that was large. So a small one stands between: what a shell forks begins anew.
    """
    command = ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_long_profile_runs_as_many_inputs_as_asked_and_says_so(tmp_path: Path) -> None:
    done = alone("-m", "tests.fuzz", "--inputs", "600", "--seed", "1", "--found", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    said = re.search(
        r"^inputs really run: 600 inputs .*; at most (\d+) MB$", done.stdout, re.MULTILINE
    )
    assert said is not None, done.stdout
    assert 20 < int(said[1]) < 500
    for kind in KINDS:
        counts = re.search(
            rf"^  {kind}: (\d+) run, \d+ read, (\d+) refused, 0 found$", done.stdout, re.MULTILINE
        )
        assert counts is not None, done.stdout
        assert int(counts[1]), f"no {kind} was ever run"
        assert int(counts[2]), f"no {kind} was ever refused"


def test_a_seed_says_all() -> None:
    assert [an_input(Random(f"1/{n}")) for n in range(50)] == [
        an_input(Random(f"1/{n}")) for n in range(50)
    ]
    assert len({an_input(Random(f"1/{n}")) for n in range(50)}) > 45


def crash(content: bytes) -> tuple[Answer, str]:
    if b"7" in content:
        raise KeyError(7)
    return "run", ""


def stall(_content: bytes) -> tuple[Answer, str]:
    while True:
        pass


def mislead(content: bytes) -> tuple[Answer, str]:
    return "run", content.decode("utf-8", "replace")


def test_a_crash_is_found_and_what_is_kept_of_it_is_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(target, "_READERS", dict.fromkeys(KINDS, crash))
    trials = Trials(tmp_path)
    for number in range(200):
        trials.one(*an_input(Random(number)))
    (trouble,) = trials.findings
    assert trouble.startswith("KeyError at test_fuzz.py:")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"7"]


def test_what_never_ends_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, "_READERS", dict.fromkeys(KINDS, stall))
    with pytest.raises(TooSlow, match="more than 2"):
        judge("scenario", b"")


def test_what_takes_too_much_memory_is_found() -> None:
    """In a process of its own: what a process has held at most is never less again.

    On a slow machine so much memory may take longer than an input may.
    """
    script = (
        "from tests.fuzz import limits, target\n"
        "limits.SECONDS = 60\n"
        "def read(content): return 'run', str((b'x' * (520 * 10**6))[:1])\n"
        "target._READERS = dict.fromkeys(target.KINDS, read)\n"
        "try: target.judge('scenario', b'')\n"
        "except limits.TooLarge as error: print(error)"
    )
    done = alone("-c", script)
    assert re.fullmatch(r"the process grew from \d+ to \d+ MB\n", done.stdout), done.stderr
    assert issubclass(TooLarge, BaseException)


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\u202e", "\u200b", "\x85", "\u2028"])
def test_words_that_show_what_is_not_there_are_found(
    hidden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(target, "_READERS", dict.fromkeys(KINDS, mislead))
    with pytest.raises(Finding, match=r"what is said has U\+"):
        judge("formula", f"a{hidden}b".encode())
    assert judge("formula", "Ynys Môn – £1".encode()) == "run"
