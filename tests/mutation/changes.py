"""What is changed in a module, one thing at a time: every place, and what is put there instead.

Words for people are left alone: the text of an error, a title, a source, a docstring, a type. So is
what only guards the code itself: `strict=True` of a `zip`, `frozen=True` of a record.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

from tests.mutation.texts import in_text
from tests.mutation.wrongs import wrongs

TYPES = {"annotation", "returns", "decorator_list", "type_params"}
"""Fields of a node that are not run, or that say what kind of thing a definition is."""

WORDS = {"source", "title", "without", "remedy", "strict"}
"""Arguments that are words for people, or that only guard the code itself."""


@dataclass(frozen=True)
class Change:
    """A place in a tree, what may stand there instead, and where a reader finds it."""

    what: str
    holder: object
    key: str | int
    new: ast.AST
    old: ast.AST
    lines: range
    """The lines of the statement that it is in; of a statement with a body, of its head."""
    inside: bool
    """Whether it stands in the body of a function, and not in what is run on import."""

    @property
    def line(self) -> int:
        """Give the line where it begins."""
        return getattr(self.old, "lineno", self.lines.start)

    def put(self, node: ast.AST) -> None:
        """Put a node into the place."""
        if isinstance(self.key, int):
            self.holder[self.key] = node  # type: ignore[index]  # a list of the tree
        else:
            setattr(self.holder, self.key, node)

    def said(self) -> str:
        """Say what stood there and what stands there now, in a line."""
        return f"{_short(self.old)} -> {_short(self.new)}"


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(node)).split())
    return text if len(text) <= 90 else f"{text[:88]}…"


def changes(tree: ast.Module) -> list[Change]:
    """Give every change of a module, in the order of its text."""
    return list(_in_body(tree, range(0), inside=False))


def _in_body(node: ast.AST, lines: range, *, inside: bool) -> Iterator[Change]:
    for name, value in ast.iter_fields(node):
        if name in TYPES or (isinstance(node, ast.keyword) and node.arg in WORDS):
            continue
        within = inside or (name == "body" and isinstance(node, ast.FunctionDef | ast.Lambda))
        if isinstance(value, list):
            for place, each in enumerate(value):
                if isinstance(each, ast.AST) and not _is_docstring(each):
                    yield from _at(value, place, each, node, lines, inside=within)
        elif isinstance(value, ast.AST):
            yield from _at(node, name, value, node, lines, inside=within)


def _at(
    holder: object, key: str | int, node: ast.AST, parent: ast.AST, lines: range, *, inside: bool
) -> Iterator[Change]:
    """Give the changes of a node, then those of what it is made of."""
    if isinstance(node, ast.stmt):
        lines = _lines(node)
    for what, new in wrongs(node, parent, key):
        yield Change(what, holder, key, ast.copy_location(new, node), node, lines, inside)
    if isinstance(node, ast.Call):
        for place, given in enumerate(node.keywords):
            if given.arg is not None and given.arg not in WORDS:
                less = copy(node)
                less.keywords = [*node.keywords[:place], *node.keywords[place + 1 :]]
                yield Change(f"drop {given.arg}=", holder, key, less, node, lines, inside)
    if isinstance(node, ast.Raise):
        return
    for what, new in in_text(node):
        yield Change(what, holder, key, ast.copy_location(new, node), node, lines, inside)
    if not isinstance(node, ast.Constant):
        yield from _in_body(node, lines, inside=inside)


def _lines(node: ast.stmt) -> range:
    body = getattr(node, "body", None) or getattr(node, "cases", None)
    last = body[0].lineno if body and hasattr(body[0], "lineno") else (node.end_lineno or 0) + 1
    return range(node.lineno, max(last, node.lineno + 1))


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
