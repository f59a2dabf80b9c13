"""The tables of a scenario file as they were typed, faults and all: what stands on which board.

The checks of a scenario read these and not the models made of them, so that a fault elsewhere in
the file hides none: all faults of a file are reported at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from funding.toml import Document, KeyPath
from funding.toml.readers import read_day

Typed = dict[str, Any]


class Tables:
    """Every table of one scenario file that can be made out."""

    def __init__(self, document: Document) -> None:
        self.document, self.data = document, document.data
        self.boards = dict(self._each_board())

    def of(self, name: str, board: str | None = None) -> list[tuple[int, Typed]]:
        """Give the tables of a list with their places; of those, what stands on a board."""
        found = self.data.get(name)
        tables = (
            [(i, t) for i, t in enumerate(found) if isinstance(t, dict)]
            if isinstance(found, list)
            else []
        )
        return [(i, t) for i, t in tables if board is None or _stands(t, board)]

    def texts(self, name: str, key: str, board: str) -> set[str] | None:
        """Give the texts of a key on a board; None if one of them cannot be made out."""
        if not isinstance(self.data.get(name, []), list):
            return None
        found = [table.get(key) for _, table in self.of(name, board)]
        texts = {text for text in found if isinstance(text, str)}
        return texts if all(isinstance(text, str) for text in found) else None

    def _each_board(self) -> Iterator[tuple[str, tuple[KeyPath, Typed]]]:
        found = self.data.get("board")
        if isinstance(found, dict):
            yield board_id(found, 0), (("board",), found)
        elif isinstance(found, list):
            for place, table in enumerate(found):
                if isinstance(table, dict):
                    yield board_id(table, place), (("board", place), table)


def board_id(table: Typed, place: int) -> str:
    """Give a board's id: its own, its area's, its only authority's, or `board-1`."""
    for name in (table.get("id"), table.get("area")):
        if isinstance(name, str):
            return name
    named = table.get("authorities")
    if isinstance(named, list) and len(named) == 1 and isinstance(named[0], str):
        return named[0]
    return f"board-{place + 1}"


def texts_in(value: object) -> list[tuple[int, str]]:
    """Give the texts of a list with their places; nothing of what is no list."""
    found = enumerate(value) if isinstance(value, list) else ()
    return [(place, each) for place, each in found if isinstance(each, str)]


def day_in(value: object) -> date | None:
    """Give the day that a value is; None where it is none, which is said elsewhere."""
    try:
        return read_day(value)
    except PydanticCustomError:
        return None


def _stands(table: Typed, board: str) -> bool:
    named = table.get("board")
    return named is None or board in (named if isinstance(named, list) else [named])
