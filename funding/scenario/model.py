"""A scenario ready to be bound: boards with their partners, and every figure by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from funding.amounts import POUNDS
from funding.formula.model import Country, Formula
from funding.rules.work import Reduction, Shape
from funding.scenario.estimates import Estimate
from funding.toml import Document
from funding.worksheet.column import Figure, Title
from funding.worksheet.worksheet import Opening
from funding.years import FinancialYear

Says = Literal["agreed", "refused", "no answer", "never asked"]
Serves = Literal["children", "adults", "combined"]

ByYear = tuple[Fraction, ...]
"""A sum for each year of the scenario."""

SoFar = tuple[Fraction | None, ...]
"""The same, where the sum of a year may not be known yet."""


@dataclass(frozen=True)
class Partner:
    """A body on a board, from `start` until `until`; `payer` gets its bill for what it `serves`."""

    id: str
    name: Title
    kind: str
    devolved: bool
    payer: str
    serves: frozenset[str] = frozenset()
    start: date | None = None
    until: date | None = None

    def is_there(self, day: date) -> bool:
        """Say whether it sits on the board on a day."""
        return (self.start is None or self.start <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True)
class CostLine:
    """A line of the budget, gross; `outturn` is what it came to, `index` what it rises by."""

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


@dataclass(frozen=True, eq=False)
class Board:
    """One board: who sits on it, what it costs, what reduces that, what is offered and answered."""

    id: str
    name: Title
    serves: Serves
    country: Country | None
    partners: tuple[Partner, ...]
    leads: tuple[str, ...]
    """The lead partner; or two, one for children and one for adults (2014 Act s.134(3)-(5))."""
    host: str | None
    costs: tuple[CostLine, ...]
    reductions: tuple[Reduction, ...]
    reduction_amounts: Mapping[str, ByYear]
    reduction_figures: Mapping[str, Figure]
    reserves: Reserves
    offers: tuple[Offer, ...]
    answers: tuple[Answer, ...]
    drivers: Mapping[str, DriverFigures]
    openings: Mapping[str, Opening]
    """What the first year opens with: the reserves, and what is stated of each partner."""
    opening_figures: Mapping[str, tuple[Figure, ...]]
    currency: str
    beneath: Split | None = None
    """For a board above others, by what they share its cost; they are its partners."""
    passes_to: str = ""
    """For a board above others, the pool that its cost belongs to on the boards beneath."""
    arrears_paid: tuple[Payment, ...] = ()
    accounts: tuple[Account, ...] = ()
    notices: tuple[Notice, ...] = ()
    indices: Mapping[str, IndexNumbers] = field(default_factory=dict)

    def shape(self, kinds: frozenset[str], *, in_part: bool = False) -> Shape:
        """Give what of the board its worksheet depends on, for a whole year or a part of one."""
        pools = tuple(dict.fromkeys(line.pool for line in self.costs))
        offers = {(offer.kind, offer.pool) for offer in self.offers if offer.pool is not None}
        return Shape(
            pools,
            self.reductions,
            tuple(sorted(offers)),
            frozenset(self.drivers),
            kinds,
            two_leads=len(self.leads) > 1,
            in_part=in_part,
            arrears=bool(self.arrears_paid or self.openings.get("arrears")),
        )

    def at_outturn(self, place: int) -> Board | None:
        """Give the board with what its lines came to in a year; None where no line's is known.

        A line of which it is not known stays as budgeted.
        """
        known = [line.came_to(place) for line in self.costs]
        if all(each is None for each in known):
            return None
        lines = zip(self.costs, known, strict=True)
        return replace(
            self,
            costs=tuple(
                line if spent is None else replace(line, amount=(spent,) * len(line.amount))
                for line, spent in lines
            ),
        )

    def on(self, day: date) -> Board:
        """Give the board with those who sit on it on a day."""
        there = {partner.id: partner for partner in self.partners if partner.is_there(day)}
        if len(there) == len(self.partners):
            return self
        return replace(
            self,
            partners=tuple(there.values()),
            offers=tuple(offer for offer in self.offers if offer.partner in there),
        )


@dataclass(frozen=True, eq=False)
class Scenario:
    """What was asked: boards, years, and formulas with what the scenario sets in them.

    With `all_formulas`, one that cannot be used on a board is left out rather than at fault.
    """

    id: str
    title: Title
    years: tuple[FinancialYear, ...]
    formulas: tuple[Formula, ...]
    all_formulas: bool
    baseline: str | None
    boards: tuple[Board, ...]
    document: Document
    warnings: tuple[str, ...] = ()
    budgets: tuple[Budget, ...] = ()
    estimate: Estimate = "central"
    currency: str = POUNDS
    shared_costs: tuple[SharedCost, ...] = ()
