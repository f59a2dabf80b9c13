"""Many boards of one shape and with the same partners: their pence, and which have no result."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction

import numpy as np

from funding.errors import FundingError
from funding.evaluation.batch.classes import Fixed
from funding.evaluation.batch.making import NotInBatch
from funding.evaluation.batch.numbers import FITS, Flags, Whole
from funding.evaluation.batch.program import Program, compile_program
from funding.evaluation.batch.running import Block
from funding.evaluation.cell_faults import CellFault
from funding.evaluation.exact import ZERO, Sheet, evaluate
from funding.evaluation.result import (
    BOARD_WORDS,
    PARTNER_WORDS,
    BoardResult,
    PartnerResult,
    read_result,
)
from funding.worksheet.column import Origin, Row, Scope
from funding.worksheet.worksheet import Binding, Worksheet

BLOCK = 8_192
"""So many boards are worked out at once: what they need stays near the processor."""


@dataclass(eq=False)
class Pence:
    """What came of many boards: for each word its pence, 64-bit whole numbers.

    `partners` has arrays of partners by boards, `board` one figure a board. A board in `faults` has
    no result, and nothing stands in its places. `redone` are the boards that were left to the exact
    evaluation.
    """

    partners: dict[str, Whole]
    board: dict[str, Whole]
    faults: dict[int, Exception] = field(default_factory=dict)
    redone: int = 0


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
    program: Program | None
    why: str = ""

    def run(self, figures: Mapping[str, Whole]) -> Pence:
        """Work out every board: `figures` has arrays of boards, or of partners by boards."""
        boards = self._count(figures)
        people = len(self.rows)
        found = Pence(
            {word: np.zeros((people, boards), dtype=np.int64) for word in PARTNER_WORDS},
            {word: np.zeros(boards, dtype=np.int64) for word in BOARD_WORDS},
        )
        for start in range(0, boards, BLOCK):
            self._run_block(figures, slice(start, min(start + BLOCK, boards)), found)
        return found

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

    def _is_large(self, found: Pence, where: slice) -> Flags:
        """Say on which boards a sum of what was found might not fit into 64 bits."""
        cells = [each[where].astype(np.float64) for each in found.board.values()]
        cells += [each[:, where].astype(np.float64) for each in found.partners.values()]
        sizes = sum(
            np.abs(each).reshape(-1, where.stop - where.start).sum(axis=0) for each in cells
        )
        return np.asarray(sizes >= FITS)

    def _run_block(self, figures: Mapping[str, Whole], where: slice, found: Pence) -> None:
        program, count = self.program, where.stop - where.start
        if program is None:
            left: Iterable[int] = range(count)
        else:
            some = {name: cells[..., where] for name, cells in figures.items()}
            block = Block(program, some, count)
            for word, values in program.partners.items():
                for those, value in zip(program.classes, values, strict=True):
                    found.partners[word][list(those), where] = block.pence(value)
            for word, value in program.board.items():
                found.board[word][where] = block.pence(value)
            left = np.flatnonzero(block.left | self._is_large(found, where)).tolist()
            self._derive(found, where)
        for place in left:
            self._redo(figures, where.start + place, found)

    def _derive(self, found: Pence, where: slice) -> None:
        """Work out the words that follow from others, as they are of one board."""
        stated = [each.name for each in fields(BoardResult) if each.name in BOARD_WORDS]
        partners = tuple(
            PartnerResult(
                row.id,
                assessed_exact=ZERO,
                **{word: cells[place, where] for word, cells in found.partners.items()},  # type: ignore[arg-type]  # pence
            )
            for place, row in enumerate(self.rows)
        )
        words = {word: found.board[word][where] for word in stated}
        result = BoardResult(**words, partners=partners)  # type: ignore[arg-type]  # pence, of many boards
        for word in BOARD_WORDS:
            if word not in stated:
                found.board[word][where] = getattr(result, word)

    def _redo(self, figures: Mapping[str, Whole], board: int, found: Pence) -> None:
        """Work out one board exactly, in place of whatever stands there."""
        found.redone += 1
        try:
            partners, words = self._exactly(self._binding(figures, board))
        except (CellFault, FundingError, OverflowError) as fault:
            found.faults[board] = fault
            partners = {word: [0] * len(self.rows) for word in PARTNER_WORDS}
            words = dict.fromkeys(BOARD_WORDS, 0)
        for word, cells in partners.items():
            found.partners[word][:, board] = cells
        for word, cell in words.items():
            found.board[word][board] = cell

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

    def _exactly(self, binding: Binding) -> tuple[dict[str, list[int]], dict[str, int]]:
        sheet = evaluate(self.worksheet, binding)
        self.refuse(sheet)
        result = read_result(sheet)
        partners = {
            word: [_in_pence(getattr(each, word)) for each in result.partners]
            for word in PARTNER_WORDS
        }
        return partners, {word: _in_pence(getattr(result, word)) for word in BOARD_WORDS}


def _in_pence(amount: Fraction) -> int:
    pence = amount * 100
    if pence.denominator != 1:
        raise FundingError("a published sum is not whole pence")
    if abs(pence.numerator) >= FITS:
        raise OverflowError("a sum of money is too large for 64 bits")
    return pence.numerator


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
    not_below: Iterable[str] = (),
) -> Many:
    """Compile a worksheet for many boards with the same partners.

    `parts` may name parameters of the formula too: they are then another on each board. `refuse`
    raises for a sheet that must be refused though it can be worked out; boards on which a
    cell of the columns `not_below` is below nothing are put to it.
    """
    worksheet = _opened(worksheet, parts)
    kept = (worksheet, tuple(rows), fixed, parts, refuse)
    try:
        return Many(*kept, compile_program(worksheet, rows, fixed, parts, not_below))
    except NotInBatch as reason:
        return Many(*kept, None, str(reason))
