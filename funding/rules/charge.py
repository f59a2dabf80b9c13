"""What each partner pays, in the author's own expression: `[charge]`."""

from __future__ import annotations

from funding.language import N_
from funding.rules.rule import Expression, Rule, Settings
from funding.rules.work import Work


class Charge(Settings):
    """`[charge]`: an expression for a partner's part of a pool, in which `base` is the pool."""

    expression: Expression


def columns(settings: Charge, work: Work, suffix: str) -> str:  # noqa: ARG001
    """Give the expression, for those who share."""
    work.prepare(settings.expression)
    # Read here as it was typed, so that a fault is put in its place in the file.
    work.draft.check(settings.expression, {"base": "penny"})
    return f"choose(sharing == 1, {settings.expression}, 0)"


RULE = Rule(
    "charge",
    "split",
    N_("share a pool by an expression of the formula's own"),
    Charge,
    columns,
    "docs/reference/expressions.md",
)
