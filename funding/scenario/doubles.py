"""What may not stand twice on a board: two figures of one driver, two answers alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from funding.amounts import Misread
from funding.errors import Fault
from funding.language import _
from funding.scenario.membership import Membership
from funding.scenario.tables import Tables, Typed, texts_in
from funding.toml.readers import read_day
from funding.years import FinancialYear, parse_year


def check_doubles(tables: Tables, years: list[FinancialYear]) -> Iterator[Fault]:
    """Give every fault found, a place that is wrong on several boards once."""
    members = Membership(tables, years)
    found: dict[tuple[str, int], Fault] = {}
    for board in tables.boards:
        for place, fault in _drivers(tables, board):
            found.setdefault(("driver", place), fault)
        for place, fault in _answers(tables, board, members):
            found.setdefault(("answer", place), fault)
    yield from found.values()


def _drivers(tables: Tables, board: str) -> Iterator[tuple[int, Fault]]:
    seen: set[str] = set()
    for place, table in tables.of("driver", board):
        name = table.get("name")
        if isinstance(name, str) and name in seen:
            message = _(
                "two drivers of board '{board}' are called '{name}'", board=board, name=name
            )
            fix = _("put their values together, or say of each which boards it is for")
            yield place, tables.document.fault(("driver", place, "name"), message, fix)
        seen.add(str(name))


def _answers(tables: Tables, board: str, members: Membership) -> Iterator[tuple[int, Fault]]:
    """Find answers of which nothing says which counts, by what they name and by their days."""
    days: dict[tuple[object, ...], set[date | None]] = {}
    for place, table in tables.of("answer", board):
        said = _said(table)
        if said is None:
            continue
        day, kinds = said
        for partner in members.answering(table, board):
            earlier = [days.setdefault((partner, *kind), set()) for kind in kinds]
            if any(each and (day is None or {day, None} & each) for each in earlier):
                message = _(
                    "'{partner}' answers twice on board '{board}', and nothing says which "
                    "answer counts",
                    partner=partner,
                    board=board,
                )
                fix = _(
                    "date both, so that the later counts; or say which formula, board, duty or "
                    "year each is for"
                )
                where = ("answer", place, "partner")
                yield place, tables.document.fault(where, message, fix)
            for each in earlier:
                each.add(day)


Kind = tuple[str, bool, str, FinancialYear | None]
"""What an answer names, for each year in which it counts: its formula, its board, its duty."""


def _said(table: Typed) -> tuple[date | None, list[Kind]] | None:
    """Give the day of an answer, and what it names; None where one of them is at fault itself."""
    typed = [("", table.get("year")), *texts_in(table.get("years"))]
    years = {year for _, text in typed for year in _year(text)}
    if not years and {"year", "years"} & table.keys():
        return None
    try:
        day = read_day(table["date"]) if "date" in table else None
    except ValueError:
        return None
    board = "board" in table or isinstance(table.get("over"), list)
    formula, duty = str(table.get("formula")), str(table.get("while_duty"))
    return day, [(formula, board, duty, year) for year in years or (None,)]


def _year(text: object) -> Iterator[FinancialYear]:
    try:
        yield parse_year(text)
    except Misread:
        return
