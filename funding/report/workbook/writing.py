"""A workbook as the bytes of its file: the same outcome gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
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
from funding.report.workbook.page import Page
from funding.report.workbook.sheets import Writing, write_figure
from funding.report.workbook.styles import Styles

WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001  # a file holds no clock; this stands for none
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
    for page in pages:
        page.lay(4 + len(page.about))
    apart = list(apart_in(pages))
    return _written(book, pages, apart, record, record_json), apart


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


def _written(
    book: Book,
    pages: Sequence[Page],
    apart: Sequence[Apart],
    record: Sequence[tuple[str, str]],
    record_json: str,
) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    workbook = xlsxwriter.Workbook(file, options)
    _describe(workbook, book, record_json)
    styles = Styles(workbook, book.outcome.scenario.currency)
    writing = Writing(styles, _("Contents"))
    listed = [
        (_("Notes"), _("How to read this workbook, and how exact it is")),
        *map(fronts.about, pages),
        *([(_("Record"), _("What this file was made of, and by what."))] if record else []),
    ]
    cover = workbook.add_worksheet(_("Cover"))
    beginnings = [
        (_("Contents"), _("Every sheet, with a link to it")),
        *listed[: 3 + bool(book.parameters.stated)],
    ]
    fronts.write_cover(cover, book, styles, beginnings)
    fronts.write_contents(workbook.add_worksheet(_("Contents")), listed, writing, styles)
    fronts.write_notes(workbook.add_worksheet(_("Notes")), book, apart, styles)
    for page in pages:
        writing.write(workbook.add_worksheet(page.name), page)
    _name_parameters(workbook, book, styles)
    if record:
        fronts.write_record(workbook.add_worksheet(_("Record")), record, writing, styles)
    for sheet in workbook.worksheets():
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_header("&C&A")
        sheet.set_footer("&C&P / &N")
    workbook.close()
    return file.getvalue()


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
        workbook.define_name(each.name, f"='{page.name}'!{line.address(row)}")
        at = (page.first + row, line.place)
        write_figure(sheet, at, each.value, styles.figure(each.unit, each.value))
