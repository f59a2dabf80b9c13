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
            _(
                "the expression is longer than {most} characters",
                most=MOST_CHARACTERS,
            ),
            _("break it into steps"),
        )
    if not text.strip():
        raise ExpressionFault(_("the expression is empty"), _("write what the step is"))
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
                _("brackets within brackets more than {most} deep", most=DEEPEST),
                _("break it into steps"),
                position,
            )
        if bounded and count > MOST_TOKENS:
            raise ExpressionFault(
                _(
                    "the expression has more than {most} words and signs",
                    most=MOST_TOKENS,
                ),
                _("break it into steps"),
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
            _("the number has more than {most} digits", most=MOST_DIGITS),
            _("write fewer"),
            position,
            len(piece),
        )
    if re.match(r"£?0\d", piece):
        fix = _("leave the 0 out")
        if re.search(r"\d,$", before):
            fix = _(
                "leave the 0 out; a number of a thousand or more has no comma, or begins with £"
            )
        raise ExpressionFault(
            _("the number {piece} begins with 0", piece=piece), fix, position, len(piece)
        )


def _bad_character(text: str, position: int) -> ExpressionFault:
    character = text[position]
    if character == "%":
        return ExpressionFault(
            _("'%' stands only after a number"), _("write '{example}'", example="60%"), position
        )
    if character == "^":
        return ExpressionFault(_("powers are not allowed"), _("multiply instead"), position)
    if character in QUOTATION_MARKS:
        return ExpressionFault(
            _("a quotation mark is not allowed in an expression"),
            _("delete it: names and numbers stand as they are"),
            position,
        )
    if not (character.isascii() and character.isprintable()):
        return ExpressionFault(
            _(
                "the character U+{code} is not allowed in an expression",
                code=f"{ord(character):04X}",
            ),
            _("type it with the letters a to z; a look-alike from another alphabet is refused"),
            position,
        )
    if character.isdigit():
        return ExpressionFault(
            _("the number cannot be read"),
            _(
                "write it as {number}, {money} or {part}",
                number="1234.5",
                money="£1,234.50",
                part="60%",
            ),
            position,
        )
    if character.isalpha() or character == "_":
        return ExpressionFault(
            _("a name has letters that are not allowed"),
            _("names are lower-case: letters, digits and '_', beginning with a letter"),
            position,
        )
    return ExpressionFault(
        _("the character '{character}' is not allowed in an expression", character=character),
        _(
            "an expression has names, numbers, {signs}",
            signs="+ - * / ( ) , == != < <= > >= and, or, not",
        ),
        position,
    )


def unreadable(text: str, offset: int) -> ExpressionFault:
    """Say what cannot be read; Python counts its offset from 1, and a bracket was put in front."""
    opened: list[int] = []
    for place, character in enumerate(text):
        if character == "(":
            opened.append(place)
        elif character == ")" and not opened:
            return ExpressionFault(
                _("no '(' stands before this ')'"), _("pair the brackets"), place
            )
        elif character == ")":
            opened.pop()
    if opened:
        return ExpressionFault(_("this '(' is never closed"), _("pair the brackets"), opened[-1])
    return ExpressionFault(
        _("the expression cannot be read here"),
        _("put a sign between any two values, and a value on both sides of a sign"),
        min(max(offset - 2, 0), len(text) - 1),
    )
