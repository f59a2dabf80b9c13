"""The kinds of field that files have: money, percentages, years, names, and values with a source.

Each is a type for a pydantic model. What it refuses carries a fix, which `folding` puts in the
fault. A field with a type from here takes only what a file can hold, as `tomllib` reads it.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import (
    PlainValidator,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    field_validator,
    model_validator,
)

from funding.amounts import parse_change, parse_money, parse_number, parse_percent, parse_rise
from funding.language import N_, _
from funding.toml.readers import (
    LONGEST_NAME,
    MOST_WORDS,
    NAME,
    SLUG,
    all_or_listed,
    figure_reader,
    misread,
    read_day,
    read_name,
    read_slug,
    read_words,
    read_year,
    wrong_kind,
)
from funding.toml.table import Table
from funding.toml.wording import LIST
from funding.years import FinancialYear

T = TypeVar("T")

_FIGURE_SCHEMA = {"type": ["string", "number"], "pattern": r"^£?\s?\d[\d,]*(\.\d+)?$"}
_SLUG_SCHEMA = {"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": LONGEST_NAME}
_NAME_SCHEMA = {"type": "string", "pattern": f"^{NAME.pattern}$", "maxLength": LONGEST_NAME}

Money = Annotated[
    Fraction,
    PlainValidator(figure_reader(parse_money, N_("a sum of money"))),
    WithJsonSchema(_FIGURE_SCHEMA),
]
"""Pounds, in whole pence, zero or more."""

Percent = Annotated[
    Fraction,
    PlainValidator(figure_reader(parse_percent, N_("a percentage"))),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?\s?%$"}),
]
"""A share of 1, written with its sign: "60%"."""

Rise = Annotated[
    Fraction,
    PlainValidator(figure_reader(parse_rise, N_("a percentage"))),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?\s?%$"}),
]
"""By how much sums rise in a year, as a share of them: "2%"; never a fall."""

Change = Annotated[
    Fraction,
    PlainValidator(figure_reader(parse_change, N_("a change in per cent"))),
    WithJsonSchema({"type": "string", "pattern": r"^[+-]?\d+(\.\d+)?\s?%$"}),
]
"""A change as a share of what was there: "-5%", "+10%"; never below -100%."""

Number = Annotated[
    Fraction,
    PlainValidator(figure_reader(parse_number, N_("a number"))),
    WithJsonSchema({"type": ["string", "number"], "pattern": r"^\d[\d,]*(\.\d+)?$"}),
]
"""A plain number, zero or more."""

Year = Annotated[
    FinancialYear,
    PlainValidator(read_year),
    WithJsonSchema({"type": "string", "pattern": r"^(19|20|21)\d\d-\d\d$"}),
]
Slug = Annotated[str, PlainValidator(read_slug), WithJsonSchema(_SLUG_SCHEMA)]
Name = Annotated[str, PlainValidator(read_name), WithJsonSchema(_NAME_SCHEMA)]
Words = Annotated[
    str,
    PlainValidator(read_words),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MOST_WORDS}),
]
Day = Annotated[
    date, PlainValidator(read_day), WithJsonSchema({"type": "string", "format": "date"})
]

Status = Literal["enacted", "published", "agreed", "proposed", "unverified", "assumed"]
"""How far a value can be relied on, the firmest first."""


class Title(Table):
    """A text in English, in Welsh, or in both; a bare text is English."""

    is_section = False
    en: Words | None = None
    cy: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_text_is_english(cls, value: object) -> object:
        if not isinstance(value, str | dict | Title):
            raise wrong_kind(N_("text, or a table with en and cy"), value)
        return {"en": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _not_empty(self) -> Title:
        if self.en is None and self.cy is None:
            fix = _("write {en}, {cy} or both", en='en = "…"', cy='cy = "…"')
            raise misread(_("a title needs words"), fix)
        return self


def _in_no_language(value: object, read: ValidatorFunctionWrapHandler) -> Title:
    title: Title = read(value)
    return title.model_copy(update={"cy": title.en}) if isinstance(value, str) else title


ProperName = Annotated[Title, WrapValidator(_in_no_language)]
"""What somebody is called: a bare name is the same in both languages, and English in neither."""


class Stated(Table, Generic[T]):
    """A value and how far it can be relied on; a bare value has no status, source or range.

    A table is always read as this form, so `T` must not be written as a table itself.
    """

    is_section = False
    value: T
    status: Status | None = None
    source: Words | None = None
    range: tuple[T, T] | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_value(cls, value: object) -> object:
        return value if isinstance(value, dict | Stated) else {"value": value}

    @field_validator("range", mode="before")
    @classmethod
    def _two_ends(cls, value: object) -> object:
        if value is not None and not (isinstance(value, list | tuple) and len(value) == 2):
            fix = _("write the lowest and the highest: [lowest, highest]")
            if not isinstance(value, list | tuple):
                raise wrong_kind(LIST, value, fix)
            raise misread(_("'{key}' should have 2 entries", key="range"), fix)
        return value

    @field_validator("range", mode="after")
    @classmethod
    def _holds_the_value(cls, value: tuple[T, T] | None, info: ValidationInfo) -> object:
        if value is None or "value" not in info.data:
            return value
        low, high, stated = *value, info.data["value"]
        if low > high:  # type: ignore[operator]  # only types with an order are given a range
            fix = _("write the smaller one first")
            raise misread(_("the range ends below where it begins"), fix)
        if not low <= stated <= high:
            fix = _("correct the value or the range")
            raise misread(_("the value lies outside its range"), fix)
        return value


__all__ = [
    "Change",
    "Day",
    "Money",
    "Name",
    "Number",
    "Percent",
    "ProperName",
    "Rise",
    "Slug",
    "Stated",
    "Status",
    "Table",
    "Title",
    "Words",
    "Year",
    "all_or_listed",
    "misread",
    "wrong_kind",
]
