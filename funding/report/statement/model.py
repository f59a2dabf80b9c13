"""A statement before it is written: sections of sentences, items and a table of sums.

Every text may have marks about English in it; whoever writes it out sees to them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sum:
    """A row of the table of sums; the last one is what the others come to."""

    label: str
    amount: str
    is_total: bool = False


@dataclass(frozen=True)
class Section:
    """What is said under one heading."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True)
class Statement:
    """What one partner is told of one board, year and formula; `notice` stands before all else."""

    id: str
    partner: str
    board: str
    year: str
    notice: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
