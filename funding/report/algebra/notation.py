"""What a way of writing algebra must be able to write; each piece is text of that way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

SLOTS = "\ue000\ue001"
"""Stand in a sentence where algebra goes; of the characters that mean nothing of themselves."""


class Notation(Protocol):
    """LaTeX or MathML: every method gives a piece, made of pieces."""

    def letter(self, letter: str) -> str:
        """Write the letter of a column."""

    def number(self, digits: str) -> str:
        """Write a number of finished digits."""

    def words(self, text: str) -> str:
        """Write plain words among algebra."""

    def sign(self, sign: str) -> str:
        """Write one of `SIGNS`."""

    def row(self, pieces: Sequence[str]) -> str:
        """Write pieces one after another, as one piece."""

    def bracketed(self, piece: str) -> str:
        """Write a piece in brackets."""

    def fraction(self, over: str, under: str) -> str:
        """Write one piece above a line and another below."""

    def cases(self, lines: Sequence[tuple[str, str]]) -> str:
        """Write values behind a brace, each with when it holds."""

    def summed(self, over_whom: str, piece: str) -> str:
        """Write a sum of what a piece is for each of some partners, who are said in words."""

    def called(self, name: str, by: str, arguments: Sequence[str]) -> str:
        """Write a function by its name in words, with its method (or "") and its arguments."""

    def mathematical(self, name: str, arguments: Sequence[str]) -> str:
        """Write `max` or `min`."""


def sentence(said: str, pieces: Sequence[str], notation: Notation) -> str:
    """Write a sentence with pieces where its slots are, in whatever order the language has them."""
    found, text = [], ""
    for character in said:
        if character in SLOTS:
            found += [notation.words(text)] if text else []
            found.append(pieces[SLOTS.index(character)])
            text = ""
        else:
            text += character
    return notation.row([*found, *([notation.words(text)] if text else [])])
