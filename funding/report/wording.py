"""How a figure is written for people."""

from __future__ import annotations

from fractions import Fraction

from funding.amounts import POUNDS, sign_of, written_money
from funding.language import N_, _
from funding.worksheet.column import Unit

PARTNER_LABELS = {
    "assessed": N_("assessed"),
    "in_kind": N_("in kind"),
    "in_kind_free": N_("in kind, not credited"),
    "in_kind_on_top": N_("in kind, on top"),
    "in_kind_drawn": N_("in kind, drawn"),
    "in_kind_carried": N_("in kind, carried"),
    "returned": N_("surplus returned"),
    "shortfall": N_("shortfall"),
    "borne": N_("borne for others"),
    "cash": N_("cash"),
    "arrears_paid": N_("arrears paid"),
    "arrears": N_("arrears"),
}
"""How people call the words of a partner; said by `_`."""

BOARD_LABELS = {
    "cost": N_("Cost"),
    "net_cost": N_("Net cost"),
    "true_cost": N_("True cost"),
    "grants": N_("Grants"),
    "grants_unused": N_("Grants unused"),
    "income": N_("Income"),
    "reserves_used": N_("Reserves used"),
    "uncovered": N_("Uncovered"),
    "unfunded": N_("Unfunded"),
    "surplus": N_("Surplus"),
    "reserves_closing": N_("Reserves at the end"),
}
"""How people call the words of a board that a table shows, in its order; said by `_`."""


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
