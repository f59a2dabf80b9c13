"""The language in which people are spoken to: English as written here, or Welsh from catalogues.

Every sentence that a person may read stands as `_("no partner is called '{partner}'", partner=id)`:
its English, with what goes into it by name. In Welsh the same sentence is looked up in the
catalogue of its folder, `locale/cy/FOLDER.po`; what a catalogue lacks is said in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Literal, Protocol, get_args

Language = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

CATALOGUES = Path(__file__).parent / "locale"

_spoken: ContextVar[Language] = ContextVar("spoken", default="en")

MARKS = _BEGIN, _END = "\ufdd0", "\ufdd1"
"""Stand about English among Welsh; characters that no text may hold, kept for such a purpose."""
_ENGLISH = re.compile(f"{_BEGIN}([^{_END}]*){_END}")


class Bilingual(Protocol):
    """Words of a file: in English, in Welsh, or in both."""

    @property
    def en(self) -> str | None: ...  # noqa: D102
    @property
    def cy(self) -> str | None: ...  # noqa: D102


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak this language until the block ends."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> Language:
    """Give the language that is spoken now."""
    return _spoken.get()


def _(words: str, /, **parts: object) -> str:
    """Say a sentence in the language spoken, with its parts put in.

    >>> _("no partner is called '{partner}'", partner="police")
    "no partner is called 'police'"
    """
    return _translations(_spoken.get()).gettext(words).format_map(parts)


def ngettext(one: str, many: str, number: int, /, **parts: object) -> str:
    """Say a sentence about a number of things, put in as `number`; Welsh has six ways of counting.

    >>> ngettext("{number} warning", "{number} warnings", 1)
    '1 warning'
    """
    found = _translations(_spoken.get()).ngettext(one, many, number)
    return found.format_map({"number": f"{number:,}", **parts})


def pgettext(context: str, words: str, /, **parts: object) -> str:
    """Say words that mean several things, `context` saying which is meant.

    >>> pgettext("an answer", "agreed")
    'agreed'
    """
    return _translations(_spoken.get()).pgettext(context, words).format_map(parts)


def N_(words: str) -> str:  # noqa: N802  # gettext's own name for it
    """Mark words that are said elsewhere, by `_`, as a constant is that was made on importing."""
    return words


def titled(words: str, /, **parts: object) -> tuple[str, str | None]:
    """Say words of the library's own, marked with `N_`, as a title: in English, and in Welsh too.

    Only where Welsh is spoken: English is to read no catalogue.
    """
    return words.format_map(parts), _(words, **parts) if _spoken.get() == "cy" else None


def looked_up(words: str) -> str:
    """Say words that may be somebody else's: in Welsh where they are ours, else as they are.

    Nothing is put into them, so a brace in them is a brace.
    """
    return _translations(_spoken.get()).gettext(words) if words else ""


def here(words: Bilingual) -> str:
    """Give a file's words in the language spoken, or in the other if it has no such."""
    return unmarked(_in_either(words))


def marked(words: Bilingual) -> str:
    """Give a file's words as `here` does; English among Welsh is marked, for `in_english`."""
    found = _in_either(words)
    return in_english(found) if _spoken.get() == "cy" and not words.cy else found


def _in_either(words: Bilingual) -> str:
    """Give the words as they stand: what a rule says of a file's words has English marked in it."""
    en, cy = words.en or "", words.cy or ""
    return (cy or en) if _spoken.get() == "cy" else (en or cy)


def in_english(text: str) -> str:
    """Mark text that is English whatever is spoken, such as the title of a source.

    Whoever writes the text out takes the marks away: `unmarked`, or `split_by_language`.
    """
    return f"{_BEGIN}{unmarked(text)}{_END}" if _spoken.get() != "en" and text else text


def unmarked(text: str) -> str:
    """Take away the marks about English."""
    return _ENGLISH.sub(r"\1", text)


def split_by_language(text: str) -> Iterator[tuple[str, bool]]:
    """Give the pieces of a text, each with whether it is English among Welsh.

    >>> with speaking("cy"):
    ...     list(split_by_language("Ffynhonnell: " + in_english("a report")))
    [('Ffynhonnell: ', False), ('a report', True)]
    """
    for place, piece in enumerate(_ENGLISH.split(text)):
        if piece:
            yield piece, place % 2 == 1


def translations() -> NullTranslations:
    """Give what the language spoken is looked up in, for words that somebody else puts parts into.

    Ours are said by `_`, `ngettext` and `pgettext`.
    """
    return _translations(_spoken.get())


@cache
def _translations(language: Language) -> NullTranslations:
    """Read the catalogues of a language; English needs none, and costs nothing."""
    if language == "en":
        return NullTranslations()
    from gettext import GNUTranslations
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    whole = None
    for path in sorted((CATALOGUES / language).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, abort_invalid=True)
        if whole is None:
            whole = catalogue
            continue
        for message in catalogue:
            if message.id and whole.get(message.id, message.context) is None:
                whole[message.id] = message
    if whole is None:
        raise FileNotFoundError(CATALOGUES / language)
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return GNUTranslations(compiled)
