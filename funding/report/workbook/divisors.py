"""The divisor methods as cells: nearly all units by one level, the last ones claim by claim.

A claim is the level at which a row's signpost is passed; the smallest claims get the units that are
left. They are few: at most two a row (`funding/worksheet/apportionment.py` says why), but one row
may get them all. How many a row gets is found by halving: whether its claim to so many more is met
is seen from how many claims of all rows come before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr

from funding.language import _
from funding.report.workbook import levels
from funding.report.workbook.cells import At, Own, Span
from funding.report.workbook.helping import ROUNDED, Helping
from funding.report.workbook.nodes import Node, Number, as_node, call, sign
from funding.report.workbook.page import Line
from funding.report.workbook.ties import all_alike, flag, settle

NEVER = 10**300
ALIKE = Fraction(1, 10**12)
"""Claims that are so near are taken for alike; a claim is a part of what one unit comes to."""
HALF = Fraction(1, 2)


class NotLive(ValueError):
    """No cells can work it out; the figures of the engine stand as they are."""


def _sainte_lague(units: Node) -> Node:
    return units + HALF


SIGNPOSTS: dict[str, Callable[[Node], Node]] = {
    "dhondt": lambda units: units + Fraction(1),
    "sainte_lague": _sainte_lague,
    "modified_sainte_lague": lambda units: sign(
        _sainte_lague(units), "+", sign(sign(units, "=", 0), "*", Fraction(1, 5))
    ),
    "huntington_hill": lambda units: call("SQRT", units * (units + Fraction(1))),
    "adams": lambda units: units,
    "dean": lambda units: sign(units * (units + Fraction(1)), "/", units + HALF),
}
"""The part, in units, at which a row that has so many is given one more; of spans too."""
FOR_THE_ASKING = frozenset({"huntington_hill", "adams", "dean"})
"""The methods by which a first unit is anybody's: it goes to the largest part."""


def shared(
    to: Helping, method: str, weight: Line, units: Line, least: Node | None, exactly: Expr
) -> Node:
    """Give each row its units; raise `NotLive` where no cells can."""
    if method not in SIGNPOSTS:
        raise NotLive(method)
    bottom: Node = Number(Fraction(0)) if least is None else least
    begun = _begun(to, weight, units, bottom, SIGNPOSTS[method])
    left = to.helper(
        _("units left to hand out"), sign(At(units), "-", call("SUM", Span(begun))), wide=False
    )
    of_one = to.helper(
        _("what one unit comes to"),
        sign(call("SUM", Span(weight)), "/", call("MAX", At(units), 1)),
        wide=False,
        unit="exact",
    )
    handing = _Handing(to, method, weight, begun, left, of_one)
    more = handing.more()
    handing.tell_ties(more, exactly)
    return sign(Own(begun), "+", Own(more))


