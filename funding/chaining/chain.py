"""One formula on one board, year after year: what one year closes with, the next opens with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from funding.chaining.refusals import (
    cell_fault,
    check_arrears,
    check_bills,
    check_reserves,
    plugins_of,
)
from funding.chaining.yearly import carried, closings, joined, passed, summed
from funding.comparison.run import Run
from funding.comparison.settling import closed
from funding.compiling.bind import bind
from funding.compiling.carrying import carrying_cautions, limits_by_days
from funding.compiling.cautions import cautions
from funding.compiling.compile import compile_formula
from funding.compiling.objections import objections
from funding.compiling.party import Party
from funding.compiling.terms import Term, board_on, terms_of
from funding.errors import Fault, InputError
from funding.evaluation.cell_faults import CellFault
from funding.evaluation.exact import ZERO, Sheet, evaluate
from funding.evaluation.identities import check_identities
from funding.evaluation.result import read_result
from funding.formula.model import Formula
from funding.formula.reading import known_kinds
from funding.language import _
from funding.rules.arrears import somebody_must
from funding.rules.work import Shape
from funding.scenario.entries import Answer
from funding.scenario.model import Board, Scenario
from funding.worksheet.worksheet import Opening, Worksheet
from funding.years import FinancialYear, Part

Worksheets = dict[tuple[Formula, Shape], Worksheet]
Openings = Mapping[str, Opening]

Limits = Mapping[tuple[str, int], Fraction]
"""Each partner's part of a limit that it has over several bills, by the answer's place."""


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
        self.openings: Openings = board.openings
        self.runs: list[Run] = []

    def run_year(self, place: int, limits: Limits | None = None) -> None:
        """Work out the year at `place`, after the one before it, part by part.

        `limits` has each partner's part of a limit that it has over several bills. The next year
        opens with what the outturn leaves, where it is known. Raise `InputError` for what cannot be
        worked out, `ConservationError` for what does not add.
        """
        owed, what = self.openings.get("arrears", {}), self._what(self.scenario.years[place])
        if not self.runs:
            self._object()
        always = set.intersection(*({p.id for p in t.board.partners} for t in self._terms[place]))
        check_arrears(self.formula, self.board, self.scenario, place, owed, always, what)
        board = _limited(self.board, limits or {})
        agreed, left = self._run(board, place)
        spent = board.at_outturn(place)
        outturn, came_to = self._run(spent, place, at_outturn=True) if spent else (None, left)
        self.runs.append(closed(agreed, outturn, place))
        # Limits on change look at what was published of the year before: what was agreed.
        self.openings = {**came_to, "assessed": left["assessed"]}

    def _run(self, board: Board, place: int, *, at_outturn: bool = False) -> tuple[Run, Openings]:
        """Work out a year with the figures of a board; give what it closes with besides."""
        parts: list[Run] = []
        in_hand = dict(self.openings)
        for term in self._terms_with(board, place):
            parts.append(self._run_part(term, place, in_hand, at_outturn=at_outturn))
            in_hand = passed(in_hand, closings(parts[-1]))
        year = self.scenario.years[place]
        whole = joined(parts, self.formula, self.board, year)
        if whole.parts:
            check_identities(whole.result, self._what(year, at_outturn=at_outturn))
        return whole, {**in_hand, **summed(closings(part) for part in parts)}

    def _run_part(self, term: Term, place: int, openings: Openings, *, at_outturn: bool) -> Run:
        """Work out a year, or a part of one, and check what comes of it."""
        part, formula, board = term
        what = self._what(part, at_outturn=at_outturn)
        sheet = self._sheet(term, place, openings, what)
        check_reserves(board, self.scenario, place, sheet, what)
        check_bills(sheet, formula, what)
        result = read_result(sheet)
        check_identities(result, f"{what}{plugins_of(formula)}")
        parties = _parties(term)
        warnings = (
            *cautions(formula, board, part, sheet, parties, result, place),
            *carrying_cautions(formula, board, sheet),
            *limits_by_days(part, parties),
        )
        return Run(formula, board, part.year, parties, sheet, result, part, formula, warnings)

    def under_one_limit(self, place: int) -> list[Answer]:
        """Give the answers that count in a year and are one limit over several bills, each once."""
        if all(answer.shared_limit is None for answer in self.board.answers):
            return []
        answers = (party.answer for term in self._terms[place] for party in _parties(term))
        found = (each for each in answers if each is not None and each.shared_limit is not None)
        return list({(each.partner, each.shared_limit): each for each in found}.values())

    def due(self, place: int) -> dict[str, Fraction]:
        """Give what is due in cash from each partner in a year, before any limit is split."""
        if not self.runs:
            self._object()
        found: dict[str, Fraction] = {}
        in_hand = dict(self.openings)
        for term in self._terms[place]:
            sheet = self._sheet(term, place, in_hand, self._what(term.part))
            in_hand = passed(in_hand, carried(sheet))
            for row, each in enumerate(sheet.rows):
                found[each.id] = found.get(each.id, ZERO) + sheet.cell("due", row)
        return found

    def _sheet(self, term: Term, place: int, openings: Openings, what: str) -> Sheet:
        """Fill the worksheet of a year, or of a part of one."""
        worksheet = self._worksheet(term)
        binding = bind(worksheet, term.formula, term.board, term.part, place, openings)
        try:
            return evaluate(worksheet, binding)
        except CellFault as error:
            raise InputError([cell_fault(error, term.formula, term.board, what)]) from None

    def _what(self, when: FinancialYear | Part, *, at_outturn: bool = False) -> str:
        names = {"formula": self.formula.id, "board": self.board.id, "when": when}
        if at_outturn:
            return _("{formula} on {board}, {when}, outturn", **names)
        return _("{formula} on {board}, {when}", **names)

    def _terms_with(self, board: Board, place: int) -> list[Term]:
        """Give the parts of a year with the figures of another board, on which the same sit."""
        return [
            term._replace(board=board_on(board, self.formula, term.part.first_day))
            for term in self._terms[place]
        ]

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

    def _leaves_arrears(self, term: Term) -> bool:
        """Say whether somebody may owe, on days when nobody must, what it had to pay before."""
        before = (each.formula for terms in self._terms for each in terms if each.part < term.part)
        return not _somebody_must(term.formula) and any(map(_somebody_must, before))

    def _worksheet(self, term: Term) -> Worksheet:
        kinds = known_kinds(self.scenario.formulas)
        shape = term.board.shape(kinds, in_part=not term.part.is_whole)
        shape = replace(shape, arrears=shape.arrears or self._leaves_arrears(term))
        key = (term.formula, shape)
        if key not in self._worksheets:
            self._worksheets[key] = compile_formula(term.formula, shape)
        return self._worksheets[key]


def _somebody_must(formula: Formula) -> bool:
    return somebody_must(formula.section("duty"))


def _parties(term: Term) -> tuple[Party, ...]:
    day = term.part.first_day
    return tuple(Party(each, term.formula, term.board, day) for each in term.board.partners)


def _limited(board: Board, limits: Limits) -> Board:
    """Give a board whose answers of one limit over several bills have this board's part of it."""
    answers = tuple(
        replace(answer, limit=(limits[answer.partner, answer.shared_limit],) * len(answer.limit))
        if answer.limit
        and answer.shared_limit is not None
        and (answer.partner, answer.shared_limit) in limits
        else answer
        for answer in board.answers
    )
    return replace(board, answers=answers) if limits else board
