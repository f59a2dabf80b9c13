"""A percentile is the very penny: of 100 draws so many are not above it, and fewer below."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.study import percentiles as percentiles_module
from funding.study import tallies
from funding.study.percentiles import first_windows, narrowed, passes_left, rank_of
from funding.study.tallies import (
    NEVER,
    Tally,
    Windows,
    count_above,
    put_together,
    sums_of,
    whole_sum,
    window_of,
)

PENCE = st.one_of(st.integers(-3, 3), st.integers(-(10**6), 10**6), st.integers(-(2**55), 2**55))
DRAWS = st.lists(PENCE, min_size=1, max_size=40)
ASKED = (1, 5, 25, 50, 75, 95, 99, 100)


def found_by_counting(draws: list[list[int]], trial: int, bins: int) -> list[list[int]]:
    """Count as a study does: windows after a trial, then narrower and narrower ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tallies, "BINS", bins)
        patch.setattr(percentiles_module, "BINS", bins)
        cells = np.array(draws, dtype=np.int64)
        some = cells[:, :trial]
        windows = first_windows(some.min(axis=1), some.max(axis=1))
        known = np.full((len(draws), len(ASKED)), NEVER)
        counts = np.full(len(draws), cells.shape[1])
        left = None
        for _ in range(70):
            tally = {
                "counts": windows.count(cells),
                "least": cells.min(axis=1),
                "most": cells.max(axis=1),
            }
            known, windows = narrowed(tally, windows, ASKED, counts, known)
            assert left is None or passes_left(windows) < left
            left = passes_left(windows)
            if left == 0:
                break
    found: list[list[int]] = known.tolist()
    return found


def by_sorting(draws: list[int], percentile: int) -> int:
    """Give the least sum that so many of 100 draws are not above."""
    wanted = Fraction(percentile, 100) * len(draws)
    return next(each for each in sorted(draws) if sum(d <= each for d in draws) >= wanted)


@pytest.mark.parametrize("bins", [4, 16, 4_096])
@given(data=st.data(), people=st.integers(1, 3), count=st.integers(1, 40))
def test_a_percentile_is_the_penny_that_sorting_finds(
    bins: int, data: st.DataObject, people: int, count: int
) -> None:
    draws = [data.draw(st.lists(PENCE, min_size=count, max_size=count)) for _ in range(people)]
    trial = data.draw(st.integers(1, count))
    found = found_by_counting(draws, trial, bins)
    assert found == [[by_sorting(each, p) for p in ASKED] for each in draws]


WRONG: dict[str, Callable[[int, int], int]] = {
    "rounded": lambda percentile, draws: max(round(percentile * draws / 100), 1),
    "one too many": lambda percentile, draws: min(percentile * draws // 100 + 1, draws),
    "rounded down": lambda percentile, draws: max(percentile * draws // 100, 1),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_another_rank_is_seen(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(percentiles_module, "rank_of", WRONG[wrong])
    seen = [
        found_by_counting([list(range(count))], count, 4_096)
        != [[by_sorting(list(range(count)), p) for p in ASKED]]
        for count in (1, 7, 20, 40)
    ]
    assert any(seen)


@given(percentile=st.integers(1, 100), draws=st.integers(1, 10**9))
def test_a_rank_is_the_share_of_draws_rounded_up(percentile: int, draws: int) -> None:
    assert rank_of(percentile, draws) == ceil(Fraction(percentile * draws, 100))


def test_a_partner_without_a_draw_has_no_percentile_to_look_for() -> None:
    nothing = np.zeros((1, 0), dtype=np.int64)
    windows = first_windows(np.array([NEVER]), np.array([-NEVER]))
    tally = {
        "counts": windows.count(nothing),
        "least": np.array([NEVER]),
        "most": np.array([-NEVER]),
    }
    known, left = narrowed(tally, windows, ASKED, np.array([0]), np.full((1, len(ASKED)), NEVER))
    assert (known == NEVER).all()
    assert passes_left(left) == 0


@given(least=PENCE, width=st.integers(0, 2**56))
def test_a_window_has_every_penny_from_the_least_to_the_most(least: int, width: int) -> None:
    start, shift = window_of(least, least + width)
    assert start <= least
    assert least + width < start + (tallies.BINS << shift)
    assert shift == 0 or width >> (shift - 1) >= tallies.BINS


@given(draws=DRAWS, start=PENCE, shift=st.integers(0, 50))
def test_every_draw_is_counted_once_in_its_own_bin(
    draws: list[int], start: int, shift: int
) -> None:
    cells = np.array([draws], dtype=np.int64)
    counts = Windows(np.array([[start]]), np.array([[shift]])).count(cells)[0, 0]
    assert counts.sum() == len(draws)
    bins = tallies.BINS
    for each in draws:
        place = 0 if each < start else min((each - start) // 2**shift + 1, bins + 1)
        assert counts[place] == sum(
            (0 if d < start else min((d - start) // 2**shift + 1, bins + 1)) == place for d in draws
        )


@given(draws=st.lists(st.integers(-(2**61), 2**61), max_size=30))
def test_a_sum_of_large_bills_is_exact(draws: list[int]) -> None:
    assert whole_sum(sums_of(np.array(draws, dtype=np.int64))) == sum(draws)


@given(draws=DRAWS, limits=st.lists(PENCE, max_size=3))
def test_bills_above_a_limit_are_counted(draws: list[int], limits: list[int]) -> None:
    found = count_above(np.array([draws]), np.array([limits], dtype=np.int64).reshape(1, -1))
    assert found.tolist() == [[sum(each > limit for each in draws) for limit in limits]]


@given(draws=DRAWS, data=st.data())
def test_parts_of_a_tally_come_to_the_same_in_any_order(
    draws: list[int], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(draws)), max_size=4)))
    pieces = [draws[a:b] for a, b in zip([0, *cuts], [*cuts, len(draws)], strict=True) if a < b]
    together: Tally = {}
    for piece in data.draw(st.permutations(pieces)):
        put_together(together, _tally(piece))
    wanted = _tally(draws)
    assert {name: each.tolist() for name, each in together.items()} == {
        name: each.tolist() for name, each in wanted.items()
    }


def _tally(draws: list[int]) -> Tally:
    cells = np.array([draws], dtype=np.int64)
    return {
        "least": cells.min(axis=1),
        "least_fault": np.array([draws[0] if draws[0] % 2 else NEVER]) * 0 + min(draws),
        "most": cells.max(axis=1),
        "sum": (cells & 0xFFFF).sum(axis=1),
        "counts": window_counts(cells),
    }


def window_counts(cells: np.ndarray) -> np.ndarray:
    return Windows(np.array([[0]]), np.array([[3]])).count(cells)
