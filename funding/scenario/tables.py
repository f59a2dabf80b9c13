"""The tables of a scenario file as they were typed, faults and all: what stands on which board.

The checks of a scenario read these and not the models made of them, so that a fault elsewhere in
the file hides none: all faults of a file are reported at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
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
        if board is None:
            return tables
        # What names no board stands on those with partners: a board above others is named.
        everywhere = not self.is_above(board)
        return [(i, t) for i, t in tables if _stands(t, board, everywhere=everywhere)]

    def is_above(self, board: str) -> bool:
        """Say whether a board stands above others."""
        return "above" in self.boards[board][1] if board in self.boards else False

    def sharing(self, shared: Typed) -> list[str] | None:
        """Give the boards that share a cost; None if that cannot be made out."""
        named, by = shared.get("boards"), shared.get("by")
        if named is None and isinstance(by, dict):
            named = list(by)
        if named is None:
            return self._with_partners
        boards = [name for _, name in texts_in(named)]
        return boards if boards == named else None

    def shared(self, board: str) -> list[tuple[int, Typed]]:
        """Give the costs that a board shares with others, with their places."""
        return self._shared.get(board, [])

    def above(self, board: str) -> list[str]:
        """Give the boards that stand right above one."""
        return self._above.get(board, [])

    @cached_property
    def _with_partners(self) -> list[str]:
        return [board for board in self.boards if not self.is_above(board)]

    @cached_property
    def _shared(self) -> dict[str, list[tuple[int, Typed]]]:
        found: dict[str, list[tuple[int, Typed]]] = {}
        for place, table in self.of("shared_cost"):
            for board in dict.fromkeys(self.sharing(table) or ()):
                found.setdefault(board, []).append((place, table))
        return found

    @cached_property
    def _above(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, (_, table) in self.boards.items():
            for board in dict.fromkeys(each for _, each in texts_in(table.get("above"))):
                found.setdefault(board, []).append(name)
        return found

    def pools(self, board: str) -> set[str] | None:
        """Give the pools of a board, of costs that it shares too; None if one is unreadable."""
        own = self.texts("cost", "pool", board)
        more = [table.get("pool") for _, table in self.shared(board)]
        more += [self.boards[each][1].get("passes_to") for each in self.above(board)]
        pools = {pool for pool in more if isinstance(pool, str)}
        if own is None or any(not isinstance(pool, str) for pool in more):
            return None
        return own | pools

    def each_of(
        self, names: Iterable[str], board: str | None = None
    ) -> Iterator[tuple[str, int, Typed]]:
        """Give the tables of several lists, each with its list and its place there."""
        for name in names:
            for place, table in self.of(name, board):
                yield name, place, table

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


def texts_under(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Give every text under a value, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_under(each, (*path, key))


def _stands(table: Typed, board: str, *, everywhere: bool) -> bool:
    named = table.get("over") if isinstance(table.get("over"), list) else table.get("board")
    if named is None:
        return everywhere
    return board in (named if isinstance(named, list) else [named])
