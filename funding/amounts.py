"""Money, percentages and plain numbers: read from text and written as text, exactly.

Money is a `Fraction` of the currency's main unit (pounds). No float comes in or goes out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

PENNY = Fraction(1, 100)

POUNDS = "GBP"
"""The currency of a scenario that does not say its own."""

MOST_DIGITS = 15
"""The most digits a figure may have before or after its decimal point."""

_MONEY = re.compile(r"£?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")
_PERCENT = re.compile(r"(\d+)(\.\d+)?\s?%")
_FALL = re.compile(rf"-\s?{_PERCENT.pattern}")
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")


class Misread(ValueError):
    """A text is not the amount it should be; `fix` says how to write it."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message, self.fix = message, fix


def parse_money(value: object) -> Fraction:
    """Read a sum of money, as pounds: `"£58,000.00"`, `"58000"`, 58000 or a TOML decimal.

    Raise `Misread` for a negative sum, a part of a penny, or anything that is not a sum.

    >>> parse_money("£58,580.50")
    Fraction(117161, 2)
    """
    fix = "write pounds and pence, for instance '£58,000.00'"
    text = _figure_text(value, "a sum of money", fix)
    if text.startswith(("-", "£-")):
        raise Misread(
            f"a sum of money cannot be negative: {text}", "write the sum as £0.00 or more"
        )
    match = _MONEY.fullmatch(text)
    if match is None:
        if re.fullmatch(r"£?[\d,]+\.\d{3,}", text):
            raise Misread(f"{text} has parts of a penny", "write whole pence: two decimals")
        raise Misread(f"'{text}' is not a sum of money", fix)
    return _fraction(match, fix)


def parse_percent(value: object) -> Fraction:
    """Read a percentage, as a fraction of 1; only text with a `%` is taken: `"60%"`.

    >>> parse_percent("12.5%")
    Fraction(1, 8)
    """
    fix = "write a percentage from 0% to 100%, for instance '60%'"
    text = _figure_text(value, "a percentage", fix)
    match = _PERCENT.fullmatch(text)
    if match is None:
        if _NUMBER.fullmatch(text):
            number = Decimal(text.replace(",", ""))
            raise Misread(f"is {text} a percentage or a fraction of 1?", _percent_help(number))
        raise Misread(f"'{text}' is not a percentage", fix)
    share = _fraction(match, fix) / 100
    if share > 1:
        raise Misread(f"{text} is more than 100%", fix)
    return share


def parse_rise(value: object) -> Fraction:
    """Read by how much sums rise in a year, as a share of them: `"2%"`, and never a fall.

    >>> parse_rise("2%")
    Fraction(1, 50)
    """
    try:
        return parse_percent(value)
    except Misread:
        if isinstance(value, str) and _FALL.fullmatch(value.strip()):
            message = f"{value.strip()} is a fall, and a rate says by how much sums rise in a year"
            fix = "write a rate from 0% to 100%; for sums that fall, use an index whose numbers do"
            raise Misread(message, fix) from None
        raise


def parse_change(value: object) -> Fraction:
    """Read a change, as a share of what was there: `"-5%"`, `"10%"`; no less than -100%.

    >>> parse_change("-5%")
    Fraction(-1, 20)
    """
    fix = "write a change in per cent, for instance '-5%' or '10%'"
    text = _figure_text(value, "a change in per cent", fix)
    match = _PERCENT.fullmatch(text.lstrip("+-"))
    if match is None or len(text) - len(text.lstrip("+-")) > 1:
        raise Misread(f"'{text}' is not a change in per cent", fix)
    share = _fraction(match, fix) / 100
    if text.startswith("-") and share > 1:
        raise Misread(f"{text} is a fall of more than everything", fix)
    return -share if text.startswith("-") else share


def parse_number(value: object) -> Fraction:
    """Read a plain number, zero or more, with or without thousands' commas.

    >>> parse_number("13,339")
    Fraction(13339, 1)
    """
    fix = "write a number of zero or more, for instance 13339 or '0.8'"
    text = _figure_text(value, "a number", fix)
    if text.startswith("-"):
        raise Misread(f"{text} is below zero", fix)
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise Misread(f"'{text}' is not a number", fix)
    return _fraction(match, fix)


