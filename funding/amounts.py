"""Money, percentages and plain numbers: read from text and written as text, exactly.

Money is a `Fraction` of the currency's main unit (pounds). No float comes in or goes out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from funding.language import N_, _

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


class _Sort(NamedTuple):
    """What is said of a text that is not such a figure, and how to write one.

    Both are said when a text is refused: most are not.
    """

    refused: str
    fix: str

    def refuse(self, given: str) -> Misread:
        return Misread(_(self.refused, given=given), _(self.fix))

    def object(self, message: str) -> Misread:
        return Misread(message, _(self.fix))


_SUM = _Sort(
    N_("{given} is not a sum of money"), N_("write pounds and pence, for instance '£58,000.00'")
)
_PERCENTAGE = _Sort(
    N_("{given} is not a percentage"), N_("write a percentage from 0% to 100%, for instance '60%'")
)
_CHANGE = _Sort(
    N_("{given} is not a change in per cent"),
    N_("write a change in per cent, for instance '-5%' or '10%'"),
)
_PLAIN = _Sort(
    N_("{given} is not a number"),
    N_("write a number of zero or more, for instance 13339 or '0.8'"),
)


def parse_money(value: object) -> Fraction:
    """Read a sum of money, as pounds: `"£58,000.00"`, `"58000"`, 58000 or a TOML decimal.

    Raise `Misread` for a negative sum, a part of a penny, or anything that is not a sum.

    >>> parse_money("£58,580.50")
    Fraction(117161, 2)
    """
    text = _figure_text(value, _SUM)
    if text.startswith(("-", "£-")):
        raise Misread(
            _("a sum of money cannot be negative: {given}", given=text),
            _("write the sum as £0.00 or more"),
        )
    match = _MONEY.fullmatch(text)
    if match is None:
        if re.fullmatch(r"£?[\d,]+\.\d{3,}", text):
            message = _("{given} has parts of a penny", given=text)
            raise Misread(message, _("write whole pence: two decimals"))
        raise _SUM.refuse(f"'{text}'")
    return _fraction(match, _SUM)


def parse_percent(value: object) -> Fraction:
    """Read a percentage, as a fraction of 1; only text with a `%` is taken: `"60%"`.

    >>> parse_percent("12.5%")
    Fraction(1, 8)
    """
    text = _figure_text(value, _PERCENTAGE)
    match = _PERCENT.fullmatch(text)
    if match is None:
        if _NUMBER.fullmatch(text):
            number = Decimal(text.replace(",", ""))
            message = _("is {given} a percentage or a fraction of 1?", given=text)
            raise Misread(message, _percent_help(number))
        raise _PERCENTAGE.refuse(f"'{text}'")
    share = _fraction(match, _PERCENTAGE) / 100
    if share > 1:
        raise _PERCENTAGE.object(_("{given} is more than 100%", given=text))
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
            message = _(
                "{given} is a fall, and a rate says by how much sums rise in a year",
                given=value.strip(),
            )
            fix = _(
                "write a rate from 0% to 100%; for sums that fall, use an index whose numbers do"
            )
            raise Misread(message, fix) from None
        raise


def parse_change(value: object) -> Fraction:
    """Read a change, as a share of what was there: `"-5%"`, `"10%"`; no less than -100%.

    >>> parse_change("-5%")
    Fraction(-1, 20)
    """
    text = _figure_text(value, _CHANGE)
    match = _PERCENT.fullmatch(text.lstrip("+-"))
    if match is None or len(text) - len(text.lstrip("+-")) > 1:
        raise _CHANGE.refuse(f"'{text}'")
    share = _fraction(match, _CHANGE) / 100
    if text.startswith("-") and share > 1:
        raise _CHANGE.object(_("{given} is a fall of more than everything", given=text))
    return -share if text.startswith("-") else share


def parse_number(value: object) -> Fraction:
    """Read a plain number, zero or more, with or without thousands' commas.

    >>> parse_number("13,339")
    Fraction(13339, 1)
    """
    text = _figure_text(value, _PLAIN)
    if text.startswith("-"):
        raise _PLAIN.object(_("{given} is below zero", given=text))
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise _PLAIN.refuse(f"'{text}'")
    return _fraction(match, _PLAIN)


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
    return _("pounds") if currency == POUNDS else currency


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


def _figure_text(value: object, sort: _Sort) -> str:
    """Give the text of a figure; refuse what is not a figure, is not finite, or is too long."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise sort.refuse(type(value).__name__)
    if not isinstance(value, str):
        number = Decimal(value)
        if not number.is_finite():
            raise sort.refuse(str(number))
        # Written out, 1e999 has a thousand digits; it is refused before anything writes it.
        if abs(number.adjusted()) > MOST_DIGITS or len(number.as_tuple().digits) > 2 * MOST_DIGITS:
            raise _too_long(str(number), sort)
        return f"{number:f}"
    text = value.strip()
    if len(text) > 3 * MOST_DIGITS:
        raise sort.refuse(f"'{text[: 2 * MOST_DIGITS]}…'")
    if not text.isascii() and not text.replace("£", "").isascii():
        message = _("'{given}' has letters or signs that are not of a figure", given=text)
        raise sort.object(message)
    return text


def _fraction(match: re.Match[str], sort: _Sort) -> Fraction:
    digits, decimals = match[1].replace(",", ""), match[2] or ""
    if len(digits) > MOST_DIGITS or len(decimals) > MOST_DIGITS + 1:
        raise _too_long(match.string, sort)
    return Fraction(digits + decimals)


def _too_long(text: str, sort: _Sort) -> Misread:
    shown = text if len(text) <= 3 * MOST_DIGITS else f"{text[: 2 * MOST_DIGITS]}…"
    return sort.object(_("{given} has more than {most} digits", given=shown, most=MOST_DIGITS))


def _percent_help(value: Decimal) -> str:
    as_typed = _shortest(value)
    if value > 1:
        return _("write it with its sign: '{percentage}%'", percentage=as_typed)
    return _(
        "write it with its sign: '{percentage}%', or '{as_typed}%' if that is meant",
        percentage=_shortest(value * 100),
        as_typed=as_typed,
    )


def _shortest(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
