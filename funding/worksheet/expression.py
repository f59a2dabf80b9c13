"""Reading an expression: from text to SymPy nodes, by an allow-list, with nothing executed.

The text is cut into tokens and its size bounded first; Python's own grammar then gives the tree
(`ast`, which only parses), and each node on the list becomes one of `functions`. Anything else is
an `ExpressionFault`. Numbers are taken from the text, never through a float.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from fractions import Fraction

from sympy import Expr, Rational, Symbol

from funding.language import N_, _
from funding.toml.nearest import did_you_mean
from funding.worksheet import apportionment, functions
from funding.worksheet.column import KEYS, Scope
from funding.worksheet.commas import check_commas
from funding.worksheet.tokens import ExpressionFault, prepare, unreadable, words_in

_ROUNDING = {"round_to": ("down", "up", "half_up"), "round_to_total": apportionment.METHODS}
_FUNCTIONS = {
    "per": functions.per,
    "at_least": functions.at_least,
    "at_most": functions.at_most,
    "choose": functions.choose,
    "total": functions.total,
    "level": functions.level,
    "round_to": functions.round_to,
    "round_to_total": functions.round_to_total,
}
_ARGUMENTS = {
    "per": (2, 2),
    "at_least": (2, 2),
    "at_most": (2, 2),
    "choose": (3, 3),
    "level": (4, 5),
    "round_to": (3, 3),
    "round_to_total": (4, 5),
}
_MOST = {"total": 1, **{name: most for name, (_least, most) in _ARGUMENTS.items()}}
FUNCTION_NAMES = tuple(_FUNCTIONS)
_METHODS = frozenset(method for methods in _ROUNDING.values() for method in methods)
RESERVED = frozenset({*FUNCTION_NAMES, *KEYS, *_METHODS, "and", "or", "not", "within"})
NO_CONDITION = N_("a condition is needed here")


def parse_expression(
    text: str,
    names: Collection[str],
    aliases: Mapping[str, str] | None = None,
    *,
    bounded: bool = True,
) -> Expr:
    """Read an expression over the declared `names`; raise `ExpressionFault` for anything else.

    `aliases` are further names, each with the declared one that it means. A text of the library's
    own, which grows with the pools of a board, need not be `bounded`.
    """
    tree = _tree(text, bounded=bounded)
    check_commas(tree, text, _MOST)
    return _Reader(text, {name: name for name in names} | dict(aliases or {})).value(tree)


def parse_condition(text: str, names: Collection[str]) -> Expr:
    """Read a condition over the declared `names`, as the first part of `choose`; else as above."""
    tree = _tree(text, bounded=True)
    check_commas(tree, text, _MOST)
    return _Reader(text, {name: name for name in names}).condition(tree)


def _tree(text: str, *, bounded: bool) -> ast.expr:
    prepared = prepare(text, bounded=bounded)
    try:
        return ast.parse(prepared, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise unreadable(text, getattr(error, "offset", None) or 0) from None


def names_in(text: str) -> frozenset[str]:
    """Give the names that a text uses, without judging it."""
    return words_in(text) - RESERVED


def scope_of(expression: Expr, scopes: Mapping[str, Scope]) -> Scope:
    """Say whether an expression has a cell a partner, or one for the board."""
    if isinstance(expression, functions.BOARD_WIDE):
        return Scope.BOARD
    if isinstance(expression, functions.total):
        return Scope.PARTNER if len(expression.args) == 2 else Scope.BOARD
    if isinstance(expression, functions.round_to_total):
        return Scope.PARTNER
    if isinstance(expression, Symbol):
        return scopes.get(expression.name, Scope.BOARD)
    found = {scope_of(argument, scopes) for argument in expression.args}
    return Scope.PARTNER if Scope.PARTNER in found else Scope.BOARD


class _Reader:
    """One pass over the tree of one expression."""

    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        self._text, self._names = text, names

    def value(self, node: ast.expr) -> Expr:
        match node:
            case ast.Constant():
                return self._number(node)
            case ast.Name():
                return self._name(node)
            case ast.BinOp(op=ast.Add()):
                return functions.plus(self.value(node.left), self.value(node.right))
            case ast.BinOp(op=ast.Sub()):
                return functions.minus(self.value(node.left), self.value(node.right))
            case ast.BinOp(op=ast.Mult()):
                return functions.times(self.value(node.left), self.value(node.right))
            case ast.BinOp(op=ast.Div()):
                return functions.per(self.value(node.left), self.value(node.right))
            case ast.UnaryOp(op=ast.USub()):
                return functions.times(Rational(-1), self.value(node.operand))
            case ast.Call():
                return self._call(node)
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
                raise self._fault(
                    node,
                    _("a condition stands only as the first part of choose"),
                    _("write choose(condition, value if it holds, value if not)"),
                )
            case _:
                raise self._refusal(node)

    def _refusal(self, node: ast.expr) -> ExpressionFault:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            at = self._text.index("**", (node.left.end_col_offset or 1) - 1)
            return ExpressionFault(
                _("powers are not allowed"), _("multiply instead"), at, len("**")
            )
        fix = _(
            "use names, numbers, + - * / and the words {words}",
            words=", ".join(FUNCTION_NAMES),
        )
        return self._fault(node, _("this is not allowed in an expression"), fix)

    def condition(self, node: ast.expr) -> Expr:
        match node:
            case ast.Compare(ops=[sign], comparators=[right]):
                return self._comparison(sign, self.value(node.left), self.value(right), node)
            case ast.BoolOp(values=[first, *others]):
                join = functions.both if isinstance(node.op, ast.And) else functions.either
                result = self.condition(first)
                for other in others:
                    result = join(result, self.condition(other))
                return result
            case ast.UnaryOp(op=ast.Not()):
                return functions.fails(self.condition(node.operand))
            case ast.Compare():
                raise self._fault(
                    node,
                    _("a comparison is of two values"),
                    _("join two comparisons with and: {example}", example="0 < x and x < 5"),
                )
            case _:
                raise self._fault(
                    node,
                    _(NO_CONDITION),
                    _(
                        "write a comparison, for instance {one}: {other}",
                        one="x == 0",
                        other="choose(x == 0, 0, y / x)",
                    ),
                )

    def _comparison(self, sign: ast.cmpop, left: Expr, right: Expr, node: ast.expr) -> Expr:
        match sign:
            case ast.Eq():
                return functions.is_equal(left, right)
            case ast.NotEq():
                return functions.fails(functions.is_equal(left, right))
            case ast.Lt():
                return functions.is_less(left, right)
            case ast.Gt():
                return functions.is_less(right, left)
            case ast.LtE():
                return functions.fails(functions.is_less(right, left))
            case ast.GtE():
                return functions.fails(functions.is_less(left, right))
            case _:
                raise self._fault(
                    node,
                    _("this comparison is not allowed"),
                    _("use {signs}", signs="== != < <= > >="),
                )

    def _number(self, node: ast.Constant) -> Expr:
        text = self._segment(node).replace(",", "")
        exact = Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)
        return Rational(exact.numerator, exact.denominator)

    def _name(self, node: ast.Name) -> Expr:
        if node.id not in self._names:
            raise self._fault(
                node,
                _("there is no '{name}' here", name=node.id),
                did_you_mean(node.id, self._names),
            )
        return functions.symbol(self._names[node.id])

    def _call(self, node: ast.Call) -> Expr:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if not name:
            raise self._fault(
                node,
                _("there is no sign before the '('"),
                _("write for instance {example}", example="2 * (x)"),
            )
        if name not in _FUNCTIONS:
            raise self._fault(
                node,
                _("there is no function '{name}'", name=name),
                did_you_mean(name, FUNCTION_NAMES),
            )
        if name == "total":
            return self._total(node)
        if node.keywords:
            raise self._fault(
                node,
                _("{name} takes no '='", name=name),
                _("only {function} takes {key}", function="total", key="within="),
            )
        function, arguments = _FUNCTIONS[name], list(node.args)
        least, most = _ARGUMENTS[name]
        if not least <= len(arguments) <= most:
            wanted = f"{least}" if least == most else _("{least} or {most}", least=least, most=most)
            raise self._fault(
                node,
                _(
                    "{name} takes {wanted} values, not {number}",
                    name=name,
                    wanted=wanted,
                    number=len(arguments),
                ),
                _("numbers of a thousand or more have no comma, or begin with £"),
            )
        if name in _ROUNDING:
            word = self._word(arguments.pop(least - 1), _ROUNDING[name])
            values = [self.value(each) for each in arguments]
            return function(*values[: least - 1], word, *values[least - 1 :])
        if name == "choose":
            test, *branches = arguments
            return function(self.condition(test), *map(self.value, branches))
        return function(*map(self.value, arguments))

    def _total(self, node: ast.Call) -> Expr:
        keys = [
            self._word(keyword.value, KEYS) for keyword in node.keywords if keyword.arg == "within"
        ]
        if len(node.args) != 1 or len(keys) != len(node.keywords) or len(keys) > 1:
            raise self._fault(
                node,
                _("total takes one value"),
                _("write {one} or {other}", one="total(x)", other="total(x, within=kind)"),
            )
        return functions.total(self.value(node.args[0]), *keys)

    def _word(self, node: ast.expr, known: Collection[str]) -> Symbol:
        word = node.id if isinstance(node, ast.Name) else ""
        if word not in known:
            is_word = isinstance(node, ast.Name)
            message = (
                _("'{word}' is not one of {known}", word=word, known=", ".join(known))
                if is_word
                else _("a word is needed")
            )
            raise self._fault(node, message, did_you_mean(word, known, _("write one of")))
        # Not a column: a symbol of another assumption, so that no column can be mistaken for it.
        return Symbol(word)

    def _segment(self, node: ast.expr) -> str:
        return self._text[node.col_offset - 1 : (node.end_col_offset or 0) - 1]

    def _fault(self, node: ast.expr, message: str, fix: str) -> ExpressionFault:
        # Of `x, y` Python takes the bracket that was put in front for its own.
        offset = max(node.col_offset - 1, 0)
        return ExpressionFault(
            message, fix, offset, (node.end_col_offset or offset + 2) - 1 - offset
        )
