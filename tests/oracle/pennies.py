"""Pennies handed out one by one, and sums shared with a ceiling for each."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any


def hand_out(exact: Mapping[str, Fraction], pence: int, unit: int = 1) -> dict[str, int]:
    """Give everyone the whole units of its exact share, then one each to those most short.

    Of those equally short, the first by its name is given a unit first.
    """
    given = {who: (share / unit).__floor__() * unit for who, share in exact.items()}
    for _ in range((pence - sum(given.values())) // unit):
        neediest = min(exact, key=lambda who: (given[who] - exact[who], who))
        given[neediest] += unit
    return given


def share_up_to(
    pence: int, weight: Mapping[str, Fraction | int], most: Mapping[str, int]
) -> dict[str, Fraction]:
    """Share a sum by weight, no one above its most: cap who is over, share again among the rest.

    With ceilings and no floors that is right: a cap only ever raises what the others get.
    """
    got = {who: Fraction(0) for who in weight}
    free = {who for who in weight if weight[who]}
    left = Fraction(pence)
    while free:
        whole = Fraction(sum(weight[who] for who in free))
        parts = {who: left * weight[who] / whole for who in free}
        over = {who for who in free if parts[who] > most[who]}
        if not over:
            return got | parts
        for who in over:
            got[who] = Fraction(most[who])
            left -= most[who]
        free -= over
    return got


def pro_rata(pence: int, weight: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Share a sum by weight."""
    whole = sum(weight.values(), Fraction(0))
    return {who: pence * each / whole for who, each in weight.items()}


def number(value: Any) -> Fraction:
    """Read a figure as a file has it: a number, or a text with thousands' commas."""
    return Fraction(str(value).replace(",", ""))


def money(value: Any) -> int:
    """Read a sum of money as whole pence; a table has it under `value`."""
    text = value["value"] if isinstance(value, dict) else value
    found = number(str(text).replace("£", "").strip()) * 100
    if found.denominator != 1:
        raise ValueError(f"{value} is not whole pence")
    return found.numerator


def percent(value: Any) -> Fraction:
    """Read a percentage as a part of 1; a table has it under `value`."""
    text = value["value"] if isinstance(value, dict) else value
    return number(str(text).removesuffix("%").strip()) / 100


def pounds(pence: int) -> str:
    """Write pence as a result publishes them: pounds with two decimals."""
    return f"{pence // 100}.{pence % 100:02d}"
