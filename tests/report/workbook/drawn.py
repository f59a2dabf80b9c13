"""Outcomes of random boards of a typical size, the same ones every time."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding import Outcome
from funding.errors import FundingError
from tests.properties.engine import Case, run
from tests.properties.strategies import cases, composed
from tests.properties.writing import write_toml

TYPICAL = Fraction(10_000_000)
"""A spreadsheet's digits are enough for costs up to this, in pounds (`docs/how-to/workbook.md`)."""
ABOUT = ("giving", "shortage", "bounds", "bodies", "rounding", "matching", "keeping", "expressing")


def outcomes(each: int) -> list[Outcome]:
    """Give outcomes of boards about each thing that boards may be about, and about many at once.

    Of those about bounds, most are refused: so many more are drawn.
    """
    found: list[Outcome] = []
    strategies = [composed(), *(cases(**{about: True}) for about in ABOUT if about != "bounds")]
    for strategy in strategies:
        _try_each(strategy, each, found.append)
    _try_each(cases(bounds=True), 5 * each, found.append)
    return found


def _try_each(
    strategy: st.SearchStrategy[Case], number: int, take: Callable[[Outcome], object]
) -> None:
    quiet = settings(
        max_examples=number,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    @quiet
    @given(strategy)
    def tried(case: Case) -> None:
        try:
            outcome = run(write_toml(case.formula), write_toml(case.scenario))
        except FundingError:
            return
        if is_typical(outcome):
            take(outcome)

    tried()


def is_typical(outcome: Outcome) -> bool:
    """Say whether no figure of money is larger than a spreadsheet can hold to the penny."""
    sums = [
        abs(cell)
        for run_ in outcome.runs
        for part in run_.parts or (run_,)
        for column in part.sheet.worksheet
        if column.unit == "money"
        for cells in [part.sheet.cells[column.name]]
        for cell in (cells if isinstance(cells, tuple) else (cells,))
    ]
    return max(sums, default=Fraction(0)) <= TYPICAL
