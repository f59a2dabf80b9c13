"""Sobol' indices against variances that are known, and sums of products against whole numbers."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.study import sensitivity
from funding.study.sensitivity import Indices, product_of
from tests.study.studies import work_out

LARGE = st.one_of(st.integers(-9, 9), st.integers(-(2**30), 2**30), st.integers(-(2**58), 2**58))


@given(pairs=st.lists(st.tuples(LARGE, LARGE), max_size=20))
def test_a_sum_of_products_is_exact_however_large(pairs: list[tuple[int, int]]) -> None:
    first, second = (np.array([pair[n] for pair in pairs], dtype=np.int64) for n in (0, 1))
    assert product_of(first, second) == sum(a * b for a, b in pairs)


def test_a_sum_of_products_that_runs_over_would_be_seen() -> None:
    large = np.array([2**40, 2**40], dtype=np.int64)
    assert int(large @ large) != 2**81 == product_of(large, large)


@given(number=st.integers(-(2**120), 2**120))
def test_a_number_in_three_parts_is_put_together_again(number: int) -> None:
    parts = np.array(sensitivity._limbs(number), dtype=np.int64)
    assert sensitivity._whole(parts) == number


SUM = """\
scenario = "boards"
formulas = ["equal-shares"]
draws    = 8

[draw.a]
distribution = "uniform"
low          = "£20,000"
high         = "£50,000"

[draw.b]
distribution = "uniform"
low          = "£1,000"
high         = "£11,000"

[draw.rare]
distribution = "chance"
of           = "25%"
each         = "board"

[[input]]
column     = "cost_core"
expression = "{core}"

[[input]]
column     = "cost_reviews"
expression = "{reviews}"

[sensitivity]
draws   = 256
repeats = 8
"""


def indices(folder: Path, core: str, reviews: str, **others: str) -> dict[str, Indices | None]:
    """Give the indices of what a partner of the board without reserves pays."""
    text = SUM.format(core=core, reviews=reviews)
    for key, value in others.items():
        text = text.replace("draws    = 8", f'draws = 8\n{key} = "{value}"')
    summaries = [s for s in work_out(folder, text).summaries if s.board == "dale"]
    found = summaries[0].bills[0].indices
    assert found is not None
    return found


def near(found: Indices | None, first: Fraction, total: Fraction) -> None:
    assert found is not None
    for index, wanted in ((found.first, first), (found.total, total)):
        assert 0 <= index.margin < 0.2
        # The interval has the true one 19 times of 20: three margins, all but always.
        assert abs(index.value - float(wanted)) <= 3 * index.margin + 1e-4


@pytest.mark.parametrize("sampling", ["sobol", "latin-hypercube", "random"])
def test_of_a_sum_each_draw_has_its_share_of_the_variance(sampling: str, tmp_path: Path) -> None:
    found = indices(tmp_path, "a + 4000 * rare", "b", sampling=sampling)
    # The variance of an even spread is a twelfth of its square; of a chance p it is p (1 - p).
    parts = [Fraction(30_000**2, 12), Fraction(10_000**2, 12), 4_000**2 * Fraction(3, 16)]
    for name, part in zip(("a", "b", "rare"), parts, strict=True):
        near(found[name], part / sum(parts), part / sum(parts))


def test_of_a_product_something_is_due_to_both_together(tmp_path: Path) -> None:
    found = indices(tmp_path, "a * rare", "b * 0")
    # With a of mean m and variance v, and rare of mean p: by itself a has p² v and rare has
    # p (1 - p) m², and both together p (1 - p) v.
    mean, variance, p = 35_000, Fraction(30_000**2, 12), Fraction(1, 4)
    alone = {"a": p * p * variance, "rare": p * (1 - p) * mean**2}
    both = p * (1 - p) * variance
    whole = sum(alone.values()) + both
    for name, part in alone.items():
        near(found[name], part / whole, (part + both) / whole)
    assert found["b"] is not None
    assert found["b"].first.value == found["b"].total.value == 0


def test_shares_of_another_model_are_seen(tmp_path: Path) -> None:
    found = indices(tmp_path, "a + 4000 * rare", "b")
    with pytest.raises(AssertionError):
        near(found["a"], Fraction(1, 2), Fraction(1, 2))


def test_a_bill_that_never_changes_has_no_indices(tmp_path: Path) -> None:
    found = indices(tmp_path, "10000 + a * 0", "b * 0 + rare * 0")
    assert found == {"a": None, "b": None, "rare": None}
