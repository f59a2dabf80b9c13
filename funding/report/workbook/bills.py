"""The page of bills: what each partner is asked, gives and pays under each formula."""

from __future__ import annotations

from collections.abc import Sequence

from funding.evaluation.result import PARTNER_WORDS, BoardResult
from funding.language import _, here
from funding.report.workbook.asking import bill_apart, own_partner, partner_of
from funding.report.workbook.book import Book
from funding.report.workbook.cells import Own
from funding.report.workbook.columns import add_both, add_sums, add_whose, add_words
from funding.report.workbook.page import Page
from funding.worksheet.column import Row

ALWAYS = ("assessed", "cash")


def bills_page(book: Book, live: Sequence[BoardResult], name: str) -> Page:
    """Give the page, with a row for each partner of each run."""
    runs = book.outcome.runs
    rows = [(run, party.partner) for run in runs for party in run.parties]
    page = Page(
        name,
        _("What each partner is asked, gives and pays"),
        tuple(Row(f"{run.formula.id}, {partner.id}") for run, partner in rows),
        tuple(here(partner.name) for _unused, partner in rows),
        who=_("Partner"),
        currency=book.outcome.scenario.currency,
    )
    add_words(page, "partner", _("Id"), [partner.id for _unused, partner in rows])
    add_whose(page, [run for run, _unused in rows])
    found = [partner for result in live for partner in result.partners]
    published = [partner for run in runs for partner in run.result.partners]
    words = [
        word
        for word in PARTNER_WORDS
        if word in ALWAYS or any(getattr(each, word) != 0 for each in found)
    ]
    add_both(page, words, found, published)
    own = partner_of({word: Own(page[word]) for word in words})
    add_sums(page, "P", _("(P) asked less what it gives or lacks"), bill_apart(own))
    return page


def add_checks_of_bills(book: Book) -> None:
    """Put a last column on the page of each worksheet: whether each partner's bill adds up."""
    parts = (each for run in book.outcome.runs for each in book.parts_of(run))
    for part, page in {id(page): (part, page) for part, page in parts}.values():
        title = _("(P) asked less what it gives or lacks")
        add_sums(page, "P", title, bill_apart(own_partner(part, page))).made = "working"
