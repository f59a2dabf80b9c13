"""Many boards of one shape and with the same partners: their pence, and which have no result."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sympy import Expr

from funding.errors import FundingError
from funding.evaluation.batch.alone import FEW, Alone
from funding.evaluation.batch.classes import Fixed
from funding.evaluation.batch.compiled.facts import range_of
from funding.evaluation.batch.compiled.kernel import Kernel, kernel_of
from funding.evaluation.batch.derived import derived
from funding.evaluation.batch.exactly import pence_of
from funding.evaluation.batch.making import NotInBatch
from funding.evaluation.batch.numbers import FITS, Flags, Whole
from funding.evaluation.batch.program import STATED, Program, Wanted, compile_program
from funding.evaluation.batch.running import Block
from funding.evaluation.cell_faults import CellFault
from funding.evaluation.exact import Sheet, evaluate
from funding.evaluation.identities import check_identities
from funding.evaluation.result import (
    BOARD_WORDS,
    PARTNER_WORDS,
    read_result,
)
from funding.worksheet.column import Origin, Row, Scope
from funding.worksheet.worksheet import Binding, Worksheet

BLOCK = 200_000
"""So many partners of boards are worked out at once, at most.

Of fewer, NumPy's calls take longer than what is called; what more need is far from the processor.
"""
Places = slice | NDArray[np.intp]
"""Some of the boards: from one to another, or those with these numbers."""


@dataclass(eq=False)
class Pence:
    """What came of many boards: for each word or column its pence, 64-bit whole numbers.

    `partners` has arrays of partners by boards, `board` one figure a board. A board in `faults` has
    no result, and nothing stands in its places. `redone` are the boards that were left to the exact
    evaluation.
    """

    partners: dict[str, Whole]
    board: dict[str, Whole]
    faults: dict[int, Exception] = field(default_factory=dict)
    redone: int = 0

    def has_result(self, boards: int) -> Flags:
        """Say which of so many boards have a result."""
        found = np.ones(boards, dtype=np.bool_)
        found[list(self.faults)] = False
        return found


@dataclass(frozen=True, eq=False)
class Many:
    """A worksheet for certain partners, ready for many boards, none of which lacks a figure.

    `fixed` has the inputs that are alike on all boards, `parts` the others: of how many parts of 1
    their figures are counts (100 for pence). `program` is None where a column has no batch form:
    `why` says which; then every board is evaluated exactly, one after the other.
    """

    worksheet: Worksheet
    rows: tuple[Row, ...]
    fixed: Fixed
    parts: Mapping[str, int]
    refuse: Callable[[Sheet], None]
    wanted: Wanted
    is_checked: bool
    program: Program | None
    why: str = ""

    def run(self, figures: Mapping[str, Whole], *, compiled: bool | None = None) -> Pence:
        """Work out every board: `figures` has arrays of boards, or of partners by boards.

        If numba is there, the program is `compiled` once there is enough to do; or now, or never.
        """
        boards = self._count(figures)
        found = self._room(boards)
        places: Iterable[Places] = self._blocks(boards)
        kernel = self._kernel_for(boards, compiled=compiled)
        if kernel is not None:
            left = kernel.run(figures, boards, found.partners, found.board)
            if self.wanted.derived:
                for where in places:
                    self._derive(found, where)
            others = np.flatnonzero(left)
            places = (others[where] for where in self._blocks(len(others)))
        for where in places:
            few = self._if_few(where)
            if few is None:
                self._run_block(figures, where, found)
            else:
                self._work_out_alone(figures, few, found, times=0)
        for room, words in (
            (found.partners, self.wanted.partners),
            (found.board, self.wanted.board),
        ):
            for word in set(room) - set(words) - set(self.wanted.columns):
                del room[word]
        return found

    @property
    def ranges(self) -> dict[str, int]:
        """Up to where the figures of each input are in the range of the kernel, in their parts."""
        return {name: range_of(self.worksheet[name], n) for name, n in self.parts.items()}

    @cached_property
    def kernel(self) -> Kernel | None:
        """The program for numba, if that is there and has a way to say every step."""
        return None if self.program is None else kernel_of(self.program, self.ranges)

    @cached_property
    def alone(self) -> Alone | None:
        """The program for one board after the other, if there is one."""
        return None if self.program is None else Alone(self.program)

    def _if_few(self, where: Places) -> list[int] | None:
        """Give the numbers of boards, if they are few enough to be worked out one by one."""
        places = _numbers(where)
        is_few = self.alone is not None and len(places) <= FEW and self.alone.is_worth(1)
        return places.tolist() if is_few else None

    def _kernel_for(self, boards: int, *, compiled: bool | None) -> Kernel | None:
        if compiled is False or self.kernel is None:
            return None
        self.kernel.asked += boards
        return self.kernel if compiled or self.kernel.is_worth else None

    def _blocks(self, boards: int) -> Iterator[slice]:
        """Cut so many boards into blocks."""
        each = max(1, BLOCK // max(1, len(self.rows)))
        for start in range(0, boards, each):
            yield slice(start, min(start + each, boards))

    def _room(self, boards: int) -> Pence:
        partners, board = self.wanted.worked_out
        columns = {name: self.worksheet[name].scope for name in self.wanted.columns}
        partners += tuple(n for n, scope in columns.items() if scope is Scope.PARTNER)
        board += tuple(n for n, scope in columns.items() if scope is not Scope.PARTNER)
        if self.wanted.derived:
            board += tuple(word for word in BOARD_WORDS if word not in board)
        return Pence(
            {word: np.zeros((len(self.rows), boards), dtype=np.int64) for word in partners},
            {word: np.zeros(boards, dtype=np.int64) for word in board},
        )

    def _count(self, figures: Mapping[str, Whole]) -> int:
        """Give the number of boards; raise `ValueError` unless every input has figures of each."""
        if set(figures) != set(self.parts) or set(figures) & set(self.fixed):
            wrong = sorted(set(figures) ^ set(self.parts) | set(figures) & set(self.fixed))
            raise ValueError(f"each input is either fixed or has figures: {', '.join(wrong)}")
        counts = {cells.shape[-1:] for cells in figures.values()}
        for name, cells in figures.items():
            people = (len(self.rows),) if self.worksheet[name].scope is Scope.PARTNER else ()
            if cells.dtype != np.int64 or cells.shape[:-1] != people or len(counts) != 1:
                raise ValueError(
                    f"'{name}' must be 64-bit whole numbers, {'partners by ' * len(people)}boards, "
                    f"and is {cells.dtype} of shape {cells.shape}"
                )
        return counts.pop()[0] if counts else 0

    def _is_large(self, found: Pence, where: Places) -> Flags:
        """Say on which boards a sum of what was found might not fit into 64 bits."""
        cells = [each[where].astype(np.float64)[None] for each in found.board.values()]
        cells += [each[:, where].astype(np.float64) for each in found.partners.values()]
        return np.asarray(sum(np.abs(each).sum(axis=0) for each in cells) >= FITS)

    def _run_block(self, figures: Mapping[str, Whole], where: Places, found: Pence) -> None:
        program, places = self.program, _numbers(where)
        if program is None:
            left = places
        else:
            some = {name: cells[..., where] for name, cells in figures.items()}
            block = Block(program, some, len(places))
            for word, values in program.partners.items():
                for those, value in zip(program.classes, values, strict=True):
                    pence = block.of_each(len(those), block.pence(value))
                    for row, cells in zip(those, pence, strict=True):
                        found.partners[word][row, where] = cells
            for word, value in program.board.items():
                found.board[word][where] = block.pence(value)
            if not block.is_small():
                block.leave(self._is_large(found, where))
            left = places[block.left]
            if self.wanted.derived:
                self._derive(found, where)
        self._work_out_alone(figures, left.tolist(), found, times=len(left))

    def _work_out_alone(
        self, figures: Mapping[str, Whole], places: list[int], found: Pence, *, times: int
    ) -> None:
        """Work out boards one after the other, in whole numbers, and what those leave exactly."""
        if self.alone is not None and places and self.alone.is_worth(times):
            places = self.alone.run(figures, places, found.partners, found.board)
        for place in places:
            self._redo(figures, place, found)

    def _derive(self, found: Pence, where: Places) -> None:
        """Work out the words that follow from others, as they are of one board."""
        sums = {word: found.partners[word][:, where].sum(axis=0) for word in PARTNER_WORDS}
        words = {word: found.board[word][where] for word in STATED}
        for word, cells in derived(sums, words).items():
            found.board[word][where] = cells

    def _redo(self, figures: Mapping[str, Whole], board: int, found: Pence) -> None:
        """Work out one board exactly, in place of whatever stands there."""
        found.redone += 1
        try:
            cells = self._exactly(self._binding(figures, board), found)
        except (CellFault, FundingError, OverflowError) as fault:
            found.faults[board] = fault
            cells = dict.fromkeys([*found.partners, *found.board], 0)
        rooms = found.partners | found.board
        for word, cell in cells.items():
            rooms[word][..., board] = cell

    def _binding(self, figures: Mapping[str, Whole], board: int) -> Binding:
        values = dict(self.fixed)
        for name, cells in figures.items():
            parts, some = self.parts[name], cells[..., board]
            values[name] = (
                tuple(Fraction(int(each), parts) for each in some)
                if some.ndim
                else Fraction(int(some), parts)
            )
        return Binding(self.rows, values, {})

    def _exactly(self, binding: Binding, found: Pence) -> dict[str, int | list[int]]:
        sheet = evaluate(self.worksheet, binding)
        self.refuse(sheet)
        result = read_result(sheet)
        if self.is_checked:
            check_identities(result, self.worksheet.name)
        return pence_of(sheet, result, found.partners, found.board, self.wanted.columns)


def _numbers(where: Places) -> NDArray[np.intp]:
    return np.arange(where.start, where.stop) if isinstance(where, slice) else where


def _opened(worksheet: Worksheet, names: Collection[str]) -> Worksheet:
    """Make inputs of the parameters that are named."""
    columns = tuple(
        replace(column, values=None, origin=Origin("parameter", (column.name,)))
        if column.values is not None and column.name in names
        else column
        for column in worksheet
    )
    return Worksheet(worksheet.name, columns, worksheet.carried)


def prepare(
    worksheet: Worksheet,
    rows: Sequence[Row],
    fixed: Fixed,
    parts: Mapping[str, int],
    refuse: Callable[[Sheet], None] = lambda _: None,
    not_below: Iterable[Expr] = (),
    wanted: Wanted | None = None,
    *,
    is_checked: bool = False,
) -> Many:
    """Compile a worksheet for many boards with the same partners.

    `parts` may name parameters of the formula too: they are then another on each board. `refuse`
    raises for a sheet that must be refused though it can be worked out; boards on which an
    expression of `not_below` is below nothing are put to it. What is `wanted` of a board may
    be less than all: then only that is worked out, and whatever may refuse a board. With
    `is_checked`, a board whose published sums do not add up is refused, as a single one is.
    """
    wanted = wanted or Wanted()
    worksheet = _opened(worksheet, parts)
    kept = (worksheet, tuple(rows), fixed, parts, refuse, wanted, is_checked)
    known = (worksheet, rows, fixed, parts)
    try:
        return Many(*kept, compile_program(*known, not_below, wanted, is_checked=is_checked))
    except NotInBatch as reason:
        return Many(*kept, None, str(reason))
