"""What of a board's own sums counts for the days of a part of a year: as a formula's sums do."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache

from funding.amounts import PENNY
from funding.evaluation.exact import evaluate
from funding.language import _
from funding.rules.by_days import DAYS, for_days
from funding.worksheet.column import Origin, Scope
from funding.worksheet.drafting import Draft
from funding.worksheet.worksheet import Binding, Worksheet
from funding.years import Part

MOST_REMEMBERED = 100_000
"""A sum of a board is counted for the same days under every formula."""


@lru_cache(MOST_REMEMBERED)
def counted(part: Part, a_year: Fraction) -> Fraction:
    """Give what of a sum a year counts for the days of a part, in whole pennies.

    What counts until the last day, rounded down, less what counted before the first: so the parts
    of a year add up to the sum exactly, however the year is cut.

    >>> from datetime import date
    >>> from funding.years import FinancialYear
    >>> counted(Part(FinancialYear(2013), date(2013, 4, 1), date(2013, 9, 30)), Fraction(100))
    Fraction(5013, 100)
    """
    if part.is_whole:
        return a_year
    values: dict[str, Fraction | tuple[Fraction, ...]] = {
        "penny": PENNY,
        "a_year": a_year,
        **{name: Fraction(getattr(part, name)) for name in DAYS},
    }
    return evaluate(_worksheet(), Binding((), values, {})).cell("counted", 0)


@cache
def _worksheet() -> Worksheet:
    """Draft the columns that count a sum the formula states, for one sum of the board."""
    draft, of_days = Draft("counted"), for_days()
    draft.input("penny", _("the penny"), Origin("penny"), scope=Scope.BOARD)
    draft.input("a_year", _("sum a year"), Origin("a_year"), scope=Scope.BOARD)
    for name, title in DAYS.items():
        draft.input(name, title, Origin(name), scope=Scope.BOARD, unit="number")
    draft.column(
        "counted", of_days.text, of_days.title, source=of_days.source, aliases={"sum": "a_year"}
    )
    return draft.finish()
