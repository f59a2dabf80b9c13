"""Whether figures are those of a board that could exist, as the relations between inputs say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from funding.evaluation.exact import Sheet, evaluate
from funding.promises.claims import Claim, claim_sheet
from funding.promises.example import Example, each_of
from funding.promises.inputs import inputs_of
from funding.worksheet.worksheet import Binding, Worksheet

Relations = Callable[[Worksheet], Iterable[str]]


def broken_relations(sheet: Sheet, relations: Relations) -> Iterator[str]:
    """Give the relations that do not hold of a sheet's cells, worked out exactly."""
    for text in relations(sheet.worksheet):
        claim = claim_sheet([Claim(text)], sheet.worksheet)
        cells = {column.name: sheet.cells[column.name] for column in claim if column.origin}
        found = evaluate(claim, Binding(sheet.rows, cells, {})).cells["claim 0"]
        if not all(each_of(found)):
            yield text


def unsorted_inputs(sheet: Sheet) -> Iterator[str]:
    """Name the inputs of a sheet that are not of the sort that their origin has."""
    for column, sort in inputs_of(sheet.worksheet):
        if not all(_is_of(sort, each) for each in each_of(sheet.cells[column.name])):
            yield column.name


def _is_of(sort: str, amount: Fraction) -> bool:
    match sort:
        case "pence":
            return amount >= 0 and (amount * 100).denominator == 1
        case "share":
            return 0 <= amount <= 1
        case "flag":
            return amount in (0, 1)
        case _:
            return amount >= 0


def sheet_of(example: Example) -> Sheet:
    """Work out every cell of a board, whatever a whole run would say of it."""
    return evaluate(example.worksheet, Binding(example.rows, dict(example.values), {}))
