"""How much of what partners pay stays as it was from one year to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from funding.comparison.changes import Row, Tally, between, tally
from funding.comparison.measures import part_of
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run


@dataclass(frozen=True, eq=False)
class Step:
    """One board under one formula, from one year to the next."""

    before: Run
    after: Run
    rows: tuple[Row, ...]

    @property
    def tally(self) -> Tally:
        """How many pay more and less than the year before."""
        return tally(self.rows)

    @property
    def changed(self) -> Fraction:
        """Half of all rises and falls together: what changed hands where the total stood still."""
        return (self.tally.rises + self.tally.falls) / 2

    @property
    def changed_part(self) -> Fraction | None:
        """That as a part of all the cash of the year before."""
        return part_of(self.changed, self.before.result.total("cash"))

    @property
    def shifted(self) -> Fraction:
        """The lesser of rises and falls: what moved from some to others, growth left out."""
        return min(self.tally.rises, self.tally.falls)

    @property
    def shifted_part(self) -> Fraction | None:
        """That as a part of all the cash of the year before."""
        return part_of(self.shifted, self.before.result.total("cash"))

    def largest(self, sign: int) -> tuple[tuple[str, ...], Fraction]:
        """Give who rose (1) or fell (-1) by most, and by how much; nobody where none did."""
        amounts = {row.id: row.change.amount * sign for row in self.rows}
        most = max(amounts.values(), default=Fraction(0))
        if most <= 0:
            return (), Fraction(0)
        return tuple(each for each, amount in amounts.items() if amount == most), most * sign


def steps_of(outcome: Outcome) -> Iterator[Step]:
    """Give every step from a year to the next, board by board and formula by formula."""
    chains: dict[tuple[str, str], list[Run]] = {}
    for run in outcome.runs:
        chains.setdefault((run.board.id, run.formula.id), []).append(run)
    for chain in chains.values():
        for before, after in pairwise(sorted(chain, key=lambda run: run.year)):
            yield Step(before, after, between(before, after).rows)
