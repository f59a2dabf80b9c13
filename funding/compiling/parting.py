"""A sum split between boards before their partners pay: a small worksheet whose rows are boards.

It is drafted, bound and evaluated like any other; its whole-penny parts are figures of the boards'
own worksheets, and nothing else passes. Where the sum is one limit over several bills of a payer,
its rows are the bills.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from funding.amounts import PENNY, POUNDS
from funding.evaluation.exact import Sheet, evaluate
from funding.language import N_, _, in_english
from funding.scenario.entries import SharedCost
from funding.worksheet.column import Figure, Origin, Row, Scope, Title, Unit
from funding.worksheet.drafting import Draft
from funding.worksheet.worksheet import Binding, Worksheet
from funding.years import FinancialYear

RESULT_PAGE = "docs/reference/result.md"
PAGE = "docs/reference/scenario-file.md"
ROUNDED = N_("{page}: largest remainder, ties by the board's id")


@dataclass(frozen=True)
class Bill:
    """A row of a split: a board, or one bill on it, with the figure by which it shares."""

    board: str
    partner: str
    figure: Fraction

    @property
    def id(self) -> str:
        """The row's id; of a bill on a board, both."""
        return f"{self.board}, {self.partner}" if self.partner else self.board


@dataclass(frozen=True, eq=False)
class Parting:
    """A sum split in one year: what it is, the worksheet filled in, and whose its rows are.

    `into` is the column of a board's own worksheet that a part goes to. A `cost` is split alike
    under every formula; a limit (None) under one `formula`.
    """

    what: str
    into: str
    year: FinancialYear
    bills: tuple[Bill, ...]
    sheet: Sheet
    cost: SharedCost | None = None
    formula: str | None = None
    limit: int | None = None
    """Of a limit, the place of the answer in its file: a payer may have several."""
    currency: str = POUNDS

    def row_of(self, board: str, partner: str) -> int | None:
        """Give the row of a board, or of a partner's bill on it; None if it has no part."""
        for place, bill in enumerate(self.bills):
            if bill.board == board and bill.partner in ("", partner):
                return place
        return None

    def part(self, place: int) -> Fraction:
        """Give the part of a row, in whole pennies."""
        return self.sheet.cell("part", place)


def part_cost(cost: SharedCost, into: str, year: FinancialYear, amount: Fraction) -> Parting:
    """Split one year of a cost between the boards that share it."""
    split = cost.split.figures
    bills = tuple(Bill(board, "", figure) for board, figure in split.values.items())
    unit: Unit = "share" if cost.split.by == "percentages" else "number"
    worksheet = _cost_worksheet(cost.item, split.title, unit)
    figures = {"shared": (cost.figure,), "figure": (split.figure,)}
    sheet = _evaluated(worksheet, bills, amount, figures)
    return Parting(cost.item, into, year, bills, sheet, cost)


def part_limit(
    what: str,
    year: FinancialYear,
    formula: str,
    bills: tuple[Bill, ...],
    limit: Fraction,
    figure: Figure | None,
) -> Parting:
    """Split a payer's one limit between its bills, by what is due on each."""
    figures = {"shared": (figure,) if figure else ()}
    sheet = _evaluated(_limit_worksheet(what), bills, limit, figures)
    return Parting(what, "limit", year, bills, sheet, formula=formula)


def _cost_worksheet(item: str, title: Title, unit: Unit) -> Worksheet:
    draft = _begun(item, _("{item}: cost that boards share", item=in_english(item)))
    draft.input("figure", title, Origin("figure"), scope=Scope.PARTNER, unit=unit)
    draft.column(
        "exact",
        "shared * figure / total(figure)",
        _("part of the board, exact"),
        source=_("{page}: split between boards first", page=PAGE),
    )
    _rounded(draft, "shared", _("part of the board, to the penny"))
    return draft.finish()


def _limit_worksheet(what: str) -> Worksheet:
    draft = _begun(
        what, _("{what}: the most it will pay over all these bills", what=in_english(what))
    )
    draft.input("figure", _("due in cash"), Origin("figure"), scope=Scope.PARTNER)
    draft.column(
        "to_share",
        "at_most(shared, total(figure))",
        _("of that, what is due at all"),
        source=_("{page}: a limit is shared in proportion to what is due", page=PAGE),
    )
    draft.column(
        "exact",
        "choose(total(figure) == 0, 0, to_share * figure / total(figure))",
        _("part of the limit, exact"),
        source=_("{page}: a limit is shared in proportion to what is due", page=PAGE),
    )
    _rounded(draft, "to_share", _("part of the limit, to the penny"))
    return draft.finish()


def _begun(name: str, title: str) -> Draft:
    draft = Draft(name)
    draft.input(
        "penny",
        _("the penny"),
        Origin("penny"),
        scope=Scope.BOARD,
        source=_("{page}: rounding", page=RESULT_PAGE),
    )
    draft.input("shared", title, Origin("shared"), scope=Scope.BOARD)
    return draft


def _rounded(draft: Draft, shared: str, title: str) -> None:
    text = f"round_to_total(exact, {shared}, penny, largest_remainder)"
    draft.column("part", text, title, source=_(ROUNDED, page=RESULT_PAGE))


def _evaluated(
    worksheet: Worksheet,
    bills: tuple[Bill, ...],
    shared: Fraction,
    figures: Mapping[str, tuple[Figure, ...]],
) -> Sheet:
    rows = tuple(Row(bill.id, {"board": bill.board, "kind": "board"}) for bill in bills)
    values: dict[str, Fraction | tuple[Fraction, ...]] = {
        "penny": PENNY,
        "shared": shared,
        "figure": tuple(bill.figure for bill in bills),
    }
    return evaluate(worksheet, Binding(rows, values, dict(figures)))
