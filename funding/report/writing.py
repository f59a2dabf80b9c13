"""Figures of a comparison as people read them; empty where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from funding.amounts import written_number
from funding.comparison.bill import Change
from funding.comparison.figures import fixed, percent
from funding.comparison.reasons import in_per_cent, signed
from funding.language import N_, _

ILLUSTRATION = N_("illustration")
"""Stands on a row that rests on figures which are not sure; said by `_`."""


def with_part(amount: str, part: Fraction | None) -> str:
    """Write an amount, and what part it is of another."""
    return amount if part is None else f"{amount} ({percent(part)})"


def change_with_part(change: Change) -> str:
    """Write a change in cash, in pounds and in per cent."""
    said = in_per_cent(change)
    return f"{signed(change.amount)} ({said})" if said else signed(change.amount)


def percent_or_none(part: Fraction | None) -> str:
    """Write a part as a percentage."""
    return "" if part is None else percent(part)


def fixed_or_none(value: Fraction | None, places: int) -> str:
    """Write a number with so many decimals."""
    return "" if value is None else fixed(value, places)


def number_or_none(value: Fraction | None) -> str:
    """Write a number with thousands' commas."""
    return "" if value is None else written_number(value)


def one_or_many(names: Sequence[str]) -> str:
    """Write one name, or how many are alike."""
    return "".join(names) if len(names) < 2 else _("{number} alike", number=len(names))
