"""A level as cells: what is reached at each bend, the last bend below the amount, one step further.

The level rises in straight pieces, between the points where a row leaves its lowest or meets its
highest. At each of these it is worked out how much is reached in all; from the last one at which it
is less than the amount, the rest is shared by what still rises.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from funding.language import _
from funding.report.workbook.cells import At, Own, Span
from funding.report.workbook.helping import Helping
from funding.report.workbook.nodes import Node, call, sign
from funding.report.workbook.page import Line


@dataclass(frozen=True)
class Parts:
    """What a level is of: an amount; of every row, or one for all: weight, bounds and beginning."""

    amount: Node
    weight: Span
    low: Node
    high: Node
    start: Node


def level(to: Helping, parts: Parts, decimals: int) -> Node:
    """Give the least level at which all rows come to the amount; an error where none does."""
    bends = _bends(to, parts)
    first = to.helper(
        _("reached in all at a level of nothing"), _reached(None, parts), wide=False, unit="exact"
    )
    last = _last_below(to, parts, bends, decimals)
    above = _from(to, parts, bends, last, decimals)
    over = call("ROUND", sign(parts.low, "-", parts.high), decimals)
    some_over = call("SUMPRODUCT", sign(over, ">", 0) * 1)
    short = call("ROUND", sign(At(first), "-", parts.amount), decimals)
    impossible = call("OR", sign(short, ">", 0), sign(some_over, ">", 0))
    return call("IF", impossible, call("NA"), call("IF", sign(short, "=", 0), 0, above))


def _bends(to: Helping, parts: Parts) -> list[Line]:
    """Add the levels at which each row leaves its lowest, and meets its highest."""
    return [
        to.helper(title, bend_of(bound, parts.start, parts.weight), unit="exact")
        for title, bound in (
            (_("the level at which it leaves its lowest"), parts.low),
            (_("the level at which it meets its highest"), parts.high),
        )
    ]


def _last_below(to: Helping, parts: Parts, bends: Sequence[Line], decimals: int) -> Line:
    """Add the last of the bends at which less than the amount is reached."""
    reached = [_told_reached(to, parts, bend, wide=True) for bend in bends]
    below = [
        call("SUMPRODUCT", call("MAX", sign(_is_below(Span(sum_), parts, decimals), "*", Span(at))))
        for sum_, at in zip(reached, bends, strict=True)
    ]
    return to.helper(
        _("the last of those levels at which less than the amount is reached"),
        call("MAX", *below),
        wide=False,
        unit="exact",
    )


def _from(to: Helping, parts: Parts, bends: Sequence[Line], last: Line, decimals: int) -> Node:
    """Give the level above the last bend at which the rest is shared by what still rises."""
    at_last = _told_reached(to, parts, last, wide=False)
    left, met = sign(Span(bends[0]), "<=", At(last)), sign(Span(bends[1]), ">", At(last))
    rising = to.helper(
        _("weight of those between their bounds above that level"),
        call("SUMPRODUCT", sign(sign(left, "*", met), "*", parts.weight)),
        wide=False,
        unit="exact",
    )
    lacks = sign(parts.amount, "-", At(at_last))
    further = sign(At(last), "+", sign(lacks, "/", At(rising)))
    at_a_bend = call("IF", sign(call("ROUND", lacks, decimals), "=", 0), At(last), call("NA"))
    return call("IF", sign(At(rising), "=", 0), at_a_bend, further)


def _told_reached(to: Helping, parts: Parts, bend: Line, *, wide: bool) -> Line:
    """Add what is reached in all at a bend."""
    title = _("reached in all at ({letter})", letter=bend.label)
    node = _reached(Own(bend) if wide else At(bend), parts)
    return to.helper(title, node, wide=wide, unit="exact")


def of_row(node: Node) -> Node:
    """Give a row's own cell of a span; a figure for all is the same for it."""
    return Own(node.line) if isinstance(node, Span) else node


def bend_of(bound: Node, start: Node, weight: Node) -> Node:
    """Give the level at which a row comes to a bound; nothing for one without a weight."""
    way = call("MAX", of_row(bound) - of_row(start), 0)
    own = of_row(weight)
    return call("IF", sign(own, "=", 0), 0, sign(way, "/", own))


def _is_below(sums: Node, parts: Parts, decimals: int) -> Node:
    return sign(call("ROUND", sign(sums, "-", parts.amount), decimals), "<", 0)


def _reached(at: Node | None, parts: Parts) -> Node:
    """Add up what every row comes to at a level, kept within its bounds."""
    low, high, start, weight = parts.low, parts.high, parts.start, parts.weight
    # Over spans there is no least and greatest of two cells: each row counts one of three things.
    here = start if at is None else start + at * weight
    up = sign(here, ">", low)
    kept = sign(
        sign(sign(here, "<=", low), "*", low),
        "+",
        sign(sign(up, "*", sign(here, "<", high)), "*", here),
    )
    kept = sign(kept, "+", sign(sign(up, "*", sign(here, ">=", high)), "*", high))
    return call("SUMPRODUCT", kept)
