"""A statement: sections of sentences, tables and blanks that people fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A table with its caption; the first cell of a row is its heading."""

    name: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """One section: `name` for programs, `blanks` what only people can say."""

    name: str
    title: str
    texts: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statement:
    """The whole statement of one scenario."""

    scenario: str
    title: str
    sections: tuple[Section, ...]
    refuted: tuple[str, ...] = field(default=())
    """The promises that do not hold, by formula and name."""


def table(
    name: str, caption: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]
) -> tuple[Table, ...]:
    """Make a table of rows, each once; none of no rows."""
    return (Table(name, caption, heads, tuple(dict.fromkeys(rows))),) if rows else ()
