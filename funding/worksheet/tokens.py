"""Cutting an expression into tokens, and bounding it, before anything reads it."""

from __future__ import annotations

import re

from funding.language import _

MOST_CHARACTERS = 1000
MOST_TOKENS = 200
MOST_DIGITS = 15
DEEPEST = 20
QUOTATION_MARKS = "\"'`‘’“”"  # a word processor makes the last four

# Digits are those of ASCII: Python reads `x` and a full-width 1 as the name `x1`.
_TOKEN = re.compile(
    r"(?P<number>(?:£[0-9]{1,3}(?:,[0-9]{3})+|£?[0-9]+)(?:\.[0-9]+)?%?)(?![\w.%£])"
    r"|(?P<name>[a-z][a-z0-9_]*)(?![A-Za-z£])"
    r"|(?P<sign>==|!=|<=|>=|[-+*/(),=<>])"
    r"|(?P<space>[ \t\n]+)"
)


class ExpressionFault(ValueError):
    """What is wrong in an expression, at `offset` characters from its start."""

    def __init__(self, message: str, fix: str, offset: int = 0, width: int = 1) -> None:
        super().__init__(message)
        self.message, self.fix, self.offset, self.width = message, fix, offset, width


DECIMAL_COMMA = re.compile(
    r"(?<![\w.£])(?<![0-9],)£?[0-9]+(?P<comma>,)(?:[0-9]{1,2}|[0-9]{4,})(?![\w.])%?"
)
"""A number as other languages write it; three digits after a comma are of a number of thousands."""


def decimal_comma(number: str, offset: int) -> ExpressionFault:
    """Say of a number with a comma how it is written."""
    return ExpressionFault(
        _("the number {number} has a comma", number=number),
        _("write it with a point: {written}", written=number.replace(",", ".")),
        offset,
        len(number),
    )


def words_in(text: str) -> frozenset[str]:
    """Give every word of a text, without judging it."""
    return frozenset(match["name"] for match in _TOKEN.finditer(text) if match["name"])


def prepare(text: str, *, bounded: bool) -> str:
    """Bound the text, and write its numbers as Python would, character for character.

    `60%` becomes `60j` and `£5,000` becomes ` 5_000`: the same width, so that every position in
    the tree is a position in the text. The `j` is how the reader knows a percentage again.
    """
    if bounded and len(text) > MOST_CHARACTERS:
        raise ExpressionFault(
            f"the expression is longer than {MOST_CHARACTERS} characters",
            "break it into steps",
        )
    if not text.strip():
        raise ExpressionFault("the expression is empty", "write what the step is")
    pieces, position, depth, count = [], 0, 0, 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _bad_character(text, position)
        piece = match[0]
        if match["number"]:
            _check_number(piece, position, text[:position])
            piece = piece.replace("%", "j").replace("£", " ").replace(",", "_")
        depth += (piece == "(") - (piece == ")")
        count += match["space"] is None
        if bounded and depth > DEEPEST:
            raise ExpressionFault(
                f"brackets within brackets more than {DEEPEST} deep",
                "break it into steps",
                position,
            )
        if bounded and count > MOST_TOKENS:
            raise ExpressionFault(
                f"the expression has more than {MOST_TOKENS} words and signs",
                "break it into steps",
                position,
            )
        pieces.append(piece.replace("\n", " "))
        position = match.end()
    # In brackets, so that a space at the front is not read as an indent: `_Reader` takes off one.
    return f"({''.join(pieces)})"


def _check_number(piece: str, position: int, before: str) -> None:
    first = re.search(r"£?[0-9]+,$", before)
    if first and piece.startswith("0") and DECIMAL_COMMA.fullmatch(number := first[0] + piece):
        raise decimal_comma(number, first.start())
    digits = re.sub(r"\D", "", piece)
    if len(digits) > MOST_DIGITS:
        raise ExpressionFault(
            f"the number has more than {MOST_DIGITS} digits", "write fewer", position, len(piece)
        )
    if re.match(r"£?0\d", piece):
        fix = "leave the 0 out"
        if re.search(r"\d,$", before):
            fix += "; a number of a thousand or more has no comma, or begins with £"
        raise ExpressionFault(f"the number {piece} begins with 0", fix, position, len(piece))


def _bad_character(text: str, position: int) -> ExpressionFault:
    character = text[position]
    if character == "%":
        return ExpressionFault("'%' stands only after a number", "write '60%'", position)
    if character == "^":
        return ExpressionFault("powers are not allowed", "multiply instead", position)
    if character in QUOTATION_MARKS:
        return ExpressionFault(
            "a quotation mark is not allowed in an expression",
            "delete it: names and numbers stand as they are",
            position,
        )
    if not (character.isascii() and character.isprintable()):
        return ExpressionFault(
            f"the character U+{ord(character):04X} is not allowed in an expression",
            "type it with the letters a to z; a look-alike from another alphabet is refused",
            position,
        )
    if character.isdigit():
        return ExpressionFault(
            "the number cannot be read", "write it as 1234.5, £1,234.50 or 60%", position
        )
    if character.isalpha() or character == "_":
        return ExpressionFault(
            "a name has letters that are not allowed",
            "names are lower-case: letters, digits and '_', beginning with a letter",
            position,
        )
    return ExpressionFault(
        f"the character '{character}' is not allowed in an expression",
        "an expression has names, numbers, + - * / ( ) , == != < <= > >= and, or, not",
        position,
    )
