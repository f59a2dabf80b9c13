"""From the tables of a scenario file to its boards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from funding.data import wales
from funding.rules.rule import Reduction, in_identifier
from funding.scenario.figures import worth_of
from funding.scenario.file import (
    LAST_YEAR_WORDS,
    BoardFile,
    InKindFile,
    OnBoards,
    PartnerFile,
    ReservesFile,
    ScenarioFile,
    Sourced,
)
from funding.scenario.model import (
    Answer,
    Board,
    ByYear,
    CostLine,
    DriverFigures,
    Offer,
    Partner,
    Reserves,
)
from funding.scenario.tables import board_id
from funding.toml import slug_of
from funding.toml.fields import Title as TitleFile
from funding.worksheet.column import Figure, Title
from funding.worksheet.worksheet import Opening
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
        self._file, self._years, self._kinds, self._board = file, years, kinds, board
        named = {"id": board.id, "area": board.area, "authorities": board.authorities}
        self._id = board_id(named, place)

    def board(self) -> Board:
        """Make the board."""
        partners = self._partners()
        named = _Names(partners)
        reductions, amounts, figures = self._reductions()
        reserves = self._board.reserves
        return Board(
            id=self._id,
            name=self._name(),
            serves=self._board.serves or "children",
            country=self._board.country or ("wales" if self._authorities() else None),
            partners=partners,
            lead=named.of(self._board.lead),
            host=named.of(self._board.host),
            costs=tuple(
                CostLine(c.item, c.pool, self._by_year(c.amount), _figure("costs", c.item, c))
                for c in self._file.cost
                if self._here(c)
            ),
            reductions=reductions,
            reduction_amounts=amounts,
            reduction_figures=figures,
            reserves=Reserves(
                self._by_year(reserves.minimum if reserves else (Fraction(0),)),
                _figure("reserves", self._id, reserves) if reserves else None,
            ),
            offers=tuple(self._offer(o, named) for o in self._file.in_kind if self._here(o)),
            answers=tuple(
                Answer(
                    named.of(a.partner) or "",
                    a.says,
                    a.formula,
                    a.take_up,
                    self._by_year(a.amount) if a.amount else None,
                    a.while_duty,
                    _figure("answers", a.partner, a, a.evidence, named.of(a.partner)),
                )
                for a in self._file.answer
                if self._here(a)
            ),
            drivers=self._drivers(partners, named),
            openings=self._openings(named),
            opening_figures=self._opening_figures(named),
        )

    def _openings(self, named: _Names) -> dict[str, Opening]:
        """Give what the first year opens with; a partner of which nothing is stated has nothing."""
        reserves = self._board.reserves
        found: dict[str, Opening] = {"reserves": reserves.opening if reserves else Fraction(0)}
        for word in LAST_YEAR_WORDS:
            found[word] = {
                named.of(each.partner) or "": amount
                for each in self._file.last_year
                if self._here(each) and (amount := getattr(each, word)) is not None
            }
        return found

    def _opening_figures(self, named: _Names) -> dict[str, tuple[Figure, ...]]:
        reserves = self._board.reserves
        found: dict[str, tuple[Figure, ...]] = {}
        if reserves:
            found["reserves"] = (_figure("reserves", self._id, reserves),)
        for word in LAST_YEAR_WORDS:
            figures = tuple(
                _figure(
                    "sums of the year before", each.partner, each, partner=named.of(each.partner)
                )
                for each in self._file.last_year
                if self._here(each) and getattr(each, word) is not None
            )
            found[word] = figures
        return found

    def _here(self, table: OnBoards) -> bool:
        return table.stands_on(self._id)

    def _by_year(self, amounts: ByYear) -> ByYear:
        return amounts if len(amounts) == len(self._years) else amounts * len(self._years)

    def _name(self) -> Title:
        if self._board.name is not None:
            return title(self._board.name)
        area = wales.areas(self._years[0].first_day).get(self._board.area or "")
        if area is not None:
            return Title(area.name_en, area.name_cy or None)
        return Title(self._id.replace("-", " ").title())

    def _authorities(self) -> tuple[str, ...]:
        if self._board.area is not None:
            return wales.authorities_of(self._board.area, self._years[0].first_day)
        return tuple(self._board.authorities or ())

    def _partners(self) -> tuple[Partner, ...]:
        authorities = self._authorities()
        serving = wales.serving(authorities, self._years[0].first_day)
        found = [self._partner(PartnerFile(id=body), serves) for body, serves in serving.items()]
        found += [
            self._partner(p, _served(p.id, p.kind, authorities))
            for p in self._file.partner
            if self._here(p)
        ]
        return tuple(found)

    def _partner(self, file: PartnerFile, serves: frozenset[str]) -> Partner:
        body = wales.bodies().get(file.id)
        kind = file.kind or (body.kind if body else "")
        name = title(file.name) if file.name else Title(file.id)
        if body is not None and file.name is None:
            name = Title(body.name_en, body.name_cy or None)
        devolved = self._kinds[kind] if file.devolved is None else file.devolved
        return Partner(file.id, name, kind, devolved, file.payer or file.id, serves)

    def _reductions(
        self,
    ) -> tuple[tuple[Reduction, ...], dict[str, ByYear], dict[str, Figure]]:
        """Give what reduces the bill, in the order grants, income, reserves."""
        found: list[Reduction] = []
        amounts: dict[str, ByYear] = {}
        figures: dict[str, Figure] = {}
        for kind, tables in (("grants", self._file.grant), ("income", self._file.income)):
            word = "grant" if kind == "grants" else "income"
            for table in [each for each in tables if self._here(each)]:
                name = _named(word, table.name, amounts)
                found.append(Reduction(name, kind, table.name, tuple(table.reduces)))  # type: ignore[arg-type]
                amounts[name] = self._by_year(table.amount)
                figures[name] = _figure(kind, table.name, table)
        reserves = self._board.reserves
        if reserves is not None and reserves.reduces:
            found.append(
                Reduction(
                    "reserves_use", "reserves", "planned use of reserves", tuple(reserves.reduces)
                )
            )
            amounts["reserves_use"] = self._by_year(reserves.use)
            figures["reserves_use"] = _figure("reserves", self._id, reserves)
        return tuple(found), amounts, figures

    def _offer(self, file: InKindFile, named: _Names) -> Offer:
        pools = {c.item: c.pool for c in self._file.cost if self._here(c)}
        if file.value is not None:
            worth = self._by_year(file.value)
        else:
            sum_of = worth_of(file.quantity.figure, file.rate.figure)  # type: ignore[union-attr]  # checked
            worth = (sum_of,) * len(self._years)
        what = f"{file.partner}: {file.meets or file.kind}"
        partner = named.of(file.partner) or ""
        figure = _figure("offers in kind", what, file, file.evidence, partner)
        meets = file.meets
        return Offer(partner, file.kind, meets, pools[meets] if meets else None, worth, figure)

    def _drivers(self, partners: tuple[Partner, ...], named: _Names) -> Mapping[str, DriverFigures]:
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
                    Title(f"{wales.MEASURE_TITLES[measure]}, {estimate.label}"),
                    estimate.year,
                    values,
                    Figure("drivers", measure, "published", estimate.source),
                )
        for file in self._file.driver:
            if self._here(file):
                words = title(file.title) if file.title else Title(file.name.replace("_", " "))
                found[file.name] = DriverFigures(
                    words,
                    file.year,
                    {named.of(who) or who: value for who, value in file.values.items()},
                    Figure("drivers", file.name, file.status or "assumed", file.source),
                )
        return found


class _Names:
    """Partners by id, or by kind where the board has one of the kind."""

    def __init__(self, partners: tuple[Partner, ...]) -> None:
        self._ids = {partner.id for partner in partners}
        self._kinds: dict[str, list[str]] = {}
        for partner in partners:
            self._kinds.setdefault(partner.kind, []).append(partner.id)

    def of(self, name: str | None) -> str | None:
        """Give the id that a name in the file stands for."""
        alike = self._kinds.get(name or "", [])
        return alike[0] if name not in self._ids and len(alike) == 1 else name


def _served(partner: str, kind: str | None, authorities: tuple[str, ...]) -> frozenset[str]:
    """Give the authorities that a partner added to a board is there for: a council for its own."""
    if partner in wales.authorities():
        return frozenset([partner])
    return frozenset() if kind == "local_authority" else frozenset(authorities)


def _named(word: str, name: str, taken: Collection[str]) -> str:
    """Name a column after a grant or income, so that a formula can use it: `grant_training`."""
    full = f"{word}_{in_identifier(slug_of(name))}"
    number, found = 1, full
    while found in taken:
        number += 1
        found = f"{full}_{number}"
    return found


def title(file: TitleFile) -> Title:
    """Give a file's title, in Welsh only where it is in Welsh only."""
    return Title(file.en or file.cy or "", file.cy)


def _figure(
    group: str,
    what: str,
    table: Sourced | ReservesFile,
    evidence: str | None = None,
    partner: str | None = None,
) -> Figure:
    source = table.source or evidence or "the scenario"
    return Figure(group, what, table.status or "assumed", source, partner)