@dataclass(frozen=True)
class _Handing:
    """Hands the last units out, to rows that have `begun` with so many."""

    to: Helping
    method: str
    weight: Line
    begun: Line
    left: Line
    of_one: Line

    def more(self) -> Line:
        """Give how many units more each row gets: twice as many as there are rows, or fewer."""
        more: Node = as_node(0)
        found: Line | None = None
        for step in reversed(range((2 * len(self.to.page.rows)).bit_length())):
            claim = self.to.helper(
                _("its claim to {number} more than before", number=2**step),
                self._claim(Own(self.begun) + more + Fraction(2**step - 1)),
                unit="exact",
            )
            is_met = sign(self._before(claim), "<", At(self.left))
            given = call("IF", sign(Own(self.weight), "=", 0), 0, call("IF", is_met, 2**step, 0))
            found = self.to.helper(_("units more that it gets, so far"), more + given)
            more = Own(found)
        if found is None:
            raise TypeError("nobody is there to share")
        return found

    def tell_ties(self, more: Line, exactly: Expr) -> None:
        """Say whether the last claim that is met and the next one are tied, and how.

        Claims of rows that are alike in all are exactly alike; of others floats cannot tell.
        """
        to, has = self.to, sign(Own(self.weight), ">", 0)
        owns = Own(self.begun) + Own(more)
        is_given = call("AND", has, sign(Own(more), ">", 0))
        last, following = (
            to.helper(title, call("IF", holds, self._asked(at), otherwise), unit="exact")
            for title, holds, at, otherwise in (
                (_("its last claim that is met"), is_given, owns - Fraction(1), -NEVER),
                (_("its next claim"), has, owns, NEVER),
            )
        )
        most = to.helper(
            _("the last claim that is met"), call("MAX", Span(last)), wide=False, unit="exact"
        )
        is_near = sign(sign(call("MIN", Span(following)), "-", At(most)), "<", 2 * ALIKE)
        close = call("IF", sign(At(self.left), "<", 1), 0, call("IF", is_near, 1, 0))
        near = sign(_is_near(last, most), "+", _is_near(following, most))
        same = sign(_is_same(last, most), "+", _is_same(following, most))
        first = call("MATCH", At(most), Span(last), 0)
        has_as_many = sign(Span(self.begun), "=", call("INDEX", Span(self.begun), first))
        found = all_alike(to, exactly, sign(same, "*", has_as_many), first)
        is_exact = sign(call("SUMPRODUCT", near * 1), "=", found) if found is not None else None
        settled = settle(to, close, is_exact)
        flag(to, sign(close, "-", At(settled)))

    def _claim(self, units: Node) -> Node:
        """Give the claim of a row that has so many to one more, as a part of one unit."""
        own = Own(self.weight)
        at = sign(sign(SIGNPOSTS[self.method](units), "/", own), "*", At(self.of_one))
        return call("IF", sign(own, "=", 0), 0, at)

    def _asked(self, units: Node) -> Node:
        """Give a claim for comparison: one for the asking is the smaller, the larger its row is."""
        claim = self._claim(units)
        if self.method not in FOR_THE_ASKING:
            return claim
        return call("IF", sign(claim, "=", 0), Number(Fraction(0)) - Own(self.weight), claim)

    def _before(self, claim: Line) -> Node:
        """Count the claims of all rows that come before one: the smaller, and the alike by id."""
        smaller, not_greater = (
            self._passed(sign(Own(claim), between, ALIKE)) for between in ("-", "+")
        )
        order = self.to.page["order"]
        is_sooner: Node = sign(Span(order), "<", Own(order))
        if self.method in FOR_THE_ASKING:
            free = sign(Own(claim), "=", 0)
            other = sign(Span(self.weight), "<>", Own(self.weight))
            is_sooner = sign(is_sooner, "*", Fraction(1) - sign(free, "*", other))
            is_larger = sign(Span(self.weight), ">", Own(self.weight))
            is_sooner = sign(is_sooner, "+", sign(free, "*", is_larger))
        alike = sign(sign(not_greater, "-", smaller), "*", is_sooner)
        return call("SUMPRODUCT", sign(smaller, "+", alike))

    def _passed(self, at: Node) -> Node:
        """Give how many claims of each row, after those that `begun` met, are smaller than one."""
        signpost = SIGNPOSTS[self.method]
        part = sign(sign(at, "*", Span(self.weight)), "/", At(self.of_one))
        whole = call("INT", part)
        before = sign(whole, "-", 1)
        passed = sign(before, "+", sign(signpost(before), "<", part))
        passed = sign(passed, "+", sign(signpost(whole), "<", part))
        more = sign(passed, "-", Span(self.begun))
        return sign(sign(more, ">", 0), "*", more)


def _is_near(line: Line, most: Line) -> Node:
    return sign(call("ABS", sign(Span(line), "-", At(most))), "<", 2 * ALIKE)


def _is_same(line: Line, most: Line) -> Node:
    return sign(Span(line), "=", At(most))


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
