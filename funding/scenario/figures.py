"""The kinds of figure that only scenarios have: sums by year, and quantities with their rates."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from funding.amounts import PENNY, Misread, parse_money, parse_number, parse_percent
from funding.toml.fields import Table, misread
from funding.toml.readers import read_name
from funding.toml.wording import kind_of, shown
from funding.worksheet.primitives import round_to

FIRST_YEAR, LAST_YEAR = 1900, 2199


def _one_or_each_year(value: object) -> tuple[Fraction, ...]:
    """Read one sum for every year, or a list with one a year."""
    if value == []:
        raise misread("there is no sum in the list", "write one sum for every year, or a plain sum")
    if not isinstance(value, list):
        return (_sum(value),)
    return tuple(_sum(part, place) for place, part in enumerate(value))


def _sum(value: object, *at: int) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        fix = "write pounds and pence, for instance '£58,000.00'"
        raise misread(f"this should be a sum of money, not {kind_of(value)}", fix, *at)
    try:
        return parse_money(value)
    except Misread as error:
        raise misread(error.message, error.fix, *at) from None


Yearly = Annotated[tuple[Fraction, ...], PlainValidator(_one_or_each_year)]


class Measured(Table):
    """A figure with its unit, as typed: `0.8 fte`, `£48,750.00 per fte`."""

    figure: Fraction
    unit: str


def _quantity(value: object) -> Measured:
    fix = "write a number and a unit: '0.8 fte'"
    match = re.fullmatch(r"\s*(\S+)\s+(\S.*?)\s*", value) if isinstance(value, str) else None
    if match is None:
        raise misread(f"{shown(value)} is not a quantity", fix)
    try:
        return Measured(figure=parse_number(match[1]), unit=match[2])
    except Misread as error:
        raise misread(error.message, fix) from None


def _rate(value: object) -> Measured:
    match = re.fullmatch(r"\s*(.*?)\s+per\s+(\S.*?)\s*", value) if isinstance(value, str) else None
    if match is None:
        raise misread(
            f"{shown(value)} is not a rate", "write a sum and a unit: '£48,750.00 per fte'"
        )
    try:
        return Measured(figure=parse_money(match[1]), unit=match[2])
    except Misread as error:
        raise misread(error.message, error.fix) from None


def worth_of(quantity: Fraction, rate: Fraction) -> Fraction:
    """Give what a quantity is worth in whole pence: credits round down (the page on in-kind)."""
    return round_to(quantity * rate, PENNY, "down")


def _calendar_year(value: object) -> int:
    if isinstance(value, int) and FIRST_YEAR <= value <= LAST_YEAR and not isinstance(value, bool):
        return value
    fix = "write the year of the figures, in four digits without quotes: 2020"
    raise misread(f"{shown(value)} is not a calendar year", fix)


def _rate_or_index(value: object) -> Fraction | str:
    """Read a rate a year, or the name of an index."""
    if not isinstance(value, str) or "%" in value:
        try:
            return parse_percent(value)
        except Misread as error:
            raise misread(error.message, error.fix) from error
    return read_name(value)


Quantity = Annotated[Measured, PlainValidator(_quantity)]
Rate = Annotated[Measured, PlainValidator(_rate)]
CalendarYear = Annotated[
    int,
    PlainValidator(_calendar_year),
    WithJsonSchema({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
]
Uprating = Annotated[
    Fraction | str, PlainValidator(_rate_or_index), WithJsonSchema({"type": "string"})
]
"""By what a cost rises year by year: a rate, `"2%"`, or an index by its name."""
