"""One formula on one board, year after year: what one year closes with, the next opens with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from funding.comparison.outcome import Run
from funding.compiling.bind import bind
from funding.compiling.cautions import cautions
from funding.compiling.compile import compile_formula
from funding.compiling.objections import objections
from funding.compiling.party import Party
from funding.compiling.terms import Term, terms_of
from funding.errors import Fault, InputError
from funding.evaluation.exact import CellFault, evaluate
from funding.evaluation.identities import check_identities
from funding.evaluation.result import read_result
from funding.formula.model import Formula
from funding.formula.reading import known_kinds
from funding.refusals import cell_fault, check_bills, check_reserves, plugins_of
from funding.rules.work import Shape
from funding.scenario.model import Board, Scenario
from funding.worksheet.worksheet import OF_A_YEAR, Opening, Worksheet
from funding.yearly import joined, summed

Worksheets = dict[tuple[Formula, Shape], Worksheet]


class Chain:
    """The worksheets of the years of one formula on one board, or of the parts of years.

    Only the whole pennies of the columns that a worksheet carries pass from one to the next, so a
    formula that runs beside another never sees what that one kept or owes. `worksheets` holds those
    compiled so far, by formula and shape of board.
    """

    def __init__(
        self, formula: Formula, board: Board, scenario: Scenario, worksheets: Worksheets
    ) -> None:
        self.formula, self.board, self.scenario = formula, board, scenario
        self._worksheets = worksheets
        self.openings: Mapping[str, Opening] = board.openings
        self.runs: list[Run] = []

    def run_year(self, place: int) -> None:
        """Work out the year at `place`, after the one before it, part by part.

        Raise `InputError` for what cannot be worked out, `ConservationError` for what does not add.
        """
        year = self.scenario.years[place]
        what = f"{self.formula.id} on {self.board.id}, {year}"
        if not self.runs:
            self._object()
        check_reserves(self.board, self.scenario, place, self.openings["reserves"], what)
        parts: list[Run] = []
        in_hand = dict(self.openings)
        for term in self._terms[place]:
            parts.append(self._run_part(term, place, in_hand))
            in_hand = passed(in_hand, closings(parts[-1]))
        self.openings = {**in_hand, **summed(closings(part) for part in parts)}
        self.runs.append(joined(parts, self.formula, self.board, year))
        check_identities(self.runs[-1].result, what)

    def _run_part(self, term: Term, place: int, openings: Mapping[str, Opening]) -> Run:
        """Work out a year, or a part of one."""
        part, formula, board = term
        what = f"{self.formula.id} on {self.board.id}, {part}"
        worksheet = self._worksheet(term)
        binding = bind(worksheet, formula, board, part, place, openings)
        try:
            sheet = evaluate(worksheet, binding)
        except CellFault as error:
            raise InputError([cell_fault(error, formula, board, what)]) from None
        check_bills(sheet, formula, what)
        result = read_result(sheet)
        check_identities(result, f"{what}{plugins_of(formula)}")
        parties = tuple(Party(each, formula, board, part.first_day) for each in board.partners)
        warnings = tuple(cautions(formula, board, part, worksheet, parties, result, place))
        return Run(formula, board, part.year, parties, sheet, result, warnings, part, formula)

    def _object(self) -> None:
        """Refuse a formula that the board lacks something for, in any part of any year."""
        faults = list(self._objections())
        for term in [each for terms in self._terms for each in terms] if not faults else []:
            try:
                self._worksheet(term)
            except InputError as error:
                faults += error.faults
        if faults:
            raise InputError(faults)

    @cached_property
    def _terms(self) -> list[tuple[Term, ...]]:
        return [terms_of(self.formula, self.board, year) for year in self.scenario.years]

    def _objections(self) -> Iterator[Fault]:
        """Give each fault once, with the part that it is about if it is not about all of them."""
        terms = [term for each in self._terms for term in each]
        about: dict[Fault, list[Term]] = {}
        for term in terms:
            for fault in objections(term.formula, term.board, term.part):
                about.setdefault(fault, []).append(term)
        for fault, those in about.items():
            when = str(those[0].part)
            told = len(those) == len(terms) or when in fault.message
            yield fault if told else replace(fault, message=f"{fault.message} ({when})")

    def _worksheet(self, term: Term) -> Worksheet:
        kinds = known_kinds(self.scenario.formulas)
        shape = term.board.shape(kinds, in_part=not term.part.is_whole)
        key = (term.formula, shape)
        if key not in self._worksheets:
            self._worksheets[key] = compile_formula(term.formula, shape)
        return self._worksheets[key]


def closings(run: Run) -> dict[str, Opening]:
    """Give what a worksheet closes with, for the next to open with: one sum, or one a partner.

    What was asked and paid is among it whether or not this formula looks back: the next one may.
    """
    partners, sheet = run.result.partners, run.sheet
    found: dict[str, Opening] = {
        word: {partner.id: getattr(partner, word) for partner in partners} for word in OF_A_YEAR
    }
    for name, column in sheet.worksheet.carried.items():
        cells = sheet.cells[column]
        if isinstance(cells, tuple):
            found[name] = {row.id: cell for row, cell in zip(sheet.rows, cells, strict=True)}
        else:
            found[name] = cells
    return found


def passed(before: Mapping[str, Opening], closed: Mapping[str, Opening]) -> dict[str, Opening]:
    """Give what the next part opens with: what is in hand or owed now.

    What was asked or paid in the year before stays that of a whole year; so does what somebody
    owes who is not on the board now.
    """
    found = dict(before)
    for name, closing in closed.items():
        opening = before.get(name)
        if name in OF_A_YEAR:
            continue
        if isinstance(closing, Mapping) and isinstance(opening, Mapping):
            closing = {**opening, **closing}
        found[name] = closing
    return found
