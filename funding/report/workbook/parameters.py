"""The figures that formulas state: one cell each, with a name, for every page that rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from funding.comparison.naming import Names
from funding.comparison.run import Run
from funding.language import _, here, unmarked
from funding.report.workbook.cells import Named
from funding.report.workbook.nodes import Node, as_node
from funding.report.workbook.page import Line, Page
from funding.report.workbook.pages import status_words
from funding.worksheet.column import Column, Figure, Row, Unit

KEY = "value"


@dataclass(frozen=True)
class Stated:
    """One figure as a formula states it, from some year on: of which column, and for whom."""

    formula: str
    column: Column
    whose: str
    value: Fraction
    name: str
    figure: Figure | None

    @property
    def unit(self) -> Unit:
        """What it is counted in."""
        return self.column.unit


Place = tuple[str, str, str, Fraction]


class Parameters:
    """Every figure of every formula that is run, each once, on a page of their own."""

    def __init__(self, parts: Iterable[Run], name: str, currency: str, called: Names) -> None:
        self.stated: dict[Place, Stated] = {}
        self._names: set[str] = set()
        for part in parts:
            for column in part.sheet.worksheet:
                for whose, value in (column.values or {}).items():
                    self._state(part, column, whose, value)
        rows = tuple(Row(each.name) for each in self.stated.values())
        names = tuple(here(each.column.title) for each in self.stated.values())
        self.page = Page(name, _("Figures of the formulas"), rows, names, currency=currency)
        self.page.across = 1
        for key, title, words in (
            ("formula", _("Formula"), [each.formula for each in self.stated.values()]),
            ("whose", _("For"), [_called(each, called) for each in self.stated.values()]),
            ("name", _("Name in formulas"), [each.name for each in self.stated.values()]),
        ):
            _words(self.page, key, title, words)
        figures = tuple(each.value for each in self.stated.values())
        self.line = Line(
            self.page, KEY, "", _("Figure"), "typed", "number", wide=True, typed=figures
        )
        self.page.add(self.line)
        known = [each.figure for each in self.stated.values()]
        self.statuses = tuple(each.status for each in known if each)
        sure = [status_words().get(each.status, each.status) if each else "" for each in known]
        _words(self.page, "sure", _("How sure"), sure)
        sources = [unmarked(each.source) if each else "" for each in known]
        _words(self.page, "source", _("Source"), sources)
        self.page.who = _("What it is")
        self._rows = {place: row for row, place in enumerate(self.stated)}

    def node(self, part: Run, column: Column, whose: str) -> Node:
        """Give what stands for the figure of a column; nothing for whom none is stated."""
        values = column.values or {}
        if whose not in values:
            return as_node(0)
        place = (part.stands.id, column.name, whose, values[whose])
        return Named(self.stated[place].name, self.line, self._rows[place])

    def _state(self, part: Run, column: Column, whose: str, value: Fraction) -> None:
        place = (part.stands.id, column.name, whose, value)
        if place in self.stated:
            return
        figures = part.sheet.binding.figures.get(column.name, ())
        figure = next((each for each in figures if each.what == whose), None)
        if figure is None and len(figures) == 1:
            figure = figures[0]
        pieces = [part.stands.id, column.name, whose]
        name = _name_of(pieces)
        if name.lower() in self._names:  # amended: the figure is another one from then on
            name = _name_of([*pieces, part.part.first_day.isoformat()])
        while name.lower() in self._names:
            name += "_"
        self._names.add(name.lower())
        self.stated[place] = Stated(part.stands.id, column, whose, value, name, figure)


def _called(each: Stated, called: Names) -> str:
    """Name the kind or the partner that a figure is for; what is neither is as the file has it."""
    if called.is_partner(each.whose):
        return unmarked(called.partner(each.whose))
    return unmarked(called.kind(each.whose)) if each.column.by == "kind" else each.whose


def _words(page: Page, key: str, title: str, words: Sequence[str]) -> None:
    page.add(Line(page, key, "", title, "key", "text", wide=True, typed=tuple(words)))


def _name_of(pieces: Iterable[str]) -> str:
    """Make a name that a spreadsheet takes: letters, digits and dots, and no address of a cell."""
    name = ".".join(re.sub(r"[^A-Za-z0-9]+", "_", each) for each in pieces if each)
    return f"_{name}" if not name[0].isalpha() else name
