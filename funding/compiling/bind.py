"""A board's figures for one formula and year, put where a worksheet asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from funding.amounts import PENNY
from funding.compiling.counting import counted
from funding.compiling.party import Party
from funding.errors import Fault, InputError
from funding.formula.model import Formula
from funding.language import _
from funding.rules.uprating import growth
from funding.scenario.entries import ByYear, Payment
from funding.scenario.model import Board
from funding.toml import did_you_mean, find_text
from funding.worksheet.column import Figure, Origin, Row, Scope
from funding.worksheet.worksheet import COUNTED_BY_DAYS, Binding, Opening, Worksheet
from funding.years import Part, parse_year

ONE, NOTHING = Fraction(1), Fraction(0)


def bind(
    worksheet: Worksheet,
    formula: Formula,
    board: Board,
    part: Part,
    place: int,
    openings: Mapping[str, Opening],
) -> Binding:
    """Give a board's figures for the year at `place`, or a part of it.

    It opens with what the last one closed with. Raise `InputError` for a figure that the board does
    not have.
    """
    binder = _Binder(formula, board, part, place, openings)
    values: dict[str, Fraction | tuple[Fraction, ...]] = {}
    figures: dict[str, tuple[Figure, ...]] = {}
    missing: dict[str, frozenset[int]] = {}
    for column in worksheet:
        if column.origin is None:
            figures[column.name] = column.figures
            missing[column.name] = missing.get(column.figure_of or "", frozenset())
            continue
        values[column.name] = binder.value(column.origin, column.scope)
        figures[column.name] = (*column.figures, *binder.figures(column.origin))
        missing[column.name] = binder.missing(column.origin)
    if binder.faults:
        raise InputError(binder.faults)
    return Binding(binder.rows(), values, figures, {k: rows for k, rows in missing.items() if rows})


class _Binder:
    """Looks up each input by its origin."""

    def __init__(
        self,
        formula: Formula,
        board: Board,
        part: Part,
        place: int,
        openings: Mapping[str, Opening],
    ) -> None:
        self._formula, self._board, self._part, self._place = formula, board, part, place
        self._openings = openings
        self._parties = [
            Party(partner, formula, board, part.first_day) for partner in board.partners
        ]
        self._ids = [party.partner.id for party in self._parties]
        self.faults: list[Fault] = []
        self._board_wide: dict[str, Callable[..., Fraction]] = {
            "penny": lambda: PENNY,
            "cost": self._cost,
            "reduction": lambda _kind, name: self._sum(board.reduction_amounts[name]),
            "opening": self._opening,
            "year": lambda: Fraction(part.start),
            "reserves_minimum": self._reserves_minimum,
            "reserves_later": self._reserves_later,
            "cost_a_year": lambda: sum((line.amount[place] for line in board.costs), NOTHING),
            "days_before": lambda: Fraction(part.days_before),
            "days_until": lambda: Fraction(part.days_until),
            "days_in_year": lambda: Fraction(part.days_in_year),
            "part_of_year": lambda: Fraction(part.days, part.days_in_year),
            "index": self._index,
            "growth": self._growth,
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
                (self._sum(each.amount) for each in self._payments(party.partner.id)), NOTHING
            ),
            "on_top": lambda party: self._offers(party, None, None),
            "offer": self._offers,
        }

    def rows(self) -> tuple[Row, ...]:
        """Give a row for each partner, with the keys by which rows are alike."""
        return tuple(party.partner.row_on(self._board.id) for party in self._parties)

    def value(self, origin: Origin, scope: Scope) -> Fraction | tuple[Fraction, ...]:
        """Look up an input's figures."""
        what, which, leads = origin.what, origin.which, self._board.leads
        if scope is Scope.BOARD:
            return self._board_wide[what](*which)
        if what == "driver" and which[0] not in self._board.drivers:
            self._unknown_driver(which[0])
            return NOTHING
        if what == "is_lead" and not (leads and set(leads) <= set(self._ids)):
            self._no_lead()
        return tuple(self._by_partner[what](party, *which) for party in self._parties)

    def missing(self, origin: Origin) -> frozenset[int]:
        """Give the rows of the partners for which a driver has no figure."""
        if origin.what != "driver":
            return frozenset()
        values = self._figures_of(origin.which[0])
        return frozenset(row for row, partner in enumerate(self._ids) if partner not in values)

    def figures(self, origin: Origin) -> tuple[Figure, ...]:
        """Say how sure an input's figures are."""
        found = self._standing(origin.what, origin.which)
        return tuple(figure for figure in found if figure is not None)

    def _standing(self, what: str, which: tuple[str, ...]) -> Iterable[Figure | None]:
        board = self._board
        match what:
            case "cost" | "cost_a_year":
                lines = [line for line in board.costs if line.pool in which or not which]
                return (each for line in lines for each in (line.figure, line.index))
            case "reduction":
                return (board.reduction_figures[which[1]],)
            case "driver":
                return (board.drivers[which[0]].figure,) if which[0] in board.drivers else ()
            case "offer" | "on_top":
                return self._offered(which)
            case "arrears_paid":
                return (each.figure for each in self._payments())
            case "reserves_minimum" | "reserves_later":
                return (board.reserves.figure,)
            case "index":
                return (board.indices[which[0]].figure,)
            case "opening":
                return board.opening_figures.get(which[0], ())
            case "take_up" | "limit":
                return (party.answer.figure for party in self._parties if party.answer is not None)
            case _:
                return ()

    def _offered(self, which: tuple[str, ...]) -> Iterator[Figure]:
        """Give the figures of what is offered of a kind for a pool, or (of none) on top."""
        for each in self._board.offers:
            if (each.kind, each.pool) == which if which else each.pool is None:
                yield from each.figures

    def _sum(self, by_year: ByYear) -> Fraction:
        """Give what of a sum of the year counts: in a part of a year, for its days."""
        return counted(self._part, by_year[self._place])

    def _cost(self, pool: str) -> Fraction:
        lines = (line for line in self._board.costs if line.pool == pool)
        return sum((self._sum(line.amount) for line in lines), NOTHING)

    def _reserves_minimum(self) -> Fraction:
        """Give what must be kept: the minimum, and what is planned for the rest of the year."""
        return self._board.reserves.minimum[self._place] + self._reserves_later()

    def _reserves_later(self) -> Fraction:
        """Give what of the planned use of reserves is for the days of the year after these."""
        rest, planned = self._part.after(), self._board.reduction_amounts.get("reserves_use")
        return counted(rest, planned[self._place]) if rest and planned else NOTHING

    def _index(self, name: str, year: str | None = None) -> Fraction:
        """Give the number of the year, or of another one; the objections saw that it is there."""
        values = self._board.indices[name].values
        return values[self._part.year if year is None else parse_year(year)]

    def _growth(self) -> Fraction:
        """Give what a sum of the base year is multiplied by, at the formula's rate."""
        return growth(self._formula.section("uprating"), self._part.year)

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
        if not isinstance(found, Mapping):
            raise TypeError(f"the opening '{name}' is one for the board")
        if name not in COUNTED_BY_DAYS:
            return found
        return {who: counted(self._part, each) for who, each in found.items()}

    def _limit(self, party: Party) -> Fraction:
        limit = party.answer.limit if party.answer is not None else None
        return self._sum(limit) if limit else NOTHING

    def _offers(self, party: Party, kind: str | None, pool: str | None) -> Fraction:
        found = (
            self._sum(offer.worth)
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
        message = _(
            "there is no driver '{name}' on board '{board}'", name=name, board=self._board.id
        )
        fix = did_you_mean(name, self._board.drivers)
        at: Literal["key", "value"] = "key" if path and path[-1] == name else "value"
        self.faults.append(document.fault(path, message, fix, at=at))

    def _no_lead(self) -> None:
        document = self._formula.document
        gone = [lead for lead in self._board.leads if lead not in self._ids]
        message = _(
            "board '{board}' has no lead partner, and the formula needs one", board=self._board.id
        )
        fix = _("add {example} to the board in the scenario", example='lead = "…"')
        if gone:
            message = _(
                "the lead partner {lead} is not on board '{board}' ({part})",
                lead=gone[0],
                board=self._board.id,
                part=self._part,
            )
            fix = _("let the lead stay on the board all the time, or use the formula without it")
        self.faults.append(document.fault(find_text(document.data, "lead"), message, fix))


def _flag(holds: bool) -> Fraction:  # noqa: FBT001  (that is all it takes)
    return ONE if holds else NOTHING


def _take_up(party: Party) -> Fraction:
    answer = party.answer
    if answer is None:
        return ONE
    if answer.says == "refused":
        return NOTHING
    return ONE if answer.take_up is None else answer.take_up
