"""Two boards, alike but for one thing; and what can be changed of a board."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from funding.promises.example import Example
from funding.worksheet.column import Row

ZERO = Fraction(0)


@dataclass(frozen=True, eq=False)
class Pair:
    """A board before and after a change.

    `places` has, for each row before, the rows after that it became: itself mostly, two for a
    partner that was split, none for one that is gone. `changed` has the rows before that the change
    is of, `step` what it is in pounds, where that is a measure of it, and `what` says it in words.
    """

    before: Example
    after: Example
    what: str
    changed: frozenset[int] = frozenset()
    places: tuple[tuple[int, ...], ...] = ()
    step: Fraction = ZERO

    @property
    def rows(self) -> tuple[Row, ...]:
        """The partners before."""
        return self.before.rows

    def after_of(self, row: int) -> tuple[int, ...]:
        """Give the rows after that a row before became."""
        return self.places[row] if self.places else (row,)


Tried = Example | Pair
"""What a promise is tried on: a board, or two."""


def boards_in(tried: Tried) -> tuple[Example, ...]:
    """Give the one board, or the one before and the one after."""
    return (tried.before, tried.after) if isinstance(tried, Pair) else (tried,)
