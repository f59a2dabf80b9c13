"""Making a workbook of an outcome: page after page, then what passes back between them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.comparison.naming import Names as Called
from funding.comparison.outcome import Outcome
from funding.comparison.run import Run
from funding.compiling.parting import Parting
from funding.language import _, here
from funding.report.workbook.book import Book
from funding.report.workbook.cells import At
from funding.report.workbook.laying import Laying
from funding.report.workbook.naming import Names
from funding.report.workbook.nodes import Node, as_node
from funding.report.workbook.pages import parting_page
from funding.report.workbook.parameters import Parameters


def book_of(outcome: Outcome) -> Book:
    """Lay a workbook out for an outcome."""
    names = Names()
    for name in front_names():
        names.fixed(name)
    parts = [part for run in outcome.runs for part in run.parts or (run,)]
    parameters = Parameters(
        parts, names.fixed(_("Parameters")), outcome.scenario.currency, Called(outcome)
    )
    book = Book(outcome, names, parameters)
    boards = {board.id: here(board.name) for board in outcome.scenario.boards}
    for parting in outcome.partings:
        name = names.numbered(f"{parting.what} {parting.year}")
        book.partings.append((parting, parting_page(parting, name, boards)))
        book.pages.append(book.partings[-1][1])
    for run in sorted(outcome.runs, key=lambda run: _depth(run, outcome)):
        for part in run.parts or (run,):
            if id(part.sheet) not in book.of_parts:
                Laying(book, run, part).lay()
    _bring_dues(book)
    return book


def front_names() -> tuple[str, ...]:
    """Give the names of the sheets that every workbook has."""
    return (_("Cover"), _("Contents"), _("Notes"), _("Bills"), _("Checks"), _("Record"))


def _depth(run: Run, outcome: Outcome) -> int:
    """Count the boards that stand one above another over a run's board."""
    over = {
        other.board.id: other
        for other in outcome.runs
        if other.board.beneath and run.board.id in {p.id for p in other.board.partners}
    }
    return 1 + max((_depth(each, outcome) for each in over.values()), default=-1)


def _bring_dues(book: Book) -> None:
    """Let the figures by which a limit is split be the cells in which they are worked out."""
    for parting, page in book.partings:
        if parting.cost is None:
            line = page["figure"]
            nodes = [_due(book, parting, place) for place in range(len(parting.bills))]
            if any(nodes):
                line.formulas = nodes
                line.made = "linked" if all(nodes) else "typed"


def _due(book: Book, parting: Parting, place: int) -> Node | None:
    bill = parting.bills[place]
    found: list[tuple[Node, Fraction]] = list(_dues(book, parting, bill.board, bill.partner))
    if not found or sum((exact for _unused, exact in found), Fraction(0)) != bill.figure:
        return None
    return sum((node for node, _unused in found), start=as_node(0))


def _dues(book: Book, parting: Parting, board: str, who: str) -> Iterator[tuple[Node, Fraction]]:
    for run in book.outcome.runs:
        if (run.board.id, run.year, run.formula.id) == (board, parting.year, parting.formula):
            for _unused, page in book.parts_of(run):
                row = page.row_of(who)
                if row is not None:
                    line = page["due"]
                    exact = line.engine(row)
                    if exact is not None:
                        yield At(line, row), exact
