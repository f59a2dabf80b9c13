"""Figures of some boards side by side, for a processor that works out several boards at once.

A compiler makes such code of a loop only if it sees that nothing written in it is read by the next
board. Of thirty arrays it does not know that they are apart; of places in one array it does. So the
figures of some boards are copied into one room, worked out there, and copied out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LANE = 256
"""So many boards stand in the room at once: it stays near the processor."""


class Lanes:
    """The lanes in the room: one for an array of the board's figures, or one for each partner."""

    def __init__(self, people: int) -> None:
        self._people, self._count = people, 0
        self._starts: dict[str, int] = {}
        self._rows: dict[str, set[int]] = {}

    def place(self, array: str, row: str | None) -> str:
        """Write where a figure of the board stands, or of one of its partners."""
        if array not in self._starts:
            self._starts[array] = self._count
            self._count += 1 if row is None else self._people
        if row is not None:
            self._rows.setdefault(array, set()).add(int(row))
        return f"room[{_place(self._starts[array] + int(row or 0))} + i]"

    def around(self, body: Sequence[str]) -> Iterator[str]:
        """Write the loop over boards with its body, and what is copied before and after."""
        yield f"room = np.empty({self._count * LANE}, np.int64)"
        yield f"for first in range(start, stop, np.uint64({LANE})):"
        yield f"    size = min(np.uint64({LANE}), stop - first)"
        yield from (f"    {self._copied(array)}" for array in self._starts if _is_given(array))
        yield "    for i in range(size):"
        yield from (f"        {line}" for line in body)
        yield from (f"    {self._copied(array)}" for array in self._starts if not _is_given(array))

    def _copied(self, array: str) -> str:
        """Write how an array comes into the room, or out of it: the rows that are asked for."""
        copy, start = "bring" if _is_given(array) else "take", self._starts[array]
        if array not in self._rows:
            return f"{copy}(room, {_place(start)}, {array}, first, size)"
        least, most = min(self._rows[array]), max(self._rows[array])
        rows = f"{array}[{least}:{most + 1}]"
        return f"{copy}_rows(room, {_place(start + least)}, {LANE}, {rows}, first, size)"


def _place(lane: int) -> str:
    # A whole number that cannot be below nothing spares numba to look for it from the end.
    return f"np.uint64({lane * LANE})"


def _is_given(array: str) -> bool:
    return array.startswith("a_")
