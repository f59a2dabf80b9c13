"""How the figures of a comparison are written: exact, and rounded for people."""

from __future__ import annotations

from fractions import Fraction

from funding.worksheet.primitives import round_to

EXACT, ROUNDED = "exact", "rounded"


def fixed(value: Fraction, places: int) -> str:
    """Write a number with so many decimals, half away from nothing.

    >>> fixed(Fraction(-1, 8), 2)
    '-0.13'
    """
    scaled = int(round_to(value * 10**places, Fraction(1), "half_up"))
    whole, part = divmod(abs(scaled), 10**places)
    return f"{'-' if scaled < 0 else ''}{whole}.{part:0{places}d}"


def percent(part: Fraction) -> str:
    """Write a part as a percentage with one decimal, or with more where one would show nothing.

    >>> percent(Fraction(2, 3)), percent(Fraction(1, 36_000))
    ('66.7%', '0.003%')
    """
    places = 1
    while part and not fixed(part * 100, places).strip("-0."):
        places += 1
    return f"{fixed(part * 100, places)}%"


def signed_percent(part: Fraction) -> str:
    """Write a change in per cent with its sign: `+8.3%`."""
    return f"{'+' if part > 0 else ''}{percent(part)}"


def portion(part: Fraction | None) -> dict[str, str] | None:
    """Give a part exactly, and as a percentage."""
    return None if part is None else {EXACT: str(part), ROUNDED: percent(part)}


def pounds(amount: Fraction | None) -> dict[str, str] | None:
    """Give an amount that may have parts of a penny exactly, and in whole pennies."""
    return None if amount is None else {EXACT: str(amount), ROUNDED: fixed(amount, 2)}


def index(number: Fraction | None) -> dict[str, str] | None:
    """Give a number from nothing to one exactly, and with three decimals."""
    return None if number is None else {EXACT: str(number), ROUNDED: fixed(number, 3)}
