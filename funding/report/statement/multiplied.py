"""What a percentage is taken of, and what total a figure is of: so that a part multiplies out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sympy import Symbol

from funding.comparison.run import Run
from funding.evaluation.exact import value_of
from funding.language import _, in_english
from funding.report.statement.bearing import bearing_on, turned_on
from funding.report.statement.percentages import ends
from funding.report.statement.place import Place
from funding.rules.work import in_identifier
from funding.worksheet import functions
from funding.worksheet.column import Column


def parts_of_pools(place: Place) -> Iterator[str]:
    """Say what part of which pools the partner is asked for; nothing of a year that is cut."""
    if place.run.parts:
        return
    run, row = place.run, place.row
    by_part: dict[Fraction, list[str]] = {}
    for column in bearing_on(run, row):
        pool = column.name.removeprefix("exact_")
        known = all(f"{word}_{pool}" in run.sheet.worksheet for word in ("to_share", "assessed"))
        if pool != column.name and known and (base := run.sheet.cell(f"to_share_{pool}", row)):
            by_part.setdefault(run.sheet.cell(column.name, row) / base, []).append(pool)
    called = {in_identifier(line.pool): line.pool for line in run.board.costs}
    for part, pools in by_part.items():
        if not part:
            continue
        own, base = (
            sum((run.sheet.cell(f"{word}_{pool}", row) for pool in pools), Fraction(0))
            for word in ("assessed", "to_share")
        )
        said = {
            "amount": place.sum(base),
            "own": place.sum(own),
            "pools": ", ".join(
                _("“{name}”", name=in_english(called.get(pool, pool))) for pool in pools
            ),
        }
        if ends(part):
            yield _(
                "{part} × {amount}, rounded, is {own}. {amount} is what is shared out of {pools}.",
                part=place.percent(part),
                **said,
            )
        else:
            yield _("Of {amount}, which is shared out of {pools}, your part is {own}.", **said)


def together(run: Run, row: int, driver: Column) -> Fraction | None:
    """Give the total that a partner's figure of a driver is divided by, if it is one of that."""
    found = set()
    for column in run.sheet.worksheet:
        for node in column.expression.atoms(functions.total) if column.expression else ():
            weight, *within = node.args
            if isinstance(weight, Symbol) and _is_of(run, row, driver, weight.name, bool(within)):
                found.add(value_of(node, column, run.sheet, row))
    return found.pop() if len(found) == 1 else None


def _is_of(run: Run, row: int, driver: Column, weight: str, of_kind: bool) -> bool:  # noqa: FBT001
    """Say whether a column has a driver's figure for all who are added up, or nothing."""
    sheet = run.sheet
    own = run.parties[row].partner.kind
    rows = [n for n, each in enumerate(run.parties) if not of_kind or each.partner.kind == own]
    return (
        weight in sheet.worksheet
        and (weight == driver.name or turned_on(run, sheet.worksheet[weight], row) == {driver.name})
        and sheet.cell(weight, row) == sheet.cell(driver.name, row)
        and all(sheet.cell(weight, n) in (0, sheet.cell(driver.name, n)) for n in rows)
    )
