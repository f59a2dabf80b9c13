"""The standard work of the benchmarks is exact: each penny is that of its own oracle."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import measuring, standard
from tests.evaluation.batch.interpreted import interpreted

ROOT = Path(__file__).parents[2]
common, oracle = measuring.peers()


@pytest.mark.parametrize("kind", ["random", "round", "adversarial"])
def test_every_penny_of_the_standard_work_is_that_of_the_oracle(kind: str) -> None:
    """By NumPy, and by the text of the kernel; and no board is left to the exact evaluation."""
    rows = common.make(2_400, kind, 7)
    wanted = oracle.run(rows, oracle.row_int)
    engine = standard.engine(compiled=False)
    found = engine["run"](engine["setup"](rows))
    assert found.redone == 0
    assert np.array_equal(engine["to_out"](found, rows), wanted)


def test_the_text_of_the_kernel_gives_the_same_and_leaves_no_board() -> None:
    rows = np.concatenate([common.make(80, kind, 5) for kind in common.KINDS], axis=1)
    batch = standard.prepared()
    kernel = batch.many.kernel
    assert kernel is not None
    vars(kernel)["_function"] = interpreted(kernel.text)
    found = batch.run(standard.figures(rows), compiled=True)
    out = np.concatenate([found.partners["cash"], found.partners["credit"]])
    assert np.array_equal(out, oracle.run(rows, oracle.row_fraction))
    assert kernel.left == 0


def test_hand_written_floats_are_not_exact_on_round_figures() -> None:
    """So that a comparison which sees no difference would be seen."""
    rows = common.make(24_000, "round", 11)
    engine = measuring.load("numpy")
    found = engine["to_out"](engine["run"](engine["setup"](rows)), rows)
    exact, sums, _ = common.compare(found, oracle.run(rows, oracle.row_int))
    assert 0.9 < exact < 1
    assert sums == 1


def test_the_command_prints_each_engine_with_the_targets() -> None:
    command = [sys.executable, "-m", "benchmarks", "--engines", "funding,numpy"]
    command += ["--boards", "1000", "--rounds", "1", "--apart", "zen"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "100%, 100%, 100%" in done.stdout
    assert "funding against numpy: " in done.stdout
    assert "zen: " in done.stdout
    assert "one board, its exact cells alone: " in done.stdout
    assert "one board, its exact sums without the cells: " in done.stdout
