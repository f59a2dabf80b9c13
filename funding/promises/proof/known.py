"""What is known of a column whose cells are unknowns; what a walk over it needs of the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from funding.promises.proof.primitives import Roundings
from funding.promises.proof.terms import Term
from funding.worksheet.column import Row
from funding.worksheet.worksheet import Worksheet

Cells = Term | list[Term]
Concrete = dict[str, Fraction | tuple[Fraction, ...]]


@dataclass
class Divisor:
    """Something divided by in a column, and the conditions under which that branch is taken."""

    path: list[Term]
    divisor: Term
    row: int | None


@dataclass
class Known:
    """What one column brings: conditions that hold of its cells, and what it divides by."""

    conditions: list[Term] = field(default_factory=list)
    divisors: list[Divisor] = field(default_factory=list)
    rests_on: frozenset[str] = frozenset()
    hopes: list[Cells] = field(default_factory=list)
    """Conditions that may well hold, and from which more would follow: each is to be proved."""


class Cellular(Protocol):
    """A sheet whose cells are terms."""

    worksheet: Worksheet
    rows: tuple[Row, ...]
    prefix: str
    cells: dict[str, Cells]
    roundings: Roundings

    def in_rows(self, cells: Cells) -> list[Term]:
        """Give a cell for each row."""
        ...
