"""A language that nobody speaks: what is said in it came through `_`, what is not did not.

Every letter of a sentence stands as a letter of full width; what is put into it stays as it is. So
an ordinary letter in what a command writes is either from a file or from a sentence that was
forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

import pytest

import funding.language
from funding.language import speaking

_PART = re.compile(r"(\{\w+(?:!\w)?\}|%\(\w+\)s)")
_WIDE = {
    code: code + 0xFEE0 for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))
}


class Pseudo(NullTranslations):
    """Gives every sentence back in letters of full width."""

    def gettext(self, message: str) -> str:
        return widened(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return widened(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return widened(message)


def widened(words: str) -> str:
    """Write letters in full width, and leave `{parts}` alone."""
    pieces = _PART.split(words)
    return "".join(
        each if place % 2 else each.translate(_WIDE) for place, each in enumerate(pieces)
    )


@contextmanager
def speaking_pseudo() -> Iterator[None]:
    """Speak the language that nobody speaks, as if it were Welsh."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(funding.language, "_translations", lambda language: Pseudo())
        with speaking("cy"):
            yield
