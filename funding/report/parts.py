"""The parts of a year in words: from when to when, how many days, under which formula."""

from __future__ import annotations

from funding.comparison.run import Run
from funding.years import Part


def parts_in_words(run: Run) -> str:
    """Say into what parts a year is cut; of a succession, which formula holds in each."""
    follows = any(part.formula.id != run.formula.id for part in run.parts)
    found = [
        f"{part.part} ({part.part.days} days{f', under {part.formula.id}' if follows else ''})"
        for part in run.parts
    ]
    return f"in {len(found)} parts: {', '.join(found)}"


def days_of(part: Part) -> str:
    """Say how many of the year's days a part has."""
    return f"{part.days} of {part.days_in_year} days"
