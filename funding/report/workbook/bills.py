"""The page of bills: what each partner is asked, gives and pays under each formula, and in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from funding.comparison.run import Run
from funding.compiling.party import Party
from funding.evaluation.result import PARTNER_WORDS, BoardResult, PartnerResult
from funding.language import _, here
from funding.report.workbook.asking import bill_apart, own_partner, partner_of
from funding.report.workbook.book import Book
from funding.report.workbook.cells import Own, Span
from funding.report.workbook.columns import add_both, add_rests, add_sums, add_whose, add_words
from funding.report.workbook.nodes import Node, call
from funding.report.workbook.page import Page
from funding.report.workbook.resting import of_runs
from funding.worksheet.column import Row

ALWAYS = ("assessed", "cash")


def starts_of(runs: Sequence[Run]) -> list[int]:
    """Give the place of each run's first bill; after its last one stands their total."""
    sizes = [len(run.parties) + 1 for run in runs]
    return [sum(sizes[:place]) for place in range(len(sizes))]


def bills_page(book: Book, live: Sequence[BoardResult], name: str) -> Page:
    """Give the page, with a row for each partner of each run, and after them a row of totals."""
    runs = book.outcome.runs
    rows: list[tuple[Run, Party | None]] = [
        (run, party) for run in runs for party in (*run.parties, None)
    ]
    page = Page(
        name,
        _("What each partner is asked, gives and pays"),
        tuple(Row(f"{run.formula.id}, {party.partner.id if party else ''}") for run, party in rows),
        tuple(here(party.partner.name) if party else _("All together") for _unused, party in rows),
        about=of_runs(runs),
        who=_("Partner"),
        totals=frozenset(place for place, (_unused, party) in enumerate(rows) if party is None),
        currency=book.outcome.scenario.currency,
        across=1,
    )
    add_words(page, "partner", _("Id"), [party.partner.id if party else "" for _run, party in rows])
    add_whose(page, [run for run, _unused in rows])
    found = [each for result in live for each in (*result.partners, partner_of({}))]
    published = [each for run in runs for each in (*run.result.partners, _in_all(run.result))]
    words = [
        word
        for word in PARTNER_WORDS
        if word in ALWAYS or any(getattr(each, word) != 0 for each in found)
    ]
    add_both(page, words, found, published)
    page.printed = words[-1]
    _add_up(page, words, runs)
    own = partner_of({word: Own(page[word]) for word in words})
    add_sums(page, "P", _("(P) asked less what it gives or lacks"), bill_apart(own))
    add_rests(page, [run for run, _unused in rows])
    return page


def _in_all(result: BoardResult) -> PartnerResult:
    """Give what all partners are asked, give and pay, as the engine published it."""
    totals: dict[str, Any] = {word: result.total(word) for word in PARTNER_WORDS}
    return partner_of(totals)


def _add_up(page: Page, words: Sequence[str], runs: Sequence[Run]) -> None:
    """Let the totals be sums of the bills above them."""
    for line in map(page.__getitem__, words):
        nodes: list[Node | None] = [line.formula(row) for row in range(line.size)]
        for run, start in zip(runs, starts_of(runs), strict=True):
            size = len(run.parties)
            nodes[start + size] = call("ROUND", call("SUM", Span(line, start, size)), 2)
        line.formulas = nodes


def add_checks_of_bills(book: Book) -> None:
    """Put a last column on the page of each worksheet: whether each partner's bill adds up."""
    parts = (each for run in book.outcome.runs for each in book.parts_of(run))
    for part, page in {id(page): (part, page) for part, page in parts}.values():
        title = _("(P) asked less what it gives or lacks")
        add_sums(page, "P", title, bill_apart(own_partner(part, page))).made = "working"
