"""The sheets at the front: cover, contents, notes, and at the end the record of the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from funding.comparison.words import estimate_said
from funding.language import _, here, ngettext
from funding.report.workbook.book import Book
from funding.report.workbook.compared import Apart
from funding.report.workbook.page import Page
from funding.report.workbook.sheets import HEADING_HIGH, LINE_HIGH, TITLE_HIGH, Writing, lines_of
from funding.report.workbook.styles import Styles

WIDE = 110


def write_cover(sheet: Any, book: Book, styles: Styles, fronts: Sequence[tuple[str, str]]) -> None:
    """Write what the workbook is, and where to begin."""
    scenario = book.outcome.scenario
    sheet.set_column(0, 0, WIDE)
    _write_title(sheet, here(scenario.title), styles)
    years = ", ".join(str(year) for year in scenario.years)
    boards = ", ".join(here(board.name) for board in scenario.boards)
    formulas = ", ".join(here(formula.file.title) for formula in scenario.formulas)
    words = [
        _("A workbook that works out who pays what, from the figures to the pennies."),
        _("Years: {years}", years=years),
        _("Boards: {boards}", boards=boards),
        _("Formulas: {formulas}", formulas=formulas),
        _("Estimate of the costs: {estimate}", estimate=estimate_said(scenario.estimate)),
    ]
    for row, text in enumerate(words, start=1):
        _write_wrapped(sheet, row, text, styles)
    sheet.set_row(len(words) + 2, HEADING_HIGH)
    sheet.write_string(len(words) + 2, 0, _("Where to begin"), styles.heading)
    for row, (name, what) in enumerate(fronts, start=len(words) + 3):
        text = _("{sheet}: {what}", sheet=name, what=what)
        sheet.write_url(row, 0, f"internal:'{name}'!A1", styles.link, text)


def _write_title(sheet: Any, title: str, styles: Styles) -> None:
    sheet.set_row(0, TITLE_HIGH)
    sheet.write_string(0, 0, title, styles.title)


def _write_wrapped(sheet: Any, row: int, text: str, styles: Styles) -> None:
    sheet.set_row(row, LINE_HIGH * lines_of(text, WIDE))
    sheet.write_string(row, 0, text, styles.wrapped)


def write_contents(
    sheet: Any, pages: Sequence[tuple[str, str]], writing: Writing, styles: Styles
) -> None:
    """List every sheet with a link to it."""
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, WIDE)
    _write_title(sheet, _("Contents"), styles)
    words = ngettext(
        "This sheet has one table, of {number} sheet.",
        "This sheet has one table, of {number} sheets.",
        len(pages),
    )
    sheet.write_string(1, 0, words, styles.plain())
    writing.table(sheet, 3, [_("Sheet"), _("What is on it")], len(pages))
    for row, (name, what) in enumerate(pages, start=4):
        link = "internal:'" + name.replace("'", "''") + "'!A1"
        sheet.write_url(row, 0, link, styles.link, name)
        sheet.write_string(row, 1, what, styles.plain())
    sheet.freeze_panes(4, 0)


def write_notes(sheet: Any, book: Book, apart: Sequence[Apart], styles: Styles) -> None:
    """Write how the workbook is to be read, and what it cannot do."""
    sheet.set_column(0, 0, WIDE)
    _write_title(sheet, _("Notes"), styles)
    row = 1
    for heading, texts in _notes(book, apart):
        sheet.set_row(row + 1, HEADING_HIGH)
        sheet.write_string(row + 1, 0, heading, styles.heading)
        for place, text in enumerate(texts, start=row + 2):
            _write_wrapped(sheet, place, text, styles)
        row += 2 + len(texts)


def _notes(book: Book, apart: Sequence[Apart]) -> Iterator[tuple[str, list[str]]]:
    yield (
        _("What this is"),
        [
            _(
                "Each formula has a sheet for each board and year, or part of a year. It has a "
                "column for each step, with its letter, as the formula has it; where a step needs "
                "more than one cell, those before it have its letter and a number."
            ),
            _(
                "Everything is worked out in the cells, from the figures that are typed to the "
                "pennies that are paid. Each cell holds what funding worked out, until the "
                "spreadsheet works it out again."
            ),
        ],
    )
    yield (
        _("Trying other figures"),
        [
            _(
                "Cells that may be typed in are shaded yellow and have a border; in the table of "
                "steps they are called typed. All other cells are formulas."
            ),
            _(
                "The figures of a board stand once for all formulas, on the sheet of that board "
                "and year. The figures of a formula stand once for all boards, on a sheet of "
                "their own; each has a name, by which the cells call it."
            ),
            _(
                "Percentages that are changed should still come to 100%: a percentage that was "
                "the rest of others does not follow them."
            ),
            _(
                "What is changed here is no longer what funding published: the sheet of checks "
                "then says that it differs. To publish it, change the scenario and run it again."
            ),
        ],
    )
    yield (
        _("How exact a spreadsheet is"),
        [
            _(
                "funding works with exact fractions. A spreadsheet works with floating-point "
                "numbers of 64 bits, which hold about fifteen digits: a third is not quite a "
                "third, and a penny not quite a penny."
            ),
            _(
                "So a sum in whole pennies is rounded to the penny in its cell; and before a "
                "figure is cut to whole units, or put in order by what is left over, it is rounded "
                "to six decimals of a unit. Sums of money up to ten million pounds can be told "
                "apart so; far greater ones cannot always."
            ),
            _(
                "Where what is left over of two partners is alike to six decimals of a penny, a "
                "spreadsheet cannot tell who has more, and the penny goes by their ids. The sheet "
                "of checks counts these: then compare with funding, which can always tell."
            ),
            *_compared(apart),
        ],
    )
    fixed = [line for page in book.pages for line in page if line.made == "fixed"]
    if fixed:
        yield (
            _("What does not follow"),
            [
                _(
                    "{step} on the sheet '{sheet}' stands as funding gives it: no cells can work "
                    "its way of rounding out.",
                    step=line.title,
                    sheet=line.page.name,
                )
                for line in fixed
            ],
        )
    warnings = book.outcome.all_warnings()
    if warnings:
        yield _("Warnings"), warnings


def _compared(apart: Sequence[Apart]) -> Iterator[str]:
    """Say how every cell compares with the exact figure, as it was when the file was written."""
    if not apart:
        yield _(
            "When this file was written, every cell was worked out as a spreadsheet does and "
            "compared with the exact figure: all agree."
        )
        return
    yield ngettext(
        "When this file was written, {number} cell came to another figure than the exact one:",
        "When this file was written, {number} cells came to another figure than the exact one:",
        len(apart),
    )
    yield from (str(each) for each in apart[:20])


def write_record(
    sheet: Any, record: Sequence[tuple[str, str]], writing: Writing, styles: Styles
) -> None:
    """Write what made the file."""
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, WIDE)
    _write_title(sheet, _("Record"), styles)
    sheet.write_string(1, 0, _("What this file was made of, and by what."), styles.plain())
    writing.table(sheet, 3, [_("What"), _("Which")], len(record))
    for row, (what, which) in enumerate(record, start=4):
        sheet.write_string(row, 0, what, styles.wrapped)
        sheet.write_string(row, 1, which, styles.wrapped)


def about(page: Page) -> tuple[str, str]:
    """Give a page's name and what is on it, for the contents."""
    return page.name, page.title
