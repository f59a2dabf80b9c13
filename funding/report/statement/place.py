"""Where a statement is made from: a partner's row in one run, and what its parts need of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from babel.dates import format_date

from funding.amounts import written_sum
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.compiling.party import Party
from funding.evaluation.result import PartnerResult
from funding.language import marked, spoken
from funding.report.statement.percentages import FEWEST, decimals_of, part_said
from funding.scenario.model import Partner


@dataclass(frozen=True)
class Place:
    """One partner in one run of an outcome."""

    outcome: Outcome
    run: Run
    row: int

    @property
    def party(self) -> Party:
        """The partner's place in the formula."""
        return self.run.parties[self.row]

    @property
    def partner(self) -> Partner:
        """The partner."""
        return self.party.partner

    @property
    def result(self) -> PartnerResult:
        """What the partner is asked, gives and pays."""
        return self.run.result.partners[self.row]

    @property
    def year(self) -> int:
        """Which of the scenario's years it is."""
        return self.outcome.scenario.years.index(self.run.year)

    @property
    def parts(self) -> tuple[tuple[Run, int], ...]:
        """The parts of the year in which the partner is there, each with its row."""
        return tuple(
            (part, place)
            for part in self.run.parts or (self.run,)
            for place, each in enumerate(part.parties)
            if each.partner.id == self.partner.id
        )

    def sum(self, amount: Fraction) -> str:
        """Write a sum in the board's currency."""
        return written_sum(amount, self.run.currency)

    def percent(self, share: Fraction) -> str:
        """Write a percentage exactly, or rounded and said to be so; see `part_said`."""
        return part_said(share, self._decimals)

    @cached_property
    def _decimals(self) -> int:
        """How many decimals the most exact percentage that the formula states has, or two."""
        stated = (
            value
            for part, _row in self.parts
            for column in part.sheet.worksheet
            if column.unit == "share" and column.values is not None
            for value in column.values.values()
        )
        return max((decimals_of(value) for value in stated), default=FEWEST)

    def name_of(self, partner: str) -> str:
        """Give the name of another partner of the board."""
        found = (each.partner for each in self.run.parties if each.partner.id == partner)
        return next((marked(each.name) for each in found), partner)


def day(when: date) -> str:
    """Write a day: `6 April 2016`."""
    return format_date(when, "d MMMM y", locale=spoken())
