"""Whole units that sum to a total, as cells: cut, queue up by what is left over, hand out."""

from __future__ import annotations

from fractions import Fraction

from sympy import Expr

from funding.language import _
from funding.report.workbook import divisors, levels
from funding.report.workbook.cells import At, Own, Span
from funding.report.workbook.helping import ROUNDED, Helping
from funding.report.workbook.nodes import Node, Number, call, sign
from funding.report.workbook.page import Line
from funding.report.workbook.ties import Queue, tell_ties
from funding.worksheet import functions
from funding.worksheet.column import Scope

ORDER = "order"
"""The line that says the place of each row's id in the alphabet: ties go by it."""


def shared(to: Helping, node: Expr) -> Node:
    """Give each row its whole units."""
    x, amount, unit, method, *minimum = node.args
    size = to.value(unit)
    exact = to.wide(x, _("what is shared out, exactly"))
    units = to.helper(
        _("units there are to share"),
        call("ROUND", sign(to.value(amount), "/", size), 0),
        wide=False,
    )
    least = least_units(to, minimum[0]) if minimum else None
    if method.name == "largest_remainder":
        part = sign(Own(exact), "/", size)
        found = _largest_remainder(to, part, units, least, functions.per(x, unit))
    else:
        found = divisors.shared(to, method.name, exact, units, least, x)
    return sign(found, "*", size)


def least_units(to: Helping, minimum: Expr) -> Node:
    """Give the least number of units of every row, or the one for all."""
    if to.scope(minimum) is Scope.BOARD:
        return to.value(minimum)
    return Span(to.wide(minimum, _("units that it gets at least")))


def _largest_remainder(
    to: Helping, part: Node, units: Line, least: Node | None, exactly: Expr
) -> Node:
    """Cut to whole units; who has most left over gets one more, while there are any.

    Nobody without a part, and none that is raised to its minimum, before all the others.
    `exactly` is the part as an expression.
    """
    counted = to.helper(
        _("in units, to six decimals of one"), call("ROUND", part, ROUNDED), unit="exact"
    )
    if least is not None:
        counted = _with_minimums(to, counted, units, least)
    cut = call("INT", Own(counted))
    bottom = levels.of_row(least) if least is not None else None
    whole = to.helper(_("whole units"), call("MAX", cut, bottom) if bottom else cut)
    left_over = call("ROUND", sign(Own(counted), "-", cut), ROUNDED)
    if bottom is not None:
        left_over = call("IF", sign(Own(counted), "<", bottom), -1, left_over)
    rest = to.helper(
        _("left over; below nothing for those who come last"),
        call("IF", sign(Own(counted), "=", 0), -2, left_over),
        unit="exact",
    )
    place = queue(to, rest)
    spare = to.helper(
        _("units left to hand out"), sign(At(units), "-", call("SUM", Span(whole))), wide=False
    )
    # Raised to a minimum, a part need not be as fine as it was.
    tell_ties(to, Queue(rest, place, spare, units), exactly if least is None else None)
    return sign(Own(whole), "+", call("IF", sign(Own(place), "<=", At(spare)), 1, 0))


def queue(to: Helping, rest: Line) -> Line:
    """Give each row its place in the queue: the greatest first, alike ones by their ids."""
    order = to.page[ORDER]
    before = call("SUMPRODUCT", sign(Span(rest), ">", Own(rest)) * 1)
    alike = sign(Span(rest), "=", Own(rest))
    sooner = call("SUMPRODUCT", sign(alike, "*", sign(Span(order), "<", Own(order))))
    return to.helper(
        _("its place in the queue; where alike, by id"),
        sign(sign(before, "+", sooner), "+", 1),
        unit="place",
    )


def _with_minimums(to: Helping, counted: Line, units: Line, least: Node) -> Line:
    """Where whole units and minimums are more than there is, share what minimums leave anew."""
    top = levels.Parts(At(units), Span(counted), least, At(units), Number(Fraction(0)))
    wished = call("MAX", call("INT", Own(counted)), levels.of_row(least))
    line = to.helper(_("whole units, or the minimum"), wished)
    too_many = sign(call("SUM", Span(line)), ">", At(units))
    height = to.helper(
        _("what is left for those above their minimum, as a part"),
        call("IF", too_many, levels.level(to, top, ROUNDED), 1),
        wide=False,
        unit="exact",
    )
    kept = call("MAX", sign(At(height), "*", Own(counted)), levels.of_row(least))
    kept = call("IF", sign(call("SUM", Span(line)), ">", At(units)), kept, Own(counted))
    return to.helper(_("in units, with the minimums"), call("ROUND", kept, ROUNDED), unit="exact")
