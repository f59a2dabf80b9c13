"""Algebra as LaTeX, for mathematics mode; it needs the package `amsmath`."""

# ruff: noqa: D102  # the protocol says what each method writes

from __future__ import annotations

import re
from collections.abc import Sequence

from funding.language import split_by_language
from funding.report.marking import on_one_line

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    "--": "-{}-{}",  # two hyphens, and not a dash
    **{each: rf"\{each}" for each in "{}$&#_%"},
}
_SPECIAL = re.compile("|".join(map(re.escape, _ESCAPED)))
_SIGNS = {"−": "-", "×": r"\times", "≠": r"\neq", "≥": r"\geq", "≤": r"\leq"}


def escaped(text: str) -> str:
    """Write text on one line, and so that LaTeX takes no part of it for its own; marks go."""
    plain = on_one_line("".join(piece for piece, _english in split_by_language(text)))
    # A bracket at the beginning would be taken for an option of the command before it.
    start = "{}" if plain.lstrip().startswith("[") else ""
    return start + _SPECIAL.sub(lambda found: _ESCAPED[found[0]], plain)


def inert(latex: str) -> str:
    """Write LaTeX among Markdown, which would take `<` and `>` for its own."""
    return latex.replace("<", r"\lt ").replace(">", r"\gt ")


class Latex:
    """Writes pieces as LaTeX."""

    def letter(self, letter: str) -> str:
        return letter if len(letter) == 1 else rf"\mathit{{{letter}}}"

    def number(self, digits: str) -> str:
        return digits

    def words(self, text: str) -> str:
        return rf"\text{{{escaped(text)}}}"

    def sign(self, sign: str) -> str:
        return _SIGNS.get(sign, sign)

    def row(self, pieces: Sequence[str]) -> str:
        return " ".join(pieces)

    def bracketed(self, piece: str) -> str:
        return rf"\left( {piece} \right)"

    def fraction(self, over: str, under: str) -> str:
        return rf"\frac{{{over}}}{{{under}}}"

    def cases(self, lines: Sequence[tuple[str, str]]) -> str:
        body = r" \\ ".join(f"{value} & {when}" for value, when in lines)
        return rf"\begin{{cases}} {body} \end{{cases}}"

    def summed(self, over_whom: str, piece: str) -> str:
        return rf"\sum_{{{self.words(over_whom)}}} {piece}"

    def called(self, name: str, by: str, arguments: Sequence[str]) -> str:
        below = f"_{{{self.words(by)}}}" if by else ""
        return rf"{self.words(name)}{below}{self._list(arguments)}"

    def mathematical(self, name: str, arguments: Sequence[str]) -> str:
        return rf"\{name}{self._list(arguments)}"

    def _list(self, arguments: Sequence[str]) -> str:
        return self.bracketed(r",\; ".join(arguments))
