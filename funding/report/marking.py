"""Text that a reader of Markdown takes for exactly that text: CommonMark, and what GitHub adds.

Only what would mean something where it stands is escaped, so that what is written can be read as
it is: "1.5" and "a-b" stay, "1." at the beginning does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from funding.language import MARKS

INDENT = "&nbsp;"
"""Holds a space at the beginning, which would be dropped, or make code of the line."""
APART = "<!-- -->"
"""Stands in an e-mail address. GitHub makes a link of one in any text, escaped or not, unless
something that is not text is in the middle of it."""

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ESCAPED = tuple(
    map(
        re.compile,
        (
            r"([\\`*\[\]<>|~$])",
            r"((?<![^\W_])_+|_+(?![^\W_]))",  # not within a word, as in snake_case
            r"(&)#?\w+;",
            r"(:)//",
            r"(?i:www)(\.)",
            r"^\s*([#=])",
            r"^\s*([-+])(?!\w)",
            r"^\s*(:)-",  # a row of a table with no bar
            r"^\s*\d{1,9}([.)])(?!\S)",
            r"(?<!\S)(#+)$",  # the end of a heading
        ),
    )
)
"""What is escaped is the first group of each."""
_ADDRESS = re.compile(r"(?<=[\w.+-])@(?=[\w-]*\.\w)")


def escaped(text: str) -> str:
    r"""Escape a text for a paragraph, a heading, an item of a list, or a cell of a table.

    A new line becomes a space. Marks about English stay where they are, and hide nothing.

    >>> escaped("1. a_b *c* costs 1.5")
    '1\\. a_b \\*c\\* costs 1.5'
    """
    lines = on_one_line(text).rstrip()
    bare = lines.translate(_WITHOUT_MARKS).rstrip()
    pieces = _pieces(bare)
    return "".join(each if each in MARKS else next(pieces, "") for each in lines)


def on_one_line(text: str) -> str:
    """Put a space for each new line."""
    return _LINE_ENDS.sub(" ", text)


_WITHOUT_MARKS = dict.fromkeys(map(ord, MARKS))


def _pieces(bare: str) -> Iterator[str]:
    """Give each character as it is written."""
    pieces = list(bare)
    for pattern in _ESCAPED:
        for found in pattern.finditer(bare):
            for place in range(*found.span(1)):
                pieces[place] = f"\\{bare[place]}"
    for found in _ADDRESS.finditer(bare):
        pieces[found.start()] += APART
    indent = len(bare) - len(bare.lstrip())
    return iter([INDENT] * indent + pieces[indent:])
