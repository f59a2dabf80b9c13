"""The engine's own modules, asked with cells in place of figures: words, sums, what must add up.

So nothing is said again of how a word is read from columns, or of which sums must be equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any, cast

from funding.chaining.yearly import added
from funding.comparison.run import Run
from funding.evaluation.identities import identities
from funding.evaluation.result import PARTNER_WORDS, BoardResult, PartnerResult, read_result
from funding.report.workbook.book import Book
from funding.report.workbook.cells import At, Span
from funding.report.workbook.nodes import Node, as_node, call
from funding.report.workbook.page import Page
from funding.worksheet.column import Row
from funding.worksheet.worksheet import Worksheet

OF_PARTNERS = "P"
"""The identity that is one for each partner."""


@dataclass(frozen=True)
class _Cells:
    """The cells of a page, for `read_result` to read as it reads a filled worksheet."""

    worksheet: Worksheet
    page: Page

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.page.rows

    def cell(self, name: str, row: int) -> Node:
        return At(self.page[name], row)


@dataclass(frozen=True)
class _OwnCells(_Cells):
    """The cells of one row of a page, whichever it is."""

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.page.rows[:1]

    def cell(self, name: str, row: int) -> Node:  # noqa: ARG002
        return self.page[name].node


def live_result(book: Book, run: Run) -> BoardResult:
    """Give a result whose words are cells of the pages on which they are worked out."""
    parts = [
        read_result(cast("Any", _Cells(part.sheet.worksheet, page)))
        for part, page in book.parts_of(run)
    ]
    return parts[0] if len(parts) == 1 else added(parts, [each.id for each in run.result.partners])


def own_partner(part: Run, page: Page) -> PartnerResult:
    """Give a partner's result whose words are cells of its own row, whichever that is."""
    return read_result(cast("Any", _OwnCells(part.sheet.worksheet, page))).partners[0]


def partner_of(words: dict[str, Node]) -> PartnerResult:
    """Give a partner's result with these words; the others are nothing."""
    nothing: dict[str, Any] = {each.name: Fraction(0) for each in fields(PartnerResult)}
    return PartnerResult(**nothing | words | {"id": ""})


def board_of(words: dict[str, Node], partner: PartnerResult) -> BoardResult:
    """Give a board's result with these words, and one partner in place of all."""
    nothing: dict[str, Any] = {each.name: Fraction(0) for each in fields(BoardResult)}
    return BoardResult(**nothing | words | {"partners": (partner,)})


def bill_apart(own: PartnerResult) -> Node:
    """Give by how much a partner's bill does not add up."""
    return next(node for label, node in apart(board_of({}, own)) if label == OF_PARTNERS)


def apart(result: BoardResult) -> Iterator[tuple[str, Node]]:
    """Give each identity's letter, and by how much its two sides differ."""
    (all_,) = result.partners
    for (words, _name), one, other in identities(result, lambda of: cast("Any", _summed(of(all_)))):
        yield words[1], as_node(one) - as_node(other)


def all_of(bills: Page, start: int, count: int) -> PartnerResult:
    """Give a partner's result whose words are those of all partners of a run, from a row on."""
    known = (word for word in PARTNER_WORDS if bills.has(word))
    return partner_of({word: Span(bills[word], start, count) for word in known})


def summed_up(result: BoardResult, all_: PartnerResult) -> BoardResult:
    """Give a result whose totals over partners are sums of spans of cells."""
    sums: dict[str, Any] = {
        word: call("SUM", each)
        for word in PARTNER_WORDS
        if isinstance(each := cast("object", getattr(all_, word)), Node)
    }
    return replace(result, partners=(replace(all_, **sums),))


def _summed(value: Node | Fraction) -> Node:
    return call("SUMPRODUCT", value) if isinstance(value, Node) else as_node(value)
