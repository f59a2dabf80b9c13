"""How values and places of a file are called in messages to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from funding.language import N_, _

KeyPath = tuple[str | int, ...]
"""The way to a value: keys of tables and, counted from 0, entries of lists."""

NAMING_KEYS: Final = ("id", "item", "name", "area", "partner")
"""The keys by which an entry of a list is known, the first one present."""

LONGEST_SHOWN = 60

TEXT, LIST, TABLE, WHOLE_NUMBER = N_("text"), N_("a list"), N_("a table"), N_("a whole number")


def kind_of(value: object) -> str:
    """Name the kind of a TOML value in plain words: "text", "a number", "a table".

    In English whatever is spoken: who writes it for people says it by `_`.
    """
    match value:
        case bool():
            return N_("true or false")
        case str():
            return TEXT
        case int() | Decimal():
            return N_("a number")
        case datetime():
            return N_("a date with a time")
        case date():
            return N_("a date")
        case time():
            return N_("a time of day")
        case Mapping():
            return TABLE
        case list() | tuple():
            return LIST
    return type(value).__name__


def shown(value: object) -> str:
    """Write a value as it may stand in a message, or else its kind."""
    return written(value) or _(kind_of(value))


def written(value: object) -> str | None:
    """Write a value in quotes if it is text, in one line, not too long; None if it is of parts."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            text = "".join(
                each if each.isprintable() else "\N{REPLACEMENT CHARACTER}"
                for each in value[: LONGEST_SHOWN + 1]
            )
            return f"'{text[:LONGEST_SHOWN]}…'" if len(text) > LONGEST_SHOWN else f"'{text}'"
        case int() if abs(value) < 10**LONGEST_SHOWN:
            return str(value)
        case Decimal() | date() | time():
            return str(value)
    return None


def any_of(words: Iterable[str]) -> str:
    """Join words, said in the language spoken, as "a, b or c"."""
    *first, last = words
    return _("{first} or {last}", first=", ".join(first), last=last) if first else last


def names_of(entry: object) -> list[str]:
    """Give the texts by which an entry of a list is known, the one to show first."""
    if not isinstance(entry, Mapping):
        return []
    names = (entry.get(key) for key in NAMING_KEYS)
    return [name for name in names if isinstance(name, str) and name]


def describe(path: KeyPath, data: object) -> str:
    """Name the table or list at a path: "partner 'swansea'", "'costs.pay'", "the file"."""
    if not path:
        return _("the file")
    if not isinstance(path[-1], int):
        words = path
        while any(isinstance(part, int) for part in words):
            words = words[1:]
        return shown(".".join(str(part) for part in words))
    names = names_of(value_at(data, path))
    entries = next((part for part in reversed(path) if isinstance(part, str)), None) or _("entry")
    if names:
        return f"{entries} {shown(names[0])}"
    return _("{entries} number {place}", entries=entries, place=path[-1] + 1)


def value_at(data: object, path: KeyPath) -> object:
    """Give the value at a path; None if there is none."""
    for part in path:
        is_key = isinstance(data, dict) and part in data
        is_index = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if not (is_key or is_index):
            return None
        data = data[part]  # type: ignore[index]  # just looked at
    return data


def find_text(data: object, wanted: str) -> KeyPath:
    """Give the path of the first value or key that is a text; () if there is none."""
    parts: Iterable[tuple[str | int, object]] = ()
    if isinstance(data, dict):
        parts = data.items()
    elif isinstance(data, list):
        parts = enumerate(data)
    for key, value in parts:
        if wanted in (key, value):
            return (key,)
        if inner := find_text(value, wanted):
            return (key, *inner)
    return ()
