"""An expression of a formula, read into a tree by the strength of its signs.

A tree is a tuple: what it is, and its parts. `("number", x)`, `("name", "base")`, `("word", w)` for
a method or a key, and for all else the sign or the function with the trees of its parts.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

Tree = tuple[Any, ...]

TOKEN = re.compile(
    r"\s*(?:(?P<number>£[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?P<percent>%?)"
    r"|(?P<word>[a-z][a-z0-9_]*)|(?P<sign>==|!=|<=|>=|[-+*/<>(),=]))"
)
STRENGTH = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), 4),
    **dict.fromkeys(("+", "-"), 5),
    **dict.fromkeys(("*", "/"), 6),
}
NOT, MINUS = 3, 7
"""How strongly `not` and a minus before a value hold what follows them."""
WORDS = {
    "round_to": (2,),
    "round_to_total": (3,),
}
"""The places of a function's parts that are words of its own and not values."""


def read(text: str) -> Tree:
    """Read an expression."""
    reader = _Reader(_tokens(text))
    tree = reader.read(0)
    if reader.next is not None:
        raise ValueError(f"{text}: nothing should follow {reader.next}")
    return tree


def _tokens(text: str) -> list[Any]:
    """Cut a text into numbers, as fractions, and words and signs, as they are."""
    found: list[Any] = []
    place, text = 0, text.rstrip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            raise ValueError(f"{text}: cannot be read at {place}")
        place = match.end()
        if match["number"]:
            number = Fraction(match["number"].lstrip("£").replace(",", ""))
            found.append(number / 100 if match["percent"] else number)
        else:
            found.append(match["word"] or match["sign"])
    return found


class _Reader:
    """What is still to be read."""

    def __init__(self, tokens: list[Any]) -> None:
        self._left = tokens[::-1]

    @property
    def next(self) -> Any:
        return self._left[-1] if self._left else None

    def take(self, wanted: str | None = None) -> Any:
        token = self._left.pop()
        if wanted is not None and token != wanted:
            raise ValueError(f"{token} stands where {wanted} should")
        return token

    def read(self, strength: int) -> Tree:
        """Read on while signs hold more strongly than the one before."""
        tree = self._first()
        while STRENGTH.get(self.next, 0) > strength:
            sign = self.take()
            tree = (sign, tree, self.read(STRENGTH[sign]))
        return tree

    def _first(self) -> Tree:
        token = self.take()
        if isinstance(token, Fraction):
            return ("number", token)
        if token == "(":
            tree = self.read(0)
            self.take(")")
            return tree
        if token == "not":
            return ("not", self.read(NOT))
        if token == "-":
            return ("-", ("number", Fraction(0)), self.read(MINUS))
        if self.next == "(":
            return self._called(token)
        return ("name", token)

    def _called(self, function: str) -> Tree:
        self.take("(")
        parts: list[Tree] = []
        while True:
            if len(parts) in WORDS.get(function, ()):
                parts.append(("word", self.take()))
            elif self.next == "within":
                self.take()
                self.take("=")
                parts.append(("word", self.take()))
            else:
                parts.append(self.read(0))
            if self.take() == ")":
                return (function, *parts)
