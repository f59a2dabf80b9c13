"""Writing one page as a sheet: its title, a table of its rows, and a table of its steps below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from funding.amounts import named_currency
from funding.language import _
from funding.report.workbook.cells import ROW
from funding.report.workbook.floats import Value, in_floats, is_number
from funding.report.workbook.naming import link_to
from funding.report.workbook.nodes import written_exactly
from funding.report.workbook.page import FALSE_CELL, FIGURES, Line, Page
from funding.report.workbook.styles import Styles

NAMES_WIDE, NAMES_WIDEST, IDS_WIDE, KEYS_WIDE, STEPS_WIDE = 40, 80, 24, 20, 17
WORDS_WIDE = 60
SMALL = 60
"""Per cent of its size in which a sheet is printed that is too wide for any sheet of paper."""
TITLE_HIGH, HEADING_HIGH, LINE_HIGH = 26, 21, 15


class Writing:
    """Writes pages as sheets of one workbook, their tables numbered."""

    def __init__(self, styles: Styles, contents: str) -> None:
        self._styles, self._contents, self._tables = styles, contents, 0
        self._texts: dict[int, str] = {}

    def write(self, sheet: Any, page: Page) -> None:
        """Write a page, whose lines have their places."""
        self._head(sheet, page)
        self._columns(sheet, page)
        self._rows(sheet, page)
        if page.has_singles:
            self._steps(sheet, page)
        sheet.freeze_panes(0 if page.has_singles else page.first, 1)
        _let_print(sheet, page)

    def _head(self, sheet: Any, page: Page) -> None:
        sheet.set_row(0, TITLE_HIGH)
        sheet.write_string(0, 0, page.title, self._styles.title)
        place = 0
        for place, words in enumerate(page.about, start=1):
            sheet.write_string(place, 0, words, self._styles.plain())
        sheet.write_string(place + 1, 0, tables_in_words(page), self._styles.plain())
        link, words = link_to(self._contents), _("Back to the contents")
        sheet.write_url(place + 2, 0, link, self._styles.link, words)

    def _columns(self, sheet: Any, page: Page) -> None:
        sheet.set_column(0, 0, _names_width(page))
        for place, line in enumerate(page.wide, start=1):
            sheet.set_column(place, place, self._width(page, line, place))

    def _width(self, page: Page, line: Line, place: int) -> int:
        """Give how wide a column is, in characters: below its rows the table of steps stands."""
        least = {1: IDS_WIDE, 2: KEYS_WIDE}.get(place, 0) if page.has_singles else 0
        if line.unit != "text":
            return max(STEPS_WIDE, least)
        words = line.typed or [line.shown(row) for row in range(line.size)]
        longest = max((len(str(each)) for each in words), default=0)
        return max(min(WORDS_WIDE, max(12, longest + 2)), least)

    def table(
        self,
        sheet: Any,
        at: int,
        heads: Sequence[str],
        rows: int,
        *,
        height: int | None = None,
        lines: Sequence[Line] = (),
    ) -> None:
        """Mark a table up, its heads in the row `at`, and as many rows below.

        `lines` are those of its columns but the first.
        """
        self._tables += 1
        styles = [self._styles.head, *map(self._styles.head_of, lines)]
        styles += [self._styles.head] * (len(heads) - len(styles))
        columns = [
            {"header": head[:250], "header_format": style}
            for head, style in zip(heads, styles, strict=True)
        ]
        sheet.add_table(
            at,
            0,
            at + rows,
            len(heads) - 1,
            {
                "name": f"table_{self._tables}",
                "columns": columns,
                "autofilter": False,
                "style": None,
            },
        )
        if height:
            sheet.set_row(at, height)

    def _rows(self, sheet: Any, page: Page) -> None:
        heads = [page.who, *(head_of(line) for line in page.wide)]
        widths = [_names_width(page)]
        widths += [self._width(page, line, at) for at, line in enumerate(page.wide, start=1)]
        high = LINE_HIGH * max(map(lines_of, heads, widths))
        self.table(sheet, page.first - 1, heads, len(page.rows), height=high, lines=page.wide)
        for row, name in enumerate(page.names):
            looks = {"bold": True, "top": 1} if row in page.totals else {}
            sheet.write_string(page.first + row, 0, name, self._styles.plain(**looks))
        for line in page.wide:
            for row in range(line.size):
                self._cell(sheet, page, line, row, (page.first + row, line.place))
        if page.is_totalled:
            below = page.first + len(page.rows)
            sheet.write_string(below, 0, _("All together"), self._styles.plain(bold=True, top=1))
            for line in page.wide:
                self._total(sheet, line, below)

    def _total(self, sheet: Any, line: Line, below: int) -> None:
        if not line.is_totalled:
            sheet.write_blank(below, line.place, None, self._styles.plain(top=1))
            return
        last = line.size - 1
        formula = f"=SUM({line.address(0)}:{line.address(last)})"
        shown = [line.shown(row) for row in range(line.size)]
        value = _total_shown(line, shown)
        sheet.write_formula(below, line.place, formula, self._styles.cell(line, total=True), value)

    def _cell(self, sheet: Any, page: Page, line: Line, row: int, at: tuple[int, int]) -> None:
        """Write one cell: text as text, a figure as a number, what is worked out as a formula."""
        node = line.formula(row)
        if node is not None:
            style = self._styles.cell(line, total=row in page.totals, typed=False)
            shared = not isinstance(line.formulas, (list, tuple))
            text = self._texts.get(id(line)) if shared else None
            if text is None:
                text = node.text(page)
                self._texts[id(line)] = text
            text = text.replace(ROW, str(at[0] + 1))
            sheet.write_formula(*at, f"={text}", style, line.shown(row))
            return
        value = line.typed[row]
        if isinstance(value, str):
            sheet.write_string(*at, value, self._styles.cell(line, total=row in page.totals))
        else:
            write_figure(sheet, at, value, self._styles.cell(line, total=row in page.totals))

    def _steps(self, sheet: Any, page: Page) -> None:
        """List every step in order; the single cells of the board stand here."""
        heads = [
            _("Step"),
            _("Letter"),
            _("Figure of the board, or all together"),
            _("Unit"),
            _("How it comes about"),
            _("How sure"),
            _("Worked out by; source"),
        ]
        top = page.first + len(page.rows) + (3 if page.is_totalled else 2)
        self.table(sheet, top, heads, len(page.steps), height=48)
        below = page.first + len(page.rows)
        letters = {line.key: line.label for line in page if line.label}
        for place, line in enumerate(page.steps):
            row = top + 1 + place
            plain = self._styles.plain()
            sheet.write_string(row, 0, line.title, plain)
            sheet.write_string(row, 1, line.label and f"({line.label})", plain)
            if line.wide and not line.is_totalled:
                sheet.write_blank(row, FIGURES, None, plain)
            elif line.wide:
                shown = [line.shown(each) for each in range(line.size)]
                value = _total_shown(line, shown)
                formula = f"=${line.letters}${below + 1}"
                sheet.write_formula(
                    row, FIGURES, formula, self._styles.cell(line, typed=False), value
                )
            else:
                self._cell(sheet, page, line, 0, (row, FIGURES))
            words = (
                unit_words(line.unit, page.currency),
                made_words(line),
                line.sure,
                rests(line, letters),
            )
            for more, text in enumerate(words):
                sheet.write_string(row, FIGURES + 1 + more, text, self._styles.plain(indent=1))


def _let_print(sheet: Any, page: Page) -> None:
    """Print the heads and the names on every sheet of paper, and no more columns than are read."""
    sheet.repeat_columns(0)
    if not page.has_singles:
        sheet.repeat_rows(page.first - 1)
    if page.printed:
        sheet.print_area(0, 0, page.first + len(page.rows) - 1, page[page.printed].place)
    if page.across:
        sheet.fit_to_pages(page.across, 0)
    else:
        sheet.set_print_scale(SMALL)


def _names_width(page: Page) -> int:
    """Give how wide the column of names is, in which the table of steps has its titles."""
    titles = [line.title for line in page.steps] if page.has_singles else []
    longest = max(map(len, [*page.names, *titles]), default=0)
    return min(NAMES_WIDEST, max(NAMES_WIDE, longest))


def lines_of(text: str, width: int) -> int:
    """Give how many lines a text takes in a column, if no word is very long."""
    lines, left = 1, width - 1
    for word in text.split():
        wide = len(word) + len(word) // 8
        if wide > left and left < width - 1:
            lines, left = lines + 1, width - 1
        left -= wide + 1
    return lines


def _total_shown(line: Line, shown: Sequence[Value]) -> Value:
    if isinstance(line.exact, tuple):
        return in_floats(sum(line.exact, Fraction(0)))
    return sum(shown) if all(map(is_number, shown)) else FALSE_CELL


def write_figure(sheet: Any, at: tuple[int, int], value: Fraction, style: Any) -> None:
    """Write a figure that is typed: as a number, or as a fraction where it has no end."""
    written = written_exactly(value)
    if "/" in written:
        sheet.write_formula(*at, f"={written}", style, in_floats(value))
    else:
        sheet.write_number(*at, in_floats(value), style)


def head_of(line: Line) -> str:
    """Give the head of a column."""
    if not line.label:
        return line.title
    fixed = f" ({made_words(line)})" if line.made == "fixed" else ""
    return f"({line.label}) {line.title}{fixed}"


def tables_in_words(page: Page) -> str:
    """Say what tables a sheet has, and where they begin."""
    if not page.has_singles:
        return _("This sheet has one table, with its heads in row {row}.", row=page.first)
    below = page.first + len(page.rows) + (3 if page.is_totalled else 2)
    return _(
        "This sheet has two tables: who shares, with its heads in row {first}, a column for each "
        "step; and all steps in order, with the figures of the board, with its heads in row "
        "{second}.",
        first=page.first,
        second=below + 1,
    )


def unit_words(unit: str, currency: str) -> str:
    """Give what a line is counted in, in words."""
    if unit == "money":
        return _("pounds") if currency == "GBP" else named_currency(currency)
    return {"share": _("per cent"), "flag": _("1 or 0")}.get(unit, _("number"))


def made_words(line: Line) -> str:
    """Say how a line comes about."""
    return {
        "typed": _("typed"),
        "parameter": _("figure of the formula"),
        "linked": _("from another sheet"),
        "step": _("worked out"),
        "working": _("helps the next step"),
        "fixed": _("as funding gives it: does not follow"),
        "given": _("given"),
    }.get(line.made, "")


def rests(line: Line, letters: Mapping[str, str]) -> str:
    """Say what a step is worked out by, in the letters of the steps, and where it is from."""
    column = line.column
    by = "" if column is None or column.text is None else in_letters(column.text, letters)
    return ". ".join(each for each in (by, line.source) if each)


def in_letters(text: str, letters: Mapping[str, str]) -> str:
    """Write an expression with the letters of its steps."""
    named = re.sub(
        r"[a-z][a-z0-9_]*",
        lambda match: f"({letters[match[0]]})" if match[0] in letters else match[0],
        text,
    )
    named = re.sub(r"\((\([a-z]+\))\)", r"\1", named)
    return named.replace("*", "×").replace("/", "÷").replace(" - ", " − ")
