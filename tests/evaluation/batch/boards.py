"""Boards for the batch, and what the exact evaluation makes of each, to be compared with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any
from unittest.mock import patch

import numpy as np

from funding.errors import ConservationError
from funding.evaluation.batch import alone
from funding.evaluation.batch.compiled import lines
from funding.evaluation.batch.compiled.facts import range_of
from funding.evaluation.batch.compiled.text import Text
from funding.evaluation.batch.many import Many, Pence, prepare
from funding.evaluation.batch.numbers import Whole
from funding.evaluation.cell_faults import CellFault
from funding.evaluation.exact import Sheet, evaluate
from funding.evaluation.identities import check_identities
from funding.evaluation.result import BOARD_WORDS, PARTNER_WORDS, read_result
from funding.promises.inputs import SORTS
from funding.worksheet.column import Column, Row
from funding.worksheet.worksheet import Binding, Worksheet
from tests.evaluation.batch.interpreted import interpreted

Cells = Fraction | tuple[Fraction, ...]
Values = Mapping[str, Cells]


@dataclass(frozen=True, eq=False)
class Boards:
    """Several boards of one shape with the same partners."""

    worksheet: Worksheet
    rows: tuple[Row, ...]
    boards: Sequence[Values]

    def free(self) -> Iterator[Column]:
        """Give the inputs that may be another on each board."""
        for column in self.worksheet:
            if column.origin is not None and SORTS.get(column.origin.what, "given") != "given":
                yield column

    def prepared(self) -> tuple[Many, dict[str, Whole]]:
        """Prepare the worksheet, and give the figures of all boards."""
        free = [column.name for column in self.free()]
        parts = {name: _parts([board[name] for board in self.boards]) for name in free}
        fixed = {name: cells for name, cells in self.boards[0].items() if name not in parts}
        figures = {
            name: _figures([board[name] for board in self.boards], parts[name]) for name in free
        }
        return prepare(self.worksheet, self.rows, fixed, parts, is_checked=True), figures

    def run(self) -> Pence:
        """Work out all of them at once."""
        many, figures = self.prepared()
        return many.run(figures)

    def agrees(self, found: Pence) -> None:
        """Compare every published sum of every board with the exact evaluation, to the penny."""
        for place, values in enumerate(self.boards):
            sheet = self._sheet_or_fault(values)
            assert str(found.faults.get(place, "")) == (sheet if isinstance(sheet, str) else "")
            if isinstance(sheet, str):
                continue
            result = read_result(sheet)
            for word in BOARD_WORDS:
                assert found.board[word][place] == getattr(result, word) * 100, word
            for word in PARTNER_WORDS:
                wanted = [getattr(each, word) * 100 for each in result.partners]
                assert found.partners[word][:, place].tolist() == wanted, word

    def agrees_by_text(self, many: Many, figures: Mapping[str, Whole], found: Pence) -> int:
        """Compare with what the text of the kernel makes of them; count the boards it left."""
        kernel = many.kernel
        if kernel is None:
            assert many.program is None
            return len(self.boards)
        self._agrees(many, figures, found, kernel.text)
        left, kernel.left = kernel.left, 0
        # Once more, as if all partners that are alike were too many to be spelled out.
        ranges = {name: range_of(many.worksheet[name], n) for name, n in many.parts.items()}
        with patch.object(lines, "SPELLED", 1):
            self._agrees(many, figures, found, Text(kernel.program, ranges))
        kernel.left = left
        return left

    def agrees_alone(self, many: Many, figures: Mapping[str, Whole], found: Pence) -> int:
        """Compare with what the function of Python makes of them; count the boards it left."""
        # At last as if all partners that are alike were too many to be spelled out.
        for spelled in (lines.SPELLED, 1):
            with patch.object(alone, "WORTH", 0), patch.object(lines, "SPELLED", spelled):
                vars(many).pop("alone", None)
                again = many.run(figures, compiled=False)
                same(found, again)
        return again.redone

    def _agrees(self, many: Many, figures: Mapping[str, Whole], found: Pence, text: Text) -> None:
        assert many.kernel is not None
        kernel = many.kernel
        vars(kernel)["_function"] = interpreted(text)
        vars(kernel)["_rows"] = [
            np.array(kernel.program.classes[n], dtype=np.int64) for n in text.loops
        ]
        same(found, many.run(figures, compiled=True))

    def _sheet_or_fault(self, values: Values) -> Sheet | str:
        try:
            sheet = evaluate(self.worksheet, Binding(self.rows, dict(values), {}))
            check_identities(read_result(sheet), self.worksheet.name)
        except (CellFault, ConservationError) as fault:
            return str(fault)
        return sheet


def same(found: Pence, again: Pence) -> None:
    """Compare two ways of working out the same boards, to the penny and to the fault."""
    for one, other in ((found.partners, again.partners), (found.board, again.board)):
        assert one.keys() == other.keys()
        for word in one:
            assert one[word].tolist() == other[word].tolist(), word
    assert {n: str(why) for n, why in found.faults.items()} == {
        n: str(why) for n, why in again.faults.items()
    }


def _parts(cells: Sequence[Cells]) -> int:
    flat = (each for one in cells for each in (one if isinstance(one, tuple) else (one,)))
    return lcm(*(each.denominator for each in flat))


def _figures(cells: Sequence[Cells], parts: int) -> Whole:
    counted: list[Any] = [
        [int(each * parts) for each in one] if isinstance(one, tuple) else int(one * parts)
        for one in cells
    ]
    return np.moveaxis(np.array(counted, dtype=np.int64), 0, -1)
