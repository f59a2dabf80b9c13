"""The words that files have as codes, as people read them; a code that is not known stays itself.

Programs read the codes: JSON and CSV have them as they are.
"""

from __future__ import annotations

from funding.data import wales
from funding.language import pgettext, spoken


def status_in_words(status: str) -> str:
    """Say how sure a figure is."""
    return {
        "enacted": pgettext("a status", "enacted"),
        "published": pgettext("a status", "published"),
        "agreed": pgettext("a status", "agreed"),
        "proposed": pgettext("a status", "proposed"),
        "unverified": pgettext("a status", "unverified"),
        "assumed": pgettext("a status", "assumed"),
    }.get(status, status)


def duty_in_words(duty: str) -> str:
    """Say whether a partner must contribute."""
    return {
        "will": pgettext("a duty", "will"),
        "may": pgettext("a duty", "may"),
        "excluded": pgettext("a duty", "excluded"),
    }.get(duty, duty)


def answer_in_words(answer: str) -> str:
    """Say what a partner answered."""
    return {
        "agreed": pgettext("an answer", "agreed"),
        "refused": pgettext("an answer", "refused"),
        "no answer": pgettext("an answer", "no answer"),
        "never asked": pgettext("an answer", "never asked"),
        "not recorded": pgettext("an answer", "not recorded"),
    }.get(answer, answer)


def kind_in_words(kind: str) -> str:
    """Name a kind of partner; one that a formula declares by its id."""
    shipped = wales.kinds().get(kind) if spoken() == "cy" else None
    return shipped.title_cy if shipped else kind.replace("_", " ")


def which_in_words(which: str) -> str:
    """Say which of two scenarios a side is of."""
    return {
        "before": pgettext("of two scenarios", "before"),
        "after": pgettext("of two scenarios", "after"),
    }.get(which, which)
