"""From the tables of a scenario file to its boards."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from funding.data import wales
from funding.language import N_, in_english, titled
from funding.rules.work import Reduction, in_identifier
from funding.scenario.answers import answers_of
from funding.scenario.entries import (
    Account,
    ByYear,
    CostLine,
    DriverFigures,
    Notice,
    Offer,
    Payment,
    Reserves,
    SoFar,
)
from funding.scenario.figures import WHOLE, Measured, worth_of
from funding.scenario.file import BoardFile, ScenarioFile
from funding.scenario.gifts import InKindFile, RateFile
from funding.scenario.indices import grown, make_indices
from funding.scenario.lines import CostFile, OnBoards
from funding.scenario.model import Board, Partner
from funding.scenario.over_time import NoticeFile
from funding.scenario.seating import Names, partners_of, title
from funding.scenario.splits import only_named
from funding.scenario.tables import board_id
from funding.scenario.year_before import figure_of, opening_figures_of, openings_of
from funding.toml import slug_of
from funding.worksheet.column import Figure, Title
from funding.years import FinancialYear


def make_boards(
    file: ScenarioFile, years: tuple[FinancialYear, ...], kinds: Mapping[str, bool]
) -> tuple[Board, ...]:
    """Make every board of a scenario that has been found sound.

    `kinds` are those that formulas declare, each with whether it is devolved.
    """
    known = {name: kind.devolved for name, kind in wales.kinds().items()}
    known.update(kinds)
    known.update({name: kind.devolved for name, kind in file.kinds.items()})
    return tuple(
        _Maker(file, years, known, each, place).board() for place, each in enumerate(file.boards)
    )


class _Maker:
    """What is needed to make one board."""

    def __init__(
        self,
        file: ScenarioFile,
        years: tuple[FinancialYear, ...],
        kinds: Mapping[str, bool],
        board: BoardFile,
        place: int,
    ) -> None:
        self._years, self._kinds, self._board, self._place = years, kinds, board, place
        self._day = years[0].first_day
        self._indices = make_indices(file)
        named = {"id": board.id, "area": board.area, "authorities": board.authorities}
        self._id = board_id(named, place)
        self._file = file if board.above is None else only_named(file)

    def board(self) -> Board:
        """Make the board."""
        partners = partners_of(self._file, self._id, self._authorities(), self._day, self._kinds)
        named = Names(partners)
        reductions, amounts, figures = self._reductions()
        reserves = self._board.reserves
        return Board(
            id=self._id,
            name=self._name(),
            serves=self._board.serves or "children",
            country=self._board.country or ("wales" if self._authorities() else None),
            partners=partners,
            leads=tuple(filter(None, map(named.of, self._board.leads))),
            host=named.of(self._board.host),
            costs=tuple(self._cost(c) for c in self._file.cost if self._here(c)),
            reductions=reductions,
            reduction_amounts=amounts,
            reduction_figures=figures,
            reserves=Reserves(
                self._by_year(reserves.minimum if reserves else (Fraction(0),)),
                figure_of(N_("reserves"), self._id, reserves) if reserves else None,
            ),
            offers=tuple(self._offer(o, named) for o in self._file.in_kind if self._here(o)),
            answers=tuple(answers_of(self._file, self._id, partners, len(self._years))),
            drivers=self._drivers(partners, named),
            openings=openings_of(self._file, self._board, self._id, named),
            opening_figures=opening_figures_of(self._file, self._board, self._id, named),
            currency=self._file.currency,
            arrears_paid=tuple(self._payments(named)),
            accounts=tuple(self._accounts(named)),
            notices=tuple(self._notice(n, named) for n in self._file.notice if self._here(n)),
            indices=self._indices,
        )

    def _payments(self, named: Names) -> Iterator[Payment]:
        for place, table in enumerate(self._file.arrears_paid):
            if self._here(table):
                who = named.of(table.partner) or ""
                figure = figure_of(N_("arrears paid"), table.partner, table, table.evidence, who)
                yield Payment(who, self._by_year(table.amount), table.formula, figure, place)

    def _accounts(self, named: Names) -> Iterator[Account]:
        for table in self._file.account:
            if self._here(table):
                who = named.of(table.partner) or ""
                figure = figure_of(N_("accounts"), table.partner, table, partner=who)
                invoiced, received = (
                    self._so_far(each or (None,)) for each in (table.invoiced, table.received)
                )
                yield Account(who, invoiced, received, table.formula, figure)

    def _here(self, table: OnBoards) -> bool:
        return table.stands_on(self._id)

    def _by_year(self, amounts: ByYear) -> ByYear:
        return amounts if len(amounts) == len(self._years) else amounts * len(self._years)

    def _so_far(self, amounts: SoFar) -> SoFar:
        return amounts if len(amounts) == len(self._years) else amounts * len(self._years)

    def _name(self) -> Title:
        if self._board.name is not None:
            return title(self._board.name)
        area = wales.areas(self._day).get(self._board.area or "")
        if area is not None:
            return Title(area.name_en, area.name_cy or None)
        authority = wales.authorities().get(self._id)
        if authority is not None:
            return Title(self._id.replace("-", " ").title(), authority.name_cy or None)
        if self._id == f"board-{self._place + 1}":
            return Title(*titled(N_("Board {number}"), number=self._place + 1))
        return Title(self._id.replace("-", " ").title())

    def _authorities(self) -> tuple[str, ...]:
        if self._board.area is not None:
            return wales.authorities_of(self._board.area, self._day)
        return tuple(self._board.authorities or ())

    def _reductions(
        self,
    ) -> tuple[tuple[Reduction, ...], dict[str, ByYear], dict[str, Figure]]:
        """Give what reduces the bill, in the order grants, income, reserves."""
        found: list[Reduction] = []
        amounts: dict[str, ByYear] = {}
        figures: dict[str, Figure] = {}
        for kind, tables in ((N_("grants"), self._file.grant), (N_("income"), self._file.income)):
            word = "grant" if kind == "grants" else "income"
            for table in [each for each in tables if self._here(each)]:
                name = _named(word, table.name, amounts)
                found.append(Reduction(name, kind, table.name, tuple(table.reduces)))  # type: ignore[arg-type]
                amounts[name] = self._by_year(table.amount)
                figures[name] = figure_of(kind, table.name, table)
        reserves = self._board.reserves
        if reserves is not None and reserves.reduces:
            found.append(
                Reduction(
                    "reserves_use", "reserves", "planned use of reserves", tuple(reserves.reduces)
                )
            )
            amounts["reserves_use"] = self._by_year(reserves.use)
            figures["reserves_use"] = figure_of(N_("reserves"), self._id, reserves)
        return tuple(found), amounts, figures

    def _cost(self, file: CostFile) -> CostLine:
        """Make a line, which may rise from its first year on."""
        amount, low, high = (
            self._by_year(file.at(each)) for each in (self._file.estimate, "low", "high")
        )
        figure = figure_of(N_("costs"), file.item, file)
        outturn, by = self._so_far(file.outturn) if file.outturn else (), file.uprating
        rests = None
        if by is not None:
            index = self._indices[by] if isinstance(by, str) else None
            rises = by if isinstance(by, Fraction) else self._indices[by].values
            amount, low, high = (
                grown(first, rises, self._years) for first, *_later in (amount, low, high)
            )
            rests = index.figure if index else None
        if file.range is not None:
            figure = replace(figure, ends=(low, high))
        return CostLine(file.item, file.pool, amount, figure, outturn, rests)

    def _notice(self, file: NoticeFile, named: Names) -> Notice:
        partner = named.of(file.partner) or ""
        figure = figure_of(N_("notices"), file.partner, file, file.evidence, partner)
        return Notice(partner, file.given, figure)

    def _offer(self, file: InKindFile, named: Names) -> Offer:
        pools = {c.item: c.pool for c in self._file.cost if self._here(c)}
        part = WHOLE if file.part is None else file.part
        card = self._card(file.rate)
        rates = card.rate if card else (file.rate,)
        if file.value is not None:
            sums = self._by_year(tuple(worth_of(WHOLE, value, part) for value in file.value))
        else:
            sums = self._by_year(
                tuple(worth_of(file.quantity.figure, rate.figure, part) for rate in rates)  # type: ignore[union-attr]  # checked
            )
        what = f"{file.partner}: {file.meets or file.kind}"
        partner = named.of(file.partner) or ""
        figure = figure_of(N_("offers in kind"), what, file, file.evidence, partner)
        meets = file.meets
        rate = figure_of(N_("rates"), card.name, card) if card else None
        pool = pools[meets] if meets else None
        offer = Offer(partner, file.kind, meets, pool, sums, figure, rate, part=part)
        if file.quantity is None:
            return offer
        return replace(
            offer,
            rated=self._by_year(tuple(each.figure for each in rates)),  # type: ignore[union-attr]  # checked
            unit=file.quantity.unit,
            quantity=file.quantity.figure,
        )

    def _card(self, rate: Measured | str | None) -> RateFile | None:
        """Give the rate of the scenario that an offer names, if it names one."""
        found = [card for card in self._file.rate if self._here(card) and card.name == rate]
        return found[0] if found else None

    def _drivers(self, partners: tuple[Partner, ...], named: Names) -> Mapping[str, DriverFigures]:
        """Give the shipped measures of the authorities each partner serves, and the file's own."""
        found: dict[str, DriverFigures] = {}
        for measure in wales.measures():
            estimate = wales.estimate(measure, self._years[0].start)
            values = {
                p.id: Fraction(sum(estimate.values[a] for a in p.serves))
                for p in partners
                if p.serves
            }
            if values:
                found[measure] = DriverFigures(
                    Title(*wales.title_of(estimate)),
                    estimate.year,
                    values,
                    Figure(N_("drivers"), measure, "published", in_english(estimate.source)),
                )
        for file in self._file.driver:
            if self._here(file):
                words = title(file.title) if file.title else Title(file.name.replace("_", " "))
                found[file.name] = DriverFigures(
                    words,
                    file.year,
                    {named.of(who) or who: value for who, value in file.values.items()},
                    Figure(N_("drivers"), file.name, file.status or "assumed", file.source),
                )
        return found


def _named(word: str, name: str, taken: Collection[str]) -> str:
    """Name a column after a grant or income, so that a formula can use it: `grant_training`."""
    full = f"{word}_{in_identifier(slug_of(name))}"
    number, found = 1, full
    while found in taken:
        number += 1
        found = f"{full}_{number}"
    return found
