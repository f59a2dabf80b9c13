"""Engines are timed in turn; targets are what the figures say."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from benchmarks import apart, measuring, stream, targets
from benchmarks.measuring import Measured, measure, ratio
from benchmarks.targets import Target
from benchmarks.work import Cells, Engine, Work, share_right


def seen_of(name: str, seconds: list[float], exact: float = 1.0) -> Measured:
    """Give what was seen of an engine of 1,000 rows."""
    every = {"random": 1.0, "round": exact, "adversarial": 1.0}
    return Measured(name, 1_000, 0.1, every, {}, seconds, 150)


def test_engines_take_turns_and_each_round_begins_with_another() -> None:
    turns: list[str] = []

    def engine(name: str) -> Callable[[], Engine]:
        def run(rows: Cells) -> Cells:
            turns.append(name)
            return rows + 1

        return lambda: Engine(lambda rows: rows, run, lambda found, _: found)

    def make(rows: int, kind: str, seed: int) -> Cells:
        return np.full((2, rows), seed, dtype=np.int64)

    work = Work(
        "toy",
        make,
        lambda rows: rows + 1,
        {each: engine(each) for each in ("a", "b", "numpy")},
        checked=5,
    )
    seen = measure(work, 10, 3)
    last = turns[-21:-3]
    timed, before = last[1::2], last[::2]
    assert timed == ["a", "b", "numpy", "b", "numpy", "a", "numpy", "a", "b"]
    assert before == timed  # each timed run follows one of its own
    assert all(len(each.seconds) == 3 and each.least_exact == 1 for each in seen.values())


def test_speeds_are_of_the_median_and_of_the_best_round() -> None:
    mine, other = seen_of("funding", [1.0, 4.0, 2.0]), seen_of("numpy", [5.0, 4.0, 4.0])
    assert (mine.rows_a_second, mine.best) == (500, 1_000)
    assert ratio({"funding": mine, "numpy": other}, "funding", "numpy") == 2
    assert ratio({"funding": mine}, "funding", "numpy") is None


def test_a_row_is_right_only_if_every_figure_of_it_is() -> None:
    right = np.array([[1, 2, 3, 4], [5, 6, 7, 8]])
    wrong = right.copy()
    wrong[1, 2] += 1
    assert share_right(wrong, right) == 0.75


def test_the_targets_of_the_standard_work_are_those_that_were_set() -> None:
    names = ("funding", "funding-numpy", "numpy", "numba_exact", "openfisca")
    every = dict(zip(names, ([1.25], [10.0], [10.0], [1.0], [5.0]), strict=True))
    seen = {name: seen_of(name, seconds) for name, seconds in every.items()}
    found = {each.says: each for each in targets.of_standard_work(seen)}
    assert [(each.wanted, each.found, each.is_met) for each in found.values()] == [
        (1, 1, True),
        (1, 1, True),
        (200, 150, True),
        (200, 150, True),
        (0.8, 0.8, True),
        (1, 1, True),
        (4, 4, True),
    ]
    seen["funding"].seconds[0] = 1.3
    assert [each.is_met for each in targets.of_standard_work(seen)].count(False) == 2
    del seen["openfisca"]
    assert len(targets.of_standard_work(seen)) == 6


def test_one_wrong_row_of_one_kind_misses_the_target() -> None:
    (exact, _) = targets.of_exactness({"funding": seen_of("funding", [1.0], exact=0.9999)})
    assert not exact.is_met


def test_the_other_formula_is_to_be_within_a_third_of_its_kernel() -> None:
    seen = {"numba_exact": seen_of("numba_exact", [2.0])}
    for seconds, is_met in ((2.9, True), (3.1, False)):
        seen["funding"] = seen_of("funding", [seconds])
        assert targets.of_other_formula(seen)[-1].is_met is is_met


def test_a_limit_is_met_from_below() -> None:
    assert Target("ms", 5, 4.9, is_limit=True).is_met
    assert not Target("ms", 5, 5.1, is_limit=True).is_met
    assert not Target("times", 5, 4.9).is_met


def test_a_stream_that_slows_down_or_grows_misses_its_targets() -> None:
    sizes = [
        {"rows": n, "rows_per_second": speed, "bytes_per_row_in_flight": held, "peak_bytes": peak}
        for n, speed, held, peak in (
            (10, 1.0, 900, 5),
            (100, 10.0, 130, 100),
            (1_000, 7.0, 210, 130),
        )
    ]
    assert [each.is_met for each in stream.targets(sizes, 100)] == [False, False, False]
    sizes[2] |= {"rows_per_second": 9.0, "bytes_per_row_in_flight": 190, "peak_bytes": 110}
    assert all(each.is_met for each in stream.targets(sizes, 100))


def test_a_peer_in_a_process_of_its_own_answers_as_one_here_does() -> None:
    engine = apart.Apart(Path(sys.executable), "numpy_wrap64")
    assert engine.first() > 0
    right, redone = engine.checked(240)
    assert (set(right.values()), redone) == ({1.0}, {})
    engine.ready(100)
    assert engine.timed() > 0
    engine.close()


def test_a_peer_that_stops_is_left_out_with_its_last_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measuring, "environment_of", lambda _: Path(sys.executable))
    numpy = Engine(lambda rows: rows, lambda rows: rows, lambda found, _: found)
    work = Work(
        "toy",
        lambda *_: np.zeros((1, 1), np.int64),
        lambda rows: rows,
        {"numpy": lambda: numpy},
        checked=1,
        apart=("none",),
    )
    assert list(measure(work, 1, 1, ["none"])) == ["numpy"]
    said = capsys.readouterr().err
    assert "none is left out: none stopped: KeyError: 'none'" in said
