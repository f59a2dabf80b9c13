"""Every rule, by the name of its section; a new rule is one file and one line here.

Installed plugins add theirs.
"""

from __future__ import annotations

from funding.rules import (
    amounts,
    answers,
    arrears,
    bounds,
    charge,
    closing,
    driver,
    duty,
    equal,
    flat_fees,
    groups,
    in_kind,
    matched,
    measure,
    percentages,
    reductions,
    reserves,
    rounding,
    sharing,
    shortfall,
    transition,
    uprating,
)
from funding.rules.installed import installed_rules
from funding.rules.rule import STAGES, Rule

BUILT_IN: tuple[Rule, ...] = (
    reductions.RULE,
    uprating.RULE,
    duty.RULE,
    flat_fees.RULE,
    amounts.RULE,
    percentages.RULE,
    driver.RULE,
    equal.RULE,
    charge.RULE,
    sharing.PARTIES,
    groups.RULE,
    measure.RULE,
    rounding.RULE,
    sharing.POOLS,
    matched.RULE,
    transition.RULE,
    bounds.RULE,
    sharing.UNCOVERED,
    reserves.RULE,
    in_kind.RULE,
    answers.RULE,
    arrears.RULE,
    shortfall.RULE,
    closing.RULE,
    closing.YEAR_END,
)
RULES = (*BUILT_IN, *installed_rules([rule.name for rule in BUILT_IN]))

IN_ORDER: tuple[Rule, ...] = tuple(
    sorted((rule for rule in RULES if rule.stage != "split"), key=lambda r: STAGES.index(r.stage))
)
"""Every rule but the splits, in the order of the bill."""

SECTIONS: dict[str, Rule] = {rule.name: rule for rule in RULES if rule.settings is not None}
SPLITS: dict[str, Rule] = {name: rule for name, rule in SECTIONS.items() if rule.stage == "split"}
OF_POOLS: dict[str, Rule] = {**SPLITS, rounding.RULE.name: rounding.RULE}
"""What one pool may say in a section of its own."""
SUMS: dict[str, Rule] = {name: rule for name, rule in SECTIONS.items() if rule.stage == "sums"}
