"""What a workbook says of ties, held to the exact fractions of random boards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import pytest
from sympy import Expr, Rational, Symbol

from funding import Outcome
from funding.comparison.run import Run
from funding.report.workbook import sharings
from funding.report.workbook.book import Book
from funding.report.workbook.helping import SETTLED, TIES
from funding.report.workbook.making import book_of
from funding.report.workbook.page import Line, Page
from funding.worksheet import functions
from tests.report.workbook.drawn import outcomes


@pytest.fixture(scope="module")
def drawn() -> list[Outcome]:
    return outcomes(12)


def parts_of(book: Book) -> Iterator[tuple[Run, Page]]:
    for run in book.outcome.runs:
        yield from book.parts_of(run)


def is_tied(run: Run, expression: Expr) -> bool:
    """Say whether the last who is given one more has left over just what the next one has."""
    x, amount, unit, *_others = expression.args
    size = exactly(run, unit, 0)
    parts = [exactly(run, x, row) / size for row in range(len(run.sheet.rows))]
    spare = exactly(run, amount, 0) / size - sum(
        part.numerator // part.denominator for part in parts
    )
    queue = sorted((part % 1 for part in parts if part), reverse=True)
    place = int(spare)
    return 0 < place < len(queue) and queue[place - 1] == queue[place]


def exactly(run: Run, node: Expr, row: int) -> Fraction:
    if isinstance(node, Rational):
        return Fraction(int(node.p), int(node.q))
    return run.sheet.cell(node.name, row)


def said(found: list[Outcome]) -> Counter[tuple[bool, str]]:
    """Count what is true of sharings, with what the cells say of them."""
    counted: Counter[tuple[bool, str]] = Counter()
    for outcome in found:
        for run, page in parts_of(book_of(outcome)):
            for column in run.sheet.worksheet:
                node = column.expression
                if not isinstance(node, functions.round_to_total) or len(node.args) > 4:
                    continue
                *figures, method = node.args
                is_plain = all(isinstance(each, Symbol | Rational) for each in figures)
                if is_plain and method.name == "largest_remainder":
                    counted[is_tied(run, node), verdict(page, column.name)] += 1
    return counted


def verdict(page: Page, column: str) -> str:
    def flag(key: str) -> Line:
        (line,) = (
            each for each in page if each.key.startswith(f"{column}.") and each.key.endswith(key)
        )
        return line

    settled, close = flag(f".{SETTLED}").at(0), flag(f".{TIES}").at(0)
    return "settled" if settled else "too close" if close else "far"


def test_a_tie_is_called_exact_only_where_it_is_and_is_never_overlooked(
    drawn: list[Outcome],
) -> None:
    found = said(drawn)
    assert found[True, "settled"] > 10
    assert found[False, "far"] > 100
    assert not found[True, "far"], "a tie was overlooked"
    assert not found[False, "settled"], "what is no tie was called an exact one"
    assert found[True, "too close"] < found[True, "settled"]


def test_a_way_of_telling_that_is_wrong_is_seen(
    drawn: list[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Remainders within a twentieth of a penny are taken for alike, though parts are finer.
    monkeypatch.setattr(sharings, "ROUNDED", 1)
    assert said(drawn)[False, "settled"]
