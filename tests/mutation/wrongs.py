"""What may stand wrongly in the place of one piece of code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import copy

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
WORKED_OUT: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
}
CALLED = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "sorted": "list",
    "at_least": "at_most",
    "at_most": "at_least",
}
ASKED = {
    "startswith": "endswith",
    "endswith": "startswith",
    "removeprefix": "removesuffix",
    "removesuffix": "removeprefix",
    "lstrip": "rstrip",
    "rstrip": "lstrip",
    "partition": "rpartition",
    "rpartition": "partition",
    "union": "intersection",
    "intersection": "union",
}
JOINED = {" + ": " - ", " - ": " + ", " or ": " and ", " and ": " or "}

Wrong = tuple[str, ast.AST]


def wrongs(node: ast.AST, parent: ast.AST, key: str | int) -> Iterator[Wrong]:
    """Give each wrong thing that may stand where a node stands, with what is done to it."""
    match node:
        case ast.expr():
            yield from _of_expression(node)
            if _is_condition(parent, key):
                yield from _of_condition(node)
        case ast.stmt():
            yield from _of_statement(node)
        case ast.comprehension(ifs=[_, *_]):
            for place in range(len(node.ifs)):
                less = copy(node)
                less.ifs = [*node.ifs[:place], *node.ifs[place + 1 :]]
                yield "drop a filter", less
        case ast.arguments():
            yield from _of_defaults(node)


def _of_expression(node: ast.expr) -> Iterator[Wrong]:
    match node:
        case ast.Compare():
            for place, how in enumerate(node.ops):
                other = copy(node)
                other.ops = [*node.ops[:place], COMPARED[type(how)](), *node.ops[place + 1 :]]
                yield "compare", other
        case ast.BinOp() if type(node.op) in WORKED_OUT:
            yield "work out", ast.BinOp(node.left, WORKED_OUT[type(node.op)](), node.right)
        case ast.BoolOp():
            other_way = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "and/or", ast.BoolOp(other_way, node.values)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield "drop not or minus", node.operand
        case ast.Constant(value=bool() as flag):
            yield "true/false", ast.Constant(not flag)
        case ast.Constant(value=int(number)):
            yield "number", ast.Constant(number + 1)
        case ast.Call():
            yield from _of_call(node)


def _of_call(node: ast.Call) -> Iterator[Wrong]:
    match node.func:
        case ast.Name(id=name) if name in CALLED:
            called: ast.expr = ast.Name(CALLED[name], ast.Load())
            # What stands in for `sorted` takes no key.
            named = [] if name == "sorted" else node.keywords
            yield "call", ast.Call(ast.copy_location(called, node.func), node.args, named)
        case ast.Attribute(attr=name) if name in ASKED:
            called = ast.Attribute(node.func.value, ASKED[name], ast.Load())
            yield "call", ast.Call(ast.copy_location(called, node.func), node.args, node.keywords)
        case ast.Attribute(value=ast.Constant(value=str(text)), attr="join") if text in JOINED:
            between = ast.copy_location(ast.Constant(JOINED[text]), node.func)
            called = ast.Attribute(between, "join", ast.Load())
            yield "join", ast.Call(ast.copy_location(called, node.func), node.args, [])


def _is_condition(parent: ast.AST, key: str | int) -> bool:
    return key == "test" and isinstance(parent, ast.If | ast.While | ast.IfExp)


def _of_condition(node: ast.expr) -> Iterator[Wrong]:
    """Turn a condition round, unless another change does just that."""
    match node:
        case ast.UnaryOp(op=ast.Not()):
            return
        case ast.Compare(
            ops=[ast.Eq() | ast.NotEq() | ast.Is() | ast.IsNot() | ast.In() | ast.NotIn()]
        ):
            return
    yield "turn round", ast.copy_location(ast.UnaryOp(ast.Not(), node), node)


def _of_statement(node: ast.stmt) -> Iterator[Wrong]:
    match node:
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield "return nothing", ast.Return(ast.copy_location(ast.Constant(None), node))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise():
            yield "leave out", ast.Pass()
        case ast.Break():
            yield "break/continue", ast.Continue()
        case ast.Continue():
            yield "break/continue", ast.Break()
        case ast.AugAssign() if type(node.op) in WORKED_OUT:
            yield (
                "work out",
                ast.AugAssign(node.target, WORKED_OUT[type(node.op)](), node.value),
            )


def _of_defaults(node: ast.arguments) -> Iterator[Wrong]:
    """Give another default for what is a text; numbers and flags are changed where they stand."""
    for name in ("defaults", "kw_defaults"):
        given: list[ast.expr] = getattr(node, name)
        for place, each in enumerate(given):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                other = copy(node)
                text = ast.copy_location(ast.Constant(f"{each.value}x"), each)
                setattr(other, name, [*given[:place], text, *given[place + 1 :]])
                yield "default", other
