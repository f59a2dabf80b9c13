"""Promises about two boards of which one is the other, with some figures multiplied.

By powers (`powers.py`) every cell after is the cell before, multiplied by the factor to a power. So
a claim has one unknown for each cell and one for the factor, and what is left is an identity.
"""

from __future__ import annotations

from sympy import Add, Expr, Mul, Rational, Symbol, expand

from funding.evaluation.result import BOARD_WORDS, BoardResult, read_result
from funding.promises.changes import Scales
from funding.promises.claims import AFTER, BEFORE, NOT_MEANT, PARTNERS, STEP, claim_sheet
from funding.promises.example import Subject
from funding.promises.given import Given
from funding.promises.inputs import inputs_of
from funding.promises.promise import Promise
from funding.promises.proof.powers import Power, Powers, settled
from funding.promises.scope import Seats, full_shape
from funding.worksheet import functions
from funding.worksheet.worksheet import Worksheet

FACTOR = Symbol(STEP, real=True, positive=True)


def is_identity(promise: Promise, subject: Subject, seats: Seats) -> bool:
    """Say whether a promise about multiplied figures is an identity on a board, for every row."""
    if not isinstance(promise.change, Scales):
        return False
    worksheet = subject.worksheet(full_shape(subject.formula))
    given = Given(subject, seats.rows)
    concrete = {c.name: given.cells(c) for c, sort in inputs_of(worksheet) if sort == "given"}
    claims = [
        claim_sheet([claim], worksheet, two=True)["claim 0"].expression
        for claim in promise.claims(subject.formula, worksheet)
    ]
    boards = [
        _Multiplied(Powers(worksheet, seats.rows, concrete, names))
        for names in _together(promise.change, worksheet)
    ]
    return bool(boards) and all(
        board.makes_one(claim, row)
        for board in boards
        for row in range(len(seats.rows))
        for claim in claims
    )


def _together(change: Scales, worksheet: Worksheet) -> list[frozenset[str]]:
    """Give the inputs that are multiplied together, for each thing that the change may be of."""
    names = [column.name for column, sort in inputs_of(worksheet) if sort == change.sort]
    return [frozenset([name]) for name in names] if change.sort == "count" else [frozenset(names)]


class _Multiplied:
    """Two boards, of which the second has some figures multiplied."""

    def __init__(self, powers: Powers) -> None:
        self._powers = powers
        self._result: BoardResult = read_result(powers)  # type: ignore[arg-type]  # a sheet whose cells are powers

    def makes_one(self, claim: Expr | None, row: int) -> bool:
        """Say whether a claim comes to 1 for a row, whatever the figures."""
        if not isinstance(claim, functions.choose):
            return False
        condition, one, other = claim.args
        if isinstance(other, Rational) and other == NOT_MEANT:  # only `when` a condition holds
            return self.makes_one(one, row)
        return self._holds(condition, row) is True

    def _holds(self, node: Expr, row: int) -> bool | None:
        """Say whether a condition holds whatever the figures; None if it rests on them."""
        if isinstance(node, functions.is_equal | functions.is_less):
            x, y = (self._sum(each, row) for each in node.args)
            apart = None if x is None or y is None else expand(y - x)
            if not isinstance(apart, Rational):
                return None
            return bool(apart == 0 if isinstance(node, functions.is_equal) else apart > 0)
        parts = [self._holds(each, row) for each in node.args]
        if isinstance(node, functions.fails):
            return None if parts[0] is None else not parts[0]
        decides = isinstance(node, functions.either)
        if decides in parts:
            return decides
        return None if None in parts else not decides

    def _sum(self, node: Expr, row: int) -> Expr | None:
        """Give a sum as an expression in the cells before and the factor."""
        if isinstance(node, Rational):
            return node
        if isinstance(node, Symbol):
            return self._cell(node.name, row)
        if not isinstance(node, Add | Mul):
            return None
        parts = [self._sum(each, row) for each in node.args]
        return None if None in parts else type(node)(*parts)

    def _cell(self, name: str, row: int) -> Expr | None:
        if name == STEP:
            return FACTOR
        word = name.removeprefix(BEFORE).removeprefix(AFTER)
        found = self._power(word, row)
        if found.is_nothing:
            return Rational(0)
        if found.power is None:
            return None
        before = Symbol(word, real=True)
        return before if name.startswith(BEFORE) else before * FACTOR**found.power

    def _power(self, word: str, row: int) -> Power:
        if word in BOARD_WORDS:
            found: Power = getattr(self._result, word)
        elif word in PARTNERS:
            found = getattr(self._result.partners[row], word)
        else:
            found = self._powers.cell(word, row)
        return found if isinstance(found, Power) else settled(found)  # a sum of no columns
