"""Percentages that make up a whole: when some are changed, the rest of it is what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Integer, Rational, Symbol

from funding.amounts import written_percent
from funding.errors import FundingError
from funding.evaluation.exact import Sheet
from funding.language import _
from funding.study.file import InputFile
from funding.worksheet.column import Column, Row
from funding.worksheet.functions import plus


@dataclass(frozen=True)
class Left:
    """What changed percentages leave of a whole: nothing, unless it is taken as the rest."""

    column: str
    is_taken: bool

    def not_allowed(self) -> Iterator[Expr]:
        """Give what may not be below nothing."""
        yield Symbol(self.column)
        if not self.is_taken:
            yield -Symbol(self.column)

    def check(self, sheet: Sheet) -> None:
        """Refuse a board on which the percentages do not make up a whole."""
        left = sheet.cell(self.column, 0)
        if left < 0 or (left and not self.is_taken):
            total = written_percent(1 - left)
            raise FundingError(_("the percentages sum to {total}, not 100%", total=total))


def left_of_columns(whole: str, columns: Iterable[Column]) -> Expr:
    """Give what is left of a whole whose parts are columns of the board, one each."""
    total: Expr = Integer(0)
    for column in columns:
        if column.whole == whole:
            total = plus(total, Symbol(column.name))
    return plus(Integer(1), -total)


def is_for(file: InputFile, key: str | None, column: Column) -> bool:
    """Say whether an input is meant for the kind, or the partner, of a value."""
    named = file.kinds if column.by == "kind" else file.partners
    return named is None or key in named


def left_of(
    column: Column,
    rows: Sequence[Row],
    rest: str | None,
    stated: str,
    changes: Sequence[tuple[InputFile, Expr]],
) -> Expr:
    """Give what is left of the whole, where each value is what the last input meant for it says."""
    values: Mapping[str, Fraction] = {
        **{column.key_of(row): Fraction(0) for row in rows},
        **(column.values or {}),
    }
    total: Expr = Integer(0)
    for key, value in values.items():
        own = Rational(value.numerator, value.denominator)
        meant = [then for file, then in changes if is_for(file, key, column)]
        if meant:
            total = plus(total, with_own(meant[-1], stated, own))
        elif key != rest:
            total = plus(total, own)
    return plus(Integer(1), -total)


def with_own(expression: Expr, stated: str, own: Expr) -> Expr:
    """Put a value in place of what the formula states of a figure."""
    found: Expr = expression.xreplace(
        {symbol: own for symbol in expression.free_symbols if str(symbol) == stated}
    )
    return found
