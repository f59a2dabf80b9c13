"""A run with the end of its year, where something is known of that."""

from __future__ import annotations

from dataclasses import replace

from funding.comparison.run import Run
from funding.comparison.year_end import accounts_of, outturn_warnings, year_end_of


def closed(agreed: Run, outturn: Run | None, place: int) -> Run:
    """Give the run as agreed with how its year ended: by its outturn, and by its accounts.

    Without either it stays as it is.
    """
    accounts = accounts_of(agreed.board, agreed.formula.id, place)
    if outturn is None and not accounts:
        return agreed
    figures = tuple(account.figure for account in accounts)
    resting = replace(outturn or agreed, further=figures)
    year_end = year_end_of(
        agreed.result, outturn.result if outturn else None, accounts, place, resting.illustration
    )
    warnings = (*agreed.warnings, *outturn_warnings(agreed.board, place))
    return replace(agreed, warnings=warnings, year_end=year_end)
