"""What of a text is in ordinary letters still, when a language of wide letters was spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[A-Za-z]{2,}")
TYPED = re.compile(
    r"'[^']*'|\"[^\"]*\"|`[^`]*`"  # a name of a file, in quotes, or a command
    r"|\[+[\w.]+\]+"  # the heading of a section
    r"|--\w+"  # an option
    r"|\b\w+ = \S.*"  # a line as it should be written
    r"|\S+\.(?:toml|csv|parquet|npz)\S*"
)


def words_left(text: str, known: Iterable[str] = ()) -> list[str]:
    """Give the words in ordinary letters that are none of those known, and nothing that is typed.

    >>> words_left("ｔｈｅ 'name' has ｎｏ police", ["police"])
    ['has']
    """
    text = TYPED.sub(" ", text)
    for each in sorted(known, key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z]){re.escape(each)}(?![A-Za-z])", " ", text)
    return WORD.findall(text)
