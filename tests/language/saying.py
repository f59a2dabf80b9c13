"""What is left in a text, said in wide letters, that went round the catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from funding.language import split_by_language

PLACE = re.compile(r"docs/[\w/.-]+\.md|\S+\.toml(:\d+:\d+)?|\(([RPCS]|[a-z]{1,2})\)")
"""A page or a file that a source names; the letters of identities and of columns."""
CODE = re.compile(
    r"""
    '[^']*' | \[+[\w., ]+\]+                # what a file says, quoted; a section of one
    | [\w.]+\ =\ (\[[^]]*\]|"[^"]*"|\S+)    # a line as it should be written
    | \{[^}]*\} | \w+\([^()]*(\([^()]*\))?[^()]*\) | x\ ==\ 0  # a table; a call of a function
    """,
    re.VERBOSE,
)
WORD = re.compile(r"[A-Za-z][\w.-]*")
SLUG = re.compile(r"[A-Za-z][\w.-]*")


def left_over(text: str, known: frozenset[str]) -> list[str]:
    """Give the words of ordinary letters that are neither marked as English nor known."""
    own = "".join(piece for piece, is_english in split_by_language(text) if not is_english)
    words = (word.rstrip(".") for word in WORD.findall(PLACE.sub(" ", own)))
    return [word for word in words if not {word, *word.split(".")} & known]


def left_over_of_fault(text: str, known: frozenset[str]) -> list[str]:
    """Give them of a fault, in which what a file says or should say stands as it is written."""
    return left_over(CODE.sub(" ", text), known)


def names_of(data: object) -> frozenset[str]:
    """Give every key of a file, every value that is one word (ids, kinds, pools), and its Welsh."""
    return frozenset(_names(data))


def _names(data: object) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield str(key)
            yield from WORD.findall(value) if key == "cy" else _names(value)
    elif isinstance(data, str):
        yield from [data] if SLUG.fullmatch(data) else []
    elif isinstance(data, Sequence):
        for each in data:
            yield from _names(each)
