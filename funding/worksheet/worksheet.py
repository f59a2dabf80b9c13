"""A worksheet: columns in order, each over earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from funding.worksheet.column import Column, Figure, Role, Row


@dataclass(frozen=True, eq=False)
class Worksheet:
    """The columns that a formula means for one shape of board; it knows no partner by name.

    `carried` says what passes to the next year's worksheet, and nothing else does: the name of an
    opening, and the column whose cells it will have. They are whole pennies.
    """

    name: str
    columns: tuple[Column, ...]
    carried: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    def __getitem__(self, name: str) -> Column:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def playing(self, role: Role) -> tuple[Column, ...]:
        """Give the columns of a role, in order."""
        return self._by_role.get(role, ())

    def uses(self, names: Iterable[str]) -> tuple[Column, ...]:
        """Give the columns named and every column that they rest on, in order."""
        wanted = set(names)
        for column in reversed(self.columns):
            if column.name in wanted and column.expression is not None:
                wanted |= {symbol.name for symbol in column.expression.free_symbols}
        return tuple(column for column in self.columns if column.name in wanted)

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def _by_role(self) -> dict[Role, tuple[Column, ...]]:
        found: dict[Role, tuple[Column, ...]] = {}
        for column in self.columns:
            if column.role is not None:
                found[column.role] = (*found.get(column.role, ()), column)
        return found


OF_A_YEAR = ("assessed", "cash")
"""What passes on from a whole year: it is summed over the year's parts. All else passes on from
part to part, as what is in hand or owed at their end."""

COUNTED_BY_DAYS = ("assessed",)
"""What of the year before counts for the days of a part. What was paid does not: money is returned
in proportion to it, and in what proportion does not depend on the days."""

Opening = Fraction | Mapping[str, Fraction]
"""What a year opens with: one sum for the board, or one for each partner, by its id."""


@dataclass(frozen=True, eq=False)
class Binding:
    """The figures of one board and year: a value a row, or one for the board, for every input.

    `figures` says of each input how sure its figures are; `missing` has the rows for which an input
    has none, which is a fault where a step rests on it, and never a nought.
    """

    rows: tuple[Row, ...]
    values: dict[str, Fraction | tuple[Fraction, ...]]
    figures: dict[str, tuple[Figure, ...]]
    missing: dict[str, frozenset[int]] = field(default_factory=dict)
