"""The pence of a board that was evaluated exactly, as a batch has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from funding.errors import FundingError
from funding.evaluation.batch.numbers import FITS
from funding.evaluation.exact import Sheet
from funding.evaluation.result import BoardResult
from funding.language import _


def pence_of(
    sheet: Sheet,
    result: BoardResult,
    partners: Iterable[str],
    board: Iterable[str],
    columns: Collection[str],
) -> dict[str, int | list[int]]:
    """Give words, and columns, of partners and of the board; raise what refuses a figure of them.

    Raise `FundingError` for a part of a penny, `OverflowError` for what does not fit into 64 bits.
    """

    def of_partners(word: str) -> list[int]:
        if word in columns:
            return [_in_pence(sheet.cell(word, row)) for row in range(len(sheet.rows))]
        return [_in_pence(getattr(each, word)) for each in result.partners]

    def of_board(word: str) -> int:
        return _in_pence(sheet.cell(word, 0) if word in columns else getattr(result, word))

    cells: dict[str, int | list[int]] = {word: of_partners(word) for word in partners}
    return cells | {word: of_board(word) for word in board}


def _in_pence(amount: Fraction) -> int:
    pence = amount * 100
    if pence.denominator != 1:
        raise FundingError(_("a published sum is not whole pence"))
    if abs(pence.numerator) >= FITS:
        raise OverflowError(_("a sum of money is too large for 64 bits"))
    return pence.numerator
