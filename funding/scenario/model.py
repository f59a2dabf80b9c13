"""A scenario ready to be bound: boards with their partners, and every figure by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from funding.formula.model import Country, Formula
from funding.rules.work import Reduction, Shape
from funding.toml import Document
from funding.worksheet.column import Figure, Title
from funding.worksheet.worksheet import Opening
from funding.years import FinancialYear

Says = Literal["agreed", "refused", "no answer", "never asked"]
Serves = Literal["children", "adults", "combined"]

ByYear = tuple[Fraction, ...]
"""A sum for each year of the scenario."""


@dataclass(frozen=True)
class Partner:
    """A body on a board. `payer` is who gets its bill; `serves` the authorities it is there for.

    It is there from the day `start` until the day `until`, where there are such.
    """

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
    """A line of the budget, gross of what is met in kind; `index` is what it rises by, if any."""

    item: str
    pool: str
    amount: ByYear
    figure: Figure
    index: Figure | None = None


@dataclass(frozen=True)
class Offer:
    """Something offered in kind; `pool` is that of the line it meets, None if it meets none."""

    partner: str
    kind: str
    meets: str | None
    pool: str | None
    worth: ByYear
    figure: Figure


@dataclass(frozen=True)
class Answer:
    """What a partner said; to one formula or (None) to any, under one duty or (None) any."""

    partner: str
    says: Says
    formula: str | None = None
    take_up: Fraction | None = None
    limit: ByYear | None = None
    while_duty: Literal["will", "may"] | None = None
    figure: Figure | None = None


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
    """A measured quantity for each partner that has one."""

    title: Title
    year: int
    values: Mapping[str, Fraction]
    figure: Figure


@dataclass(frozen=True, eq=False)
class Board:
    """One board: who sits on it, what it costs, what reduces that, what is offered and answered."""

    id: str
    name: Title
    serves: Serves
    country: Country | None
    partners: tuple[Partner, ...]
    lead: str | None
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
            in_part=in_part,
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
