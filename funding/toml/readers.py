"""Reading one value of a file as money, a year, a name or a date, or saying why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from pydantic_core import PydanticCustomError

from funding.amounts import Misread
from funding.toml.nearest import slug_of
from funding.toml.wording import kind_of, shown
from funding.years import FinancialYear, parse_year

LONGEST_NAME = 60
MOST_WORDS = 2_000
FIRST_YEAR, LAST_YEAR = 1900, 2199

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def misread(
    message: str,
    fix: str | None = None,
    *at: str | int,
    offset: int = 0,
    width: int | None = None,
) -> PydanticCustomError:
    """Make the error that a validator raises; `at` is the way from its value to the one at fault.

    `folding` turns it into one fault with this message and fix, word for word. `offset` and
    `width` point inside a text, as for `Document.fault`.
    """
    context = {"message": message, "fix": fix, "at": at, "offset": offset, "width": width}
    return PydanticCustomError("misread", "{message}", context)


def wrong_kind(expected: str, value: object, fix: str | None = None) -> PydanticCustomError:
    """Make the error for a value of another kind than `expected`, such as "a sum of money"."""
    context = {"expected": expected, "given": kind_of(value), "fix": fix}
    return PydanticCustomError("wrong_kind", "should be {expected}, not {given}", context)


def figure_reader(parse: Callable[[object], Fraction], what: str) -> Callable[[object], Fraction]:
    """Make the reader of a figure, called `what` in messages, from its parser."""

    def read(value: object) -> Fraction:
        try:
            return parse(value)
        except Misread as error:
            if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
                raise wrong_kind(what, value, error.fix) from error
            raise misread(error.message, error.fix) from error

    return read


def read_year(value: object) -> FinancialYear:
    """Read a financial year: "2013-14"."""
    if not isinstance(value, str):
        fix = 'write it in quotes: "2013-14"'
        if isinstance(value, int) and FIRST_YEAR <= value <= LAST_YEAR:
            fix = f'write it in quotes: "{FinancialYear(value)}"'
        raise wrong_kind("a financial year such as '2013-14'", value, fix)
    try:
        return parse_year(value)
    except Misread as error:
        raise misread(error.message, error.fix) from error


def read_slug(value: object) -> str:
    """Take an id: small letters and digits with single hyphens; propose one if it is not."""
    text = _text(value)
    if not SLUG.fullmatch(text):
        rule = "only small letters and digits, with single hyphens between; a letter first"
        raise misread(f"{shown(text)} cannot be an id: {rule}", _proposal(slug_of(text), SLUG))
    return _short(text)


def read_name(value: object) -> str:
    """Take a name as formulas use it: small letters and digits with single `_` between."""
    text = _text(value)
    if not NAME.fullmatch(text):
        rule = "only small letters and digits, with single '_' between; a letter first"
        proposed = _proposal(slug_of(text).replace("-", "_"), NAME)
        raise misread(f"{shown(text)} cannot be a name: {rule}", proposed)
    return _short(text)


def _proposal(proposed: str, pattern: re.Pattern[str]) -> str:
    good = pattern.fullmatch(proposed) and len(proposed) <= LONGEST_NAME
    return f"write '{proposed}'" if good else "write it another way"


def _short(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise misread(
            f"{shown(text)} has {len(text)} characters",
            f"shorten it to {LONGEST_NAME} or fewer",
        )
    return text


def read_words(value: object) -> str:
    """Take a text that is neither empty nor too long to be read."""
    text = _text(value)
    if not text.strip():
        raise misread("the text is empty", "write some words, or leave the line out")
    if len(text) > MOST_WORDS:
        raise misread(
            f"the text has {len(text):,} characters", f"shorten it to {MOST_WORDS:,} or fewer"
        )
    return text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong_kind("text", value)
    return value


def all_or_listed(what: str) -> Callable[[object], object]:
    """Make the check of a field that is `"all"` or a list: a single text is neither."""

    def check(value: object) -> object:
        if isinstance(value, str) and value != "all":
            fix = f'put names in square brackets: ["{value}"]; or write "all"'
            raise misread(f'{shown(value)} is neither a list of {what} nor "all"', fix)
        return value

    return check


def read_day(value: object) -> date:
    """Take a date of TOML, or read a text such as "2013-04-01"."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise wrong_kind("a date", value)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
    except ValueError as error:
        fix = "write a day that the calendar has, as 2013-04-01"
        raise misread(f"there is no day {value}", fix) from error
    raise misread(f"{shown(value)} is not a date", "write the year, month and day: 2013-04-01")
