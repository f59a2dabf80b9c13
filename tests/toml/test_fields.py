"""Each kind of field takes what it is for and refuses the rest with a fix."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from funding.toml.fields import (
    Day,
    Money,
    Name,
    Number,
    Percent,
    Slug,
    Stated,
    Status,
    Table,
    Title,
    Words,
    Year,
)
from funding.years import FinancialYear


def _read(kind: Any, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


def _refusal(kind: Any, value: object) -> tuple[str, str | None]:
    with pytest.raises(ValidationError) as caught:
        _read(kind, value)
    (error,) = caught.value.errors(include_url=False)
    return error["msg"], error.get("ctx", {}).get("fix")


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (Money, "£58,000.50", Fraction(116001, 2)),
        (Money, Decimal("1.5"), Fraction(3, 2)),
        (Percent, "12.5%", Fraction(1, 8)),
        (Number, 13_339, Fraction(13339)),
        (Year, "2013-14", FinancialYear(2013)),
        (Slug, "south-wales-2", "south-wales-2"),
        (Name, "net_cost_2", "net_cost_2"),
        (Words, "x" * 2_000, "x" * 2_000),
        (Status, "agreed", "agreed"),
        (Day, date(2013, 4, 1), date(2013, 4, 1)),
        (Day, "2013-04-01", date(2013, 4, 1)),
        (Title, "Swansea", Title(en="Swansea")),
        (Title, {"cy": "Abertawe"}, Title(cy="Abertawe")),
    ],
)
def test_a_field_takes_what_it_is_for(kind: Any, value: object, read: object) -> None:
    assert _read(kind, value) == read


@pytest.mark.parametrize(
    ("kind", "value", "message", "fix"),
    [
        (Money, "ten", "'ten' is not a sum of money", "'£58,000.00'"),
        (Money, True, "should be a sum of money, not true or false", None),
        (Money, {"a": 1}, "should be a sum of money, not a table", "'£58,000.00'"),
        (Money, 10**50, f"1{'0' * 29}… has more than 15 digits", "'£58,000.00'"),
        (Money, "1" * 20, f"{'1' * 20} has more than 15 digits", "'£58,000.00'"),
        (Money, "x" * 99, f"'{'x' * 30}…' is not a sum of money", "'£58,000.00'"),
        (Money, Decimal("1e999"), "1E+999 has more than 15 digits", "'£58,000.00'"),
        (Percent, Decimal("1e999999999"), "1E+999999999 has more than 15 digits", "'60%'"),
        (Number, Decimal("inf"), "Infinity is not a number", "13339"),
        (Percent, Decimal("0.6"), "is 0.6 a percentage or a fraction of 1?", "'60%'"),
        (Year, "2013-15", "there is no financial year 2013-15", "did you mean '2013-14'?"),
        (Year, 2013, "should be a financial year such as '2013-14', not a number", '"2013-14"'),
        (Year, 1999, "should be a financial year such as", 'write it in quotes: "1999-00"'),
        (Slug, "Swansea & Gower", "'Swansea & Gower' cannot be an id", "write 'swansea-gower'"),
        (Slug, "a--b", "'a--b' cannot be an id", "write 'a-b'"),
        (Slug, "4th", "'4th' cannot be an id", "write it another way"),
        (Slug, "a" * 61, f"'{'a' * 60}…' has 61 characters", "shorten it to 60 or fewer"),
        (Slug, "a\n", "'a\N{REPLACEMENT CHARACTER}' cannot be an id", "write 'a'"),
        (Name, "net__cost", "'net__cost' cannot be a name", "write 'net_cost'"),
        (Name, "_cost", "'_cost' cannot be a name", "write 'cost'"),
        (Name, "cost_", "'cost_' cannot be a name", "write 'cost'"),
        (Name, 3, "should be text, not a number", None),
        (Words, "  ", "the text is empty", "write some words"),
        (Words, "x" * 2_001, "the text has 2,001 characters", "shorten it to 2,000 or fewer"),
        (Day, "2013-02-30", "there is no day 2013-02-30", "a day that the calendar has"),
        (Day, "1/4/2013", "'1/4/2013' is not a date", "2013-04-01"),
        (Day, datetime(2013, 4, 1), "should be a date, not a date with a time", None),  # noqa: DTZ001
        (Title, {}, "a title needs words", 'write en = "…"'),
        (Title, 3, "should be text, or a table with en and cy, not a number", None),
    ],
)
def test_a_field_refuses_what_it_is_not_for(
    kind: Any, value: object, message: str, fix: str | None
) -> None:
    said, proposed = _refusal(kind, value)
    assert said.startswith(message)
    assert fix is None or fix in (proposed or "")


def test_a_stated_value_is_bare_or_a_table() -> None:
    bare = _read(Stated[Percent], "10%")
    assert bare == Stated[Percent](value="10%")  # type: ignore[arg-type]  # as a file has it
    full = {"value": "10%", "status": "assumed", "source": "A letter", "range": ["5%", "15%"]}
    stated = _read(Stated[Percent], full)
    assert isinstance(stated, Stated)
    assert (stated.value, stated.status, stated.source) == (Fraction(1, 10), "assumed", "A letter")
    assert stated.range == (Fraction(1, 20), Fraction(3, 20))


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (["11%", "15%"], "the value lies outside its range"),
        (["1%", "9%"], "the value lies outside its range"),
        (["15%", "5%"], "the range ends below where it begins"),
    ],
)
def test_a_stated_value_lies_within_its_range(limits: list[str], message: str) -> None:
    assert _refusal(Stated[Percent], {"value": "10%", "range": limits})[0] == message


def test_a_range_includes_its_ends() -> None:
    _read(Stated[Percent], {"value": "10%", "range": ["10%", "10%"]})


class _Mixed(Table):
    text: str = ""
    whole: int = 0
    flag: bool = False
    several: tuple[str, ...] = ()
    pair: tuple[str, int] = ("", 0)
    named: dict[str, frozenset[str]] = {}


@pytest.mark.parametrize(
    "value",
    [
        {"text": 1},
        {"whole": True},
        {"whole": "1"},
        {"whole": Decimal(1)},
        {"flag": 1},
        {"flag": "yes"},
        {"several": "ab"},
        {"several": [1]},
        {"pair": ["a", "1"]},
        {"unknown": 1},
    ],
)
def test_a_table_converts_nothing_and_takes_no_other_key(value: object) -> None:
    with pytest.raises(ValidationError):
        _Mixed.model_validate(value)


def test_a_table_takes_lists_for_what_cannot_change() -> None:
    mixed = _Mixed.model_validate({"several": ["a"], "pair": ["a", 1], "named": {"x": ["b"]}})
    assert (mixed.several, mixed.pair) == (("a",), ("a", 1))
    assert mixed.named == {"x": frozenset("b")}
    with pytest.raises(ValidationError):
        mixed.text = "b"  # type: ignore[misc]  # that this fails is what is tested
