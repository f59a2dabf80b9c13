"""Percentiles from exact counts of pennies, in memory that does not grow with the draws.

Pennies are first counted in wide bins. Then only those bins are looked into, in narrower ones, in
which a percentile lies, until each bin is a penny.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from funding.evaluation.batch.numbers import Whole
from funding.study.tallies import BINS, NEVER, Tally, Windows, window_of

FOUND = -1
"""The shift of a window in which nothing is looked for any more."""


def first_windows(least: Whole, most: Whole) -> Windows:
    """Give a window for each partner, somewhat wider than what some draws came to."""
    each = []
    for low, high in zip(least.tolist(), most.tolist(), strict=True):
        if low > high:  # no draw had a result
            each.append((0, 0))
            continue
        spare = (high - low) // 4
        each.append(window_of(low - spare, high + spare))
    return Windows(*(np.array(one, dtype=np.int64)[:, None] for one in zip(*each, strict=True)))


def passes_left(windows: Windows) -> int:
    """Give how many times more draws must be counted until every bin is a penny."""
    widest = int(windows.shift.max(initial=FOUND))
    return 0 if widest < 0 else 1 - (-widest // (BINS.bit_length() - 1))


def rank_of(percentile: int, draws: int) -> int:
    """Give which draw, from the lowest on, is a percentile: so many of 100 are not above it."""
    return max(-(-percentile * draws // 100), 1)


def narrowed(
    tally: Tally, windows: Windows, percentiles: Sequence[int], draws: Whole, known: Whole
) -> tuple[Whole, Windows]:
    """Give the percentiles found so far, by partner, and the windows to look into for the others.

    `tally` has what was counted in the windows, and the least and the most of each partner; `draws`
    how many each partner had. A percentile that is not `known` yet is NEVER.
    """
    known = known.copy()
    start = np.zeros(known.shape, dtype=np.int64)
    shift = np.full(known.shape, FOUND)
    single = windows.start.shape[1] == 1
    for partner in range(len(known)):
        for place, percentile in enumerate(percentiles):
            window = 0 if single else place
            if known[partner, place] != NEVER or not draws[partner]:
                continue
            low, high = _between(
                tally, windows, (partner, window), rank_of(percentile, int(draws[partner]))
            )
            if low == high:
                known[partner, place] = low
            else:
                start[partner, place], shift[partner, place] = window_of(low, high)
    return known, Windows(start, shift)


def _between(tally: Tally, windows: Windows, at: tuple[int, int], rank: int) -> tuple[int, int]:
    """Give from where to where the draw of a rank lies."""
    counts = tally["counts"][at].cumsum()
    start, shift = int(windows.start[at]), int(windows.shift[at])
    place = int(counts.searchsorted(rank))
    least, most = int(tally["least"][at[0]]), int(tally["most"][at[0]])
    if place == 0:
        return least, start - 1
    if place == BINS + 1:
        return start + (BINS << shift), most
    low = start + (place - 1 << shift)
    return max(low, least), min(low + (1 << shift) - 1, most)
