"""A figure of a study, as it is typed: a sum of money, a percentage or a plain number."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from funding.amounts import (
    Misread,
    parse_change,
    parse_money,
    parse_number,
    written_number,
    written_percent,
    written_sum,
)
from funding.language import N_, _
from funding.toml.fields import misread, wrong_kind
from funding.worksheet.column import Unit

SMALLEST = {"money": 100, "share": 10_000, "number": 1}
"""Of how many parts of 1 a figure is a count at least: pence, hundredths of a percent, wholes."""
MOST_PARTS = 10**6


@dataclass(frozen=True)
class Figure:
    """A figure, and what it is one of."""

    value: Fraction
    unit: Unit

    def written(self, currency: str = "GBP") -> str:
        """Write it as a person would."""
        sign, size = "-" if self.value < 0 else "", abs(self.value)
        if self.unit == "money":
            return sign + written_sum(size, currency)
        return sign + (written_percent(size) if self.unit == "share" else written_number(size))


def read_figure(value: object) -> Figure:
    """Read `"£15,000"`, `"-5%"` or `0.8`, and say of what kind it is."""
    if isinstance(value, Figure):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise wrong_kind(N_("a sum, a percentage or a number"), value)
    text = str(value).strip()
    below = text.startswith("-") and not text.endswith("%")
    try:
        if text.endswith("%"):
            figure = Figure(parse_change(text), "share")
        elif text.lstrip("-").strip().startswith("£"):
            figure = Figure(parse_money(text.lstrip("-").strip()), "money")
        else:
            figure = Figure(parse_number(text.lstrip("-") if below else value), "number")
    except Misread as error:
        raise misread(error.message, error.fix) from error
    if MOST_PARTS % figure.value.denominator:
        message = _("'{text}' has more than six decimals", text=text)
        raise misread(message, _("write it with fewer"))
    return Figure(-figure.value, figure.unit) if below else figure


def parts_of(figures: Iterable[Figure]) -> int:
    """Give of how many parts of 1 all these figures are counts."""
    each = list(figures)
    usual = max(SMALLEST.get(figure.unit, 1) for figure in each)
    return math.lcm(usual, *(figure.value.denominator for figure in each))
