"""Percentages as a statement writes them: exact where they end, else rounded and said to be so."""

from __future__ import annotations

from fractions import Fraction

from funding.amounts import written_percent
from funding.comparison.figures import fixed
from funding.language import _

FEWEST, MOST = 2, 6
"""How many decimals a rounded percentage has: as many as what is stated has, within these."""


def decimals_of(share: Fraction) -> int:
    """Give with how many decimals a percentage is written in full, at least two and at most six."""
    return next((n for n in range(FEWEST, MOST) if _ends(share, n)), MOST)


def part_said(share: Fraction, decimals: int) -> str:
    """Write a share as a percentage: exactly, or rounded to so many decimals and said to be.

    More are taken where so many would show nothing.

    >>> part_said(Fraction(13, 400), 2), part_said(Fraction(2, 3), 2)
    ('3.25%', 'about 66.67%')
    """
    if _ends(share, decimals):
        return written_percent(share)
    while not fixed(share * 100, decimals).strip("-0."):
        decimals += 1
    rounded = fixed(share * 100, decimals).rstrip("0").rstrip(".")
    return _("about {percentage}%", percentage=rounded)


def ends(share: Fraction) -> bool:
    """Say whether a percentage can be written in full, in as many decimals as a statement has."""
    return _ends(share, MOST)


def _ends(share: Fraction, decimals: int) -> bool:
    scaled: Fraction = share * 100 * 10**decimals
    return scaled.denominator == 1
