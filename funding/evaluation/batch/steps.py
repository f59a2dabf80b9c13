"""The steps by which atoms are worked out for all boards: what a compiled worksheet is.

Each step makes one atom, or one condition, from those before it. `of` is the class of partners
whose atom it is; None for one of the board. The meaning of a step is in whole numbers of any
size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import lcm

from funding.evaluation.batch.ratios import (
    NONE,
    Polynomial,
    Product,
    Ratio,
    least_multiple,
    without,
)

Of = int | None
Path = tuple[tuple[int, bool], ...]
"""Conditions on the way to a branch, each with how it must come out."""


@dataclass(frozen=True)
class Input:
    """A figure of the board, or of the partners of a class, as so many parts."""

    name: str
    whose: int | None
    of: Of


@dataclass(frozen=True, eq=False)
class Worked:
    """A polynomial, as one atom."""

    value: Polynomial
    of: Of


@dataclass(frozen=True, eq=False)
class Summed:
    """The sum of a product over the partners of a class."""

    product: Product
    over: int
    of: Of = None


@dataclass(frozen=True, eq=False)
class Chosen:
    """One polynomial where a condition holds, another where it does not."""

    condition: int
    then: Polynomial
    otherwise: Polynomial
    of: Of


@dataclass(frozen=True, eq=False)
class Floored:
    """The whole number of times that what is below the line goes into what is above it."""

    value: Ratio
    of: Of
    path: Path


@dataclass(frozen=True, eq=False)
class Shared:
    """Whole units by largest remainder: those of one class, in the sharing with a number."""

    sharing: int
    whose: int
    of: Of


@dataclass(frozen=True, eq=False)
class Level:
    """A guess of a level: what is left for those between their bounds, by what they weigh.

    `amount`, and `low`, `high` and `start` of each class, are over one line, and each `weight` over
    another. Whether it is the level, the steps after it check.
    """

    amount: Polynomial
    weight: tuple[Polynomial, ...]
    low: tuple[Polynomial, ...]
    high: tuple[Polynomial, ...]
    start: tuple[Polynomial, ...]
    of: Of = None


@dataclass(frozen=True)
class Levelled:
    """One of the two atoms of a level."""

    level: int
    below: bool
    of: Of = None


@dataclass(frozen=True, eq=False)
class Sharing:
    """Units of a total, for every class: exact parts in units, and how many there are.

    `is_floor` says that the units are the whole ones in the sum of the parts: then fewer are left
    over than there are partners with something over. Boards with a part below nothing are left.
    """

    parts: tuple[Ratio, ...]
    units: Polynomial
    path: Path
    is_floor: bool = False
    of: Of = None

    @cached_property
    def line(self) -> Polynomial:
        """The least that all parts can stand over."""
        count, product = 1, NONE
        for part in self.parts:
            count, product = lcm(count, part.count), least_multiple(product, part.product)
        return Polynomial({product: count})

    @cached_property
    def times(self) -> tuple[Polynomial, ...]:
        """How many times the line of each part goes into the line of all."""
        ((product, count),) = self.line.terms.items()
        return tuple(
            Polynomial({without(product, part.product): count // part.count}) for part in self.parts
        )


AtomStep = Input | Worked | Summed | Chosen | Floored | Shared


@dataclass(frozen=True, eq=False)
class Above:
    """The condition that a polynomial is above nothing."""

    value: Polynomial
    of: Of


@dataclass(frozen=True, eq=False)
class Equal:
    """The condition that a polynomial is nothing."""

    value: Polynomial
    of: Of


@dataclass(frozen=True)
class Joined:
    """A condition of conditions: all, any or not; each is a number."""

    how: str
    parts: tuple[int, ...]
    of: Of


ConditionStep = Above | Equal | Joined


@dataclass(frozen=True, eq=False)
class Check:
    """What must be, where a path is taken: a polynomial above nothing, or (`or_nothing`) not below.

    A board that fails it is left to the exact evaluation, which says what is wrong.
    """

    value: Polynomial
    of: Of
    path: Path
    or_nothing: bool = False


REFUSING = Check | Sharing | Level
"""Steps that may leave a board to the exact evaluation, which may refuse it."""


def atoms_of(value: Polynomial) -> set[int]:
    """Name the atoms in a polynomial, by their numbers."""
    return {number for product in value.terms for number, _ in product}


def rests_on(step: object) -> set[int]:
    """Name the steps that a step rests on itself, by their numbers."""
    found = {number for number, _ in getattr(step, "path", ())}
    found |= {number for number, _ in getattr(step, "product", ())}
    for name, each in vars(step).items():
        if name in {"condition", "sharing", "level"} and isinstance(each, int):
            found.add(each)
        for value in each if isinstance(each, tuple) else (each,):
            found |= _atoms_in(value)
    return found | set(step.parts if isinstance(step, Joined) else ())


def _atoms_in(value: object) -> set[int]:
    if isinstance(value, Ratio):
        return atoms_of(value.top) | {number for number, _ in value.product}
    return atoms_of(value) if isinstance(value, Polynomial) else set()
