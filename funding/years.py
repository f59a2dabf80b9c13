"""Financial years: 1 April to 31 March, written `2013-14`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from funding.amounts import Misread

_YEAR = re.compile(r"((?:19|20|21)\d\d)-(\d\d)")


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


def parse_year(value: object) -> FinancialYear:
    """Read `"2013-14"`; raise `Misread` for anything else, `2013-15` included."""
    fix = "write a financial year as 2013-14 (1 April 2013 to 31 March 2014)"
    match = _YEAR.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Misread(f"'{value}' is not a financial year", fix)
    year = FinancialYear(int(match[1]))
    if str(year) != value:
        raise Misread(f"there is no financial year {value}", f"did you mean '{year}'?")
    return year
