"""What things are called on the page, in the language spoken, and how sums stand in charts."""

from __future__ import annotations

from fractions import Fraction

from funding.amounts import sign_of, written_sum
from funding.comparison.run import Run
from funding.data import wales
from funding.formula.model import Formula
from funding.language import N_, marked, pgettext, split_by_language, unmarked
from funding.scenario.model import Partner
from funding.worksheet.column import Title
from funding.worksheet.primitives import round_to

PARTNER_LABELS = {
    "assessed": N_("Asked for"),
    "in_kind": N_("Credited in kind"),
    "in_kind_free": N_("Given in kind, not credited"),
    "in_kind_on_top": N_("Given in kind on top of the budget"),
    "in_kind_drawn": N_("In kind, drawn from earlier years"),
    "in_kind_carried": N_("In kind, carried to later years"),
    "returned": N_("Surplus returned to it"),
    "shortfall": N_("Not paid"),
    "borne": N_("Borne for others"),
    "cash": N_("Cash to pay"),
    "arrears_paid": N_("Arrears paid"),
    "arrears": N_("Arrears owed"),
}
"""How the page calls the words of a partner."""

BOARD_LABELS = {
    "cost": N_("Cost of the board"),
    "net_cost": N_("Cost less what is met in kind"),
    "true_cost": N_("Cost with what is given on top"),
    "grants": N_("Met by grants"),
    "grants_unused": N_("Grants not used"),
    "income": N_("Met by income"),
    "reserves_used": N_("Met by reserves"),
    "surplus": N_("Left over"),
    "uncovered": N_("Not covered by the formula"),
    "shortfall_unfunded": N_("Not paid, and borne by nobody"),
    "unfunded": N_("Found by nobody (unfunded)"),
    "reserves_closing": N_("Reserves at the end of the year"),
}
"""How the page calls the words of a board."""


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
