"""Warnings about what a scenario says to no effect."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from funding.language import _
from funding.scenario.file import ScenarioFile
from funding.years import FinancialYear


def idle_years(file: ScenarioFile, years: Collection[FinancialYear]) -> Iterator[str]:
    """Warn of answers for years that the scenario does not have."""
    for answer in file.answer:
        for year in answer.all_years or ():
            if year not in years:
                yield _(
                    "an answer of '{partner}' is for {year}, which is no year of the "
                    "scenario: there it has no effect",
                    partner=answer.partner,
                    year=year,
                )
