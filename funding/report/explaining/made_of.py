"""What a stated sum is made of: lines of the budget added up, or a quantity times a rate."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from funding.amounts import written_number, written_percent, written_sum
from funding.comparison.run import Run
from funding.compiling.counting import counted
from funding.language import _, in_english
from funding.scenario.entries import Offer
from funding.scenario.figures import worth_of
from funding.worksheet.column import Column
from funding.years import Part


def worth_said(offer: Offer, year: int, currency: str) -> str:
    """Say by what quantity and rate something is worth what it is; nothing of a stated sum."""
    if offer.quantity is None:
        return ""
    rate = offer.rated[year]
    if worth_of(offer.quantity, rate, offer.part) != offer.worth[year]:
        return ""
    said = _(
        "{quantity} {unit} × {amount} per {unit}",
        quantity=written_number(offer.quantity),
        unit=in_english(offer.unit),
        amount=written_sum(rate, currency),
    )
    return said if offer.part == 1 else f"{written_percent(offer.part)} × {said}"


def made_of(run: Run, column: Column, row: int, year: int) -> list[str]:
    """Give what a stated cell is the sum of, each with its name; nothing where that says no more.

    `year` is the place of its year in the scenario.
    """
    what = column.origin.what if column.origin else ""
    if what in ("cost", "cost_a_year"):
        parts = list(_lines(run, column, year))
    elif what in ("offer", "on_top"):
        parts = list(_offers(run, column, row, year))
    else:
        return []
    if sum(amount for amount, _what, _worth in parts) != run.sheet.cell(column.name, row):
        return []
    if len(parts) == 1:
        return [worth for _amount, _what, worth in parts if worth]
    return [_part(written_sum(amount, run.currency), what, worth) for amount, what, worth in parts]


def _part(amount: str, line: str, worth: str) -> str:
    if worth:
        return _("{amount} (“{line}”: {worth})", amount=amount, line=line, worth=worth)
    return _("{amount} (“{line}”)", amount=amount, line=line)


def _lines(run: Run, column: Column, year: int) -> Iterator[tuple[Fraction, str, str]]:
    origin = column.origin
    pools = origin.which if origin else ()
    days = Part.whole(run.year) if origin and origin.what == "cost_a_year" else run.part
    for line in run.board.costs:
        if not pools or line.pool in pools:
            yield counted(days, line.amount[year]), in_english(line.item), ""


def _offers(run: Run, column: Column, row: int, year: int) -> Iterator[tuple[Fraction, str, str]]:
    wanted = column.origin.which if column.origin else ()
    for each in run.board.offers:
        fits = (each.kind, each.pool) == wanted if wanted else each.pool is None
        if fits and each.partner == run.parties[row].partner.id:
            worth = worth_said(each, year, run.currency) if run.part.is_whole else ""
            called = in_english(each.meets) if each.meets else _(each.kind)
            yield counted(run.part, each.worth[year]), called, worth
