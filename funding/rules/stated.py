"""One figure that a section of a formula states, as a column."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from funding.rules.rule import Settings
from funding.rules.work import Work
from funding.toml.fields import Stated
from funding.worksheet.column import Unit


def draft_stated(
    work: Work,
    settings: Settings,
    path: tuple[str, ...],
    figure: Stated[Fraction],
    *,
    name: str,
    title: str,
    group: str,
    unit: Unit,
    a_year: bool = True,
) -> str:
    """Draft a figure that stands at a path in the section being drafted; give its column.

    A sum of money is one for a year, unless `a_year` says not.
    """
    *tables, what = path
    within = replace(work, section=(*work.section, *tables))
    return work.draft.parameter(
        name,
        title,
        by="board",
        values={"": figure.value},
        figures=within.figures(group, settings, {what: figure}),
        unit=unit,
        source=work.note(settings),
        a_year=a_year,
    )
