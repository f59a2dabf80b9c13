"""What a distribution is: from a number between 0 and 1 to whole parts of a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from funding.evaluation.batch.numbers import Whole
from funding.language import _
from funding.study.figures import Figure
from funding.worksheet.column import Unit

BITS = 53
ONE = 2**BITS
"""Uniform numbers are counts of so many parts of 1."""
LARGEST = 2**53
"""A draw is fewer parts than this, so that arithmetic of any kind is exact."""
Uniform = NDArray[np.uint64]


class NoDistribution(ValueError):
    """The figures of a draw do not make a distribution; `key` is the one at fault."""

    def __init__(self, key: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.key, self.message, self.fix = key, message, fix


@dataclass(frozen=True, eq=False)
class Distribution:
    """A unit, of how many parts of 1 draws are counts, and what they come to."""

    unit: Unit
    parts: int
    at: Callable[[Uniform], Whole]
    """From uniform numbers, below 2**53, to parts."""
    values: tuple[int, ...] | None = None
    """What a draw comes to, if that does not rise with its number."""

    @property
    def least(self) -> int:
        """The least that a draw comes to, in parts."""
        if self.values is not None:
            return min(self.values)
        return int(self.at(np.zeros(1, dtype=np.uint64))[0])


def whole_parts(figures: Sequence[Figure], parts: int, key: str) -> list[int]:
    """Give figures in whole parts; refuse those under a key if they are too large."""
    found = [int(figure.value * parts) for figure in figures]
    if max(map(abs, found)) >= LARGEST:
        raise too_large(key)
    return found


def too_large(key: str) -> NoDistribution:
    """Say that the figures under a key are too large."""
    fix = _("write smaller ones, or ones with fewer decimals")
    return NoDistribution(key, _("these figures are too large to draw"), fix)
