"""What passes between pages: figures that boards share, and what one year leaves to the next."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from funding.comparison.run import Run
from funding.compiling.parting import Parting
from funding.report.workbook.cells import At
from funding.report.workbook.nodes import Node, as_node
from funding.report.workbook.page import Line, Page
from funding.rules.work import in_identifier
from funding.worksheet.column import Column, Role
from funding.worksheet.worksheet import OF_A_YEAR

SHARED = frozenset(
    {
        "penny",
        "cost",
        "cost_a_year",
        "reduction",
        "year",
        "reserves_minimum",
        "reserves_later",
        "days_before",
        "days_until",
        "days_in_year",
        "part_of_year",
        "index",
        "driver",
        "has_driver",
        "is_kind",
        "is_lead",
        "devolved",
        "on_top",
        "offer",
    }
)
"""Inputs that are the same under every formula; others are a formula's own, as its duties are."""

GIVEN = frozenset(
    {
        "penny",
        "year",
        "days_before",
        "days_until",
        "days_in_year",
        "part_of_year",
        "has_driver",
        "has_opening",
        "is_kind",
        "devolved",
    }
)
"""Inputs that nobody would try otherwise: they follow from who sits on the board, and when."""

Sum = tuple[Node, Fraction]
"""What stands for a sum, and what the engine says that it is."""


def cell(line: Line, row: int) -> Sum:
    """Give a cell of another page, with the engine's figure."""
    exact = line.engine(row)
    if exact is None:
        raise TypeError(f"{line.key} is no figure of the engine")
    return At(line, row), exact


def added(sums: Iterable[Sum]) -> Sum:
    """Add cells up."""
    node, exact = as_node(0), Fraction(0)
    for each, figure in sums:
        node += each
        exact += figure
    return node, exact


def opened(column: Column, who: str | None, before: list[tuple[Run, Page]]) -> Sum | None:
    """Give what a figure opens with, if it is what cells of earlier pages come to; else None.

    `before` are the parts of the year before; of a later part, the one part before it.
    """
    if column.origin is None or column.origin.what != "opening" or not before:
        return None
    name = column.origin.which[0]
    if name in OF_A_YEAR:
        roles = {"assessed": Role.ASSESSED, "cash": Role.CASH}
        lines = [
            (page[each.name], page.row_of(who or ""))
            for run, page in before
            for each in run.sheet.worksheet.playing(roles[name])
        ]
        return added(cell(line, row) for line, row in lines if row is not None) if lines else None
    run, page = before[-1]
    carried = run.sheet.worksheet.carried.get(name)
    row = page.row_of(who) if who is not None else 0
    return cell(page[carried], row) if carried is not None and row is not None else None


def passed_to(
    column: Column,
    run: Run,
    partings: Iterable[tuple[Parting, Page]],
    above: Iterable[tuple[Run, Page]],
) -> Sum | None:
    """Give what of a board's cost is split between boards before; None if nothing is."""
    if column.origin is None or column.origin.what != "cost" or not run.part.is_whole:
        return None
    found = []
    for parting, page in partings:
        place = parting.row_of(run.board.id, "")
        if (
            parting.cost
            and place is not None
            and (parting.into, parting.year)
            == (
                column.name,
                run.year,
            )
        ):
            found.append(cell(page["part"], place))
    for higher, page in above:
        place = page.row_of(run.board.id)
        into = f"cost_{in_identifier(higher.board.passes_to)}"
        if place is not None and (into, higher.year) == (column.name, run.year):
            lines = [page[each.name] for each in higher.sheet.worksheet.playing(Role.ASSESSED)]
            found += [cell(line, place) for line in lines]
    return added(found) if found else None


def limited(run: Run, who: str, partings: Iterable[tuple[Parting, Page]]) -> Sum | None:
    """Give a partner's part of one limit over several bills; None if it has none."""
    for parting, page in partings:
        place = parting.row_of(run.board.id, who)
        mine = (parting.into, parting.year, parting.formula) == ("limit", run.year, run.formula.id)
        if mine and place is not None and run.part.is_whole:
            return cell(page["part"], place)
    return None
