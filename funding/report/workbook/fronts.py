"""The sheets at the front but the notes: cover, contents; and at the end the record of the run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from funding.comparison.words import estimate_said
from funding.language import _, here, ngettext
from funding.report.workbook.book import Book
from funding.report.workbook.naming import link_to
from funding.report.workbook.page import Page
from funding.report.workbook.resting import of_runs
from funding.report.workbook.sheets import HEADING_HIGH, LINE_HIGH, TITLE_HIGH, Writing, lines_of
from funding.report.workbook.styles import Styles

WIDE = 110


def write_cover(sheet: Any, book: Book, styles: Styles, fronts: Sequence[tuple[str, str]]) -> None:
    """Write what the workbook is, and where to begin."""
    scenario = book.outcome.scenario
    sheet.set_column(0, 0, WIDE)
    write_title(sheet, here(scenario.title), styles)
    years = ", ".join(str(year) for year in scenario.years)
    boards = ", ".join(here(board.name) for board in scenario.boards)
    formulas = ", ".join(here(formula.file.title) for formula in scenario.formulas)
    words = [
        _("A workbook that works out who pays what, from the figures to the pennies."),
        _("Years: {years}", years=years),
        _("Boards: {boards}", boards=boards),
        _("Formulas: {formulas}", formulas=formulas),
        _("Estimate of the costs: {estimate}", estimate=estimate_said(scenario.estimate)),
        *of_runs(book.outcome.runs),
    ]
    for row, text in enumerate(words, start=1):
        write_wrapped(sheet, row, text, styles)
    sheet.set_row(len(words) + 2, HEADING_HIGH)
    sheet.write_string(len(words) + 2, 0, _("Where to begin"), styles.heading)
    for row, (name, what) in enumerate(fronts, start=len(words) + 3):
        text = _("{sheet}: {what}", sheet=name, what=what)
        sheet.write_url(row, 0, link_to(name), styles.link, text)


def write_title(sheet: Any, title: str, styles: Styles) -> None:
    """Write what a sheet is called."""
    sheet.set_row(0, TITLE_HIGH)
    sheet.write_string(0, 0, title, styles.title)


def write_wrapped(sheet: Any, row: int, text: str, styles: Styles) -> None:
    """Write a paragraph, over as many lines as it needs."""
    sheet.set_row(row, LINE_HIGH * lines_of(text, WIDE))
    sheet.write_string(row, 0, text, styles.wrapped)


def write_contents(
    sheet: Any, book: Book, pages: Sequence[tuple[str, str]], writing: Writing, styles: Styles
) -> None:
    """List every sheet with a link to it."""
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, WIDE)
    write_title(sheet, _("Contents"), styles)
    words = ngettext(
        "This sheet has one table, of {number} sheet.",
        "This sheet has one table, of {number} sheets.",
        len(pages),
    )
    for row, text in enumerate([words, *of_runs(book.outcome.runs)], start=1):
        sheet.write_string(row, 0, text, styles.plain())
    writing.table(sheet, 3, [_("Sheet"), _("What is on it")], len(pages))
    for row, (name, what) in enumerate(pages, start=4):
        sheet.write_url(row, 0, link_to(name), styles.link, name)
        sheet.write_string(row, 1, what, styles.plain())
    sheet.freeze_panes(4, 0)


def write_record(
    sheet: Any, record: Sequence[tuple[str, str]], writing: Writing, styles: Styles
) -> None:
    """Write what made the file."""
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, WIDE)
    write_title(sheet, _("Record"), styles)
    sheet.write_string(1, 0, _("What this file was made of, and by what."), styles.plain())
    writing.table(sheet, 3, [_("What"), _("Which")], len(record))
    for row, (what, which) in enumerate(record, start=4):
        sheet.write_string(row, 0, what, styles.wrapped)
        sheet.write_string(row, 1, which, styles.wrapped)


def about(page: Page) -> tuple[str, str]:
    """Give a page's name and what is on it, for the contents."""
    return page.name, page.title
