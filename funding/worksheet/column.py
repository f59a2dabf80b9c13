"""A column of a worksheet: what it is called, what it means, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from sympy import Expr

Unit = Literal["money", "share", "number", "flag"]
By = Literal["board", "kind", "partner", "party"]
Key = Literal["kind", "sector", "payer", "board"]
KEYS: tuple[Key, ...] = ("kind", "sector", "payer", "board")


class Scope(StrEnum):
    """How many cells a column has."""

    BOARD = "board"
    PARTNER = "partner"


class Role(StrEnum):
    """A column whose cells are words of the result; several columns of one role are summed."""

    COST = "cost"
    GRANTS = "grants"
    CENTRAL = "central"
    INCOME = "income"
    RESERVES_PLANNED = "reserves_planned"
    ASSESSED_EXACT = "assessed_exact"
    ASSESSED = "assessed"
    IN_KIND = "in_kind"
    IN_KIND_FREE = "in_kind_free"
    IN_KIND_ON_TOP = "in_kind_on_top"
    IN_KIND_DRAWN = "in_kind_drawn"
    IN_KIND_CARRIED = "in_kind_carried"
    RETURNED = "returned"
    SHORTFALL = "shortfall"
    SHORTFALL_FROM_RESERVES = "shortfall_from_reserves"
    BORNE = "borne"
    CASH = "cash"
    ARREARS_PAID = "arrears_paid"
    ARREARS = "arrears"
    UNCOVERED = "uncovered"
    SHORTFALL_UNFUNDED = "shortfall_unfunded"
    SURPLUS = "surplus"
    GRANTS_OFFERED = "grants_offered"
    RESERVES_CLOSING = "reserves_closing"


@dataclass(frozen=True)
class Title:
    """Words in English, and in Welsh where there are any."""

    en: str
    cy: str | None = None


@dataclass(frozen=True)
class Figure:
    """One figure that a result may rest on: which, of what group, and how sure it is.

    `group` is a plural (`percentages`, `costs`); `status` one of the six of a formula file;
    `partner` whose figure it is, where it is one partner's.
    """

    group: str
    what: str
    status: str
    source: str
    partner: str | None = None
    ends: tuple[tuple[Fraction, ...], ...] = field(default=(), compare=False)
    """The lowest and the highest that its file says it may be, if it does: one each, or one a year.

    What a figure rests on is the same figure whatever its range.
    """


@dataclass(frozen=True)
class Origin:
    """Where the cells of an input come from, for the binding to look up: `cost` of `core`."""

    what: str
    which: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One lettered step.

    It is one of three: computed (`expression`, with the `text` it was written as), a parameter of
    the formula (`values`, by `by`: the whole board under the key "", or a kind, or a partner's id,
    or a `party`: its id, else its kind, else "everyone"; nothing where a row has none), or an input
    of the board (`origin`). `figure_of` names the driver of which a computed one is made: a partner
    without a figure of that has none of this either.
    """

    letter: str
    name: str
    title: Title
    unit: Unit
    scope: Scope
    source: str
    role: Role | None = None
    text: str | None = None
    expression: Expr | None = None
    by: By = "board"
    values: Mapping[str, Fraction] | None = None
    figures: tuple[Figure, ...] = ()
    origin: Origin | None = None
    figure_of: str | None = None
    section: tuple[str, ...] = ()
    """The path of the section of the formula's file that it was drafted for, if it has one."""
    without: str | None = None
    """What is wrong, in plain words, if what a cell of it is divided by comes to nothing."""
    remedy: str | None = None
    """What to do if a cell of it has no value."""
    whole: str | None = None
    """What its values are parts of: with those of every other column that says so, 100 %."""
    rest: str | None = None
    """The key of the value that is what the others leave of the whole, if one is."""

    def key_of(self, row: Row) -> str:
        """Give the key of the value that holds for a row; of none, its id."""
        if self.by == "kind":
            return row.keys["kind"]
        if self.by == "board":
            return ""
        wanted = (row.id, row.keys["kind"], "everyone") if self.by == "party" else (row.id,)
        return next((key for key in wanted if key in (self.values or {})), row.id)

    def __post_init__(self) -> None:
        if self.values is not None:
            object.__setattr__(self, "values", MappingProxyType(dict(self.values)))


@dataclass(frozen=True)
class Row:
    """One partner on a board, with the keys by which rows are alike."""

    id: str
    keys: Mapping[str, str] = field(default_factory=dict)


def letter_of(position: int) -> str:
    """Give the letter of a column: 0 is a, 25 z, 26 aa, as in a spreadsheet.

    >>> letter_of(27)
    'ab'
    """
    letters = ""
    position += 1
    while position:
        position, place = divmod(position - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters
