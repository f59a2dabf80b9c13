"""The words of algebra: what functions and methods are called, and over whom a sum goes."""

from __future__ import annotations

from funding.language import N_, _

_ROUNDED = {"down": N_("round down"), "up": N_("round up"), "half_up": N_("round to nearest")}
_METHODS = {
    "largest_remainder": N_("largest remainder"),
    "dhondt": N_("D’Hondt"),
    "sainte_lague": N_("Sainte-Laguë"),
    "modified_sainte_lague": N_("modified Sainte-Laguë"),
    "huntington_hill": N_("Huntington–Hill"),
    "adams": N_("Adams"),
    "dean": N_("Dean"),
    "quota": N_("quota"),
}
_WITHIN = {
    "": N_("partners"),
    "kind": N_("partners of the same kind"),
    "sector": N_("partners of the same sector"),
    "payer": N_("partners with the same payer"),
    "board": N_("partners on the same board"),
}


def level_called() -> str:
    """Say what `level` is called."""
    return _("level")


def rounding_called(method: str) -> str:
    """Say what `round_to` by a method is called."""
    return _(_ROUNDED[method])


def sharing_called() -> str:
    """Say what `round_to_total` is called."""
    return _("round to total")


def method_called(method: str) -> str:
    """Say what a method of `round_to_total` is called."""
    return _(_METHODS[method])


def over_whom(key: str) -> str:
    """Say over whom a total goes: over all, or over those alike in a key."""
    return _(_WITHIN[key])
