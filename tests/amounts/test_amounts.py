"""Figures are read and written exactly, and what is no figure is refused in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from funding.amounts import (
    MOST_DIGITS,
    Misread,
    named_currency,
    parse_change,
    parse_money,
    parse_number,
    parse_percent,
    parse_rise,
    pence,
    plain_money,
    written_exact,
    written_money,
    written_number,
    written_percent,
    written_sum,
)

READ = {
    "money": parse_money,
    "percent": parse_percent,
    "rise": parse_rise,
    "change": parse_change,
    "number": parse_number,
}


@pytest.mark.parametrize(
    ("what", "given", "is_"),
    [
        ("money", "£58,580.50", "58580.5"),
        ("money", "  £ 58000 ", "58000"),
        ("money", 58000, "58000"),
        ("money", Decimal("0.05"), "0.05"),
        ("money", "0.5", "0.5"),
        ("percent", "0%", "0"),
        ("percent", "12.5 %", "0.125"),
        ("percent", "100%", "1"),
        ("rise", "2%", "0.02"),
        ("change", "-5%", "-0.05"),
        ("change", "+10%", "0.1"),
        ("change", "10%", "0.1"),
        ("change", "250%", "2.5"),
        ("change", "-100%", "-1"),
        ("number", "13,339", "13339"),
        ("number", 0, "0"),
        ("number", "0.123456789012345", "0.123456789012345"),
        ("number", "9" * MOST_DIGITS, "9" * MOST_DIGITS),
        ("number", Decimal("1e-15"), "0.000000000000001"),
        ("number", Decimal("123456789012345.123456789012345"), "123456789012345.123456789012345"),
    ],
)
def test_a_figure_is_read_as_it_is_written(what: str, given: object, is_: str) -> None:
    assert READ[what](given) == Fraction(is_)


@pytest.mark.parametrize(
    ("what", "given", "why"),
    [
        ("money", "-5", "a sum of money cannot be negative: -5"),
        ("money", "£-5", "a sum of money cannot be negative: £-5"),
        ("money", Decimal(-5), "a sum of money cannot be negative: -5"),
        ("money", "1.234", "1.234 has parts of a penny"),
        ("money", "£1,000.001", "£1,000.001 has parts of a penny"),
        ("money", "1,00", "'1,00' is not a sum of money"),
        ("money", "", "'' is not a sum of money"),
        ("money", True, "bool is not a sum of money"),
        ("money", 0.5, "float is not a sum of money"),
        ("money", None, "NoneType is not a sum of money"),
        ("money", Decimal("nan"), "NaN is not a sum of money"),
        ("money", Decimal("inf"), "Infinity is not a sum of money"),
        ("percent", "101%", "101% is more than 100%"),
        ("percent", "100.001%", "100.001% is more than 100%"),
        ("percent", "60", "is 60 a percentage or a fraction of 1?"),
        ("percent", "half", "'half' is not a percentage"),
        ("percent", "-1%", "'-1%' is not a percentage"),
        ("rise", "-2%", "-2% is a fall, and a rate says by how much sums rise in a year"),
        ("rise", " -2% ", "-2% is a fall, and a rate says by how much sums rise in a year"),
        ("rise", "half", "'half' is not a percentage"),
        ("rise", -2, "'-2' is not a percentage"),
        ("change", "--5%", "'--5%' is not a change in per cent"),
        ("change", "-+5%", "'-+5%' is not a change in per cent"),
        ("change", "5", "'5' is not a change in per cent"),
        ("change", "5%-", "'5%-' is not a change in per cent"),
        ("change", "-101%", "-101% is a fall of more than everything"),
        ("number", "-1", "-1 is below zero"),
        ("number", "one", "'one' is not a number"),
        ("number", "１", "'１' has letters or signs that are not of a figure"),
        ("number", "9" * (MOST_DIGITS + 1), f"has more than {MOST_DIGITS} digits"),
        ("number", "0." + "1" * (MOST_DIGITS + 1), f"has more than {MOST_DIGITS} digits"),
        ("number", Decimal("1e999"), f"1E+999 has more than {MOST_DIGITS} digits"),
        ("number", Decimal("1e-16"), f"1E-16 has more than {MOST_DIGITS} digits"),
        ("number", Decimal("1" * 31), f"{'1' * 31} has more than {MOST_DIGITS} digits"),
        ("number", Decimal("1" * 45), f"{'1' * 45} has more than {MOST_DIGITS} digits"),
        ("number", Decimal("1" * 46), f"{'1' * 30}… has more than {MOST_DIGITS} digits"),
        ("number", "1" * 46, f"'{'1' * 30}…' is not a number"),
        ("number", "1" * 45, f"{'1' * 45} has more than {MOST_DIGITS} digits"),
        ("number", Decimal("1." + "1" * 30), "has more than 15 digits"),
        ("number", Decimal(10**16), "has more than 15 digits"),
    ],
)
def test_what_is_no_such_figure_is_refused(what: str, given: object, why: str) -> None:
    with pytest.raises(Misread) as raised:
        READ[what](given)
    assert why in raised.value.message
    assert str(raised.value) == raised.value.message
    assert raised.value.fix


@pytest.mark.parametrize(
    ("given", "fix"),
    [
        ("60", "write it with its sign: '60%'"),
        ("1,000", "write it with its sign: '1000%'"),
        ("0.6", "write it with its sign: '60%', or '0.6%' if that is meant"),
        ("0.60", "write it with its sign: '60%', or '0.6%' if that is meant"),
        ("1", "write it with its sign: '100%', or '1%' if that is meant"),
        ("10.0", "write it with its sign: '10%'"),
    ],
)
def test_a_share_without_its_sign_is_shown_with_it(given: str, fix: str) -> None:
    with pytest.raises(Misread) as raised:
        parse_percent(given)
    assert raised.value.fix == fix


@pytest.mark.parametrize(
    ("amount", "plain", "written"),
    [
        ("0", "0.00", "0.00"),
        ("0.05", "0.05", "0.05"),
        ("1234.5", "1234.50", "1,234.50"),
        ("-12.05", "-12.05", "-12.05"),
        ("-1234567.89", "-1234567.89", "-1,234,567.89"),
        ("-0.01", "-0.01", "-0.01"),
    ],
)
def test_money_is_written_to_the_penny(amount: str, plain: str, written: str) -> None:
    assert plain_money(Fraction(amount)) == plain
    assert written_money(Fraction(amount)) == written
    assert written_sum(Fraction(amount), "GBP") == written_exact(Fraction(amount), "GBP")
    assert written_sum(Fraction(amount), "USD") == f"USD {written}"


def test_what_is_not_whole_pence_is_written_as_it_is_and_never_as_money() -> None:
    third = Fraction(100, 3)
    assert written_exact(third, "GBP") == "£100/3"
    assert written_exact(third, "USD") == "USD 100/3"
    assert written_exact(Fraction("0.125"), "GBP") == "£0.125"
    for write in (pence, plain_money, written_money):
        with pytest.raises(ValueError, match="100/3 pounds is not whole pence"):
            write(third)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0", "0"),
        ("10", "10"),
        ("1000", "1,000"),
        ("0.000001", "0.000001"),
        ("0.0000001", "1/10000000"),
        ("1/3", "1/3"),
        ("-1/3", "-1/3"),
        ("-1234.5", "-1,234.5"),
        ("0.10", "0.1"),
    ],
)
def test_a_number_is_a_decimal_where_it_ends_and_else_a_fraction(number: str, written: str) -> None:
    assert written_number(Fraction(number)) == written
    assert written_percent(Fraction(number) / 100) == f"{written}%"


def test_a_heading_names_pounds_and_any_other_currency_by_its_code() -> None:
    assert (named_currency("GBP"), named_currency("USD")) == ("pounds", "USD")


def test_a_text_that_is_too_long_is_shown_cut_to_thirty_characters() -> None:
    for given, said in (
        ("1" * 46, f"'{'1' * 30}…' is not a number"),
        (Decimal("1" * 46), f"{'1' * 30}… has more than {MOST_DIGITS} digits"),
    ):
        with pytest.raises(Misread) as raised:
            parse_number(given)
        assert raised.value.message == said
