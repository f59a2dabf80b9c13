"""The page of checks: each board's words, and whether they add up and can be told exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from fractions import Fraction

from funding.comparison.run import Run
from funding.evaluation.result import BOARD_WORDS, BoardResult
from funding.language import _, here
from funding.report.workbook.asking import (
    OF_PARTNERS,
    all_of,
    apart,
    board_of,
    live_result,
    summed_up,
)
from funding.report.workbook.bills import add_checks_of_bills, bills_page, starts_of
from funding.report.workbook.book import Book
from funding.report.workbook.cells import At, Own, Span
from funding.report.workbook.columns import (
    DIFFERS,
    add_both,
    add_rests,
    add_says,
    add_sums,
    add_whose,
)
from funding.report.workbook.helping import SETTLED, TIES
from funding.report.workbook.nodes import Node, Words, as_node, call, sign
from funding.report.workbook.page import Page
from funding.report.workbook.resting import of_runs
from funding.worksheet.column import Row

VERDICTS = ("adds", "same", "close")
OF_TOTALS = "T"
"""The identity of the bills' own totals."""
ANYTHING = Fraction(4, 1000)
"""Less than a penny, and more than floats are astray."""


def results_of(book: Book, bills: str, checks: str) -> tuple[Page, Page]:
    """Give the pages with every published word, live, and beside it as the engine published it."""
    live = [live_result(book, run) for run in book.outcome.runs]
    add_checks_of_bills(book)
    page = bills_page(book, live, bills)
    return page, _Checks(book, page, checks).page(live)


class _Checks:
    """Makes the page, with a row for each run; `starts` is where each run's bills begin."""

    def __init__(self, book: Book, bills: Page, name: str) -> None:
        self._book, self._bills, self._runs = book, bills, book.outcome.runs
        self._starts = starts_of(self._runs)
        self._page = Page(
            name,
            _("What each board costs, what pays for it, and whether it adds up"),
            tuple(Row(f"{run.formula.id}, {run.board.id}") for run in self._runs),
            tuple(here(run.board.name) for run in self._runs),
            about=of_runs(self._runs),
            who=_("Board"),
            currency=book.outcome.scenario.currency,
            printed=BOARD_WORDS[-1],
            across=2,
        )

    def page(self, live: Sequence[BoardResult]) -> Page:
        """Put everything on it: words, identities, and what a reader must know."""
        add_whose(self._page, self._runs)
        sizes = [len(run.parties) for run in self._runs]
        everyone = [
            all_of(self._bills, start, size)
            for start, size in zip(self._starts, sizes, strict=True)
        ]
        made = [summed_up(result, all_) for result, all_ in zip(live, everyone, strict=True)]
        add_both(self._page, BOARD_WORDS, made, [run.result for run in self._runs])
        stated = {each.name for each in fields(BoardResult)}
        own: dict[str, Node] = {
            word: Own(self._page[word]) for word in BOARD_WORDS if word in stated
        }
        found = [dict(apart(board_of(own, all_))) for all_ in everyone]
        for each, run, start in zip(found, self._runs, self._starts, strict=True):
            each[OF_TOTALS] = self._total_apart(own, start + len(run.parties))
        for label, title in _identities().items():
            nodes = [each[label] for each in found]
            if label == OF_PARTNERS:
                nodes = [_many(each) for each in nodes]
            line = add_sums(self._page, label, title, nodes)
            line.unit = "number" if label == OF_PARTNERS else "money"
        self._add_ties()
        self._add_verdicts()
        # What a reader asks first stands first.
        verdicts = [line for line in self._page if line.key in VERDICTS]
        rest = [line for line in self._page if line.key not in VERDICTS]
        begun = sum(line.made == "key" for line in rest)
        self._page.lines[:] = [*rest[:begun], *verdicts, *rest[begun:]]
        add_rests(self._page, self._runs)
        return self._page

    def _total_apart(self, own: Mapping[str, Node], total: int) -> Node:
        """Give by how much the bills' total differs from what the cost leaves to be asked."""
        met = sum((own[word] for word in ("grants", "income", "uncovered")), start=as_node(0))
        met += own["reserves_used"] - own["shortfall_from_reserves"]
        if self._bills.has("in_kind_free"):
            met += At(self._bills["in_kind_free"], total)
        return At(self._bills["assessed"], total) - (own["cost"] + own["surplus"] - met)

    def _add_ties(self) -> None:
        """Count the sharings that are exact ties, and those too close for a spreadsheet to tell."""
        titles = {
            SETTLED: _("Exact ties, which the order by id settles"),
            TIES: _("Sharings too close for a spreadsheet to tell"),
        }
        for key, title in titles.items():
            nodes = [self._counted(run, key) for run in self._runs]
            add_sums(self._page, key, title, nodes).unit = "number"

    def _counted(self, run: Run, key: str) -> Node:
        pages = [page for _unused, page in self._book.parts_of(run)]
        flags = [line for page in pages for line in page if line.key.endswith(f".{key}")]
        return sum((At(line) for line in flags), start=as_node(0))

    def _add_verdicts(self) -> None:
        page = self._page
        right = [sign(Own(page[label]), "=", 0) for label in _identities()]
        says = call("IF", call("AND", *right), Words(_("adds up")), Words(_("does not add up")))
        add_says(page, "adds", _("Does it add up?"), says)
        same = []
        for run, start in zip(self._runs, self._starts, strict=True):
            bills = call("SUM", Span(self._bills[DIFFERS], start, len(run.parties)))
            nothing = call("AND", sign(Own(page[DIFFERS]), "=", 0), sign(bills, "=", 0))
            words = Words(_("as published")), Words(_("differs from what was published"))
            same.append(call("IF", nothing, *words))
        add_says(page, "same", _("Is it as published?"), same)
        exact, none = Words(_("no: exact ties go by id")), Words(_("no"))
        settled = call("IF", sign(Own(page[SETTLED]), ">", 0), exact, none)
        close = call("IF", sign(Own(page[TIES]), ">", 0), Words(_("yes: compare")), settled)
        add_says(page, "close", _("Is anything too close to tell?"), close)


def _identities() -> dict[str, str]:
    return {
        "R": _("(R) cost and surplus less what pays for them"),
        "C": _("(C) reserves that should be left less those that are"),
        "P": _("(P) partners whose bill does not add up"),
        "S": _("(S) shortfall less what meets it"),
        OF_TOTALS: _("(T) asked in all by the bills, less what the cost leaves to be asked"),
    }


def _many(differences: Node) -> Node:
    """Count the cells of a span that are not nothing."""
    return call("SUMPRODUCT", sign(call("ABS", differences), ">", ANYTHING) * 1)
