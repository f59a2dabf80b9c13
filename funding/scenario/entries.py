"""What is entered on a board: lines, gifts, answers, payments, figures, and how sure each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from funding.worksheet.column import Figure, Title
from funding.years import FinancialYear

Says = Literal["agreed", "refused", "no answer", "never asked"]

ByYear = tuple[Fraction, ...]
"""A sum for each year of the scenario."""

SoFar = tuple[Fraction | None, ...]
"""The same, where the sum of a year may not be known yet."""


@dataclass(frozen=True)
class CostLine:
    """A line of the budget, gross of what is met in kind; `outturn` is what it came to.

    `index` is what it rises by, if any.
    """

    item: str
    pool: str
    amount: ByYear
    figure: Figure
    outturn: SoFar = ()
    index: Figure | None = None

    def came_to(self, place: int) -> Fraction | None:
        """Give the outturn of the year at `place`, if it is known."""
        return self.outturn[place] if self.outturn else None


@dataclass(frozen=True)
class Offer:
    """Something offered in kind; `pool` is that of the line it meets, None if it meets none."""

    partner: str
    kind: str
    meets: str | None
    pool: str | None
    worth: ByYear
    figure: Figure
    rate: Figure | None = None
    """The rate card that its worth rests on, if any."""
    rated: ByYear = ()
    """What a unit is worth, and (`unit`) what a unit is, if its worth is not stated as a sum."""
    unit: str = ""
    quantity: Fraction | None = None
    """How many units are given; of what is given, `part` counts."""
    part: Fraction = Fraction(1)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that its worth rests on."""
        return (self.figure,) if self.rate is None else (self.figure, self.rate)


@dataclass(frozen=True)
class Answer:
    """What a partner said; to one formula or (None) to any, under one duty or (None) any.

    `years` are those in which it counts (None: any), `is_for_board` whether it names its boards.
    """

    partner: str
    says: Says
    formula: str | None = None
    take_up: Fraction | None = None
    limit: ByYear | None = None
    while_duty: Literal["will", "may"] | None = None
    figure: Figure | None = None
    years: tuple[FinancialYear, ...] | None = None
    date: date | None = None
    evidence: str | None = None
    is_for_board: bool = False
    shared_limit: int | None = None
    """Where `limit` is one over several bills: the place of the answer in its file."""


@dataclass(frozen=True)
class Payment:
    """What a partner pays of its arrears, under one formula or (None) any.

    `place` is that of its table in the file.
    """

    partner: str
    amount: ByYear
    formula: str | None
    figure: Figure
    place: int


@dataclass(frozen=True)
class Account:
    """What a partner was invoiced and what was received of it, under one formula or (None) any."""

    partner: str
    invoiced: SoFar
    received: SoFar
    formula: str | None
    figure: Figure


@dataclass(frozen=True)
class Notice:
    """A partner's notice; `free` is the first day on which it is not bound, under one formula."""

    partner: str
    given: date
    figure: Figure
    free: date | None = None


@dataclass(frozen=True)
class IndexNumbers:
    """An index: a number for each year that has one."""

    title: Title
    values: Mapping[FinancialYear, Fraction]
    figure: Figure


@dataclass(frozen=True)
class Reserves:
    """What a board must keep in hand in each year."""

    minimum: ByYear
    figure: Figure | None = None


@dataclass(frozen=True)
class DriverFigures:
    """A measured quantity for each partner that has one; `year` is None if it is of no year."""

    title: Title
    year: int | None
    values: Mapping[str, Fraction]
    figure: Figure


@dataclass(frozen=True)
class Budget:
    """The sum in each year that a payer's cash is held against."""

    payer: str
    amount: ByYear
    figure: Figure


@dataclass(frozen=True)
class Split:
    """By what boards share: a figure for each board, by its id.

    `by` is what it is called in the file: `equal`, a driver, or `percentages`; `status` is how sure
    it is that they share so.
    """

    by: str
    figures: DriverFigures
    status: str


@dataclass(frozen=True)
class SharedCost:
    """A cost that several boards share; each one's part will be a line of its budget."""

    item: str
    pool: str
    amount: ByYear
    split: Split
    figure: Figure
