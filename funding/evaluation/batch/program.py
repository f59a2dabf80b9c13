"""A worksheet as a program for many boards of one shape: steps, and what of them is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cached_property
from typing import Any, cast

from sympy import Expr

from funding.evaluation.batch import steps
from funding.evaluation.batch.classes import Fixed, classes_of
from funding.evaluation.batch.making import Making, NotInBatch
from funding.evaluation.batch.ratios import Polynomial, Ratio, added, exactly, whole
from funding.evaluation.batch.tracing import Tracing
from funding.evaluation.identities import EXACT_WORDS, identities
from funding.evaluation.result import (
    BOARD_WORDS,
    PARTNER_WORDS,
    BoardResult,
    PartnerResult,
    read_result,
)
from funding.worksheet.column import Row, Scope
from funding.worksheet.worksheet import Worksheet

MOST_PARTNERS = 1_000
"""Sums over more are too far from the floats near them."""
PENCE = exactly(Fraction(100))
STATED = tuple(each.name for each in fields(BoardResult) if each.name in BOARD_WORDS)
"""The words of a board that do not follow from others."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for: words of partners and of the board, and columns that are whole pence."""

    partners: tuple[str, ...] = PARTNER_WORDS
    board: tuple[str, ...] = BOARD_WORDS
    columns: tuple[str, ...] = ()

    @property
    def derived(self) -> bool:
        """Whether a word of the board is asked for that follows from others."""
        return not set(self.board) <= set(STATED)

    @property
    def worked_out(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that must be worked out, of partners and of the board."""
        if self.derived:
            return PARTNER_WORDS, STATED
        return self.partners, self.board


@dataclass(frozen=True, eq=False)
class Program:
    """The steps of a worksheet, in order, and the pence that are published as polynomials.

    `steps` has those that are needed, by their numbers. `classes` has the rows of each class of
    partners; `partners` has for each word or column a polynomial for each class, `board` for each
    one.
    """

    rows: tuple[Row, ...]
    classes: tuple[tuple[int, ...], ...]
    steps: Mapping[int, object]
    partners: Mapping[str, tuple[Polynomial, ...]]
    board: Mapping[str, Polynomial]
    is_summed: bool
    """Whether what is published is added up to further words."""

    @cached_property
    def spent(self) -> dict[int, list[int]]:
        """What no step needs after each one, nor anything that is published, by its number."""
        cells = [*self.board.values(), *(each for some in self.partners.values() for each in some)]
        seen = {number for each in cells for number in steps.atoms_of(each)}
        found: dict[int, list[int]] = {}
        for number, step in reversed(list(self.steps.items())):
            last = (steps.rests_on(step) | {number}) - seen
            found[number] = sorted(last)
            seen |= last
        return found

    @cached_property
    def by_id(self) -> list[int]:
        """The places of the rows, class by class, in the order of their ids."""
        ids = [self.rows[row].id for those in self.classes for row in those]
        return sorted(range(len(ids)), key=lambda place: ids[place])


def compile_program(
    worksheet: Worksheet,
    rows: Sequence[Row],
    fixed: Fixed,
    parts: Mapping[str, int],
    not_below: Iterable[Expr] = (),
    wanted: Wanted | None = None,
    *,
    is_checked: bool = False,
) -> Program:
    """Compile a worksheet for certain partners; raise `NotInBatch` for what has no batch form.

    Boards on which an expression of `not_below` is below nothing are left to the exact evaluation;
    with `is_checked` so are those of which something published is, or does not add up.
    """
    if not rows or len(rows) > MOST_PARTNERS:
        raise NotInBatch(f"{len(rows)} partners")
    names = list(not_below)
    apart = [(place,) for place in range(len(rows))]
    try:
        tracing = Tracing(worksheet, rows, classes_of(worksheet, rows, fixed), fixed, parts)
    except NotInBatch:
        tracing = Tracing(worksheet, rows, apart, fixed, parts)
    result = read_result(_Cells(worksheet, tracing))  # type: ignore[arg-type]  # a sheet whose cells are ratios
    if is_checked:
        _check(result, tracing.making)
    return _program(tracing, worksheet, result, names, wanted or Wanted())


def _program(
    tracing: Tracing,
    worksheet: Worksheet,
    result: BoardResult,
    not_below: Sequence[Expr],
    wanted: Wanted,
) -> Program:
    making = tracing.making
    firsts = [those[0] for those in making.classes]
    for must_be in not_below:
        for row in firsts:
            making.check_sign(tracing.value(must_be, row))
    partner_words, board_words = wanted.worked_out
    partners = {
        word: tuple(_pence(getattr(result.partners[row], word), making) for row in firsts)
        for word in partner_words
    }
    board = {word: _pence(getattr(result, word), making) for word in board_words}
    for name in wanted.columns:
        if worksheet[name].scope is Scope.PARTNER:
            partners[name] = tuple(_pence(tracing.cell(name, row), making) for row in firsts)
        else:
            board[name] = _pence(tracing.cell(name, firsts[0]), making)
    published = [*board.values(), *(each for some in partners.values() for each in some)]
    needed = needed_steps(making.steps, published)
    return Program(tracing.rows, making.classes, needed, partners, board, wanted.derived)


def _check(result: BoardResult, making: Making) -> None:
    """Leave boards on which something published is below nothing, no pence, or does not add up."""
    firsts = [result.partners[those[0]] for those in making.classes]

    def total(of: Callable[[PartnerResult], Any]) -> Any:
        return added(making.over_class(_as_ratio(of(each)), n) for n, each in enumerate(firsts))

    for published in cast("list[BoardResult | PartnerResult]", [result, *firsts]):
        for each in fields(published):
            value = getattr(published, each.name)
            if isinstance(value, Ratio):
                making.check_sign(value)
                if each.name not in EXACT_WORDS:
                    _pence(value, making)
    for _, one, other in identities(result, total):
        apart = _as_ratio(one) - _as_ratio(other)
        making.require([making.compared(steps.Equal, apart)])


def _as_ratio(value: Ratio | Fraction) -> Ratio:
    return exactly(value) if isinstance(value, Fraction) else value


def needed_steps(made: Sequence[object], published: Iterable[Polynomial]) -> dict[int, object]:
    """Give the steps that anything rests on: what is published, or whether a board is refused."""
    wanted = {number for each in published for number in steps.atoms_of(each)}
    found: dict[int, object] = {}
    for number, step in reversed(list(enumerate(made))):
        if number in wanted or isinstance(step, steps.REFUSING):
            found[number] = step
            wanted |= steps.rests_on(step)
    return dict(reversed(found.items()))


def _pence(value: Ratio | Fraction, making: Making) -> Polynomial:
    """Give pence as a polynomial; boards on which they are not whole are left to the exact."""
    pence = _as_ratio(value) * PENCE
    if pence.count == 1 and not pence.product:
        return pence.top
    found = making.floored(pence).top
    line = whole(pence.count).scaled(1, pence.product)
    making.check(found * line + pence.top.scaled(-1), or_nothing=True)
    return found


@dataclass(frozen=True)
class _Cells:
    worksheet: Worksheet
    tracing: Tracing

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.tracing.rows

    def cell(self, name: str, row: int) -> Ratio:
        return self.tracing.cell(name, row)
