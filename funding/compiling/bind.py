"""A board's figures for one formula and year, put where a worksheet asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from funding.amounts import PENNY
from funding.compiling.answering import counting, fitting, late
from funding.errors import Fault, InputError
from funding.formula.model import Formula
from funding.rules.duty import DutySettings
from funding.scenario.model import Board, Partner, Payment
from funding.toml import did_you_mean, find_text
from funding.worksheet.column import Column, Figure, Row, Scope
from funding.worksheet.worksheet import Binding, Opening, Worksheet
from funding.years import FinancialYear

ONE, NOTHING = Fraction(1), Fraction(0)


def bind(
    worksheet: Worksheet,
    formula: Formula,
    board: Board,
    years: tuple[FinancialYear, ...],
    place: int,
    openings: Mapping[str, Opening],
) -> Binding:
    """Give a board's figures for the year at `place`, which opens with what the last closed with.

    Raise `InputError` for a figure that the board does not have.
    """
    binder = _Binder(formula, board, years[place], place, openings)
    values: dict[str, Fraction | tuple[Fraction, ...]] = {}
    figures: dict[str, tuple[Figure, ...]] = {}
    missing: dict[str, frozenset[int]] = {}
    for column in worksheet:
        if column.origin is None:
            figures[column.name] = column.figures
            missing[column.name] = missing.get(column.figure_of or "", frozenset())
            continue
        values[column.name] = binder.value(column)
        figures[column.name] = binder.figures(column)
        missing[column.name] = binder.missing(column)
    if binder.faults:
        raise InputError(binder.faults)
    return Binding(binder.rows(), values, figures, {k: rows for k, rows in missing.items() if rows})


class Party:
    """A partner's place in one formula: its duty in a year, and its answer to it."""

    def __init__(self, partner: Partner, formula: Formula, board: Board, year: FinancialYear):
        settings: DutySettings = formula.section("duty") or DutySettings()
        self.partner = partner
        self.stated = settings.of(partner.id, partner.kind)
        self.duty = self.stated.on(year.first_day)
        given = fitting(board.answers, partner.id, formula.id, self.duty, year)
        self.answer = counting(given, year)
        self.late = () if self.answer else late(given, year)
        """Answers that came after the year, where no other counts."""


