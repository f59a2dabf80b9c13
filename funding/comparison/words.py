"""The words that files have as codes, as people read them; a code that is not known stays itself.

Programs read the codes: JSON and CSV have them as they are.
"""

from __future__ import annotations

from funding.amounts import written_percent, written_sum
from funding.language import _, pgettext
from funding.scenario.entries import Answer
from funding.scenario.estimates import Estimate


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


def answer_said(answer: Answer | None, currency: str, place: int) -> str:
    """Say what a partner answered and, if it agreed to less than all, to how much.

    `place` is that of the year in the scenario: a limit may be another each year.
    """
    said = answer_in_words(answer.says if answer else "not recorded")
    if answer is not None and answer.take_up not in (None, 1):
        part = written_percent(answer.take_up)
        return _("{answer}, pays {part} of what is due in cash", answer=said, part=part)
    if answer is None or answer.limit is None:
        return said
    amount = written_sum(answer.limit[place], currency)
    if answer.shared_limit is None:
        return _("{answer}, up to {amount}", answer=said, amount=amount)
    # Of one limit over several bills, what counts on a board is the part that was split off for it.
    return _(
        "{answer}, up to {amount} here, as a part of one limit over several bills",
        answer=said,
        amount=amount,
    )


def answer_in_short(answer: Answer, currency: str, place: int) -> str:
    """Say the same for a narrow column: of who agreed to less than all, only to how much."""
    if answer.limit is not None:
        return _("to {amount}", amount=written_sum(answer.limit[place], currency))
    if answer.take_up is not None:
        return written_percent(answer.take_up)
    return answer_in_words(answer.says)


def estimate_said(estimate: Estimate) -> str:
    """Say which figure of each range of costs is taken."""
    return {
        "low": _("the low end of every range"),
        "central": _("the central figure of every range"),
        "high": _("the high end of every range"),
    }[estimate]


def which_in_words(which: str) -> str:
    """Say which of two scenarios a side is of."""
    return {
        "before": pgettext("of two scenarios", "before"),
        "after": pgettext("of two scenarios", "after"),
    }.get(which, which)
