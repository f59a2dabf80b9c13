"""Warnings about partners and boards that a reader could not tell apart.

Names are compared as the eye does: how an accent is stored does not count, nor capitals, nor the
width of a space; a letter of another alphabet, or a digit, counts as the letter it is drawn as.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from funding.language import _, ngettext
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
        found |= dict.fromkeys(_alike(_partners, ((each.id, each.id) for each in partners)))
        found |= dict.fromkeys(_alike(_partners, names))
    found |= dict.fromkeys(_alike(_boards, ((board.id, board.id) for board in boards)))
    found |= dict.fromkeys(_alike(_boards, ((board.id, board.name.en) for board in boards)))
    yield from found


def _partners(one: str, two: str, others: int) -> str:
    """Name partners that look the same."""
    if not others:
        return _("partners '{one}' and '{two}'", one=one, two=two)
    return ngettext(
        "partners '{one}' and '{two}', and {number} more",
        "partners '{one}' and '{two}', and {number} more",
        others,
        one=one,
        two=two,
    )


def _boards(one: str, two: str, others: int) -> str:
    """Name boards that look the same."""
    if not others:
        return _("boards '{one}' and '{two}'", one=one, two=two)
    return ngettext(
        "boards '{one}' and '{two}', and {number} more",
        "boards '{one}' and '{two}', and {number} more",
        others,
        one=one,
        two=two,
    )


def _alike(
    these: Callable[[str, str, int], str], named: Iterable[tuple[str, str | None]]
) -> Iterator[str]:
    """Say of each look once who has it, the first two by name."""
    looks: dict[str, dict[str, str]] = {}
    for who, name in named:
        if name:
            looks.setdefault(drawn(name), {}).setdefault(who, name)
    for same in looks.values():
        if len(same) < 2:
            continue
        (one, first), (two, second), *others = same.items()
        who = these(one, two, len(others))
        if first == second:
            yield _("{these} look the same: both are called {name}", these=who, name=shown(first))
        else:
            yield _(
                "{these} look the same: they are called {first} and {second}",
                these=who,
                first=shown(first),
                second=shown(second),
            )
