"""The tables of a scenario file that are about time: indices, notices, formulas in succession."""

from __future__ import annotations

from fractions import Fraction

from pydantic import field_validator

from funding.language import _
from funding.scenario.lines import Sourced
from funding.toml.fields import (
    Day,
    Name,
    Number,
    Slug,
    Status,
    Table,
    Title,
    Words,
    Year,
    misread,
)
from funding.years import FinancialYear


class IndexFile(Table):
    """`[[index]]`: an index number for each financial year."""

    name: Name
    title: Title | None = None
    values: dict[Year, Number]
    source: Words
    status: Status | None = None

    @field_validator("values")
    @classmethod
    def _more_than_nothing(
        cls, values: dict[FinancialYear, Fraction]
    ) -> dict[FinancialYear, Fraction]:
        if not values:
            fix = _("write {example}", example='{ "2020-21" = "100" }')
            raise misread(_("the index has no number"), fix)
        for year, number in values.items():
            if number == 0:
                message = _("an index number of 0 says nothing")
                raise misread(message, _("correct it"), str(year))
        return values


class NoticeFile(Sourced):
    """`[[notice]]`: a partner's notice that it withdraws."""

    partner: str
    given: Day
    evidence: Words | None = None


class TurnFile(Table):
    """One of the `formulas` of a succession, and the last day on which it holds."""

    formula: Slug
    until: Day | None = None


class SuccessionFile(Table):
    """`[[succession]]`: formulas that follow one another, to be run as one."""

    id: Slug
    title: Title
    formulas: list[TurnFile]
