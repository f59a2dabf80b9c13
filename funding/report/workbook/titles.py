"""What the published words are called at the head of a column."""

from __future__ import annotations

from funding.language import _


def word_titles() -> dict[str, str]:
    """Give what the published words are called at the head of a column."""
    return {
        "assessed": _("Assessed"),
        "in_kind": _("In kind"),
        "in_kind_free": _("In kind, not credited"),
        "in_kind_on_top": _("In kind, on top"),
        "in_kind_drawn": _("In kind, drawn"),
        "in_kind_carried": _("In kind, carried"),
        "returned": _("Surplus returned"),
        "shortfall": _("Shortfall"),
        "borne": _("Borne for others"),
        "cash": _("Cash"),
        "arrears_paid": _("Arrears paid"),
        "arrears": _("Arrears"),
        "cost": _("Cost"),
        "net_cost": _("Net cost"),
        "true_cost": _("True cost"),
        "grants": _("Grants"),
        "grants_unused": _("Grants unused"),
        "income": _("Income"),
        "reserves_opening": _("Reserves at the start"),
        "reserves_used": _("Reserves used"),
        "reserves_closing": _("Reserves at the end"),
        "surplus": _("Surplus"),
        "uncovered": _("Uncovered"),
        "shortfall_from_reserves": _("Shortfall from reserves"),
        "shortfall_unfunded": _("Shortfall that nobody bears"),
        "unfunded": _("Unfunded"),
    }
