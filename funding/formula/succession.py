"""One formula after another: a formula too, which becomes each of them on its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from funding.formula.model import Formula
from funding.toml.fields import Title
from funding.years import day_after

Turn = tuple[Formula, date | None]
"""A formula, and the last day on which it holds; the last one of a succession has none."""


def in_succession(name: str, title: Title, turns: Sequence[Turn]) -> Formula:
    """Give the formula that is each formula in its turn, as it stands then."""
    members = tuple(formula for formula, _ in turns)
    kinds = {kind: each for member in members for kind, each in member.file.kinds.items()}
    update = {"id": name, "title": title, "kinds": kinds, "amendment": []}
    file = members[0].file.model_copy(update=update)
    whole = replace(members[0], file=file)
    return replace(whole, changes=tuple(_changes(turns)), members=members)


def _changes(turns: Sequence[Turn]) -> Iterator[tuple[date, Formula]]:
    """Give what holds from which day on: each formula as it stands, then as amended in its turn."""
    start = date.min
    for formula, until in turns:
        yield start, formula.on(start)
        for day, version in formula.changes:
            if start < day and (until is None or day <= until):
                yield day, version
        if until is not None:
            start = day_after(until)
