"""Who is there when: partners that come and leave within the years, and notices of leaving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from funding.errors import Fault
from funding.language import _
from funding.scenario.file import ScenarioFile
from funding.scenario.tables import Tables, Typed, day_in
from funding.toml import KeyPath
from funding.years import FinancialYear, day_after


def is_there_in(partner: Typed, years: Sequence[FinancialYear]) -> bool:
    """Say whether a partner, as typed, is there on some day of the years."""
    start, until = day_in(partner.get("from")), day_in(partner.get("until"))
    late = start is not None and bool(years) and start > years[-1].last_day
    over = until is not None and bool(years) and until < years[0].first_day
    return not late and not over


def check_presence(tables: Tables, years: Sequence[FinancialYear]) -> Iterator[Fault]:
    """Check that somebody sits on each board on every day, and that nobody gives notice twice."""
    for board, (path, table) in tables.boards.items():
        if years and not table.get("area") and not table.get("authorities"):
            yield from _check_nobody(tables, board, path, years)
        said: set[str] = set()
        for place, notice in tables.of("notice", board):
            name = notice.get("partner")
            if isinstance(name, str) and name in said:
                where = ("notice", place, "partner")
                message = _(
                    "'{partner}' gives notice twice on board '{board}'", partner=name, board=board
                )
                yield tables.document.fault(where, message, _("delete one of the two"))
            said.add(str(name))


def _check_nobody(
    tables: Tables, board: str, path: KeyPath, years: Sequence[FinancialYear]
) -> Iterator[Fault]:
    """Find the first day on which nobody sits on a board of listed partners."""
    first, last = years[0].first_day, years[-1].last_day
    there = [
        (day_in(each.get("from")) or first, day_in(each.get("until")) or last)
        for _, each in tables.of("partner", board)
    ]
    if not there:
        return  # that is said of the whole board
    day = first
    for start, until in sorted(there):
        if start > day:
            break
        day = max(day, day_after(until))
    if day <= last:
        message = _("nobody sits on board '{board}' on {day}", board=board, day=day)
        fix = _("let a partner stay, or let another come earlier")
        yield tables.document.fault(path, message, fix)


def idle_partners(file: ScenarioFile, years: Sequence[FinancialYear]) -> Iterator[str]:
    """Warn of partners that are there in none of the years."""
    for each in file.partner:
        if not is_there_in({"from": each.start, "until": each.until}, years):
            yield _(
                "partner '{partner}' has no effect: it is there in none of the years",
                partner=each.id,
            )
