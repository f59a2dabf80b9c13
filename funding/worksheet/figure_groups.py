"""The groups of figures that a result rests on, in words: how they are said when they are counted.

In a `Figure` a group is a key, the same whatever is spoken.
"""

from __future__ import annotations

from funding.language import N_, _, looked_up

GROUPS = (
    N_("accounts"),
    N_("agreed sums"),
    N_("answers"),
    N_("arrears paid"),
    N_("budgets"),
    N_("ceiling amounts"),
    N_("ceilings"),
    N_("costs"),
    N_("driver percentages"),
    N_("driver weights"),
    N_("drivers"),
    N_("figures of measures"),
    N_("figures of rounding"),
    N_("fixed amounts"),
    N_("fixeds"),
    N_("flat fees"),
    N_("floor amounts"),
    N_("floors"),
    N_("grants"),
    N_("in-kind ceiling amounts"),
    N_("in-kind ceilings"),
    N_("income"),
    N_("indices"),
    N_("matched parts"),
    N_("matching limits"),
    N_("maximum changes"),
    N_("minimum changes"),
    N_("notices"),
    N_("offers in kind"),
    N_("parameters"),
    N_("percentages"),
    N_("rates"),
    N_("reserves"),
    N_("shares of boards"),
    N_("shortfall limits"),
    N_("sums of the year before"),
    N_("targets of reserves"),
    N_("transition steps"),
    N_("uprating rates"),
)
OF_A_POOL = "figures of rounding of "


def said_group(group: str) -> str:
    """Say the name of a group in the language spoken.

    >>> said_group("figures of rounding of core")
    'figures of rounding of core'
    """
    pool = group.removeprefix(OF_A_POOL)
    return looked_up(group) if pool == group else _("figures of rounding of {pool}", pool=pool)
