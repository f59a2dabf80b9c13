"""The years in which a formula is checked: once for all in which it is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from funding.formula.model import Formula
from funding.rules.duty import DutySettings
from funding.years import WRITTEN, FinancialYear, year_of

USUAL_YEAR = 2024


def year_for(formula: Formula) -> FinancialYear:
    """Give a year in which all that a formula dates is in force: the usual one, or later."""
    in_force = formula.file.in_force
    days = [*_days_of(formula), *([in_force.start] if in_force and in_force.start else [])]
    latest = max([USUAL_YEAR, *(day.year + 1 for day in days)])
    return FinancialYear(min(latest, WRITTEN[-1]))


def years_of(formula: Formula) -> list[FinancialYear]:
    """Give a year for the formula as it first stood, and one for it as each amendment left it.

    The last is one in which all that it dates is in force. What is amended again before a year
    began has none, and neither has what no year that can be written has.
    """
    days = [start for start, _version in formula.changes]
    years = [FinancialYear(_whole_from(days[0]).start - 1)] if days else []
    years += [*map(_whole_from, days[:-1]), year_for(formula)]
    written = (year for year in years if year.start in WRITTEN)
    return list({id(formula.on(year.first_day)): year for year in written}.values())


def years_alike(
    formula: Formula, years: Sequence[FinancialYear]
) -> tuple[list[FinancialYear], ...]:
    """Give the years in runs in which the formula is the same, to be checked in the first of each.

    Where it becomes another within a year, the year after is one of them: then all of it is so.
    """
    after = [
        FinancialYear(year.start + 1)
        for year in years
        if year.start + 1 in WRITTEN and _changes_within(formula, year)
    ]
    found: list[list[FinancialYear]] = []
    before: tuple[object, ...] | None = None
    for year in sorted({*years, *after}):
        now = _standing(formula, year)
        if now != before:
            found.append([])
        found[-1].append(year)
        before = now
    ran = set(years)
    return tuple([year for year in run if year in ran] or run[:1] for run in found)


def _standing(formula: Formula, year: FinancialYear) -> tuple[object, ...]:
    """Give what tells the formula of one year from that of another."""
    stands = formula.on(year.first_day)
    duty: DutySettings = stands.section("duty") or DutySettings()
    dated = any(stands.section(name) is not None for name in ("transition", "uprating"))
    duties = [(who, each.on(year.first_day)) for who, each in duty.stated().items()]
    return (id(stands), year if dated else None, *duties)


def _changes_within(formula: Formula, year: FinancialYear) -> bool:
    return any(year.first_day < day <= year.last_day for day in _days_of(formula))


def _days_of(formula: Formula) -> Iterator[date]:
    """Give every day on which the formula is amended or followed, or a duty begins."""
    for start, version in ((None, formula), *formula.changes):
        duty: DutySettings | None = version.section("duty")
        stated = duty.stated().values() if duty else ()
        days = (start, *(each.will_from for each in stated))
        yield from (day for day in days if day is not None)


def _whole_from(day: date) -> FinancialYear:
    """Give the first year that begins on a day or after it."""
    year = year_of(day)
    return year if (day.month, day.day) == (4, 1) else FinancialYear(year.start + 1)


def unchecked_days(
    formula: Formula, checked: Iterable[FinancialYear], ran: Sequence[FinancialYear] = ()
) -> tuple[date, ...]:
    """Give the days from which on the formula is another for less than a year.

    Of the years that `ran`, if there are any: of all years otherwise.
    """
    known = {id(formula.on(year.first_day)) for year in checked}
    return tuple(
        start
        for start, version in formula.changes
        if id(version) not in known
        and year_of(start).start in WRITTEN
        and (not ran or any(year.first_day <= start <= year.last_day for year in ran))
    )
