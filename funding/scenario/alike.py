"""Warnings about partners and boards that a reader could not tell apart.

Names are compared as the eye does: how an accent is stored does not count, nor capitals, nor the
width of a space; a letter of another alphabet, or a digit, counts as the letter it is drawn as.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from funding.scenario.model import Board
from funding.toml.wording import shown

_DRAWN_AS = {
    ord(other): letter
    for letter, others in {
        "a": "аαɑ",
        "b": "вβ",
        "c": "с",
        "d": "ԁ",
        "e": "еεҽ",
        "g": "ɡց",
        "h": "һнհη",
        "j": "јϳ",
        "k": "кκ",
        "l": "i1|іιӏıɩ",
        "m": "м",
        "n": "ոп",
        "o": "0оοօ",
        "p": "рρ",
        "q": "ԛ",
        "s": "ѕ",
        "t": "тτ",
        "u": "սυ",
        "v": "ѵν",
        "w": "ԝѡ",
        "x": "хχ",
        "y": "уγү",
        "'": "‘’ʼ`´",
        "-": "‐‑‒–—−",
    }.items()
    for other in others
}
"""Cyrillic, Greek and Armenian letters, small ones: capitals are made small first."""


def drawn(name: str) -> str:
    """Give what two names have in common that look the same.

    >>> drawn("Ѕhelter") == drawn("SHELTER")
    True
    """
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_DRAWN_AS)
    return re.sub(r"\s+", " ", plain).strip()


def alike(boards: Sequence[Board]) -> Iterator[str]:
    """Warn of partners of one board, and of boards, whose ids or whose names look the same."""
    found: dict[str, None] = {}
    for board in boards:
        partners = board.partners
        names = ((each.id, name) for each in partners for name in (each.name.en, each.name.cy))
        found |= dict.fromkeys(_alike("partners", ((each.id, each.id) for each in partners)))
        found |= dict.fromkeys(_alike("partners", names))
    found |= dict.fromkeys(_alike("boards", ((board.id, board.id) for board in boards)))
    found |= dict.fromkeys(_alike("boards", ((board.id, board.name.en) for board in boards)))
    yield from found


def _alike(what: str, named: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Say of each look once who has it, the first two by name."""
    looks: dict[str, dict[str, str]] = {}
    for who, name in named:
        if name:
            looks.setdefault(drawn(name), {}).setdefault(who, name)
    for same in looks.values():
        if len(same) < 2:
            continue
        (one, first), (two, second), *others = same.items()
        more = f", and {len(others):,} more" if others else ""
        called = f"both are called {shown(first)}"
        if first != second:
            called = f"they are called {shown(first)} and {shown(second)}"
        yield f"{what} '{one}' and '{two}'{more} look the same: {called}"
