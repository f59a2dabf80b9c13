"""The parts of a year in words: from when to when, how many days, under which formula."""

from __future__ import annotations

from funding.comparison.run import Run
from funding.language import _, ngettext
from funding.years import Part


def parts_in_words(run: Run) -> str:
    """Say into what parts a year is cut; of a succession, which formula holds in each."""
    follows = any(part.formula.id != run.formula.id for part in run.parts)
    found = [_in_words(part, follows=follows) for part in run.parts]
    return ngettext(
        "in {number} part: {parts}",
        "in {number} parts: {parts}",
        len(found),
        parts=", ".join(found),
    )


def _in_words(run: Run, *, follows: bool) -> str:
    days = run.part.days
    if not follows:
        return ngettext("{part} ({number} day)", "{part} ({number} days)", days, part=run.part)
    return ngettext(
        "{part} ({number} day, under {formula})",
        "{part} ({number} days, under {formula})",
        days,
        part=run.part,
        formula=run.formula.id,
    )


def days_of(part: Part) -> str:
    """Say how many of the year's days a part has."""
    return _("{days} of {all_days} days", days=part.days, all_days=part.days_in_year)
