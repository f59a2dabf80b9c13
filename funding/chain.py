"""One formula on one board, year after year: what one year closes with, the next opens with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from funding.comparison.outcome import Run
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
from funding.scenario.model import Board, Scenario
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

    def run_year(self, place: int) -> None:
        """Work out the year at `place`, after the one before it.

        The next one opens with what the outturn leaves, where it is known. Raise `InputError` for
        what cannot be worked out, `ConservationError` for what does not add.
        """
        formula, board = self.formula, self.board
        if not self.runs:
            self._object()
        owed = self.openings.get("arrears", {})
        check_arrears(formula, board, self.scenario, place, owed, self._named(place))
        agreed = self._run(board, place, self._named(place))
        spent = board.at_outturn(place)
        outturn = self._run(spent, place, f"{self._named(place)}, outturn") if spent else None
        self.runs.append(closed(agreed, outturn, place))
        self.openings = closings((outturn or agreed).sheet)

    def _run(self, board: Board, place: int, what: str) -> Run:
        """Evaluate the worksheet with the figures of a year, and check what comes of it."""
        year, formula = self.scenario.years[place], self.formula
        binding = bind(self._worksheet, formula, board, self.scenario.years, place, self.openings)
        try:
            sheet = evaluate(self._worksheet, binding)
        except CellFault as error:
            raise InputError([cell_fault(error, formula, board, what)]) from None
        check_reserves(board, self.scenario, place, sheet, what)
        check_bills(sheet, formula, what)
        result = read_result(sheet)
        check_identities(result, f"{what}{plugins_of(formula)}")
        parties = tuple(Party(partner, formula, board, year) for partner in board.partners)
        warnings = (
            *cautions(formula, board, year, self._worksheet, parties, result, place),
            *carrying_cautions(formula, sheet),
        )
        return Run(formula, board, year, parties, sheet, result, warnings)

    def _named(self, place: int) -> str:
        return f"{self.formula.id} on {self.board.id}, {self.scenario.years[place]}"

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
