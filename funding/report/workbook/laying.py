"""Laying one worksheet out on a page, and the figures of its board on another, for all formulas."""

from __future__ import annotations

from fractions import Fraction

from funding.comparison.run import Run
from funding.evaluation.cell_faults import Cells
from funding.language import _, here
from funding.report.workbook.book import Book
from funding.report.workbook.cells import At
from funding.report.workbook.linking import GIVEN, SHARED, added, cell, limited, opened, passed_to
from funding.report.workbook.nodes import Node, as_node
from funding.report.workbook.page import Line, Made, Page
from funding.report.workbook.pages import Putting, begin, titles_of
from funding.report.workbook.resting import of_run
from funding.worksheet.column import Column, Row, Scope, letter_of


class Laying:
    """Lays out one worksheet, and the figures of its board if they are not there yet."""

    def __init__(self, book: Book, run: Run, part: Run) -> None:
        self._book, self._run, self._part = book, run, part
        self._above = [
            (other, page)
            for other in book.outcome.runs
            if other.board.beneath
            for _unused, page in (book.parts_of(other) if self._is_done(other) else ())
            if other.formula.id == run.formula.id
        ]

    def lay(self) -> None:
        """Put every column on a page of its own."""
        part, book = self._part, self._book
        figures = self._figures()
        when = str(part.part)
        title = _(
            "{formula} on {board}, {year}",
            formula=here(part.stands.file.title),
            board=here(part.board.name),
            year=when,
        )
        name = book.names.numbered(f"{part.stands.id} {when} {part.board.id}")
        page = begin(self._page(name, title), [part.sheet])
        page.about = self._about(figures.name)
        putting = Putting(page, part.sheet, titles_of(part))
        for column in part.sheet.worksheet:
            if column.values is not None:
                putting.figures(column, "parameter", self._stated(column))
            elif column.expression is not None:
                putting.step(column)
            elif figures.has(column.name) and self._agrees(figures[column.name], column):
                line = figures[column.name]
                putting.figures(column, "linked", self._cells(line, column))
            else:
                nodes = self._linked(column)
                what = column.origin.what if column.origin is not None else ""
                made: Made = "linked" if all(nodes) else "given" if what in GIVEN else "typed"
                putting.figures(column, made, nodes if any(nodes) else None)
        book.of_parts[id(part.sheet)] = page
        book.pages.append(page)

    def _about(self, figures: str) -> tuple[str, ...]:
        """Say on a page what it is, and where the figures stand that it rests on."""
        part = self._part
        file = part.stands.file
        trying = _(
            "To try another figure of the board, type it on the sheet '{figures}', or in a shaded "
            "cell below.",
            figures=figures,
        )
        parameters = _(
            "To try another figure of the formula, type it on the sheet '{parameters}'.",
            parameters=self._book.parameters.page.name,
        )
        return (
            _("Formula: {formula}. Source: {source}", formula=file.id, source=file.source),
            *of_run(part),
            trying,
            *([parameters] if self._book.parameters.stated else []),
        )

    def _page(self, name: str, title: str) -> Page:
        names = tuple(here(party.partner.name) for party in self._part.parties)
        page = Page(name, title, self._part.sheet.rows, names, currency=self._part.currency)
        page.who, page.is_totalled = _("Partner"), True
        return page

    def _figures(self) -> Page:
        """Give the page of the board's own figures of this year, or part of one."""
        part, book = self._part, self._book
        where = (part.board.id, part.part)
        if where not in book.figures:
            title = _(
                "Figures of {board}, {year}", board=here(part.board.name), year=str(part.part)
            )
            name = book.names.numbered(
                _("figures {year} {board}", year=str(part.part), board=part.board.id)
            )
            book.figures[where] = begin(self._page(name, title))
            book.pages.append(book.figures[where])
        page = book.figures[where]
        putting = Putting(page, part.sheet, titles_of(part))
        for column in part.sheet.worksheet:
            shared = column.origin is not None and column.origin.what in SHARED
            if shared and not page.has(column.name) and self._same_rows(page):
                self._put(putting, column)
        return page

    def _put(self, putting: Putting, column: Column) -> None:
        """Put a figure of the board on its page; of a cost, what came to it from between boards."""
        page = putting.page
        label = letter_of(sum(each.column is not None for each in page))
        passed = passed_to(column, self._part, self._book.partings, self._above)
        exact = self._part.sheet.cells[column.name]
        if column.origin is not None and column.origin.what == "cost_a_year":
            line = putting.figures(column, *self._all_costs(page, exact))
            line.label = label
            return
        if passed is None or not isinstance(exact, Fraction) or exact < passed[1]:
            what = column.origin.what if column.origin is not None else ""
            putting.figures(column, "given" if what in GIVEN else "typed").label = label
            return
        own = Line(
            page, f"{column.name}.own", f"{label}1", _("of the board's own lines"), "typed",
            "money", wide=False, typed=(exact - passed[1],), exact=exact - passed[1],
        )  # fmt: skip
        page.add(own)
        line = putting.figures(column, "step", as_node(At(own)) + passed[0])
        line.label = label

    def _all_costs(self, page: Page, exact: Cells) -> tuple[Made, Node | None]:
        """Give the sum of the costs on a page, where that is what the board costs in a year."""
        costs = [
            line
            for line in page
            if line.column is not None and line.column.origin and line.column.origin.what == "cost"
        ]
        node, found = added(cell(line, 0) for line in costs)
        return ("step", node) if costs and found == exact else ("typed", None)

    def _same_rows(self, page: Page) -> bool:
        """Say whether the same partners sit on the page; under a notice some may not."""
        return [row.id for row in page.rows] == [row.id for row in self._part.sheet.rows]

    def _agrees(self, line: Line, column: Column) -> bool:
        return line.exact == self._part.sheet.cells[column.name] and self._same_rows(line.page)

    def _cells(self, line: Line, column: Column) -> list[Node | None]:
        rows = len(self._part.sheet.rows) if column.scope is Scope.PARTNER else 1
        return [At(line, row) for row in range(rows)]

    def _stated(self, column: Column) -> list[Node | None]:
        """Give the cells of a formula's figures, for each row or for the board."""
        rows: tuple[Row, ...] = self._part.sheet.rows
        keys = [""] if column.scope is Scope.BOARD else [column.key_of(row) for row in rows]
        return [self._book.parameters.node(self._part, column, key) for key in keys]

    def _linked(self, column: Column) -> list[Node | None]:
        """Give the cells of other pages that a formula's own input is, where it is one."""
        exact = self._part.sheet.cells[column.name]
        before = self._before()
        if not isinstance(exact, tuple):
            found = opened(column, None, before)
            return [found[0] if found and found[1] == exact else None]
        nodes: list[Node | None] = []
        for row, figure in zip(self._part.sheet.rows, exact, strict=True):
            found = opened(column, row.id, before)
            if column.origin is not None and column.origin.what == "limit":
                found = limited(self._part, row.id, self._book.partings)
            nodes.append(found[0] if found and found[1] == figure else None)
        return nodes

    def _before(self) -> list[tuple[Run, Page]]:
        """Give the part before this one; of a year's first, the parts of the year before.

        Where it is known what a year came to, the next opens with that, which has no page.
        """
        parts, run = self._run.parts or (self._run,), self._run
        place = next(n for n, each in enumerate(parts) if each.sheet is self._part.sheet)
        if place:
            return self._book.parts_of(run)[place - 1 : place]
        earlier = [
            other
            for other in self._book.outcome.runs
            if (other.board.id, other.formula.id) == (run.board.id, run.formula.id)
            and other.year.start == run.year.start - 1
        ]
        if not earlier or (earlier[0].year_end and earlier[0].year_end.outturn):
            return []
        return self._book.parts_of(earlier[0])

    def _is_done(self, run: Run) -> bool:
        return all(id(part.sheet) in self._book.of_parts for part in run.parts or (run,))
