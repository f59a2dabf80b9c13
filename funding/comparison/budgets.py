"""What payers pay, held against their own budgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from funding.comparison.bill import Bill
from funding.comparison.changes import by_payer, payer_names
from funding.comparison.measures import part_of
from funding.comparison.pairing import Pair, Side
from funding.comparison.run import UNSURE, Run, rests_on
from funding.comparison.words import status_in_words
from funding.language import _
from funding.scenario.entries import Budget
from funding.worksheet.column import Figure


@dataclass(frozen=True, eq=False)
class Held:
    """One payer's cash over its boards, as a part of its budget; None where that is nothing."""

    payer: str
    name: str
    cash: Fraction
    budget: Fraction
    part: Fraction | None
    figure: Figure
    runs: tuple[Run, ...]

    @property
    def rests_on(self) -> str:
        """Say whether the results or the budget rest on figures that are not sure."""
        said = rests_on(self.runs)
        if self.figure.status not in UNSURE:
            return said
        own = _("the budget is {status}", status=status_in_words(self.figure.status))
        return f"{said}; {own}" if said else _("illustration: {why}", why=own)


def held_against_budgets(side: Side) -> Iterator[Held]:
    """Hold each payer that has a budget against it, over all the boards of a side."""
    place = side.scenario.years.index(side.year)
    rows = {row.id: row for row in by_payer(Pair(side, side))}
    names = payer_names(side.runs)
    for budget in side.scenario.budgets:
        row = rows.get(budget.payer)
        if row is not None:
            yield _held(budget, place, names[budget.payer], row.change.after or Bill(), row.after)


def _held(budget: Budget, place: int, name: str, bill: Bill, runs: tuple[Run, ...]) -> Held:
    amount = budget.amount[place]
    part = part_of(bill.cash, amount)
    return Held(budget.payer, name, bill.cash, amount, part, budget.figure, runs)
