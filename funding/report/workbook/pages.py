"""The pages of worksheets: for each board and year its figures, then each formula on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from funding.comparison.run import Run
from funding.compiling.parting import Parting
from funding.evaluation.exact import Sheet
from funding.language import _, here, pgettext, unmarked
from funding.report.workbook.divisors import NotLive
from funding.report.workbook.nodes import Node
from funding.report.workbook.page import Line, Made, Page
from funding.report.workbook.pence import Grain, grain_of_figures
from funding.report.workbook.sharings import ORDER
from funding.report.workbook.translating import Translator
from funding.worksheet.column import Column, Row, Scope
from funding.worksheet.functions import total

Formulas = Node | Sequence[Node | None] | None


def begin(page: Page, sheets: Iterable[Sheet] = ()) -> Page:
    """Put on a page who its rows are: ids, the keys by which they are alike, and their order."""
    ids = [row.id for row in page.rows]
    keys = {"kind"} if page.rows else set()
    for sheet in sheets:
        for column in sheet.worksheet:
            if column.expression is not None:
                sums = column.expression.atoms(total)
                keys |= {each.args[1].name for each in sums if len(each.args) > 1}
    titles = {
        "kind": _("Kind"),
        "sector": _("Sector"),
        "payer": _("Payer"),
        "board": _("Id of the board"),
    }
    _label(page, "id", _("Id"), ids)
    for key in (key for key in titles if key in keys):
        _label(page, key, titles[key], [row.keys[key] for row in page.rows])
    places = {who: place for place, who in enumerate(sorted(ids))}
    order = tuple(Fraction(places[who] + 1) for who in ids)
    page.add(Line(page, ORDER, "", _("Order by id"), "key", "number", wide=True, typed=order))
    return page


def _label(page: Page, key: str, title: str, words: Sequence[str]) -> None:
    page.add(Line(page, key, "", title, "key", "text", wide=True, typed=tuple(words)))


class Putting:
    """Puts the columns of one filled worksheet on a page."""

    def __init__(self, page: Page, sheet: Sheet, titles: Mapping[str, str]) -> None:
        self.page, self.sheet, self._titles = page, sheet, titles
        columns = {column.name: column for column in sheet.worksheet}
        self.translator = Translator(page, columns)

    def figures(self, column: Column, made: Made, formulas: Formulas = None) -> Line:
        """Put figures on the page that are typed, or that are cells of other pages."""
        exact = self.sheet.cells[column.name]
        typed = exact if isinstance(exact, tuple) else (exact,)
        line = self._line(column, made, formulas, wide=column.scope is Scope.PARTNER)
        line.typed, line.grain = typed, grain_of_figures(exact, column.unit)
        self.translator.lines[column.name] = line
        return self.page.add(line)

    def step(self, column: Column) -> Line:
        """Put a step on the page; where no cells can work it out, as the engine gives it."""

        def add(node: Node, wide: bool, grain: Grain) -> Line:  # noqa: FBT001
            line = self._line(column, "step", node, wide=wide)
            line.grain = grain
            return self.page.add(line)

        before = list(self.page.lines)
        try:
            self.translator.step(column, add)
        except NotLive:
            self.page.lines[:] = before
            return self.figures(column, "fixed")
        return self.translator.lines[column.name]

    def _line(self, column: Column, made: Made, formulas: Formulas, *, wide: bool) -> Line:
        title = self._titles.get(column.name) or here(column.title)
        figures = self.sheet.binding.figures.get(column.name, ())
        sure = dict.fromkeys(status_words().get(each.status, each.status) for each in figures)
        sources = dict.fromkeys(each.source for each in figures)
        return Line(
            self.page,
            column.name,
            column.letter,
            title,
            made,
            column.unit,
            wide,
            formulas,
            exact=self.sheet.cells[column.name],
            column=column,
            sure=", ".join(sure),
            statuses=tuple(each.status for each in figures),
            source=unmarked("; ".join(sources) or column.source),
        )


def status_words() -> dict[str, str]:
    """Give how sure a figure is, in words."""
    return {
        "enacted": pgettext("a status", "enacted"),
        "published": pgettext("a status", "published"),
        "agreed": pgettext("a status", "agreed"),
        "proposed": pgettext("a status", "proposed"),
        "unverified": pgettext("a status", "unverified"),
        "assumed": pgettext("a status", "assumed"),
    }


def titles_of(run: Run) -> dict[str, str]:
    """Give the titles that the board has for what its columns are called otherwise: its drivers."""
    return {
        column.name: here(run.board.drivers[column.origin.which[0]].title)
        for column in run.sheet.worksheet
        if column.origin is not None and column.origin.what == "driver"
    }


def parting_page(parting: Parting, name: str, boards: Mapping[str, str]) -> Page:
    """Give the page of a sum that is split between boards, or between the bills of a payer."""
    title = _("{what}: a cost that boards share, {year}", what=parting.what, year=parting.year)
    if parting.formula:
        title = _(
            "The one limit of {payer} over several bills, {year}, under {formula}",
            payer=parting.what,
            year=parting.year,
            formula=parting.formula,
        )
    names = tuple(boards.get(each.board, each.board) for each in parting.bills)
    rows: tuple[Row, ...] = parting.sheet.rows
    page = Page(name, title, rows, names, currency=parting.currency, is_totalled=True)
    page.who = _("Board")
    begin(page)
    putting = Putting(page, parting.sheet, {})
    for column in parting.sheet.worksheet:
        if column.expression is None:
            putting.figures(column, "typed")
        else:
            putting.step(column)
    return page
