"""A workbook as the bytes of its file: the same outcome gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from funding.comparison.outcome import Outcome
from funding.language import _, here, ngettext
from funding.record.finding import PROPERTY
from funding.report.workbook import fronts
from funding.report.workbook.book import Book
from funding.report.workbook.checks import results_of
from funding.report.workbook.compared import Apart, apart_in
from funding.report.workbook.making import book_of
from funding.report.workbook.naming import quoted
from funding.report.workbook.notes import write_notes
from funding.report.workbook.page import Page
from funding.report.workbook.resting import say_what_pages_rest_on
from funding.report.workbook.sheets import Writing, write_figure
from funding.report.workbook.styles import Styles

WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001  # a file holds no clock; this stands for none
A4 = 9
PIECE = 250
"""As many characters as a property of a document may have."""


def as_workbook(
    outcome: Outcome, record: Sequence[tuple[str, str]] = (), record_json: str = ""
) -> tuple[bytes, list[Apart]]:
    """Give the file, and the cells that a spreadsheet makes other figures of than the exact ones.

    `record` is listed on a sheet of its own; `record_json` stands in the properties of the
    document, for programs: `funding verify` reads it again.
    """
    book = book_of(outcome)
    bills, checks = results_of(book, _("Bills"), _("Checks"))
    parameters = [book.parameters.page] if book.parameters.stated else []
    pages = [bills, checks, *parameters, *book.pages]
    say_what_pages_rest_on(book)
    for page in pages:
        page.lay(4 + len(page.about))
    apart = list(apart_in(pages))
    return _written(_Content(book, pages, apart, record), record_json), apart


def told_apart(apart: Sequence[Apart]) -> list[str]:
    """Warn of cells that a spreadsheet makes other figures of than the exact ones."""
    if not apart:
        return []
    return [
        ngettext(
            "{number} cell of the workbook comes to another figure in a spreadsheet than the "
            "exact one; its notes say which",
            "{number} cells of the workbook come to another figure in a spreadsheet than the "
            "exact one; its notes say which",
            len(apart),
        )
    ]


@dataclass(frozen=True)
class _Content:
    """What stands in the file: the pages of a book, what differs in them, and what made it."""

    book: Book
    pages: Sequence[Page]
    apart: Sequence[Apart]
    record: Sequence[tuple[str, str]]


def _written(content: _Content, record_json: str) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    workbook = xlsxwriter.Workbook(file, options)
    _describe(workbook, content.book, record_json)
    _add_sheets(workbook, content)
    for sheet in workbook.worksheets():
        _let_print(sheet)
    for name in (_("Cover"), _("Contents"), _("Notes"), _("Record")):
        if sheet := workbook.get_worksheet_by_name(name):
            sheet.fit_to_pages(1, 0)
    workbook.close()
    return file.getvalue()


def _add_sheets(workbook: Any, content: _Content) -> None:
    """Write every sheet: the front ones, the pages, the record."""
    book, record = content.book, content.record
    styles = Styles(workbook, book.outcome.scenario.currency)
    writing = Writing(styles, _("Contents"))
    listed = _listed(content)
    beginnings = [
        (_("Contents"), _("Every sheet, with a link to it")),
        *listed[: 3 + bool(book.parameters.stated)],
    ]
    fronts.write_cover(workbook.add_worksheet(_("Cover")), book, styles, beginnings)
    contents = workbook.add_worksheet(_("Contents"))
    fronts.write_contents(contents, book, listed, writing, styles)
    write_notes(workbook.add_worksheet(_("Notes")), book, content.apart, styles)
    for page in content.pages:
        writing.write(workbook.add_worksheet(page.name), page)
    _name_parameters(workbook, book, styles)
    if record:
        fronts.write_record(workbook.add_worksheet(_("Record")), record, writing, styles)


def _listed(content: _Content) -> list[tuple[str, str]]:
    """Give every sheet that the contents list, with what is on it."""
    made = [(_("Record"), _("What this file was made of, and by what."))] if content.record else []
    notes = _("How to read this workbook, and how exact it is")
    return [(_("Notes"), notes), *map(fronts.about, content.pages), *made]


def _let_print(sheet: Any) -> None:
    """Print a sheet across on A4, with its name above and the number of each page below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_header("&C&A")
    sheet.set_footer("&C&P / &N")


def _describe(workbook: Any, book: Book, record_json: str) -> None:
    title = here(book.outcome.scenario.title)
    workbook.set_properties({"title": title[:PIECE], "author": "funding", "created": WRITTEN})
    for place in range(0, len(record_json), PIECE):
        name = f"{PROPERTY}{place // PIECE + 1}"
        workbook.set_custom_property(name, record_json[place : place + PIECE], "text")
    workbook.set_calc_mode("auto")


def _name_parameters(workbook: Any, book: Book, styles: Styles) -> None:
    """Give each figure of a formula its name, and show it as what it is: a percentage, a sum."""
    page, line = book.parameters.page, book.parameters.line
    if not book.parameters.stated:
        return
    sheet = workbook.get_worksheet_by_name(page.name)
    for row, each in enumerate(book.parameters.stated.values()):
        workbook.define_name(each.name, f"={quoted(page.name)}!{line.address(row)}")
        at = (page.first + row, line.place)
        write_figure(sheet, at, each.value, styles.figure(each.unit, each.value))
