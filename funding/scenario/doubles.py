"""What may not stand twice on a board: two figures of one driver, two answers alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from funding.amounts import Misread
from funding.errors import Fault
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
            message = f"two drivers of board '{board}' are called '{name}'"
            fix = "put their values together, or say of each which boards it is for"
            yield place, tables.document.fault(("driver", place, "name"), message, fix)
        seen.add(str(name))


@dataclass(frozen=True)
class _Said:
    """An answer as far as it matters which of several counts; `closeness` is what it names."""

    partner: str
    closeness: tuple[object, ...]
    years: frozenset[FinancialYear] | None
    day: date | None

    def is_as_good_as(self, other: _Said) -> bool:
        """Say whether in some year nothing tells which of the two counts."""
        if (self.partner, self.closeness) != (other.partner, other.closeness):
            return False
        if (self.years is None) != (other.years is None):
            return False
        if self.years is not None and other.years is not None and not self.years & other.years:
            return False
        return None in (self.day, other.day) or self.day == other.day


def _answers(tables: Tables, board: str, members: Membership) -> Iterator[tuple[int, Fault]]:
    before: list[_Said] = []
    for place, table in tables.of("answer", board):
        for partner in members.answering(table, board):
            said = _said(table, partner)
            if said is None:
                continue
            if any(map(said.is_as_good_as, before)):
                yield (
                    place,
                    tables.document.fault(
                        ("answer", place, "partner"),
                        f"'{partner}' answers twice on board '{board}', and nothing says which "
                        "answer counts",
                        "date both, so that the later counts; or say which formula, board, duty "
                        "or year each is for",
                    ),
                )
            before.append(said)


def _said(table: Typed, partner: str) -> _Said | None:
    """Read an answer; None where its day or its years are at fault themselves."""
    typed = [("", table.get("year")), *texts_in(table.get("years"))]
    years = frozenset(year for _, text in typed for year in _year(text))
    if not years and {"year", "years"} & table.keys():
        return None
    try:
        day = read_day(table["date"]) if "date" in table else None
    except ValueError:
        return None
    names_board = "board" in table or isinstance(table.get("over"), list)
    closeness = (table.get("formula"), names_board, table.get("while_duty"))
    return _Said(partner, closeness, years or None, day)


def _year(text: object) -> Iterator[FinancialYear]:
    try:
        yield parse_year(text)
    except Misread:
        return
