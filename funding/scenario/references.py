"""Names in a scenario that must stand for something: partners, pools, lines, boards, formulas.

The checks read the file's own tables, not the models made of them, so that a fault elsewhere in the
file hides none of these: all faults of a file are reported at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Any

from funding.amounts import Misread, parse_money, parse_number, written_money
from funding.data import wales
from funding.errors import Fault
from funding.toml import Document, KeyPath, did_you_mean
from funding.years import FinancialYear


class References:
    """The checks of one scenario file; `years` may be empty where the file's are at fault."""

    def __init__(
        self, document: Document, years: list[FinancialYear], formulas: Collection[str]
    ) -> None:
        self._document, self._years, self._formulas = document, years, formulas
        self._data = document.data
        self._boards = dict(self._each_board())

    def faults(self) -> Iterator[Fault]:
        """Give every fault found."""
        yield from self._check_formulas()
        yield from self._check_areas()
        yield from self._check_twice()
        yield from self._check_boards_named()
        for board in self._boards:
            yield from self._check_board(board)

    def _tables(self, name: str, board: str | None = None) -> list[tuple[int, dict[str, Any]]]:
        """Give the tables of a list with their places; of those, what stands on a board."""
        found = self._data.get(name)
        tables = (
            [(i, t) for i, t in enumerate(found) if isinstance(t, dict)]
            if isinstance(found, list)
            else []
        )
        return [(i, t) for i, t in tables if board is None or self._stands(t, board)]

    @staticmethod
    def _stands(table: dict[str, Any], board: str) -> bool:
        named = table.get("board")
        return named is None or board in (named if isinstance(named, list) else [named])

    def _each_board(self) -> Iterator[tuple[str, tuple[tuple[str | int, ...], dict[str, Any]]]]:
        found = self._data.get("board")
        if isinstance(found, dict):
            yield board_id(found, 0), (("board",), found)
        elif isinstance(found, list):
            for place, table in enumerate(found):
                if isinstance(table, dict):
                    yield board_id(table, place), (("board", place), table)

    def _check_formulas(self) -> Iterator[Fault]:
        chosen = self._data.get("formulas")
        names = chosen if isinstance(chosen, list) else []
        for place, name in enumerate(names):
            if isinstance(name, str) and name not in self._formulas:
                yield self._unknown(("formulas", place), "formula", name, self._formulas)
        baseline = self._data.get("baseline")
        among = names or (self._formulas if chosen == "all" else [])
        if isinstance(baseline, str) and among and baseline not in among:
            yield self._unknown(("baseline",), "formula", baseline, among)
        settings = self._data.get("set")
        for name in settings if isinstance(settings, dict) else ():
            if among and name not in among:
                yield self._unknown(("set", name), "formula", name, among, at="key")

    def _check_areas(self) -> Iterator[Fault]:
        if not self._years:
            return
        day = self._years[0].first_day
        for path, table in self._boards.values():
            area = table.get("area")
            known = wales.areas(day)
            if isinstance(area, str) and area not in known:
                yield self._unknown((*path, "area"), f"area in {self._years[0]}", area, known)
            named = table.get("authorities")
            for place, name in enumerate(named if isinstance(named, list) else []):
                if isinstance(name, str) and name not in wales.authorities():
                    yield self._unknown(
                        (*path, "authorities", place), "authority", name, wales.authorities()
                    )
            if area is None and named is None and not self._tables("partner"):
                yield self._document.fault(
                    path,
                    "nobody sits on the board",
                    'add area = "north-wales", authorities = ["wrexham"], or [[partner]] tables',
                )

    def _check_twice(self) -> Iterator[Fault]:
        ids = Counter(
            board_id(table, place) for place, (_, table) in enumerate(self._boards.values())
        )
        found = self._data.get("board")
        if isinstance(found, list):
            ids = Counter(board_id(t, i) for i, t in enumerate(found) if isinstance(t, dict))
            for place, table in enumerate(found):
                if isinstance(table, dict) and ids[board_id(table, place)] > 1:
                    yield self._twice(("board", place), "board", board_id(table, place))
                    ids[board_id(table, place)] = 0
        for board in self._boards:
            for name, key in (("partner", "id"), ("cost", "item")):
                seen: set[str] = set(self.serving(board)) if name == "partner" else set()
                for place, table in self._tables(name, board):
                    value = table.get(key)
                    if isinstance(value, str) and value in seen:
                        yield self._twice((name, place, key), f"{name} {key}", value)
                    elif isinstance(value, str):
                        seen.add(value)

    def _check_boards_named(self) -> Iterator[Fault]:
        for name in ("partner", "cost", "grant", "income", "in_kind", "answer", "driver"):
            for place, table in self._tables(name):
                named = table.get("board")
                for board in named if isinstance(named, list) else [named]:
                    if isinstance(board, str) and board not in self._boards:
                        yield self._unknown((name, place, "board"), "board", board, self._boards)

    def serving(self, board: str) -> dict[str, str]:
        """Give the kind of each body that serves a board by its area or authorities."""
        _, table = self._boards[board]
        if not self._years:
            return {}
        day = self._years[0].first_day
        named = table.get("authorities")
        authorities = (
            [n for n in named if n in wales.authorities()] if isinstance(named, list) else []
        )
        area = table.get("area")
        if isinstance(area, str) and area in wales.areas(day):
            authorities = list(wales.authorities_of(area, day))
        return {body: wales.bodies()[body].kind for body in wales.serving(authorities, day)}

    def _check_board(self, board: str) -> Iterator[Fault]:
        path, table = self._boards[board]
        kinds = self.serving(board)
        for _, partner in self._tables("partner", board):
            name = partner.get("id")
            if isinstance(name, str):
                body = wales.bodies().get(name)
                kinds[name] = str(partner.get("kind") or (body.kind if body else ""))
        for key in ("host", "lead"):
            if isinstance(table.get(key), str) and self._years:
                yield from self._partner((*path, key), table[key], kinds, board)
        for name in ("in_kind", "answer"):
            for place, each in self._tables(name, board):
                if isinstance(each.get("partner"), str) and self._years:
                    yield from self._partner(
                        (name, place, "partner"), each["partner"], kinds, board
                    )
        yield from self._check_pools(board)
        yield from self._check_offers(board)

    def _partner(
        self, path: tuple[str | int, ...], name: str, kinds: dict[str, str], board: str
    ) -> Iterator[Fault]:
        """Check a partner's name: an id, or a kind where the board has one such."""
        alike = [each for each, kind in kinds.items() if kind == name]
        if name in kinds or len(alike) == 1:
            return
        if alike:
            yield self._document.fault(
                path,
                f"board '{board}' has {len(alike)} partners of kind '{name}'",
                f"name one of them: {', '.join(sorted(alike))}",
            )
        else:
            yield self._unknown(path, f"partner on board '{board}' called", name, kinds)

    def _check_pools(self, board: str) -> Iterator[Fault]:
        pools = {t.get("pool") for _, t in self._tables("cost", board)}
        known = {pool for pool in pools if isinstance(pool, str)}
        path, table = self._boards[board]
        named: list[tuple[KeyPath, object]] = [
            ((name, place, "reduces"), each.get("reduces"))
            for name in ("grant", "income")
            for place, each in self._tables(name, board)
        ]
        reserves = table.get("reserves")
        if isinstance(reserves, dict):
            named.append(((*path, "reserves", "reduces"), reserves.get("reduces")))
        for where, reduces in named:
            for place, pool in enumerate(reduces if isinstance(reduces, list) else []):
                if isinstance(pool, str) and pool not in known:
                    yield self._unknown((*where, place), f"pool on board '{board}'", pool, known)

    def _check_offers(self, board: str) -> Iterator[Fault]:
        """Check that an offer meets a line, and that together they are worth no more than it."""
        lines = {
            t["item"]: t for _, t in self._tables("cost", board) if isinstance(t.get("item"), str)
        }
        offered: dict[tuple[str, int], Fraction] = {}
        for place, offer in self._tables("in_kind", board):
            item = offer.get("meets")
            if not isinstance(item, str):
                continue
            if item not in lines:
                yield self._unknown(
                    ("in_kind", place, "meets"), f"cost line on board '{board}' called", item, lines
                )
                continue
            for year in range(max(1, len(self._years))):
                worth, cost = _worth(offer, year), _amount(lines[item].get("amount"), year)
                if worth is None or cost is None:
                    continue
                so_far = offered.get((item, year), Fraction(0))
                offered[item, year] = so_far + worth
                if so_far + worth > cost:
                    others = ", with those before it," if so_far else ""
                    over = so_far + worth - cost
                    yield self._document.fault(
                        ("in_kind", place, "value" if "value" in offer else "quantity"),
                        f"the offer{others} is worth £{_shown(so_far + worth)}, "
                        f"£{_shown(over)} more than the line '{item}' that it meets",
                        f"the line costs £{_shown(cost)}: offer no more than that, or leave "
                        "'meets' out for what is given on top",
                    )
                    break

    def _unknown(
        self,
        path: tuple[str | int, ...],
        what: str,
        name: str,
        known: Collection[str],
        at: str = "value",
    ) -> Fault:
        return self._document.fault(
            path,
            f"there is no {what} '{name}'",
            did_you_mean(name, known),
            at=at,  # type: ignore[arg-type]
        )

    def _twice(self, path: tuple[str | int, ...], what: str, name: str) -> Fault:
        return self._document.fault(
            path, f"there are two of {what} '{name}'", "give each a name of its own"
        )


def board_id(table: dict[str, Any], place: int) -> str:
    """Give a board's id: its own, its area's, its only authority's, or `board-1`."""
    for name in (table.get("id"), table.get("area")):
        if isinstance(name, str):
            return name
    named = table.get("authorities")
    if isinstance(named, list) and len(named) == 1 and isinstance(named[0], str):
        return named[0]
    return f"board-{place + 1}"


def _shown(amount: Fraction) -> str:
    return written_money(Fraction(-(-amount * 100 // 1), 100))


def _amount(value: object, year: int) -> Fraction | None:
    """Give the sum of a year; None where it is at fault, which is reported elsewhere."""
    parts = value if isinstance(value, list) else [value]
    try:
        return parse_money(parts[min(year, len(parts) - 1)])
    except (Misread, IndexError):
        return None


def _worth(offer: dict[str, Any], year: int) -> Fraction | None:
    if "value" in offer:
        return _amount(offer["value"], year)
    try:
        quantity = parse_number(str(offer["quantity"]).split()[0])
        rate = parse_money(str(offer["rate"]).split(" per ")[0])
    except (Misread, KeyError, IndexError):
        return None
    return quantity * rate
