"""What a text may have at most, found before `tomllib` sees it.

`tomllib` is recursive in brackets and quadratic in dotted keys, and some characters let a file
show something other than it says. One pass of a coarse scanner finds all of that; it agrees with
`tomllib` up to the first syntax error, and finding one is left to `tomllib`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from funding.language import _
from funding.toml.positions import STRING

MOST_BYTES = 1_000_000
LONGEST_LINE = 20_000
MOST_DOTS = 10
MOST_NESTED = 10
MOST_VALUES = 50_000
LONGEST_FIGURE = 100

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]|\r(?!\n)"
)
"""Controls, what orders text another way, and what is not seen at all: Unicode calls the last
`Default_Ignorable_Code_Point`. Two names that differ by one of these look the same."""

_TOKEN = re.compile(rf"({STRING.pattern})|#[^\n]*|[0-9+-][0-9A-Za-z_+-]*|[\[\]{{}}=,.\n\"']")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))")
_LARGE_EXPONENT = re.compile(r"[+-]?[0-9][0-9_]*[eE][+-]?[0-9_]{4,}")
_CONTROL_LETTERS = {"b": "\b", "f": "\f", "r": "\r"}


@dataclass(frozen=True)
class Trouble:
    """What is wrong at an offset of the text, `width` characters of it, and what to do."""

    offset: int
    message: str
    fix: str | None = None
    width: int = 1


@dataclass(frozen=True)
class Unclosed:
    """Where a text without a closing quote begins, and where the innermost open bracket is."""

    quote: int | None = None
    bracket: int | None = None


def check_characters(text: str) -> Trouble | None:
    """Find a character that cannot be seen but changes what is seen, or an overlong line."""
    control = _CONTROL.search(text)
    if control is not None:
        message = _(
            "there is an invisible character ({name}, {code}) here", **_character(control[0])
        )
        fix = _("delete it; if the file is full of them, save it again as UTF-8 text")
        return Trouble(control.start(), message, fix)
    start = 0
    for line in text.split("\n"):
        if len(line) > LONGEST_LINE:
            message = _("the line has more than {most} characters", most=f"{LONGEST_LINE:,}")
            return Trouble(start, message, _("break it into several lines"))
        start += len(line) + 1
    return None


def check_size(text: str) -> tuple[Trouble | None, Unclosed]:
    """Find what is too deep, too long or too much; and what is left open, for later messages."""
    nesting = _Nesting()
    for token in _TOKEN.finditer(text):
        start, written = token.start(), token[0]
        trouble = None
        if token[1] is not None:
            trouble = _check_string(start, written)
        elif written in ('"', "'"):
            # From here on, this scan and `tomllib` would not agree what is text.
            return None, Unclosed(start, nesting.innermost)
        elif len(written) == 1 and written in "[]{}.,=\n":
            trouble = nesting.see(start, written)
        elif written[0] != "#":
            trouble = _check_figure(start, written)
        if trouble is not None:
            return trouble, Unclosed()
    return None, Unclosed(bracket=nesting.innermost)


class _Nesting:
    """The brackets open at a place, the dots of its dotted key, and the values so far."""

    def __init__(self) -> None:
        self.brackets: list[int] = []
        self.dots = 0
        self.values = 0

    @property
    def innermost(self) -> int | None:
        return self.brackets[-1] if self.brackets else None

    def see(self, start: int, sign: str) -> Trouble | None:
        """Take the next sign into account."""
        self.dots = self.dots + 1 if sign == "." else 0
        self.values += sign in "=,[{."
        if sign in "[{":
            self.brackets.append(start)
        elif sign in "]}" and self.brackets:
            self.brackets.pop()
        if self.dots > MOST_DOTS or len(self.brackets) > MOST_NESTED:
            message = _("tables and lists are nested more than {most} deep here", most=MOST_NESTED)
            return Trouble(start, message, _("write them less deep"))
        if self.values > MOST_VALUES:
            message = _("the file has more than {most} names and values", most=f"{MOST_VALUES:,}")
            return Trouble(start, message, _("split it into several files"))
        return None


def _check_figure(start: int, written: str) -> Trouble | None:
    if len(written) <= LONGEST_FIGURE and not _LARGE_EXPONENT.fullmatch(written):
        return None
    message = _("this is too long or too large to be a figure")
    fix = _("write it in full, or put it in quotes if it is not a number")
    return Trouble(start, message, fix, len(written))


def _check_string(start: int, written: str) -> Trouble | None:
    """Find an escape for a character that may not stand in the text as it is either."""
    if written[0] == "'" or "\\" not in written:
        return None
    for escape in _ESCAPE.finditer(written):
        code = escape[1] or escape[2]
        number = int(code, 16) if code else 0
        character = chr(number) if 0 < number <= 0x10FFFF else _CONTROL_LETTERS.get(escape[3] or "")
        if (code and number == 0) or (character and _CONTROL.search(character)):
            message = _(
                "'{escape}' stands for an invisible character ({name}, {code})",
                escape=escape[0],
                **_character(character or chr(0)),
            )
            return Trouble(start + escape.start(), message, _("delete it"), len(escape[0]))
    return None


def _character(character: str) -> dict[str, str]:
    """Name a character as Unicode does, which has names in English only, and by its number."""
    name = unicodedata.name(character, "").lower()
    code = f"U+{ord(character):04X}"
    return {"name": name or _("a control character"), "code": code}
