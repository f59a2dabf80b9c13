"""What is counted of many draws: figures that add up whatever the order they come in.

A tally is arrays of whole numbers by name. Two of them are put together by adding, or where the
name says so by the least or the most: so a study can be worked out in any pieces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from funding.evaluation.batch.numbers import Whole

Tally = dict[str, NDArray[Any]]

BINS = 2_048
"""So many bins has a window."""
_WAYS = {"least": np.minimum, "most": np.maximum}
HALF = 31
"""Sums are kept in two numbers of so many bits, so that none is too large for 64."""
NEVER = np.iinfo(np.int64).max


def put_together(whole: Tally, part: Mapping[str, Whole]) -> Tally:
    """Put a part into a tally, in its place; give the tally."""
    for name, each in part.items():
        if name not in whole:
            whole[name] = each.astype(np.int64)
        else:
            way = _WAYS.get(name.partition("_")[0], np.add)
            way(whole[name], each, out=whole[name])
    return whole


@dataclass(frozen=True, eq=False)
class Windows:
    """Where pennies are counted: by partner and by what is looked for, from `start` on.

    Of each window there are `BINS` bins of two to the power of `shift` pennies. Where nothing is
    looked for any more, `shift` is below nothing.
    """

    start: Whole
    shift: Whole

    def count(self, cells: Whole) -> NDArray[np.int32]:
        """Count draws of a piece: below each window, in each of its bins, and above it."""
        found = np.zeros((*self.start.shape, BINS + 2), dtype=np.int32)
        for partner, window in np.argwhere(self.shift >= 0).tolist():
            start, shift = self.start[partner, window], self.shift[partner, window]
            bins = np.clip(((cells[partner] - start) >> shift) + 1, 0, BINS + 1)
            found[partner, window] = np.bincount(bins, minlength=BINS + 2)
        return found


def window_of(least: int, most: int) -> tuple[int, int]:
    """Give the start and the shift of the window that has all pennies from least to most."""
    shift = 0
    while (most - least) >> shift >= BINS:
        shift += 1
    return least, shift


def sums_of(cells: Whole) -> Whole:
    """Give the sum over draws, in two numbers."""
    return np.stack([(cells >> HALF).sum(axis=-1), (cells & (2**HALF - 1)).sum(axis=-1)], axis=-1)


def whole_sum(halves: NDArray[np.int64]) -> int:
    """Give the sum that two numbers are of."""
    return (int(halves[0]) << HALF) + int(halves[1])


def count_above(cells: Whole, limits: Whole) -> Whole:
    """Count the draws on which each bill is above each of its limits."""
    above = [(cells > limit[:, None]).sum(axis=-1) for limit in limits.T]
    return np.stack(above, axis=-1) if above else np.zeros(limits.shape, dtype=np.int64)
