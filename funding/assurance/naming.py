"""Words of figures, promises and places, in the language spoken."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from funding.language import in_english, looked_up, pgettext
from funding.promises.promise import Promise
from funding.worksheet.column import Figure
from funding.worksheet.figure_groups import said_group


def decision_said(decision: str) -> str:
    """Say what came of a promise."""
    said = {
        "proved": pgettext("of a promise", "proved"),
        "tested": pgettext("of a promise", "tested"),
        "refuted": pgettext("of a promise", "refuted"),
        "undecided": pgettext("of a promise", "undecided"),
    }
    return said[decision]


def group_said(figure: Figure) -> str:
    """Say what kind of figure it is; a plugin's kinds are in English only."""
    found = said_group(figure.group)
    return in_english(found) if found == figure.group else found


def promise_said(promise: Promise) -> str:
    """Say what a promise claims; a promise of a file's own is in the words of the file."""
    return ours_or_english(getattr(promise, "words", promise.says))


def ours_or_english(words: str) -> str:
    """Say words that may be somebody else's, and so in English only."""
    found = looked_up(words)
    return in_english(words) if found == words else found


def all_or_some(used: Iterable[str], whole: Collection[str], every: str) -> str:
    """Name those that are used, or say that all are."""
    names = list(dict.fromkeys(used))
    return every if len(whole) > 1 and set(names) >= set(whole) else ", ".join(names)
