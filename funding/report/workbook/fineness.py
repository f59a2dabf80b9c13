"""What is known of exact figures beyond their floats: how fine they are, and which are the same.

A figure that is whole when it is taken `n` times differs from another such one by nothing, or by
1/n at least: then cells that look alike are alike, if n is small. And rows with the same figures in
all cells that a step rests on have the same in that step, however fine it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from sympy import Expr, Integer, Mul, Rational, Symbol

from funding.language import _
from funding.report.workbook.cells import At, Span
from funding.report.workbook.floats import in_floats
from funding.report.workbook.nodes import Node, as_node, call, sign
from funding.report.workbook.page import Line, Page
from funding.report.workbook.pence import Grain
from funding.worksheet import functions
from funding.worksheet.column import Scope

UNKNOWN = 10**15
"""A number of times that is too large to tell anything by."""
MOST_UNITS = 10**10
"""Quotients by no more differ from any number of four decimals by 10^-14, or are that number."""


class NotKnown(ValueError):
    """Nothing is known of how fine a figure is."""


@dataclass(frozen=True)
class Fine:
    """A number of times that makes a figure whole: a number, times those that cells work out."""

    number: int = 1
    cells: tuple[Node, ...] = ()

    @property
    def node(self) -> Node:
        """Give it as a formula."""
        return reduce(lambda x, y: sign(x, "*", y), self.cells, as_node(self.number))


class Knowing:
    """Knows of the parts of expressions what their cells do not show."""

    def __init__(
        self,
        page: Page,
        lines: Mapping[str, Line],
        value: Callable[[Expr], Node],
        scope: Callable[[Expr], Scope],
        helper: Callable[[str, Node], Line],
    ) -> None:
        self._page, self._lines, self._value, self._scope = page, lines, value, scope
        self._helper, self._found = helper, dict[str, Line]()

    def fineness(self, node: Expr) -> Fine:
        """Give how many times makes an expression whole in every row; raise `NotKnown`."""
        if isinstance(node, Rational):
            return Fine(int(node.q))
        if isinstance(node, Symbol):
            return self._of_line(self._lines[node.name])
        if isinstance(node, functions.per):
            return self._quotient(*node.args)
        if isinstance(node, functions.level):
            raise NotKnown
        if isinstance(node, functions.round_to | functions.round_to_total):
            unit = node.args[1 if isinstance(node, functions.round_to) else 2]
            return self.fineness(unit)
        if isinstance(node, functions.total):
            return self.fineness(node.args[0])
        parts = node.args[1:] if isinstance(node, functions.choose) else node.args
        found = [self.fineness(each) for each in parts]
        return self._product(found) if isinstance(node, Mul) else self._common(found)

    def rests(self, node: Expr) -> list[Line]:
        """Give the lines in which rows must be alike to be alike in an expression.

        Raise `NotKnown` where rows that are alike in all need not be: who is handed a last unit.
        """
        if isinstance(node, functions.round_to_total):
            raise NotKnown
        if isinstance(node, functions.level):
            return []
        if isinstance(node, functions.round_to):
            return [line for each in node.args[:2] for line in self.rests(each)]
        if isinstance(node, functions.total):
            return [self._page[node.args[1].name]] if len(node.args) > 1 else []
        if not isinstance(node, Symbol):
            return list(dict.fromkeys(line for each in node.args for line in self.rests(each)))
        line = self._lines[node.name]
        if not line.wide:
            return []
        expression = line.column.expression if line.column is not None else None
        if expression is not None and line.grain is Grain.ANY:
            return self.rests(expression)
        figures = _figures(line)
        if len(set(figures)) > len(set(map(in_floats, figures))):
            raise NotKnown  # floats do not tell all of its figures apart
        return [line]

    def _of_line(self, line: Line) -> Fine:
        if line.grain is not Grain.ANY:
            return Fine(1 if line.grain is Grain.WHOLE else 100)
        expression = line.column.expression if line.column is not None else None
        if expression is not None:
            return self._of_cells(line, expression) or self.fineness(expression)
        return Fine(1, (self._decimals(line, 6),))

    def _of_cells(self, line: Line, expression: Expr) -> Fine | None:
        """Give that of a share by what differs between rows, as its cells show it.

        A share of so few units cannot be nearer to four decimals than floats are, and be another
        number: so it is where one body alone is of a kind, and has all of it.
        """
        is_chosen = isinstance(expression, functions.choose)
        share = expression.args[2] if is_chosen else expression
        if not (isinstance(share, functions.per) and isinstance(share.args[1], Symbol)):
            return None
        over, under = share.args
        below = self._lines[under.name]
        others = expression.args[1] if is_chosen else Integer(0)
        if not below.wide or not isinstance(others, Integer):
            return None
        units = sign(self.fineness(over).node, "*", self.fineness(under).node)
        units = sign(units, "*", call("MAX", Span(below), 1))
        return Fine(1, (self._decimals(line, 4, sign(units, "<=", MOST_UNITS)),))

    def _decimals(self, line: Line, most: int, holds: Node | None = None) -> Node:
        """Give 1, 100, 10,000 or a million, by how many decimals the cells of a line have.

        More than `most`, or where a condition does not hold, it is too many to tell anything by.
        """
        if line.key not in self._found:
            cells, found = Span(line) if line.wide else At(line), as_node(UNKNOWN)
            if not all(map(_is_shown, _figures(line))):
                raise NotKnown
            for places in range(most, -1, -2):
                changed = call("ABS", sign(call("ROUND", cells, places), "-", cells))
                found = call("IF", sign(call("SUMPRODUCT", changed), "=", 0), 10**places, found)
            node = call("IF", holds, found, UNKNOWN) if holds is not None else found
            title = _("how many times makes every ({letter}) whole", letter=line.label)
            self._found[line.key] = self._helper(title, node)
        return At(self._found[line.key])

    def _quotient(self, over: Expr, under: Expr) -> Fine:
        """Give that of a quotient: x/m by y/n, both whole, is xn/my."""
        if isinstance(under, Rational):
            by = Fraction(int(under.p), int(under.q))
            above = self.fineness(over)
            same = gcd(above.number, by.denominator)
            return Fine(above.number // same * abs(by.numerator), above.cells)
        if self._scope(under) is not Scope.BOARD:
            raise NotKnown
        above, below = self.fineness(over), self.fineness(under)
        counted = call("ROUND", sign(self._value(under), "*", below.node), 0)
        whole = call("MAX", call("ABS", counted), 1)
        number = above.number // gcd(above.number, below.number)
        return Fine(number, (*self._without(above.cells, below.cells), whole))

    def _product(self, found: Iterable[Fine]) -> Fine:
        number, cells = 1, list[Node]()
        for each in found:
            number, cells = number * each.number, [*cells, *each.cells]
        return Fine(number, tuple(cells))

    def _common(self, found: Iterable[Fine]) -> Fine:
        """Give one that makes all of them whole: what several have in common counts once."""
        number, cells = 1, list[Node]()
        for each in found:
            number = lcm(number, each.number)
            cells += self._without(each.cells, cells)
        return Fine(number, tuple(cells))

    def _without(self, cells: Iterable[Node], others: Iterable[Node]) -> list[Node]:
        left, kept = Counter(each.text(self._page) for each in others), list[Node]()
        for each in cells:
            text = each.text(self._page)
            if left[text]:
                left[text] -= 1
            else:
                kept.append(each)
        return kept


def _figures(line: Line) -> tuple[Fraction, ...]:
    if isinstance(line.exact, tuple):
        return line.exact
    return () if line.exact is None else (line.exact,)


def _is_shown(figure: Fraction) -> bool:
    """Say whether a float of six decimals, if it is one, is the figure and not only near it."""
    near = Fraction(round(figure * 10**6), 10**6)
    return bool(figure == near or in_floats(figure) != in_floats(near))
