"""What files have in English only, as it stands in a worksheet whatever is spoken."""

from __future__ import annotations

from funding.language import N_, _, in_english

SHIPPED = {"population": N_("population"), "children_0_17": N_("children 0 17")}
"""The drivers that are shipped, which have names in both languages."""

THE_SCENARIO = N_("the scenario")
"""Stands in a formula for its source, where a scenario says by itself what it does."""


def said_source(source: str) -> str:
    """Give the source of a file, English whatever is spoken; a scenario may be its own."""
    return _(THE_SCENARIO) if source == THE_SCENARIO else in_english(source)


def in_words(name: str) -> str:
    """Write a name of a file as words: English, whatever is spoken, unless it is a shipped one."""
    if name in SHIPPED:
        return _(SHIPPED[name])
    return in_english(name.replace("_", " "))
