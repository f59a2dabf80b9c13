"""Words of figures, promises and places, in the language spoken."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from funding.comparison.run import ITSELF
from funding.language import N_, _, in_english, pgettext
from funding.promises.catalogue import CATALOGUE
from funding.promises.promise import Promise
from funding.worksheet.column import Figure


def decision_said(decision: str) -> str:
    """Say what came of a promise."""
    said = {
        "proved": pgettext("of a promise", "proved"),
        "tested": pgettext("of a promise", "tested"),
        "refuted": pgettext("of a promise", "refuted"),
        "undecided": pgettext("of a promise", "undecided"),
    }
    return said[decision]


GROUPS = {
    "costs": N_("costs"),
    "reserves": N_("reserves"),
    "percentages": N_("percentages"),
    "drivers": N_("drivers"),
    "offers in kind": N_("offers in kind"),
    "answers": N_("answers"),
    "grants": N_("grants"),
    ITSELF: N_("the formula itself"),
}


def group_said(figure: Figure) -> str:
    """Say what kind of figure it is; a kind that only a formula knows is in English."""
    known = GROUPS.get(figure.group)
    return _(known) if known else in_english(figure.group)


def promise_said(promise: Promise) -> str:
    """Say what a promise claims: one of ours in the language spoken, a file's own as it is."""
    ours = CATALOGUE.get(promise.name) is promise
    return _(promise.says) if ours else in_english(promise.says)


def all_or_some(used: Iterable[str], whole: Collection[str], every: str) -> str:
    """Name those that are used, or say that all are."""
    names = list(dict.fromkeys(used))
    return every if len(whole) > 1 and set(names) >= set(whole) else ", ".join(names)
