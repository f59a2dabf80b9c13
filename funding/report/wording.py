"""How a figure is written for people, and what the words of a result are called."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from funding.amounts import POUNDS, sign_of, written_money
from funding.language import N_, _
from funding.worksheet.column import Unit


class Called(NamedTuple):
    """What a published word is called: in tables, and in plain words on a page for a board."""

    formal: str
    plain: str


_PARTNER = {
    "assessed": Called(N_("assessed"), N_("Asked for")),
    "in_kind": Called(N_("in kind"), N_("Credited in kind")),
    "in_kind_free": Called(N_("in kind, not credited"), N_("Given in kind, not credited")),
    "in_kind_on_top": Called(N_("in kind, on top"), N_("Given in kind on top of the budget")),
    "in_kind_drawn": Called(N_("in kind, drawn"), N_("In kind, drawn from earlier years")),
    "in_kind_carried": Called(N_("in kind, carried"), N_("In kind, carried to later years")),
    "returned": Called(N_("surplus returned"), N_("Surplus returned to it")),
    "shortfall": Called(N_("shortfall"), N_("Not paid")),
    "borne": Called(N_("borne for others"), N_("Borne for others")),
    "cash": Called(N_("cash"), N_("Cash to pay")),
    "arrears_paid": Called(N_("arrears paid"), N_("Arrears paid")),
    "arrears": Called(N_("arrears"), N_("Arrears owed")),
}
_BOARD = {
    "cost": Called(N_("Cost"), N_("Cost of the board")),
    "net_cost": Called(N_("Net cost"), N_("Cost less what is met in kind")),
    "true_cost": Called(N_("True cost"), N_("Cost with what is given on top")),
    "grants": Called(N_("Grants"), N_("Met by grants")),
    "grants_unused": Called(N_("Grants unused"), N_("Grants not used")),
    "income": Called(N_("Income"), N_("Met by income")),
    "reserves_opening": Called(N_("Reserves at the start"), ""),
    "reserves_used": Called(N_("Reserves used"), N_("Met by reserves")),
    "uncovered": Called(N_("Uncovered"), N_("Not covered by the formula")),
    "shortfall_from_reserves": Called(N_("Shortfall from reserves"), ""),
    "shortfall_unfunded": Called(
        N_("Shortfall that nobody bears"), N_("Not paid, and borne by nobody")
    ),
    "unfunded": Called(N_("Unfunded"), N_("Found by nobody (unfunded)")),
    "surplus": Called(N_("Surplus"), N_("Left over")),
    "reserves_closing": Called(N_("Reserves at the end"), N_("Reserves at the end of the year")),
}
_IN_A_TABLE = (
    *("cost", "net_cost", "true_cost", "grants", "grants_unused", "income", "reserves_used"),
    *("uncovered", "unfunded", "surplus", "reserves_closing"),
)
_ON_A_PAGE = (
    *("cost", "net_cost", "true_cost", "grants", "grants_unused", "income", "reserves_used"),
    *("surplus", "uncovered", "shortfall_unfunded", "unfunded", "reserves_closing"),
)

PARTNER_LABELS = {word: called.formal for word, called in _PARTNER.items()}
"""How tables call the words of a partner; said by `_`, as the next three are."""
BOARD_LABELS = {word: _BOARD[word].formal for word in _IN_A_TABLE}
"""How tables call the words of a board that they show, in their order."""
PLAIN_PARTNER_LABELS = {word: called.plain for word, called in _PARTNER.items()}
"""How a page calls the words of a partner."""
PLAIN_BOARD_LABELS = {word: _BOARD[word].plain for word in _ON_A_PAGE}
"""How a page calls the words of a board that it shows, in its order."""


def word_titles() -> dict[str, str]:
    """Give what every published word is called at the head of a column."""
    titles = {word: _(called.formal) for word, called in {**_PARTNER, **_BOARD}.items()}
    return {word: title[:1].upper() + title[1:] for word, title in titles.items()}


def written(value: Fraction, unit: Unit, currency: str = POUNDS) -> str:
    """Write a cell as its unit asks; what does not end within six places ends with `…`."""
    if unit == "share":
        return f"{_cut(value * 100)}%"
    if unit == "money":
        whole_pence = (value * 100).denominator == 1
        return sign_of(currency) + (written_money(value) if whole_pence else _cut(value))
    return _cut(value)


def written_value(value: object) -> str:
    """Write a value of a file; of a figure with its source, the figure."""
    if isinstance(value, dict):
        if "value" in value:
            return written_value(value["value"])
        return ", ".join(f"{key} {written_value(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(written_value, value)) or _("nothing")
    return str(value)


def _cut(value: Fraction) -> str:
    """Write a number cut to six places, with `…` where more follow."""
    millionths, more = divmod(abs(value) * 10**6, 1)
    whole, part = divmod(int(millionths), 10**6)
    text = f"{whole:,}.{part:06d}"
    text = f"{text}…" if more else text.rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text
