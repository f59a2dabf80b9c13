"""A scenario ready to be bound: boards with their partners, and every figure by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from funding.amounts import POUNDS
from funding.formula.model import Country, Formula
from funding.language import _, here
from funding.rules.work import Reduction, Shape
from funding.scenario.entries import (
    Account,
    Answer,
    Budget,
    ByYear,
    CostLine,
    DriverFigures,
    IndexNumbers,
    Notice,
    Offer,
    Payment,
    Reserves,
    SharedCost,
    Split,
)
from funding.scenario.estimates import Estimate
from funding.toml import Document
from funding.worksheet.column import Figure, Row, Title
from funding.worksheet.worksheet import Opening
from funding.years import FinancialYear

Serves = Literal["children", "adults", "combined"]


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
    kind_title: Title | None = field(default=None, compare=False)
    """What the scenario calls its kind, where it declares that."""

    def row_on(self, board: str) -> Row:
        """Give its row on a board, with the keys by which rows are alike."""
        sector = "devolved" if self.devolved else "non-devolved"
        keys = {"kind": self.kind, "sector": sector, "payer": self.payer, "board": board}
        return Row(self.id, keys)

    def is_there(self, day: date) -> bool:
        """Say whether it sits on the board on a day."""
        return (self.start is None or self.start <= day) and (
            self.until is None or day <= self.until
        )


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

    @property
    def at_estimate(self) -> str:
        """Say after a title which end of the costs' ranges is run; nothing for the central one."""
        if self.estimate == "central":
            return ""
        return _(" (low estimate)") if self.estimate == "low" else _(" (high estimate)")

    @property
    def headline(self) -> str:
        """Give the title in the language spoken, with the estimate."""
        return f"{here(self.title)}{self.at_estimate}"
