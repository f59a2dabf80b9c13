"""The standard work of the benchmarks is exact: each penny is that of its own oracle."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import peering, standard
from benchmarks.running import Here
from benchmarks.work import KINDS
from tests.evaluation.batch.interpreted import interpreted


@pytest.mark.parametrize("kind", KINDS)
def test_every_penny_of_the_standard_work_is_that_of_the_oracle(kind: str) -> None:
    """And no board is left to the exact evaluation."""
    rows = peering.make(2_400, kind, 7)
    found = standard.prepared().run(standard.figures(rows), compiled=False)
    assert found.redone == 0
    assert np.array_equal(standard.out(found), peering.right(rows))


def test_the_text_of_the_kernel_gives_the_same_and_leaves_no_board() -> None:
    rows = np.concatenate([peering.make(80, kind, 5) for kind in KINDS], axis=1)
    batch = standard.prepared()
    kernel = batch.many.kernel
    assert kernel is not None
    vars(kernel)["_function"] = interpreted(kernel.text)
    found = batch.run(standard.figures(rows), compiled=True)
    oracle = peering.imported("oracle")
    assert np.array_equal(standard.out(found), oracle.run(rows, oracle.row_fraction))
    assert kernel.left == 0


def test_hand_written_floats_are_not_exact_on_round_figures() -> None:
    """So that a comparison which sees no difference would be seen."""
    right, redone = Here(standard.work(), "numpy").checked(24_000)
    assert right["random"] == 1
    assert 0.9 < right["round"] < 1
    assert not redone


def test_the_library_says_how_many_rows_it_left_to_fractions() -> None:
    right, redone = Here(standard.work(), "funding-numpy").checked(240)
    assert right == dict.fromkeys(KINDS, 1)
    assert redone == dict.fromkeys(KINDS, 0)
