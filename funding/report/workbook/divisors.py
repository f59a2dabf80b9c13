"""The divisor methods as cells: nearly all units by one level, the last ones claim by claim.

A claim is the level at which a row's signpost is passed; the smallest claims get the units that are
left. They are few: at most two a row (`funding/worksheet/apportionment.py` says why), but one row
may get them all.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from funding.language import _
from funding.report.workbook import levels
from funding.report.workbook.cells import At, Block, Own, Span
from funding.report.workbook.helping import ROUNDED, TIES, Helping
from funding.report.workbook.nodes import Node, Number, call, sign
from funding.report.workbook.page import Line

MOST_ROWS = 40
"""Of more rows, the claims would be thousands of cells for each pool."""
NEVER = 10**300
DECIMALS = 12
HALF = Fraction(1, 2)


class NotLive(ValueError):
    """No cells can work it out; the figures of the engine stand as they are."""


def _sainte_lague(units: Node) -> Node:
    return units + HALF


SIGNPOSTS: dict[str, Callable[[Node], Node]] = {
    "dhondt": lambda units: units + Fraction(1),
    "sainte_lague": _sainte_lague,
    "modified_sainte_lague": lambda units: call(
        "IF", sign(units, "=", 0), Fraction(7, 10), _sainte_lague(units)
    ),
    "huntington_hill": lambda units: call("SQRT", units * (units + Fraction(1))),
    "adams": lambda units: units,
    "dean": lambda units: sign(units * (units + Fraction(1)), "/", units + HALF),
}
"""The part, in units, at which a row that has so many is given one more."""


def shared(to: Helping, method: str, weight: Line, units: Line, least: Node | None) -> Node:
    """Give each row its units; raise `NotLive` where no cells can."""
    if method not in SIGNPOSTS or len(to.page.rows) > MOST_ROWS:
        raise NotLive(method)
    signpost = SIGNPOSTS[method]
    bottom: Node = Number(Fraction(0)) if least is None else least
    begun = _begun(to, weight, units, bottom, signpost)
    left = to.helper(
        _("units left to hand out"), sign(At(units), "-", call("SUM", Span(begun))), wide=False
    )
    claims = [
        to.helper(_("its claim to one more; the smallest come first"), claim, unit="exact")
        for claim in (
            _claim(signpost(Own(begun) + Fraction(more)), weight, units)
            for more in range(2 * len(to.page.rows))
        )
    ]
    block = Block(tuple(claims))
    most = to.helper(
        _("the last claim that is met"),
        call("IF", sign(At(left), "<", 1), -NEVER, call("SMALL", block, call("MAX", At(left), 1))),
        wide=False,
        unit="exact",
    )
    _tell_ties(to, block, most, left)
    own = Block(tuple(claims), is_own=True)
    met = call("SUMPRODUCT", sign(own, "<", At(most)) * 1)
    below = call("SUMPRODUCT", sign(block, "<", At(most)) * 1)
    alike = to.helper(
        _("1 if it has the last claim that is met, else 0"),
        call("SUMPRODUCT", sign(own, "=", At(most)) * 1),
        unit="flag",
    )
    order = to.page["order"]
    sooner = call("SUMPRODUCT", sign(Span(alike), "*", sign(Span(order), "<=", Own(order))))
    last = sign(sooner, "<=", sign(At(left), "-", below))
    given = call("IF", sign(Own(alike), "=", 1), call("IF", last, 1, 0), 0)
    return sign(sign(Own(begun), "+", met), "+", given)


def _begun(
    to: Helping, weight: Line, units: Line, least: Node, signpost: Callable[[Node], Node]
) -> Line:
    """Give each row the units that it gets at a level at which not all are given."""
    weighs = call("SUMPRODUCT", sign(Span(weight), ">", 0) * 1)
    near = to.helper(
        _("units that are given by one level"), sign(At(units), "-", weighs), wide=False
    )
    bottom = levels.of_row(least)
    lows = to.helper(_("units that it gets at least"), bottom)
    enough = sign(At(near), ">", call("SUM", Span(lows)))
    parts = levels.Parts(At(near), Span(weight), Span(lows), At(near), Number(Fraction(0)))
    height = to.helper(
        _("the level"),
        call("IF", enough, levels.level(to, parts, ROUNDED), 0),
        wide=False,
        unit="exact",
    )
    part = to.helper(_("in units at that level"), sign(At(height), "*", Own(weight)), unit="exact")
    whole = call("INT", Own(part))
    passed = sign(whole, "+", call("IF", sign(signpost(whole), "<=", Own(part)), 1, 0))
    some = call("AND", sign(At(height), ">", 0), sign(Own(weight), ">", 0))
    return to.helper(
        _("units at that level"), call("IF", some, call("MAX", Own(lows), passed), Own(lows))
    )


def _claim(at: Node, weight: Line, units: Line) -> Node:
    """Give a claim, as a part of what one unit comes to; one for the asking goes by weight."""
    own = Own(weight)
    of_one = sign(call("SUM", Span(weight)), "/", call("MAX", At(units), 1))
    claim = call("ROUND", sign(sign(at, "/", own), "*", of_one), DECIMALS)
    asked = call("IF", sign(claim, "=", 0), sign(Number(Fraction(0)), "-", own), claim)
    return call("IF", sign(own, "=", 0), NEVER, asked)


def _tell_ties(to: Helping, block: Block, most: Line, left: Line) -> None:
    following = call("SMALL", block, sign(At(left), "+", 1))
    close = sign(sign(following, "-", At(most)), "<", Fraction(2, 10**DECIMALS))
    to.helper(
        _("1 if this is too close for a spreadsheet to tell, else 0"),
        call("IF", sign(At(left), "<", 1), 0, call("IF", close, 1, 0)),
        wide=False,
        unit="flag",
        key=TIES,
    )
