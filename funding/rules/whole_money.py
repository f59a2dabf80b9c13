"""What rules tell each other of whole money: how a pool is rounded, and what all its parts are."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from funding.amounts import PENNY


class HowToRound(NamedTuple):
    """How parts of a pool become whole money; of its figures, the names of their columns."""

    method: str
    unit: str
    size: Fraction
    """What the unit is, as the formula states it."""
    minimum: str | None = None
    shares: str | None = None
    note: str = ""


PENNIES = HowToRound("largest_remainder", "penny", PENNY)
"""What holds if a formula says nothing of rounding."""


def common_unit(ways: Iterable[HowToRound]) -> str:
    """Give the column of a unit of which the parts of all pools together are multiples.

    It is the smallest unit, if the others are multiples of it; else the penny.
    """
    smallest, *others = sorted(ways, key=lambda way: way.size) or [PENNIES]
    fits = all((way.size / smallest.size).denominator == 1 for way in others)
    return smallest.unit if fits else PENNIES.unit
