"""Changes inside a text that is a column's expression: rules write their columns as texts.

What is put into the text, `{name}`, stands for a name while it is read.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from copy import copy, deepcopy

from tests.mutation.wrongs import Wrong, wrongs

FUNCTIONS = {"at_least", "at_most", "choose", "total", "round_to", "round_to_total", "level", "per"}
DIRECTIONS = {"down": "up", "up": "down", "half_up": "down"}
HOLE = re.compile(r"zq(\d+)qz")


def in_text(node: ast.AST) -> Iterator[Wrong]:
    """Give a text of an expression with one thing in it changed; nothing for any other text."""
    if isinstance(node, ast.JoinedStr):
        holes = [part for part in node.values if isinstance(part, ast.FormattedValue)]
        numbers = iter(range(len(holes)))
        text = "".join(
            str(part.value) if isinstance(part, ast.Constant) else f"zq{next(numbers)}qz"
            for part in node.values
        )
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        holes, text = [], node.value
    else:
        return
    tree = _read(text)
    if tree is None:
        return
    for what, changed in _changed(tree, tree, "body"):
        found: list[ast.expr] = [
            ast.Constant(part) if place % 2 == 0 else holes[int(part)]
            for place, part in enumerate(HOLE.split(changed))
        ]
        yield f"expression: {what}", ast.JoinedStr(found) if holes else ast.Constant(changed)


def _read(text: str) -> ast.Expression | None:
    """Read a text, if it is an expression: it works something out, or calls what columns may."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError):
        return None
    calls = any(
        isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in FUNCTIONS
        for each in ast.walk(tree)
    )
    return tree if calls or _works_out(tree, text) else None


def _works_out(tree: ast.AST, text: str) -> bool:
    kinds = {type(each) for each in ast.walk(tree)}
    return (ast.BinOp in kinds and bool(re.search(r" [-+*/] ", text))) or (
        ast.Compare in kinds and bool(re.search(r" (==|<|>|<=|>=|!=) ", text))
    )


def _changed(root: ast.AST, holder: ast.AST, key: str) -> Iterator[tuple[str, str]]:
    """Give the text with each change in it of what stands at a key."""
    found = getattr(holder, key)
    places = found if isinstance(found, list) else [found]
    for place, node in enumerate(places):
        if not isinstance(node, ast.AST):
            continue
        for what, new in [*wrongs(node, holder, key), *_of_call(node)]:
            _put(holder, key, place, new)
            yield what, ast.unparse(ast.fix_missing_locations(deepcopy(root)))
            _put(holder, key, place, node)
        for name, _ in ast.iter_fields(node):
            yield from _changed(root, node, name)


def _put(holder: ast.AST, key: str, place: int, node: ast.AST) -> None:
    found = getattr(holder, key)
    if isinstance(found, list):
        found[place] = node
    else:
        setattr(holder, key, node)


def _of_call(node: ast.AST) -> Iterator[Wrong]:
    match node:
        case ast.Call(func=ast.Name(id="choose"), args=[test, first, second]):
            yield "turn round", ast.Call(node.func, [test, second, first], [])
        case ast.Call(func=ast.Name(id="total"), args=[first]):
            if node.keywords:
                less = copy(node)
                less.keywords = []
                yield "drop within=", less
            yield "drop total", first
        case ast.Name(id=name) if name in DIRECTIONS:
            yield "direction", ast.Name(DIRECTIONS[name], ast.Load())