class _Binder:
    """Looks up each input by its origin."""

    def __init__(
        self,
        formula: Formula,
        board: Board,
        year: FinancialYear,
        place: int,
        openings: Mapping[str, Opening],
    ) -> None:
        self._formula, self._board, self._place = formula, board, place
        self._openings = openings
        self._parties = [Party(partner, formula, board, year) for partner in board.partners]
        self.faults: list[Fault] = []
        self._board_wide: dict[str, Callable[..., Fraction]] = {
            "penny": lambda: PENNY,
            "cost": self._cost,
            "reduction": lambda _kind, name: board.reduction_amounts[name][place],
            "opening": self._opening,
            "year": lambda: Fraction(year.start),
            "reserves_minimum": lambda: board.reserves.minimum[place],
        }
        self._by_partner: dict[str, Callable[..., Fraction]] = {
            "driver": self._driver,
            "has_driver": lambda party, name: _flag(party.partner.id in self._figures_of(name)),
            "is_kind": lambda party, kind: _flag(party.partner.kind == kind),
            "is_lead": lambda party: _flag(party.partner.id in board.leads),
            "devolved": lambda party: _flag(party.partner.devolved),
            "excluded": lambda party: _flag(party.duty == "excluded"),
            "must_pay": lambda party: _flag(party.duty == "will"),
            "silent": lambda party: _flag(
                party.answer is not None and party.answer.says in ("no answer", "never asked")
            ),
            "limited": lambda party: _flag(party.answer is not None and bool(party.answer.limit)),
            "opening": lambda party, name: self._closed_with(name).get(party.partner.id, NOTHING),
            "has_opening": lambda party, name: _flag(party.partner.id in self._closed_with(name)),
            "limit": self._limit,
            "take_up": _take_up,
            "arrears_paid": lambda party: sum(
                (each.amount[place] for each in self._payments(party.partner.id)), NOTHING
            ),
            "on_top": lambda party: self._offers(party, None, None),
            "offer": self._offers,
        }

    def rows(self) -> tuple[Row, ...]:
        """Give a row for each partner, with the keys by which rows are alike."""
        return tuple(
            Row(
                party.partner.id,
                {
                    "kind": party.partner.kind,
                    "sector": "devolved" if party.partner.devolved else "non-devolved",
                    "payer": party.partner.payer,
                    "board": self._board.id,
                },
            )
            for party in self._parties
        )

    def value(self, column: Column) -> Fraction | tuple[Fraction, ...]:
        """Look up an input's figures."""
        if column.origin is None:
            raise TypeError(f"{column.name} is not an input")
        what, which = column.origin.what, column.origin.which
        if column.scope is Scope.BOARD:
            return self._board_wide[what](*which)
        if what == "driver" and which[0] not in self._board.drivers:
            self._unknown_driver(which[0])
            return NOTHING
        if what == "is_lead" and not self._board.leads:
            self._no_lead()
        return tuple(self._by_partner[what](party, *which) for party in self._parties)

    def missing(self, column: Column) -> frozenset[int]:
        """Give the rows of the partners for which a driver has no figure."""
        if column.origin is None or column.origin.what != "driver":
            return frozenset()
        values = self._figures_of(column.origin.which[0])
        ids = [party.partner.id for party in self._parties]
        return frozenset(row for row, partner in enumerate(ids) if partner not in values)

    def figures(self, column: Column) -> tuple[Figure, ...]:
        """Say how sure an input's figures are."""
        if column.origin is None:
            return ()
        found = self._standing(column.origin.what, column.origin.which)
        return tuple(figure for figure in found if figure is not None)

    def _standing(self, what: str, which: tuple[str, ...]) -> Iterable[Figure | None]:
        board = self._board
        match what:
            case "cost":
                return (line.figure for line in board.costs if line.pool == which[0])
            case "reduction":
                return (board.reduction_figures[which[1]],)
            case "driver":
                return (board.drivers[which[0]].figure,) if which[0] in board.drivers else ()
            case "offer":
                offers = [each for each in board.offers if (each.kind, each.pool) == which]
                return (figure for offer in offers for figure in offer.figures)
            case "on_top":
                offers = [each for each in board.offers if each.pool is None]
                return (figure for offer in offers for figure in offer.figures)
            case "arrears_paid":
                return (each.figure for each in self._payments())
            case "reserves_minimum":
                return (board.reserves.figure,)
            case "opening":
                return board.opening_figures.get(which[0], ())
            case "take_up" | "limit":
                return (party.answer.figure for party in self._parties if party.answer is not None)
            case _:
                return ()

    def _cost(self, pool: str) -> Fraction:
        lines = (line for line in self._board.costs if line.pool == pool)
        return sum((line.amount[self._place] for line in lines), NOTHING)

    def _driver(self, party: Party, name: str) -> Fraction:
        return self._figures_of(name).get(party.partner.id, NOTHING)

    def _figures_of(self, driver: str) -> Mapping[str, Fraction]:
        """Give a driver's figures by partner; none of a driver that the board does not know."""
        found = self._board.drivers.get(driver)
        return found.values if found else {}

    def _opening(self, name: str) -> Fraction:
        found = self._openings.get(name, NOTHING)
        if not isinstance(found, Fraction):
            raise TypeError(f"the opening '{name}' is one for each partner")
        return found

    def _closed_with(self, name: str) -> Mapping[str, Fraction]:
        """Give what the year before closed with, for each partner that was there."""
        found = self._openings.get(name, {})
        return found if isinstance(found, Mapping) else {}

    def _limit(self, party: Party) -> Fraction:
        limit = party.answer.limit if party.answer is not None else None
        return limit[self._place] if limit else NOTHING

    def _offers(self, party: Party, kind: str | None, pool: str | None) -> Fraction:
        found = (
            offer.worth[self._place]
            for offer in self._board.offers
            if offer.partner == party.partner.id
            and offer.pool == pool
            and kind in (None, offer.kind)
        )
        return sum(found, NOTHING)

    def _payments(self, partner: str | None = None) -> Iterator[Payment]:
        """Give what is paid of arrears under this formula, by one partner or by all."""
        for each in self._board.arrears_paid:
            if each.formula in (None, self._formula.id) and partner in (None, each.partner):
                yield each

    def _unknown_driver(self, name: str) -> None:
        document = self._formula.document
        path = find_text(document.data, name)
        message = f"there is no driver '{name}' on board '{self._board.id}'"
        fix = did_you_mean(name, self._board.drivers)
        at: Literal["key", "value"] = "key" if path and path[-1] == name else "value"
        self.faults.append(document.fault(path, message, fix, at=at))

    def _no_lead(self) -> None:
        document = self._formula.document
        self.faults.append(
            document.fault(
                find_text(document.data, "lead"),
                f"board '{self._board.id}' has no lead partner, and the formula needs one",
                'add lead = "…" to the board in the scenario',
            )
        )


def _flag(holds: bool) -> Fraction:  # noqa: FBT001  (that is all it takes)
    return ONE if holds else NOTHING


def _take_up(party: Party) -> Fraction:
    answer = party.answer
    if answer is None:
        return ONE
    if answer.says == "refused":
        return NOTHING
    return ONE if answer.take_up is None else answer.take_up
