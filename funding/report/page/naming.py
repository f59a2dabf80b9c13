"""What things are called on the page, in the language spoken, and how sums stand in charts."""

from __future__ import annotations

from fractions import Fraction

from funding.amounts import sign_of, written_sum
from funding.comparison.run import Run
from funding.data import wales
from funding.formula.model import Formula
from funding.language import marked, pgettext, split_by_language, unmarked
from funding.scenario.model import Partner
from funding.worksheet.column import Title
from funding.worksheet.primitives import round_to


def name_of(partner: Partner) -> str:
    """Give a partner's name."""
    return marked(partner.name) or partner.id


def payer_name(payer: str, partners: list[Partner]) -> str:
    """Give a payer's name: its own as a partner, else the shipped one, else its id."""
    for partner in partners:
        if partner.id == payer:
            return name_of(partner)
    body = wales.bodies().get(payer)
    return marked(Title(body.name_en, body.name_cy or None)) if body else payer


def kind_name(kind: str, run: Run) -> str:
    """Give the name of a kind of partner, as law or the formula's file has it."""
    known = wales.kinds().get(kind)
    if known is not None:
        return capital(marked(Title(known.title_en, known.title_cy)))
    for formula in run.formula.alone():
        declared = formula.file.kinds.get(kind)
        if declared is not None:
            return capital(marked(declared.title))
    return kind.replace("_", " ")


def formula_name(formula: Formula) -> str:
    """Give a formula's title; its name where the file has none."""
    return marked(formula.file.title) or formula.id


def capital(text: str) -> str:
    """Begin a text with a capital letter, whether or not it is marked."""
    for place, letter in enumerate(text):
        if letter.isalpha():
            return text[:place] + letter.upper() + text[place + 1 :]
    return text


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


def plain(text: str) -> str:
    """Give a text for where no mark of its language can stand."""
    return unmarked(text)
