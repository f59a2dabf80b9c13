"""The sheet of notes: how the workbook is to be read, what it rests on, and what it cannot do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from funding.language import _, ngettext
from funding.report.workbook.book import Book
from funding.report.workbook.compared import Apart
from funding.report.workbook.fronts import WIDE, write_title, write_wrapped
from funding.report.workbook.resting import of_formulas, of_runs
from funding.report.workbook.sheets import HEADING_HIGH
from funding.report.workbook.styles import Styles

MOST_APART = 20
"""So many cells that differ are named; of more it is said how many there are."""

Section = tuple[str, Sequence[str]]


def write_notes(sheet: Any, book: Book, apart: Sequence[Apart], styles: Styles) -> None:
    """Write each section that has something to say."""
    sheet.set_column(0, 0, WIDE)
    write_title(sheet, _("Notes"), styles)
    row = 1
    for heading, texts in _sections(book, apart):
        if not texts:
            continue
        sheet.set_row(row + 1, HEADING_HIGH)
        sheet.write_string(row + 1, 0, heading, styles.heading)
        for place, text in enumerate(texts, start=row + 2):
            write_wrapped(sheet, place, text, styles)
        row += 2 + len(texts)


def _sections(book: Book, apart: Sequence[Apart]) -> Iterator[Section]:
    runs = book.outcome.runs
    yield _("What this is"), _what_this_is()
    yield _("What the results rest on"), [*of_runs(runs), *of_formulas(book)]
    yield _("Trying other figures"), _trying()
    yield _("How exact a spreadsheet is"), [*_how_exact(), *_compared(apart)]
    yield _("What does not follow"), list(_fixed(book))
    yield _("Warnings"), book.outcome.all_warnings()


def _what_this_is() -> list[str]:
    return [
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
    ]


def _trying() -> list[str]:
    return [
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
    ]


def _how_exact() -> list[str]:
    return [
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
            "Where what is left over of two partners is alike to six decimals of a penny, the "
            "penny goes by their ids. If it is known that they are exactly alike, that is what "
            "funding does too, and the penny is certain: so it is where their figures are the "
            "same, or where parts are of few decimals, as those by percentages are."
        ),
        _(
            "Otherwise a spreadsheet cannot tell who has more. The sheet of checks counts both "
            "kinds. Where it says that something is too close to tell, compare with funding, "
            "which can always tell."
        ),
    ]


def _fixed(book: Book) -> Iterator[str]:
    """Say which cells are no formulas, though they are worked out."""
    for page in book.pages:
        for line in page:
            if line.made == "fixed":
                yield _(
                    "{step} on the sheet '{sheet}' stands as funding gives it, and does not follow "
                    "what is typed: no cells can work its way of rounding out.",
                    step=line.title,
                    sheet=page.name,
                )


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
    yield from (str(each) for each in apart[:MOST_APART])
