"""What a promise claims of a board, or of two: conditions over the words of the result and columns.

A claim is a column like any other: 1 where it holds, 0 where it is broken, 2 where it is not meant.
Its inputs are the cells that it names, of one board, or of two with `before_` and `after_` before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer, Rational

from funding.amounts import POUNDS, written_exact
from funding.evaluation.result import BOARD_WORDS, PARTNER_WORDS
from funding.language import _
from funding.worksheet import functions
from funding.worksheet.column import Column, Origin, Scope, Title, letter_of
from funding.worksheet.expression import parse_condition, scope_of
from funding.worksheet.worksheet import Worksheet

BEFORE, AFTER, STEP = "before_", "after_", "step"
ZERO = Fraction(0)
PARTNERS = (*PARTNER_WORDS, "assessed_exact")
NOT_MEANT = 2
"""What a claim comes to where it is not meant."""


@dataclass(frozen=True)
class Claim:
    """A condition that must hold wherever another does, up to an allowance of pounds."""

    always: str
    when: str | None = None
    within: Fraction = ZERO

    @property
    def words(self) -> str:
        """The claim as it is written, with words between its conditions."""
        parts = {"always": self.always, "when": self.when}
        if not self.within:
            return _("{always}, when {when}", **parts) if self.when else self.always
        parts["sum"] = written_exact(self.within, POUNDS)
        if self.when:
            return _("{always}, when {when}, within {sum}", **parts)
        return _("{always}, within {sum}", **parts)


def names_of(worksheet: Worksheet) -> dict[str, Scope]:
    """Give every name that a claim may use of one board: a cell a partner, or one for the board."""
    columns = {column.name: column.scope for column in worksheet}
    partners = dict.fromkeys(PARTNERS, Scope.PARTNER)
    return columns | partners | dict.fromkeys(BOARD_WORDS, Scope.BOARD)


def claim_sheet(claims: Iterable[Claim], worksheet: Worksheet, *, two: bool = False) -> Worksheet:
    """Make the worksheet of some claims: the cells that they name, and a column for each claim.

    Raise `ExpressionFault` for a name that neither the result nor the worksheet has.
    """
    known = names_of(worksheet)
    if two:
        known = {
            f"{board}{name}": each for board in (BEFORE, AFTER) for name, each in known.items()
        }
        known[STEP] = Scope.BOARD
    expressions = [_expression(claim, known) for claim in claims]
    used = sorted(
        {symbol.name for each in expressions for symbol in each.free_symbols} & set(known)
    )
    columns = [
        _column(place, name, known[name], origin=Origin("cell", _board_and_name(name, two=two)))
        for place, name in enumerate(used)
    ]
    for number, expression in enumerate(expressions):
        scope = scope_of(expression, known)
        columns.append(
            _column(len(columns), f"claim {number}", scope, expression=expression, text="")
        )
    return Worksheet("claims", tuple(columns))


def _column(place: int, name: str, scope: Scope, **more: object) -> Column:
    return Column(letter_of(place), name, Title(name), "number", scope, "", **more)  # type: ignore[arg-type]  # fields by name


def _board_and_name(name: str, *, two: bool) -> tuple[str, ...]:
    if not two or name == STEP:
        return "", name
    board = BEFORE if name.startswith(BEFORE) else AFTER
    return board, name.removeprefix(board)


def _expression(claim: Claim, known: Mapping[str, Scope]) -> Expr:
    """Give 1 where the claim holds; where it is not meant it is not evaluated."""
    condition = parse_condition(claim.always, known)
    if claim.within:
        condition = _loosened(condition, claim.within, wanted=True)
    holds = functions.choose(condition, Integer(1), Integer(0))
    if claim.when is None:
        return holds
    return functions.choose(parse_condition(claim.when, known), holds, Integer(NOT_MEANT))


def _loosened(node: Expr, allowance: Fraction, *, wanted: bool) -> Expr:
    """Let comparisons hold that fail by no more than an allowance; deny fewer, where denied."""
    more = Rational(allowance.numerator, allowance.denominator)
    if isinstance(node, functions.is_less):
        less, greater = node.args
        if wanted:
            return functions.is_less(less, functions.plus(greater, more))
        return functions.is_less(functions.plus(less, more), greater)
    if isinstance(node, functions.is_equal) and wanted:
        x, y = node.args
        apart = (functions.is_less(functions.plus(a, more), b) for a, b in ((x, y), (y, x)))
        return functions.both(*(functions.fails(each) for each in apart))
    if isinstance(node, functions.fails):
        return functions.fails(_loosened(node.args[0], allowance, wanted=not wanted))
    if isinstance(node, functions.both | functions.either):
        return type(node)(*(_loosened(each, allowance, wanted=wanted) for each in node.args))
    return node
