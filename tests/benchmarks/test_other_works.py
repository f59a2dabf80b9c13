"""The other works: the library, what is right, and the code written by hand are one."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from benchmarks import councils, making, other_formula, other_kernel, payers
from benchmarks.library import cash, exactly
from benchmarks.work import KINDS, Cells
from funding.evaluation.batch.many import Pence

WORKS = [councils, other_formula, payers]


def out(work: ModuleType, found: Pence) -> Cells:
    """Give what a work publishes."""
    cells: Cells = work.out(found) if work is other_formula else cash(found)
    return cells


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("work", WORKS, ids=lambda each: each.__name__)
def test_what_is_called_right_is_what_the_exact_evaluation_gives(
    work: ModuleType, kind: str
) -> None:
    rows = work.make(27, kind, 3)
    found = exactly(work.prepared(), work.figures(rows))
    assert found.redone == 27
    assert not found.faults
    assert np.array_equal(out(work, found), work.right(rows))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("work", WORKS, ids=lambda each: each.__name__)
def test_the_library_gives_every_penny_and_leaves_no_board_to_fractions(
    work: ModuleType, kind: str
) -> None:
    rows = work.make(260, kind, 11)
    found = work.prepared().run(work.figures(rows), compiled=False)
    assert found.redone == 0
    assert np.array_equal(out(work, found), work.right(rows))


@pytest.mark.parametrize("kind", KINDS)
def test_the_kernel_by_hand_gives_every_penny(kind: str) -> None:
    """It is run by Python itself, where numbers of 64 bits wrap as they do when compiled."""
    rows = other_formula.make(260, kind, 5)
    found = np.empty((11, 260), dtype=np.int64)
    flagged = np.empty(260, dtype=np.bool_)
    with pytest.MonkeyPatch.context() as patch, np.errstate(all="ignore"):
        places = other_kernel.places.py_func
        patch.setattr(other_kernel, "divided", other_kernel.divided.py_func)
        patch.setattr(other_kernel, "places", lambda *keys: places(*map(int, keys)))
        patch.setattr(other_kernel, "prange", range)
        other_kernel.kernel.py_func(rows, found, flagged)
    wanted = other_formula.right(rows)
    assert np.array_equal(found[:, ~flagged], wanted[:, ~flagged])
    assert flagged.mean() < 0.2
    if kind == "adversarial":
        assert flagged.any(), "no row is out of range: what is done with those is not tried"


def test_rows_out_of_the_range_of_the_kernel_are_worked_out_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def all_flagged(_: object, found: object, flagged: list[bool]) -> None:
        flagged[:] = [True] * len(flagged)

    rows = other_formula.make(20, "random", 5)
    monkeypatch.setattr(other_kernel, "kernel", all_flagged)
    assert np.array_equal(other_kernel.run(rows), other_formula.right(rows))


@pytest.mark.parametrize("work", WORKS, ids=lambda each: each.__name__)
def test_floats_by_hand_are_right_on_most_rows_and_share_out_every_cost(work: ModuleType) -> None:
    for kind in KINDS:
        rows = work.make(260, kind, 5)
        found, right = work.by_hand(rows), work.right(rows)
        people = len(found) - 4 if work is other_formula else len(found)
        assert np.array_equal(found[:people].sum(axis=0), rows[0])
        assert (found == right).all(axis=0).mean() > 0.9


def test_each_kind_of_rows_is_as_it_is_called() -> None:
    random = np.random.default_rng(1)
    assert not (making.costs("round", 100, random, 10**6, 10**9) % 100_000).any()
    wide = making.costs("adversarial", 1_000, random, 10**6, 10**9)
    assert wide.min() < 10**7 < 10**10 < wide.max()
    alike = making.counts("adversarial", 4, 1_000, random, 500)
    assert (alike[1] == alike[0]).mean() > 0.3
    rows = other_formula.make(100, "adversarial", 1)
    assert (rows[1] == 10_000).any()
    assert (rows[3:11].sum(axis=0) == 0).any()
