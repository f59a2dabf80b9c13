"""Ties, as cells: an exact one, which the order by id settles, or one too close to tell.

Where figures are so nearly alike that floats cannot part them, a spreadsheet knows only by other
means whether they are the same: `fineness.py` has these.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from sympy import Expr

from funding.language import _
from funding.report.workbook.cells import At, Span
from funding.report.workbook.fineness import NotKnown
from funding.report.workbook.helping import SETTLED, TIES, Helping
from funding.report.workbook.nodes import Node, Number, call, sign
from funding.report.workbook.page import Line

CLOSE = Fraction(2, 10**6)
"""Remainders that are rounded to six decimals may lie so near and be alike, or not."""
FINEST = 10**5
"""Parts that are whole when taken so many times differ by five times as much, at least."""
MOST_UNITS = 10**9
"""Of more units, floats are astray by more than six decimals of one."""


@dataclass(frozen=True)
class Queue:
    """What stands in a queue: what is left over, the places, and how many are handed one more."""

    rest: Line
    place: Line
    spare: Line
    units: Line


def tell_ties(to: Helping, queue: Queue, part: Expr | None) -> None:
    """Say whether the last who gets a unit and the first who gets none are tied, and how.

    `part` is what is shared, in units; None where nothing is known of it beyond its cells.
    """
    rest, spare = queue.rest, queue.spare
    rows = Number(Fraction(len(to.page.rows)))
    last = to.helper(
        _("left over by the last who gets one more"),
        _rest_at(queue, At(spare)),
        wide=False,
        unit="exact",
    )
    apart = call("ABS", sign(At(last), "-", _rest_at(queue, sign(At(spare), "+", 1))))
    within = call("AND", sign(At(spare), ">=", 1), sign(At(spare), "<", rows))
    close = call("IF", within, call("IF", sign(apart, "<", CLOSE), 1, 0), 0)
    near = sign(call("ABS", sign(Span(rest), "-", At(last))), "<", CLOSE)
    same = sign(Span(rest), "=", At(last))
    counted = call("SUMPRODUCT", same * 1)
    is_exact = sign(call("SUMPRODUCT", near * 1), "=", counted)
    first = call("MATCH", At(spare), Span(queue.place), 0)
    known = _known(to, part, queue, _are_alike(to, part, same, counted, first))
    settled = settle(to, close, call("AND", is_exact, known) if known is not None else None)
    # Fewer than none left, or more than there are rows: the figures are cut too coarsely.
    beyond = call("OR", sign(At(spare), "<", 0), sign(At(spare), ">", rows))
    flag(to, call("IF", beyond, 1, sign(close, "-", At(settled))))


def settle(to: Helping, close: Node, is_exact: Node | None) -> Line:
    """Add the cell that says whether a tie is exact, so that the order by id settles it."""
    told = call("IF", is_exact, 1, 0) if is_exact is not None else Number(Fraction(0))
    return to.helper(
        _("1 if this is an exact tie, which the order by id settles, else 0"),
        call("IF", sign(close, "=", 1), told, 0),
        wide=False,
        unit="flag",
        key=SETTLED,
    )


def flag(to: Helping, node: Node) -> None:
    """Add the cell that says whether a spreadsheet can tell who comes first."""
    to.helper(
        _("1 if this is too close for a spreadsheet to tell, else 0"),
        node,
        wide=False,
        unit="flag",
        key=TIES,
    )


def all_alike(to: Helping, part: Expr | None, tied: Node, row: Node) -> Node | None:
    """Count the tied rows that are as one of them in all that a part rests on; None: not known."""
    if part is None:
        return None
    try:
        lines = to.knowing.rests(part)
    except NotKnown:
        return None
    alike = (sign(Span(each), "=", call("INDEX", Span(each), row)) for each in lines)
    return call("SUMPRODUCT", reduce(lambda x, y: sign(x, "*", y), alike, tied * 1))


def _rest_at(queue: Queue, which: Node) -> Node:
    is_there = sign(Span(queue.place), "=", which)
    return call("SUMPRODUCT", sign(is_there, "*", Span(queue.rest)))


def _are_alike(
    to: Helping, part: Expr | None, tied: Node, counted: Node, first: Node
) -> Node | None:
    found = all_alike(to, part, tied, first)
    return sign(counted, "=", found) if found is not None else None


def _known(to: Helping, part: Expr | None, queue: Queue, are_alike: Node | None) -> Node | None:
    """Say whether remainders that look alike are; None where that can never be known."""
    if part is None:
        return None
    try:
        times = to.knowing.fineness(part).node
    except NotKnown:
        return are_alike
    line = to.helper(_("how many times makes every part whole"), times, wide=False)
    is_coarse = call("AND", sign(At(line), "<=", FINEST), sign(At(queue.units), "<", MOST_UNITS))
    return call("OR", is_coarse, are_alike) if are_alike is not None else is_coarse
