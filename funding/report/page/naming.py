"""What things are called on the page, in the language spoken, and how sums stand in charts."""

from __future__ import annotations

from fractions import Fraction

from funding.amounts import sign_of, written_sum
from funding.language import pgettext, split_by_language
from funding.worksheet.primitives import round_to


def is_english(text: str) -> bool:
    """Say whether a text has English among Welsh."""
    return any(english for _piece, english in split_by_language(text))


def money(amount: Fraction, currency: str) -> str:
    """Write a sum to the penny, with a minus sign before the currency."""
    return f"−{written_sum(-amount, currency)}" if amount < 0 else written_sum(amount, currency)


def whole(amount: Fraction, currency: str) -> str:
    """Write a sum in whole pounds, for a chart."""
    rounded = round_to(abs(amount), Fraction(1), "half_up")
    sign = "−" if amount < 0 and rounded else ""
    return f"{sign}{sign_of(currency)}{int(rounded):,}"


def with_sign(written: str, amount: Fraction) -> str:
    """Put a plus before a rise."""
    return f"+{written}" if amount > 0 else written


def duty_said(duty: str) -> str:
    """Say a partner's duty in a word or two."""
    return {
        "will": pgettext("a duty", "must contribute"),
        "may": pgettext("a duty", "may contribute"),
        "excluded": pgettext("a duty", "is excluded"),
    }.get(duty, duty)
