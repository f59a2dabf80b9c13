"""Whether a board, or two, keep a promise: its claims, evaluated like any other columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from funding.evaluation.cell_faults import CellFault
from funding.evaluation.exact import ZERO, evaluate
from funding.formula.model import Formula
from funding.promises.changes import matches
from funding.promises.claims import AFTER, NOT_MEANT, STEP, Claim, claim_sheet
from funding.promises.example import Cells, Settled
from funding.promises.pair import Pair, Tried, boards_in
from funding.promises.promise import Promise
from funding.worksheet.tokens import ExpressionFault
from funding.worksheet.worksheet import Binding, Worksheet


@dataclass(frozen=True, eq=False)
class Breach:
    """A board, or two, on which a promise is broken; `row` is whose claim it is, if somebody's."""

    promise: Promise
    tried: Tried
    claim: Claim
    row: int | None
    named: dict[str, Cells]
    """The cells that the claim names."""


def breach_of(promise: Promise, tried: Tried) -> Breach | None:
    """Give the first claim that is broken; none if all hold, or there is no result to speak of."""
    boards = boards_in(tried)
    settled = [each for each in (board.settled for board in boards) if each is not None]
    if len(settled) < len(boards):
        return None
    return next(breaches(promise, tried, settled), None)


def breaches(promise: Promise, tried: Tried, settled: Sequence[Settled]) -> Iterator[Breach]:
    """Give every claim that is broken by what came of one board or two, with whose it is."""
    for claim, found, cells in _worked_out(promise, tried, settled):
        if isinstance(found, Fraction):
            if found == ZERO:
                yield Breach(promise, tried, claim, None, cells)
            continue
        broken = (row for row in _meant(promise, tried) if found[row] == ZERO)
        yield from (Breach(promise, tried, claim, row, cells) for row in broken)


def _worked_out(
    promise: Promise, tried: Tried, settled: Sequence[Settled]
) -> Iterator[tuple[Claim, Cells, dict[str, Cells]]]:
    """Give each claim with what it comes to, and the cells that it names."""
    before = boards_in(tried)[0]
    formula, two = before.subject.formula, isinstance(tried, Pair)
    claims, sheet = _claims(promise, formula, before.worksheet, two)
    named = {c.name: _cells(c.origin.which, tried, settled) for c in sheet if c.origin}
    binding = Binding(before.rows, dict(named), {})
    for number, claim in enumerate(claims):
        column = sheet[f"claim {number}"]
        alone = Worksheet("claim", (*(c for c in sheet if c.origin), column))
        try:
            found = evaluate(alone, binding).cells[column.name]
        except CellFault:
            continue  # what would divide by nothing on a board claims nothing of it
        uses = {s.name for s in column.expression.free_symbols} if column.expression else set()
        yield claim, found, {name: each for name, each in named.items() if name in uses}


def is_about(promise: Promise, tried: Tried) -> bool:
    """Say whether a board has all the columns that a promise names, and somebody it is about."""
    before = boards_in(tried)[0]
    if not promise.is_about(before.rows):
        return False
    try:
        _claims(promise, before.subject.formula, before.worksheet, isinstance(tried, Pair))
    except ExpressionFault:
        return False
    return True


def is_claimed(promise: Promise, tried: Tried) -> bool:
    """Say whether anything is claimed of a board, or of two, that have a result.

    Nothing is where no claim is meant of anybody, or all would divide by nothing.
    """
    settled = [board.settled for board in boards_in(tried) if board.settled is not None]
    for _, found, _ in _worked_out(promise, tried, settled):
        mine = (
            (found,)
            if isinstance(found, Fraction)
            else map(found.__getitem__, _meant(promise, tried))
        )
        if any(each != NOT_MEANT for each in mine):
            return True
    return False


@lru_cache(maxsize=512)
def _claims(
    promise: Promise,
    formula: Formula,
    worksheet: Worksheet,
    two: bool,  # noqa: FBT001  (of a cache)
) -> tuple[Sequence[Claim], Worksheet]:
    claims = tuple(promise.claims(formula, worksheet))
    return claims, claim_sheet(claims, worksheet, two=two)


def _meant(promise: Promise, tried: Tried) -> Iterator[int]:
    """Give the rows that a promise is about: of those still there after a change."""
    before = boards_in(tried)[0]
    for row, each in enumerate(before.rows):
        if isinstance(tried, Pair):
            if not tried.after_of(row):
                continue
            if promise.whose in ("the changed", "others"):
                if (row in tried.changed) is (promise.whose == "the changed"):
                    yield row
                continue
        if not isinstance(promise.whose, str) and matches(each, promise.whose):
            yield row


def _cells(which: tuple[str, ...], tried: Tried, settled: Sequence[Settled]) -> Cells:
    """Look up a name of a claim; what a partner became two of is summed."""
    board, name = which
    if name == STEP and isinstance(tried, Pair):
        return tried.step
    if board != AFTER or not isinstance(tried, Pair):
        return settled[0].cells(name)
    cells = settled[1].cells(name)
    if isinstance(cells, Fraction):
        return cells
    return tuple(
        sum((cells[place] for place in tried.after_of(row)), ZERO) for row in range(len(tried.rows))
    )
