"""Sums of the formula that rise year by year, by an index or a fixed rate: `[uprating]`."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Annotated

from pydantic import model_validator

from funding.amounts import written_percent
from funding.language import N_, _
from funding.rules.rule import Distinct, Rule, Settings
from funding.rules.work import Work
from funding.toml.fields import Name, Rise, Stated, Year, misread
from funding.worksheet.column import Origin, Scope
from funding.years import FinancialYear

PAGE = "docs/reference/years.md"


class Uprating(Settings):
    """`[uprating]`: the index or the rate, the year in which sums are as stated, and which sums."""

    index: Name | None = None
    rate: Stated[Rise] | None = None
    base: Year
    of: Annotated[list[Name], Distinct]

    @model_validator(mode="after")
    def _by_one_of_two(self) -> Uprating:
        if self.index is not None and self.rate is not None:
            raise misread(_("it has both an index and a rate"), _("keep one of the two"), "rate")
        if self.index is None and self.rate is None:
            fix = _(
                "add {index}, the name of an index of the scenario; or {rate}",
                index='index = "…"',
                rate='rate = "2%"',
            )
            raise misread(_("it is not said by what the sums rise"), fix)
        if not self.of:
            fix = _("name the sections: {example}", example='of = ["flat_fees", "amounts"]')
            raise misread(_("it is not said which sums rise"), fix, "of")
        return self


def growth(settings: Uprating, year: FinancialYear) -> Fraction:
    """Give what £1 of the base year comes to at the rate; powers are not in the language."""
    rate = settings.rate.value if settings.rate else Fraction(0)
    return (1 + rate) ** (year.start - settings.base.start)


def columns(settings: Uprating, work: Work) -> None:
    """Draft by what the sums of the sections named are multiplied this year.

    What a rate comes to over the years is a figure of the year (`growth`).
    """
    draft, note, base = work.draft, work.note(settings), str(settings.base)
    work.uprated = dict.fromkeys(settings.of, 0)
    if settings.rate is not None:
        (figure,) = work.figures("uprating rates", settings, {"rate": settings.rate})
        a_year = _("{value} a year", value=written_percent(settings.rate.value))
        draft.input(
            "uprating",
            _("what a sum of {base} is multiplied by, at the rate", base=base),
            Origin("growth"),
            scope=Scope.BOARD,
            unit="number",
            source=note,
            figures=[replace(figure, what=a_year)],
        )
        return
    for name, title, which in (
        ("index_now", _("index '{index}' of the year", index=settings.index), ()),
        ("index_base", _("index '{index}' of {base}", index=settings.index, base=base), (base,)),
    ):
        draft.input(
            name,
            title,
            Origin("index", (settings.index or "", *which)),
            scope=Scope.BOARD,
            unit="number",
        )
    draft.column(
        "uprating",
        "index_now / index_base",
        _("what a sum of {base} is multiplied by, by the index", base=base),
        unit="number",
        source=_("{page}: the index of the year over that of the base year", page=PAGE),
    )


RULE = Rule(
    "uprating",
    "reductions",
    N_("let sums of the formula rise year by year, by an index or a rate"),
    Uprating,
    columns,
    PAGE,
)
