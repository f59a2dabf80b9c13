"""One formula on one board, year after year: what one year closes with, the next opens with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from funding.comparison.run import Run
from funding.comparison.settling import closed
from funding.compiling.bind import Party, bind
from funding.compiling.carrying import carrying_cautions
from funding.compiling.cautions import cautions
from funding.compiling.compile import compile_formula
from funding.compiling.objections import objections
from funding.errors import InputError
from funding.evaluation.exact import CellFault, Sheet, evaluate
from funding.evaluation.identities import check_identities
from funding.evaluation.result import read_result
from funding.formula.model import Formula
from funding.formula.reading import known_kinds
from funding.refusals import (
    cell_fault,
    check_arrears,
    check_bills,
    check_reserves,
    plugins_of,
)
from funding.rules.work import Shape
from funding.scenario.model import Answer, Board, Scenario
from funding.worksheet.worksheet import Opening, Worksheet


class Chain:
    """The worksheets of the years of one formula on one board.

    Only the whole pennies of the columns that a worksheet carries pass from year to year, so a
    formula that runs beside another never sees what that one kept or owes. `worksheets` holds those
    compiled so far, by formula and shape of board.
    """

    def __init__(
        self,
        formula: Formula,
        board: Board,
        scenario: Scenario,
        worksheets: dict[tuple[str, Shape], Worksheet],
    ) -> None:
        self.formula, self.board, self.scenario = formula, board, scenario
        self._worksheets = worksheets
        self.openings: Mapping[str, Opening] = board.openings
        self.runs: list[Run] = []

    def run_year(self, place: int, limits: Mapping[str, Fraction] | None = None) -> None:
        """Work out the year at `place`, after the one before it.

        `limits` has each partner's part of a limit that it has over several bills. The next year
        opens with what the outturn leaves, where it is known. Raise `InputError` for what cannot be
        worked out, `ConservationError` for what does not add.
        """
        what, owed = self._what(place), self.openings.get("arrears", {})
        if not self.runs:
            self._object()
        check_arrears(self.formula, self.board, self.scenario, place, owed, what)
        board = _limited(self.board, limits or {})
        agreed = self._run(board, place, what)
        spent = board.at_outturn(place)
        outturn = self._run(spent, place, f"{what}, outturn") if spent else None
        self.runs.append(closed(agreed, outturn, place))
        self.openings = closings((outturn or agreed).sheet)

    def _run(self, board: Board, place: int, what: str) -> Run:
        """Evaluate the worksheet with the figures of a year, and check what comes of it."""
        year, formula = self.scenario.years[place], self.formula
        sheet = self._sheet(place, board, what)
        check_reserves(board, self.scenario, place, sheet, what)
        check_bills(sheet, formula, what)
        result = read_result(sheet)
        check_identities(result, f"{what}{plugins_of(formula)}")
        parties = self._parties(board, place)
        warnings = (
            *cautions(formula, board, year, sheet, parties, result, place),
            *carrying_cautions(formula, sheet),
        )
        return Run(formula, self.board, year, parties, sheet, result, warnings)

    def under_one_limit(self, place: int) -> list[Answer]:
        """Give the answers that count in a year and are one limit over several bills."""
        if all(answer.shared_limit is None for answer in self.board.answers):
            return []
        answers = (party.answer for party in self._parties(self.board, place))
        return [each for each in answers if each is not None and each.shared_limit is not None]

    def due(self, place: int) -> dict[str, Fraction]:
        """Give what is due in cash from each partner, which no answer of the year changes."""
        if not self.runs:
            self._object()
        sheet = self._sheet(place, self.board, self._what(place))
        return {each.id: sheet.cell("due", row) for row, each in enumerate(sheet.rows)}

    def _sheet(self, place: int, board: Board, what: str) -> Sheet:
        """Fill the worksheet of a year."""
        years = self.scenario.years
        binding = bind(self._worksheet, self.formula, board, years, place, self.openings)
        try:
            return evaluate(self._worksheet, binding)
        except CellFault as error:
            raise InputError([cell_fault(error, self.formula, board, what)]) from None

    def _what(self, place: int) -> str:
        return f"{self.formula.id} on {self.board.id}, {self.scenario.years[place]}"

    def _parties(self, board: Board, place: int) -> tuple[Party, ...]:
        year = self.scenario.years[place]
        return tuple(Party(partner, self.formula, board, year) for partner in board.partners)

    def _object(self) -> None:
        """Refuse a formula that the board lacks something for, in any of the years."""
        faults = [
            fault
            for year in self.scenario.years
            for fault in objections(self.formula, self.board, year)
        ]
        if faults:
            raise InputError(faults)

    @cached_property
    def _worksheet(self) -> Worksheet:
        shape = self.board.shape(known_kinds(self.scenario.formulas))
        key = (self.formula.id, shape)
        if key not in self._worksheets:
            self._worksheets[key] = compile_formula(self.formula, shape)
        return self._worksheets[key]


def _limited(board: Board, limits: Mapping[str, Fraction]) -> Board:
    """Give a board whose answers of one limit over several bills have this board's part of it."""
    answers = tuple(
        replace(answer, limit=(limits[answer.partner],) * len(answer.limit))
        if answer.limit and answer.shared_limit is not None and answer.partner in limits
        else answer
        for answer in board.answers
    )
    return replace(board, answers=answers) if limits else board


def closings(sheet: Sheet) -> dict[str, Opening]:
    """Give what a year closes with, for the next to open with: of the board and of partners."""
    found: dict[str, Opening] = {}
    for name, column in sheet.worksheet.carried.items():
        cells = sheet.cells[column]
        if isinstance(cells, tuple):
            found[name] = {row.id: cell for row, cell in zip(sheet.rows, cells, strict=True)}
        else:
            found[name] = cells
    return found
