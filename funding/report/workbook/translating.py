"""From the expressions of a worksheet to formulas of cells: a column becomes a line, and no more.

What a function needs besides is a line of its own, with the step's letter and a number: a finance
officer can follow it, and no formula is long.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce

from sympy import Add, Expr, Integer, Mul, Rational, Symbol

from funding.language import _
from funding.report.workbook import levels, sharings
from funding.report.workbook.cells import Own, Span
from funding.report.workbook.fineness import Knowing
from funding.report.workbook.helping import ROUNDED
from funding.report.workbook.nodes import Node, Number, call, sign
from funding.report.workbook.page import Line, Page
from funding.report.workbook.pence import Grain, grain_of, has_sure_sign, is_money
from funding.worksheet import functions
from funding.worksheet.column import Column, Scope, Unit
from funding.worksheet.expression import scope_of

OF_MONEY, OF_OTHERS = 8, 12
"""Decimals to which figures are compared: of a pound, six of a penny."""

_JOINS = {functions.both: "AND", functions.either: "OR", functions.fails: "NOT"}


class Translator:
    """Puts the steps of one worksheet on a page, line by line.

    `known` gives the line of an earlier column by its name.
    """

    def __init__(self, page: Page, columns: dict[str, Column]) -> None:
        self.page, self.columns = page, columns
        self.lines: dict[str, Line] = {}
        self.knowing = Knowing(page, self.lines, self.value, self.scope, self._single)
        self._helpers: dict[Expr, Line] = {}
        self._column: Column | None = None
        self._helped = 0
        self._primitives: dict[type, Callable[[Expr], Node]] = {
            Add: lambda node: reduce(self._plus, node.args[1:], self.value(node.args[0])),
            functions.choose: self._choose,
            functions.total: self._total,
            functions.round_to: self._rounded,
            functions.level: lambda node: levels.level(self, *self._level_parts(node)),
            functions.round_to_total: lambda node: sharings.shared(self, node),
        }

    def step(self, column: Column, add: Callable[[Node, bool, Grain], Line]) -> None:
        """Put a step on the page, after the lines that it needs; `add` makes its own line."""
        if column.expression is None:
            raise TypeError(f"{column.name} is not worked out")
        self._column, self._helped = column, 0
        node = self.value(column.expression)
        grain = grain_of(column.expression, self.grain)
        if grain is Grain.PENCE and not isinstance(column.expression, Symbol | Rational):
            node = call("ROUND", node, 2)
        wide = Scope.PARTNER in (column.scope, self.scope(column.expression))
        line = self.lines[column.name] = add(node, wide, grain)
        line.has_sure_sign = grain is not Grain.ANY or self._has_sure_sign(column.expression)

    def value(self, node: Expr) -> Node:
        """Translate an expression."""
        if isinstance(node, Rational):
            return Number(Fraction(int(node.p), int(node.q)))
        if isinstance(node, Symbol):
            return self.lines[node.name].node
        primitive = self._primitives.get(type(node))
        if primitive is not None:
            return primitive(node)
        parts = [self.value(each) for each in node.args]
        if isinstance(node, Mul):
            return reduce(lambda x, y: sign(x, "*", y), parts)
        if isinstance(node, functions.per):
            return sign(parts[0], "/", parts[1])
        return call({functions.at_least: "MAX", functions.at_most: "MIN"}[type(node)], *parts)

    def condition(self, node: Expr) -> Node:
        """Translate a condition; figures that floats hold only nearly are compared rounded."""
        if type(node) in _JOINS:
            return call(_JOINS[type(node)], *(self.condition(each) for each in node.args))
        between = "=" if isinstance(node, functions.is_equal) else "<"
        left, right = node.args
        one, other = self.value(left), self.value(right)
        grain = max(grain_of(each, self.grain) for each in node.args)
        if grain is Grain.WHOLE or (grain is Grain.PENCE and self._are_cells(left, right)):
            return sign(one, between, other)
        if right == 0 and self._has_sure_sign(left):
            return sign(one, between, 0)
        if left == 0 and self._has_sure_sign(right):
            return sign(other, "=" if between == "=" else ">", 0)
        decimals = 2 if grain is Grain.PENCE else self.decimals(left, right)
        apart = one if right == 0 else other if left == 0 else sign(one, "-", other)
        if left == 0 and between == "<":
            return sign(call("ROUND", other, decimals), ">", 0)
        return sign(call("ROUND", apart, decimals), between, 0)

    def wide(self, node: Expr, title: str) -> Line:
        """Give the line of a part of an expression, for every row: its column, or one of its own.

        A single figure of the board is put in every row.
        """
        if isinstance(node, Symbol) and self.lines[node.name].wide:
            return self.lines[node.name]
        if node not in self._helpers:
            self._helpers[node] = self.helper(title, self.value(node), unit=self.unit(node))
        return self._helpers[node]

    def span_or_figure(self, node: Expr, title: str) -> Node:
        """Give every row's cells of a part of an expression, or the figure that it is for all."""
        if self.scope(node) is Scope.BOARD:
            return self.value(node)
        return Span(self.wide(node, title))

    def helper(
        self, title: str, node: Node, *, wide: bool = True, unit: str = "number", key: str = ""
    ) -> Line:
        """Add a line that helps the step that is being put on the page; `key` ends its key."""
        column = self._column
        if column is None:
            raise TypeError("a helper is of some step")
        self._helped += 1
        name = f"{column.name}.{self._helped}" + (f".{key}" if key else "")
        label = f"{column.letter}{self._helped}"
        line = Line(self.page, name, label, title, "working", unit, wide, node)
        return self.page.add(line)

    def _single(self, title: str, node: Node) -> Line:
        return self.helper(title, node, wide=False)

    def grain(self, name: str) -> Grain:
        """Give how fine a column's figures are."""
        return self.lines[name].grain

    def unit(self, node: Expr) -> Unit:
        """Give the unit of a part of an expression, for how it is shown."""
        return "money" if is_money(node, self._unit_of) else "number"

    def decimals(self, *parts: Expr) -> int:
        """Give the decimals to which figures are compared."""
        return OF_MONEY if any(is_money(each, self._unit_of) for each in parts) else OF_OTHERS

    def scope(self, node: Expr) -> Scope:
        """Say whether an expression has a cell a row, or one."""
        scopes = {
            name: Scope.PARTNER if line.wide else Scope.BOARD for name, line in self.lines.items()
        }
        return scope_of(node, scopes)

    def _has_sure_sign(self, node: Expr) -> bool:
        return has_sure_sign(node, lambda name: self.lines[name].has_sure_sign)

    def _unit_of(self, name: str) -> Unit:
        return self.columns[name].unit

    def _plus(self, sum_: Node, part: Expr) -> Node:
        if isinstance(part, Mul) and part.args[0] == Integer(-1):
            rest = [self.value(each) for each in part.args[1:]]
            return sign(sum_, "-", reduce(lambda x, y: sign(x, "*", y), rest))
        return sign(sum_, "+", self.value(part))

    def _are_cells(self, *parts: Expr) -> bool:
        """Say whether each is a cell, which is rounded already, or a number."""
        return all(isinstance(each, Symbol | Rational) for each in parts)

    def _choose(self, node: Expr) -> Node:
        condition, then, otherwise = node.args
        return call("IF", self.condition(condition), self.value(then), self.value(otherwise))

    def _total(self, node: Expr) -> Node:
        summed = self.wide(node.args[0], _("what is added up"))
        if len(node.args) == 1:
            return call("SUM", Span(summed))
        key = self.page[node.args[1].name]
        return call("SUMPRODUCT", sign(sign(Span(key), "=", Own(key)), "*", Span(summed)))

    def _rounded(self, node: Expr) -> Node:
        x, unit, method = node.args
        size = self.value(unit)
        counted = call("ROUND", sign(self.value(x), "/", size), ROUNDED)
        how = {"down": "TRUNC", "up": "ROUNDUP", "half_up": "ROUND"}[method.name]
        whole = call(how, counted) if how == "TRUNC" else call(how, counted, 0)
        return sign(whole, "*", size)

    def _level_parts(self, node: Expr) -> tuple[levels.Parts, int]:
        amount, weight, low, high, *start = node.args
        parts = levels.Parts(
            self.value(amount),
            Span(self.wide(weight, _("weight"))),
            self.span_or_figure(low, _("its lowest")),
            self.span_or_figure(high, _("its highest")),
            self.span_or_figure(start[0], _("where it begins")) if start else Number(Fraction(0)),
        )
        return parts, self.decimals(amount)