def pence(amount: Fraction) -> int:
    """Give whole pence; raise `ValueError` for an amount that is not whole pence."""
    scaled = amount * 100
    if scaled.denominator != 1:
        raise ValueError(f"{amount} pounds is not whole pence")
    return scaled.numerator


def plain_money(amount: Fraction) -> str:
    """Write whole pence as pounds with two decimals and no commas, for machines: `-12.05`."""
    whole = pence(amount)
    return f"{'-' if whole < 0 else ''}{abs(whole) // 100}.{abs(whole) % 100:02d}"


def written_money(amount: Fraction) -> str:
    """Write whole pence with thousands' commas, for people: `1,234.50`."""
    whole = pence(amount)
    return f"{'-' if whole < 0 else ''}{abs(whole) // 100:,}.{abs(whole) % 100:02d}"


def sign_of(currency: str) -> str:
    """Give what is written before a sum: `£`, or the code of another currency and a space."""
    return "£" if currency == POUNDS else f"{currency} "


def named_currency(currency: str) -> str:
    """Name a currency in a heading: `pounds`, or the code of another."""
    return "pounds" if currency == POUNDS else currency


def written_sum(amount: Fraction, currency: str) -> str:
    """Write whole pence with thousands' commas and the currency: `£1,234.50`, `USD 1,234.50`."""
    return f"{sign_of(currency)}{written_money(amount)}"


def written_exact(amount: Fraction, currency: str) -> str:
    """Write a sum that may have parts of a penny, with the currency: `£1,234.50`, `£100/3`."""
    if (amount / PENNY).denominator == 1:
        return written_sum(amount, currency)
    return f"{sign_of(currency)}{written_number(amount)}"


def written_percent(share: Fraction) -> str:
    """Write a share as a percentage: as a decimal where it ends, else as a fraction.

    >>> written_percent(Fraction(1, 8)), written_percent(Fraction(1, 3))
    ('12.5%', '100/3%')
    """
    return f"{written_number(share * 100)}%"


def written_number(number: Fraction) -> str:
    """Write a number as a decimal where it ends within six places, else as a fraction."""
    scaled = abs(number) * 10**6
    if scaled.denominator != 1:
        return str(number)
    whole, part = divmod(scaled.numerator, 10**6)
    text = f"{whole:,}.{part:06d}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 else text


def _figure_text(value: object, what: str, fix: str) -> str:
    """Give the text of a figure; refuse what is not a figure, is not finite, or is too long."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise Misread(f"{type(value).__name__} is not {what}", fix)
    if not isinstance(value, str):
        number = Decimal(value)
        if not number.is_finite():
            raise Misread(f"{number} is not {what}", fix)
        # Written out, 1e999 has a thousand digits; it is refused before anything writes it.
        if abs(number.adjusted()) > MOST_DIGITS or len(number.as_tuple().digits) > 2 * MOST_DIGITS:
            raise _too_long(str(number), fix)
        return f"{number:f}"
    text = value.strip()
    if len(text) > 3 * MOST_DIGITS:
        raise Misread(f"'{text[: 2 * MOST_DIGITS]}…' is not {what}", fix)
    if not text.isascii() and not text.replace("£", "").isascii():
        raise Misread(f"'{text}' has letters or signs that are not of a figure", fix)
    return text


def _fraction(match: re.Match[str], fix: str) -> Fraction:
    digits, decimals = match[1].replace(",", ""), match[2] or ""
    if len(digits) > MOST_DIGITS or len(decimals) > MOST_DIGITS + 1:
        raise _too_long(match.string, fix)
    return Fraction(digits + decimals)


def _too_long(text: str, fix: str) -> Misread:
    shown = text if len(text) <= 3 * MOST_DIGITS else f"{text[: 2 * MOST_DIGITS]}…"
    return Misread(f"{shown} has more than {MOST_DIGITS} digits", fix)


def _percent_help(value: Decimal) -> str:
    as_typed = _shortest(value)
    if value > 1:
        return f"write it with its sign: '{as_typed}%'"
    return f"write it with its sign: '{_shortest(value * 100)}%', or '{as_typed}%' if that is meant"


def _shortest(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
