"""Words of promises, in the language spoken."""

from __future__ import annotations

from funding.language import in_english, looked_up, pgettext
from funding.promises.promise import Promise


def decision_said(decision: str) -> str:
    """Say what came of a promise."""
    said = {
        "proved": pgettext("of a promise", "proved"),
        "tested": pgettext("of a promise", "tested"),
        "refuted": pgettext("of a promise", "refuted"),
        "undecided": pgettext("of a promise", "undecided"),
    }
    return said[decision]


def promise_said(promise: Promise) -> str:
    """Say what a promise claims; a promise of a file's own is in the words of the file."""
    return ours_or_english(getattr(promise, "words", promise.says))


def ours_or_english(words: str) -> str:
    """Say words that may be somebody else's, and so in English only."""
    found = looked_up(words)
    return in_english(words) if found == words else found
