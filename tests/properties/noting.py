"""Tables that note which of their keys there are, and which are read."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

Key = tuple[str, str]
"""Where a table stands, as `groups.*.within`, and one of its keys."""


class Notes:
    """What was there and what was read, over any number of tables.

    `places` are those whose keys count, in words parted by dots, `*` standing for any one word.
    """

    def __init__(self, places: list[str]) -> None:
        self._places = [place.split(".") if place else [] for place in places]
        self.there: set[Key] = set()
        self.read: set[Key] = set()

    def place_of(self, path: list[str]) -> str | None:
        """Give the place of a path, the pool that it is of left out; None for any other."""
        if path[:1] == ["pool"] and len(path) > 2:
            path = path[2:]
        for place in self._places:
            if len(place) == len(path) and all(
                p in ("*", word) for p, word in zip(place, path, strict=True)
            ):
                return ".".join(place)
        return None

    def noting(self, value: Any, path: list[str] | None = None) -> Any:
        """Give tables, and those in them, as such that are noted."""
        path = path or []
        if isinstance(value, dict):
            return Noting(self, value, path)
        if isinstance(value, list):
            return [self.noting(each, path) for each in value]
        return value


class Noting(dict[str, Any]):
    """A table that notes its keys, and those that are asked for by name."""

    def __init__(self, notes: Notes, table: Mapping[str, Any], path: list[str]) -> None:
        super().__init__({key: notes.noting(each, [*path, key]) for key, each in table.items()})
        self._notes, self._path = notes, path
        self._place = notes.place_of(path)
        if self._place is not None:
            notes.there |= {(self._place, key) for key in self}

    def _note(self, key: object) -> None:
        if self._place is not None and dict.__contains__(self, key):
            self._notes.read.add((self._place, str(key)))

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return super().__contains__(key)

    def get(self, key: str, default: Any = None, /) -> Any:
        """Give the value of a key, or else another."""
        self._note(key)
        return super().get(key, default)

    def __deepcopy__(self, memo: dict[int, Any]) -> Noting:
        """Copy it all but the notes: what is read of a copy is read."""
        return Noting(
            self._notes, {key: deepcopy(each, memo) for key, each in self.items()}, self._path
        )
