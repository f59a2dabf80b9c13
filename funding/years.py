"""Financial years: 1 April to 31 March, written `2013-14`; and the parts of one."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from funding.amounts import Misread
from funding.language import _

_YEAR = re.compile(r"((?:19|20|21)\d\d)-(\d\d)")
WRITTEN = range(1900, 2200)
"""The years that can be written, each by the one in which it begins."""


def day_after(day: date) -> date:
    """Give the day after; the last day that there is has none, and is given itself."""
    return day if day == date.max else day + timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """Give the day so many months later; the last of the month where that has no such day.

    >>> months_after(date(2013, 8, 31), 6)
    datetime.date(2014, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > date.max.year:
        return date.max
    first = date(day.year + years, month + 1, 1)
    last = monthrange(first.year, first.month)[1]
    return first.replace(day=min(day.day, last))


@dataclass(frozen=True, order=True)
class FinancialYear:
    """The year from 1 April of `start` to 31 March of the year after.

    >>> FinancialYear(2013).last_day
    datetime.date(2014, 3, 31)
    """

    start: int

    @property
    def first_day(self) -> date:
        """The first of April with which the year begins."""
        return date(self.start, 4, 1)

    @property
    def last_day(self) -> date:
        """The thirty-first of March with which the year ends."""
        return date(self.start + 1, 3, 31)

    def __str__(self) -> str:
        return f"{self.start}-{(self.start + 1) % 100:02d}"


@dataclass(frozen=True, order=True)
class Part:
    """Some days of a financial year, the first and the last included; often all of them."""

    year: FinancialYear
    first_day: date
    last_day: date

    @classmethod
    def whole(cls, year: FinancialYear) -> Part:
        """Give the whole of a year."""
        return cls(year, year.first_day, year.last_day)

    @property
    def start(self) -> int:
        """The calendar year in which the financial year begins."""
        return self.year.start

    @property
    def days_before(self) -> int:
        """How many days of the year are before this part."""
        return (self.first_day - self.year.first_day).days

    @property
    def days_until(self) -> int:
        """How many days of the year are over when this part ends."""
        return (self.last_day - self.year.first_day).days + 1

    @property
    def days(self) -> int:
        """How many days the part has."""
        return self.days_until - self.days_before

    @property
    def days_in_year(self) -> int:
        """How many days the year has."""
        return (self.year.last_day - self.year.first_day).days + 1

    @property
    def is_whole(self) -> bool:
        """Say whether it is all of the year."""
        return self.days == self.days_in_year

    def after(self) -> Part | None:
        """Give the rest of the year after this part; None where there is none."""
        rest = day_after(self.last_day)
        return None if rest > self.year.last_day else Part(self.year, rest, self.year.last_day)

    def __str__(self) -> str:
        if self.is_whole:
            return str(self.year)
        return _("{first_day} to {last_day}", first_day=self.first_day, last_day=self.last_day)


def year_of(day: date) -> FinancialYear:
    """Give the financial year in which a day is.

    >>> str(year_of(date(2014, 3, 31)))
    '2013-14'
    """
    return FinancialYear(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)


def parse_year(value: object) -> FinancialYear:
    """Read `"2013-14"`; raise `Misread` for anything else, `2013-15` included."""
    match = _YEAR.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Misread(
            _("'{given}' is not a financial year", given=value),
            _("write a financial year as 2013-14 (1 April 2013 to 31 March 2014)"),
        )
    year = FinancialYear(int(match[1]))
    if str(year) != value:
        raise Misread(
            _("there is no financial year {given}", given=value),
            _("did you mean '{meant}'?", meant=year),
        )
    return year
