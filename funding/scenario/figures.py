"""The kinds of figure that only scenarios have: sums by year, and quantities with their rates."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from funding.amounts import PENNY, Misread, parse_money, parse_number, parse_rise
from funding.language import _
from funding.toml.fields import Table, misread
from funding.toml.readers import SLUG, read_name
from funding.toml.wording import kind_of, shown
from funding.worksheet.primitives import round_to

FIRST_YEAR, LAST_YEAR = 1900, 2199
WHOLE = Fraction(1)


def one_or_each_year(value: object, *at: str | int) -> tuple[Fraction, ...]:
    """Read one sum for every year, or a list with one a year; `at` is the way to it."""
    if value == []:
        fix = _("write one sum for every year, or a plain sum")
        raise misread(_("there is no sum in the list"), fix, *at)
    if not isinstance(value, list):
        return (_sum(value, *at),)
    return tuple(_sum(part, *at, place) for place, part in enumerate(value))


def _sum(value: object, *at: str | int) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        fix = _("write pounds and pence, for instance '£58,000.00'")
        kind = _(kind_of(value))
        raise misread(_("this should be a sum of money, not {given}", given=kind), fix, *at)
    try:
        return parse_money(value)
    except Misread as error:
        raise misread(error.message, error.fix, *at) from None


Yearly = Annotated[tuple[Fraction, ...], PlainValidator(one_or_each_year)]

NOT_KNOWN = "not known"


def _known_so_far(value: object) -> tuple[Fraction | None, ...]:
    """Read sums by year as `Yearly`, of which some may be `"not known"` yet."""
    listed = value if isinstance(value, list) else [value]
    known = [each for each in listed if each != NOT_KNOWN]
    if not known and listed:
        return (None,) * len(listed)
    if not isinstance(value, list):
        return (_sum(value),)
    if not value:
        return one_or_each_year(value)
    return tuple(
        None if part == NOT_KNOWN else _sum(part, place) for place, part in enumerate(value)
    )


YearlySoFar = Annotated[tuple[Fraction | None, ...], PlainValidator(_known_so_far)]
"""A sum for every year, or one a year; of a year that is not over, `"not known"`."""


class Measured(Table):
    """A figure with its unit, as typed: `0.8 fte`, `£48,750.00 per fte`."""

    figure: Fraction
    unit: str


def _quantity(value: object) -> Measured:
    match = re.fullmatch(r"\s*(\S+)\s+(\S.*?)\s*", value) if isinstance(value, str) else None
    if match is None:
        message = _("{given} is not a quantity", given=shown(value))
        raise misread(message, _("write a number and a unit: '{example}'", example="0.8 fte"))
    try:
        return Measured(figure=parse_number(match[1]), unit=match[2])
    except Misread as error:
        fix = _("write a number and a unit: '{example}'", example="0.8 fte")
        raise misread(error.message, fix) from None


def _rate(value: object) -> Measured:
    match = re.fullmatch(r"\s*(.*?)\s+per\s+(\S.*?)\s*", value) if isinstance(value, str) else None
    if match is None:
        fix = _("write a sum and a unit: '{example}'", example="£48,750.00 per fte")
        raise misread(_("{given} is not a rate", given=shown(value)), fix)
    try:
        return Measured(figure=parse_money(match[1]), unit=match[2])
    except Misread as error:
        raise misread(error.message, error.fix) from None


def _rate_or_name(value: object) -> Measured | str:
    """Read a rate, or take the name of one of the scenario's rates."""
    return value if isinstance(value, str) and SLUG.fullmatch(value) else _rate(value)


def _rates(value: object) -> tuple[Measured, ...]:
    """Read one rate for every year, or a list with one a year, all for one unit."""
    if not isinstance(value, list):
        return (_rate(value),)
    if not value:
        fix = _("write one rate for every year, or one a year")
        raise misread(_("there is no rate in the list"), fix)
    found: list[Measured] = []
    for place, each in enumerate(value):
        try:
            rate = _rate(each)
        except PydanticCustomError as error:
            context = error.context or {}
            raise misread(context["message"], context["fix"], place) from None
        if found and rate.unit != found[0].unit:
            message = _(
                "the first rate is per '{first}' and this one per '{unit}'",
                first=found[0].unit,
                unit=rate.unit,
            )
            raise misread(message, _("use one unit for all years"), place)
        found.append(rate)
    return tuple(found)


def worth_of(quantity: Fraction, rate: Fraction, part: Fraction = WHOLE) -> Fraction:
    """Give what a part of a quantity is worth in whole pence: rounded down, once."""
    return round_to(quantity * rate * part, PENNY, "down")


def _calendar_year(value: object) -> int:
    if isinstance(value, int) and FIRST_YEAR <= value <= LAST_YEAR and not isinstance(value, bool):
        return value
    fix = _("write the year of the figures, in four digits without quotes: 2020")
    raise misread(_("{given} is not a calendar year", given=shown(value)), fix)


def _currency(value: object) -> str:
    if isinstance(value, str) and re.fullmatch("[A-Z]{3}", value):
        return value
    fix = _(
        "write its code of three capitals, by {standard}, for instance {example}",
        standard="ISO 4217",
        example='"EUR"',
    )
    raise misread(_("{given} is not a currency", given=shown(value)), fix)


Currency = Annotated[
    str,
    PlainValidator(_currency),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"}),
]


def _rate_or_index(value: object) -> Fraction | str:
    """Read a rate a year, or the name of an index."""
    if not isinstance(value, str) or "%" in value:
        try:
            return parse_rise(value)
        except Misread as error:
            raise misread(error.message, error.fix) from error
    return read_name(value)


Quantity = Annotated[Measured, PlainValidator(_quantity)]
RateOrName = Annotated[Measured | str, PlainValidator(_rate_or_name)]
Rates = Annotated[tuple[Measured, ...], PlainValidator(_rates)]
CalendarYear = Annotated[
    int,
    PlainValidator(_calendar_year),
    WithJsonSchema({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
]
Uprating = Annotated[
    Fraction | str, PlainValidator(_rate_or_index), WithJsonSchema({"type": "string"})
]
"""By what a cost rises year by year: a rate, `"2%"`, or an index by its name."""
