"""How a figure is written for people."""

from __future__ import annotations

from fractions import Fraction

from funding.amounts import written_money
from funding.worksheet.column import Unit

__all__ = ["written", "written_money", "written_value"]


def written(value: Fraction, unit: Unit) -> str:
    """Write a cell as its unit asks; what does not end within six places ends with `…`."""
    if unit == "share":
        return f"{_cut(value * 100)}%"
    if unit == "money":
        whole_pence = (value * 100).denominator == 1
        return f"£{written_money(value)}" if whole_pence else f"£{_cut(value)}"
    return _cut(value)


def written_value(value: object) -> str:
    """Write a value of a file; of a figure with its source, the figure."""
    if isinstance(value, dict):
        if "value" in value:
            return written_value(value["value"])
        return ", ".join(f"{key} {written_value(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(written_value, value)) or "nothing"
    return str(value)


def _cut(value: Fraction) -> str:
    """Write a number cut to six places, with `…` where more follow."""
    millionths, more = divmod(abs(value) * 10**6, 1)
    whole, part = divmod(int(millionths), 10**6)
    text = f"{whole:,}.{part:06d}"
    text = f"{text}…" if more else text.rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text
