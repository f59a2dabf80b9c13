"""Reading one value of a file as money, a year, a name or a date, or saying why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic_core import PydanticCustomError

from funding.amounts import Misread
from funding.language import N_, _, ngettext
from funding.toml.nearest import slug_of
from funding.toml.wording import TEXT, kind_of, shown
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
    """Make the error for a value of another kind than `expected`, such as "a sum of money".

    That is marked with `N_`: `complaints` says it in the language spoken.
    """
    context = {"expected": expected, "given": kind_of(value), "fix": fix}
    return PydanticCustomError("wrong_kind", "should be {expected}, not {given}", context)


def figure_reader(parse: Callable[[object], Fraction], what: str) -> Callable[[object], Fraction]:
    """Make the reader of a figure, marked with `N_` as messages call it, from its parser."""

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
        year = 2013
        if isinstance(value, int) and FIRST_YEAR <= value <= LAST_YEAR:
            year = value
        fix = _('write it in quotes: "{text}"', text=FinancialYear(year))
        raise wrong_kind(N_("a financial year such as '2013-14'"), value, fix)
    try:
        return parse_year(value)
    except Misread as error:
        raise misread(error.message, error.fix) from error


def read_slug(value: object) -> str:
    """Take an id: small letters and digits with single hyphens; propose one if it is not."""
    text = _text(value)
    if not SLUG.fullmatch(text):
        message = _(
            "{given} cannot be an id: "
            "only small letters and digits, with single hyphens between; a letter first",
            given=shown(text),
        )
        raise misread(message, _proposal(slug_of(text), SLUG))
    return _short(text)


def read_name(value: object) -> str:
    """Take a name as formulas use it: small letters and digits with single `_` between."""
    text = _text(value)
    if not NAME.fullmatch(text):
        message = _(
            "{given} cannot be a name: "
            "only small letters and digits, with single '_' between; a letter first",
            given=shown(text),
        )
        raise misread(message, _proposal(slug_of(text).replace("-", "_"), NAME))
    return _short(text)


def _proposal(proposed: str, pattern: re.Pattern[str]) -> str:
    good = pattern.fullmatch(proposed) and len(proposed) <= LONGEST_NAME
    return _("write '{proposed}'", proposed=proposed) if good else _("write it another way")


def _short(text: str) -> str:
    if len(text) > LONGEST_NAME:
        message = ngettext(
            "{given} has {number} characters",
            "{given} has {number} characters",
            len(text),
            given=shown(text),
            number=len(text),
        )
        raise misread(message, _("shorten it to {most} or fewer", most=LONGEST_NAME))
    return text


def read_words(value: object) -> str:
    """Take a text that is neither empty nor too long to be read."""
    text = _text(value)
    if not text.strip():
        raise misread(_("the text is empty"), _("write some words, or leave the line out"))
    if len(text) > MOST_WORDS:
        message = ngettext(
            "the text has {number} characters", "the text has {number} characters", len(text)
        )
        raise misread(message, _("shorten it to {most} or fewer", most=f"{MOST_WORDS:,}"))
    return text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong_kind(TEXT, value)
    return value


_NEITHER = {
    "formulas": N_('{given} is neither a list of formulas nor "all"'),
    "kinds": N_('{given} is neither a list of kinds nor "all"'),
    "pools": N_('{given} is neither a list of pools nor "all"'),
}


def all_or_listed(what: Literal["formulas", "kinds", "pools"]) -> Callable[[object], object]:
    """Make the check of a field that is `"all"` or a list: a single text is neither."""

    def check(value: object) -> object:
        if isinstance(value, str) and value != "all":
            listed, every = f'["{value}"]', '"all"'
            fix = _(
                "put names in square brackets: {listed}; or write {every}",
                listed=listed,
                every=every,
            )
            raise misread(_(_NEITHER[what], given=shown(value)), fix)
        return value

    return check


def read_day(value: object) -> date:
    """Take a date of TOML, or read a text such as "2013-04-01"."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise wrong_kind(N_("a date"), value)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
    except ValueError as error:
        fix = _("write a day that the calendar has, as 2013-04-01")
        raise misread(_("there is no day {given}", given=value), fix) from error
    message = _("{given} is not a date", given=shown(value))
    raise misread(message, _("write the year, month and day: 2013-04-01"))
