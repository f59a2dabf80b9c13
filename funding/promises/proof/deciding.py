"""Whether the claims of a promise are proved of every board on which certain partners sit."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

import z3

from funding.evaluation.result import BOARD_WORDS, BoardResult, read_result
from funding.promises.changes import matches
from funding.promises.claims import PARTNERS, Claim, claim_sheet
from funding.promises.example import Example, Subject
from funding.promises.given import Given
from funding.promises.inputs import inputs_of, needed_drivers, relations
from funding.promises.promise import Promise
from funding.promises.proof.known import Cells, Divisor
from funding.promises.proof.prover import Prover
from funding.promises.proof.symbolic import Symbolic
from funding.promises.proof.terms import Term, added, conjoined, leaves
from funding.promises.scope import Seats, full_shape
from funding.worksheet.expression import parse_condition


class ClaimsNothing(Exception):
    """A claim divides by nothing on every board."""


class Theory:
    """All that is known of a formula's boards on which certain partners sit."""

    def __init__(self, subject: Subject, seats: Seats, seconds: float) -> None:
        self._subject, self._seats, self._seconds = subject, seats, seconds
        self.worksheet = subject.worksheet(full_shape(subject.formula))
        given = Given(subject, seats.rows)
        concrete = {
            column.name: given.cells(column)
            for column, sort in inputs_of(self.worksheet)
            if sort == "given"
        }
        self.sheet = Symbolic(self.worksheet, seats.rows, concrete)
        self._prover = Prover(self.sheet, self._given(concrete), self._until())
        self._learned = False
        self.claim_divides = False
        """Whether a claim of what was last proved may divide by nothing."""

    def proves(self, promise: Promise) -> bool:
        """Say whether every claim of a promise about one board is proved.

        Raise `OutOfTime`, and `ClaimsNothing` where a claim has no value on any board.
        """
        self.claim_divides = False
        if promise.change is not None:
            return False
        self._prover.until = self._until()
        if not self._learned:
            self._prover.learn()
            self._learned = True
        claims = list(promise.claims(self._subject.formula, self.worksheet))
        return all(self._claim_is_proved(promise, claim) for claim in claims)

    def undivided(self) -> list[str]:
        """Name the columns that divide by what may be nothing: such boards have no result."""
        return list(dict.fromkeys(self._prover.undivided))

    def _until(self) -> float:
        return time.monotonic() + self._seconds

    def _given(
        self, concrete: dict[str, Fraction | tuple[Fraction, ...]]
    ) -> list[tuple[frozenset[str], Term]]:
        """Give what ties inputs together, each with the columns that it is about."""
        sheet, found = self.sheet, list[tuple[frozenset[str], Term]]()
        for text in relations(self.worksheet):
            expression = parse_condition(text, set(sheet.cells))
            names = frozenset(symbol.name for symbol in expression.free_symbols)
            found += [(names, each) for each in sheet.condition(expression, text)]
        if "is_lead" in sheet.cells:
            leads = added(sheet.in_rows(sheet.cells["is_lead"]))
            found.append((frozenset(["is_lead"]), leads == 1))
        board = Example(
            self._subject, full_shape(self._subject.formula), self._seats.rows, concrete
        )
        for some in needed_drivers(board):
            total = added(sheet.in_rows(sheet.cells[some.name])[row] for row in some.rows)
            found.append((frozenset([some.name]), total > 0))
        return found

    def _claim_is_proved(self, promise: Promise, claim: Claim) -> bool:
        sheet = claim_sheet([claim], self.worksheet)
        named = {c.name: self._cells(c.name) for c in sheet if c.origin is not None}
        over = Symbolic(sheet, self._seats.rows, {}, terms=named, prefix="claim ")
        known = over.known["claim 0"]
        more = [
            *known.conditions,
            *(z3.Implies(z3.And(*each.path), each.divisor != 0) for each in known.divisors),
        ]
        columns = self._columns_in(named.values())
        if not all(self._is_something(each, columns, known.conditions) for each in known.divisors):
            self.claim_divides = True
            if self._prover.proves(z3.BoolVal(False), columns, more):  # noqa: FBT003  (the solver's)
                raise ClaimsNothing
        cells = over.cells["claim 0"]
        rows = self._rows_of(promise) if isinstance(cells, list) else [0]
        return all(
            self._prover.proves(
                (cells[row] if isinstance(cells, list) else cells) != 0, columns, more
            )
            for row in rows
        )

    def _is_something(
        self, divisor: Divisor, columns: Iterable[str], conditions: Sequence[Term]
    ) -> bool:
        """Say whether what a claim divides by is proved to be something wherever it does."""
        claim = z3.Implies(conjoined(divisor.path), divisor.divisor != 0)
        return self._prover.proves(claim, columns, conditions)

    def _rows_of(self, promise: Promise) -> Sequence[int]:
        """Give the rows that a promise is about, one of each sort that cannot be told apart."""
        whose = None if isinstance(promise.whose, str) else promise.whose
        rows = self._prover.rows_to_prove()
        if whose is not None and whose.partner is not None:
            rows = list(range(len(self._seats.rows)))
        return [row for row in rows if matches(self._seats.rows[row], whose)]

    def _cells(self, name: str) -> Cells:
        """Give the terms of a word of the result, or of a column."""
        if name in BOARD_WORDS:
            return getattr(self._result, name)
        if name in PARTNERS:
            return [getattr(partner, name) for partner in self._result.partners]
        return self.sheet.cells[name]

    @cached_property
    def _result(self) -> BoardResult:
        """The words of the result, as terms: read from the cells as they are from figures."""
        return read_result(self.sheet)  # type: ignore[arg-type]  # a sheet whose cells are terms

    @cached_property
    def _columns(self) -> dict[int, str]:
        """The column of each unknown that is a cell."""
        return {
            cell.get_id(): name
            for name, cells in self.sheet.cells.items()
            for cell in self.sheet.in_rows(cells)
        }

    def _columns_in(self, named: Iterable[Cells]) -> set[str]:
        """Name the columns whose cells stand in some terms: figures stand in none."""
        terms = [term for cells in named for term in self.sheet.in_rows(cells)]
        terms = [term for term in terms if z3.is_expr(term)]
        return {self._columns[key] for key in leaves(terms) if key in self._columns}
