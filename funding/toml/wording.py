"""How values and places of a file are called in messages to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

KeyPath = tuple[str | int, ...]
"""The way to a value: keys of tables and, counted from 0, entries of lists."""

NAMING_KEYS: Final = ("id", "item", "name", "area", "partner")
"""The keys by which an entry of a list is known, the first one present."""

LONGEST_SHOWN = 60


def kind_of(value: object) -> str:
    """Name the kind of a TOML value in plain words: "text", "a number", "a table"."""
    match value:
        case bool():
            return "true or false"
        case str():
            return "text"
        case int() | Decimal():
            return "a number"
        case datetime():
            return "a date with a time"
        case date():
            return "a date"
        case time():
            return "a time of day"
        case Mapping():
            return "a table"
        case list() | tuple():
            return "a list"
    return type(value).__name__


def shown(value: object) -> str:
    """Write a value as it may stand in a message: in quotes if text, one line, not too long."""
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
    return kind_of(value)


def any_of(words: Iterable[str]) -> str:
    """Join words as "a, b or c"."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def names_of(entry: object) -> list[str]:
    """Give the texts by which an entry of a list is known, the one to show first."""
    if not isinstance(entry, Mapping):
        return []
    names = (entry.get(key) for key in NAMING_KEYS)
    return [name for name in names if isinstance(name, str) and name]


def describe(path: KeyPath, data: object) -> str:
    """Name the table or list at a path: "partner 'swansea'", "'costs.pay'", "the file"."""
    if not path:
        return "the file"
    if not isinstance(path[-1], int):
        words = path
        while any(isinstance(part, int) for part in words):
            words = words[1:]
        return shown(".".join(str(part) for part in words))
    names = names_of(value_at(data, path))
    entry = shown(names[0]) if names else f"number {path[-1] + 1}"
    return f"{next((part for part in reversed(path) if isinstance(part, str)), 'entry')} {entry}"


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
