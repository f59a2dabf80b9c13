"""An expression means what its signs and words mean on paper."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from sympy import Symbol, preorder_traversal

from funding.evaluation.cell_faults import CellFault
from funding.worksheet.column import Scope
from funding.worksheet.expression import names_in, parse_condition, parse_expression, scope_of
from funding.worksheet.tokens import (
    DEEPEST,
    MOST_CHARACTERS,
    MOST_DIGITS,
    MOST_TOKENS,
    ExpressionFault,
)
from tests.worksheet.cells import as_fractions, found

ROOT = Path(__file__).parents[2]
COMPARED: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@pytest.mark.parametrize("sign", COMPARED)
def test_each_comparison_holds_where_python_s_own_does(sign: str) -> None:
    x, y = [1, 2, 3], [2, 2, 2]
    assert found(f"choose(x {sign} y, 1, 0)", x=x, y=y) == [
        int(COMPARED[sign](a, b)) for a, b in zip(x, y, strict=True)
    ]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("x == 1 and y == 1", [0, 0, 0, 1]),
        ("x == 1 or y == 1", [0, 1, 1, 1]),
        ("not x == 1", [1, 1, 0, 0]),
        ("x == 0 and y == 0 and x == y", [1, 0, 0, 0]),
        ("not (x == 0 or y == 0)", [0, 0, 0, 1]),
    ],
)
def test_and_or_and_not_join_conditions(condition: str, holds: list[int]) -> None:
    assert found(f"choose({condition}, 1, 0)", "aaaa", x=[0, 0, 1, 1], y=[0, 1, 0, 1]) == holds


@pytest.mark.parametrize(
    ("text", "is_"),
    [
        ("2 + 3 * 4", Fraction(14)),
        ("(2 + 3) * 4", Fraction(20)),
        ("10 - 2 - 3", Fraction(5)),
        ("-x", Fraction(-7)),
        ("2 - -x", Fraction(9)),
        ("x / 2", Fraction(7, 2)),
        ("60% * x", Fraction(21, 5)),
        ("12.5%", Fraction(1, 8)),
        ("£1,234.50", Fraction(2469, 2)),
        ("at_least(x, 8)", Fraction(8)),
        ("at_least(x, 6)", Fraction(7)),
        ("at_most(x, 6)", Fraction(6)),
        ("at_most(x, 8)", Fraction(7)),
        ("per(x, 7)", Fraction(1)),
        ("round_to(x / 2, 1, down)", Fraction(3)),
        ("round_to(x / 2, 1, up)", Fraction(4)),
        ("round_to(x / 4, 1, half_up)", Fraction(2)),
        ("choose(x == 7, 1, 1 / 0)", Fraction(1)),
    ],
)
def test_one_value_for_the_board_is_worked_out_as_on_paper(text: str, is_: Fraction) -> None:
    assert found(text, x=7) == is_


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("x + y", [11, 12, 14]),
        ("x / total(x) * 7", [1, 2, 4]),
        ("total(x, within=kind)", [3, 3, 4]),
        ("total(y, within=kind)", [20, 20, 10]),
        ("total(x * y, within=kind)", [30, 30, 40]),
        ("choose(x < 3, total(x), 0)", [7, 7, 0]),
        ("choose(x < 3, choose(x < 2, 5, 6), 8 / (x - 2))", [5, 6, 4]),
        ("round_to_total(x, 7, 1, largest_remainder)", [1, 2, 4]),
        ("round_to_total(x / 7, 1, 1, largest_remainder)", [0, 0, 1]),
        ("round_to_total(x, 7, 1, dhondt, 2)", [2, 2, 3]),
        ("round_to(x / 2, 1, half_up)", [1, 1, 2]),
    ],
)
def test_cells_of_rows_are_worked_out_as_on_paper(text: str, cells: list[int]) -> None:
    assert found(text, x=[1, 2, 4], y=10) == as_fractions(cells)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("total(x)", 7),
        ("total(y)", 30),
        ("total(1)", 3),
        ("level(4, 1, 0, x)", Fraction(3, 2)),
        ("level(12, 1, 0, 9, x)", Fraction(5, 3)),
        ("total(x) - total(choose(x == 4, x, 0))", 3),
    ],
)
def test_what_is_one_for_the_board_has_one_cell(text: str, cell: int | Fraction) -> None:
    assert found(text, x=[1, 2, 4], y=10) == cell


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("round_to(x, 0, down)", "the unit to round to is 0"),
        ("round_to(x, 0 - 1, down)", "the unit to round to is -1"),
        ("round_to_total(x, x, 1, adams)", "one value for the board, not one a partner"),
        ("round_to_total(x, 7 / 2, 1, adams)", "not a whole number of 1"),
        ("round_to_total(x, 100, 1, largest_remainder)", "cannot be rounded to sum to 100 units"),
        ("round_to_total(x - x, 7, 1, adams)", "nobody has a part"),
        ("round_to_total(x, 7, 1, adams, 1 / 2)", "must be a whole number of units"),
        ("level(4, 0 - x, 0, x)", "a weight is below nothing"),
    ],
)
def test_a_cell_that_has_no_value_is_a_fault_that_says_why(text: str, why: str) -> None:
    with pytest.raises(CellFault, match=why) as raised:
        found(text, x=[1, 2, 4])
    assert raised.value.column.name == "found"


def refusal(text: str, *, condition: bool = False) -> ExpressionFault:
    read = parse_condition if condition else parse_expression
    with pytest.raises(ExpressionFault) as raised:
        read(text, ["x", "y"])
    return raised.value


@pytest.mark.parametrize(
    ("text", "what", "marked"),
    [
        ("x + 2(x)", "there is no sign before the '('", "2(x)"),
        ("choose(x, 1, 2)", "a condition is needed here", "x"),
        ("choose(0 < x < 5, 1, 2)", "a comparison is of two values", "0 < x < 5"),
        ("choose(x in y, 1, 2)", "this comparison is not allowed", "x in y"),
        ("x + (x == y)", "a condition stands only as the first part of choose", "x == y"),
        ("1 + not x", "the expression cannot be read here", "n"),
        ("x + (not y)", "a condition stands only as the first part of choose", "not y"),
        ("x + z", "there is no 'z' here", "z"),
        ("x + what(y)", "there is no function 'what'", "what(y)"),
        ("x + at_most(y)", "at_most takes 2 values, not 1", "at_most(y)"),
        ("x + level(y)", "level takes 4 or 5 values, not 1", "level(y)"),
        ("at_most(x, within=kind)", "at_most takes no '='", "at_most(x, within=kind)"),
        ("1 + total(x, y)", "total takes one value", "total(x, y)"),
        ("1 + total(x, without=kind)", "total takes one value", "total(x, without=kind)"),
        (
            "1 + total(x, within=kind, within=board)",
            "total takes one value",
            "total(x, within=kind, within=board)",
        ),
        ("1 + total(x, within=kin)", "'kin' is not one of kind, sector, payer, board", "kin"),
        ("1 + total(x, within=1)", "a word is needed", "1"),
        ("round_to(x, 1, dwn)", "'dwn' is not one of down, up, half_up", "dwn"),
        ("x ** 2", "powers are not allowed", "**"),
        ("x * y ** 2", "powers are not allowed", "**"),
        ("x ^ 2", "powers are not allowed", "^"),
        ("x / / y", "the expression cannot be read here", "/"),
        ("x // y", "this is not allowed in an expression", "x // y"),
        ("(x + y", "this '(' is never closed", "("),
        ("x + (y", "this '(' is never closed", "("),
        ("(x)) + y", "no '(' stands before this ')'", ")"),
        ("x + %", "'%' stands only after a number", "%"),
        ("x + 1.", "the number cannot be read", "1"),
        ("x + Y", "a name has letters that are not allowed", "Y"),
        ("x + 'y'", "a quotation mark is not allowed in an expression", "'"),
        ("x + 07", "the number 07 begins with 0", "07"),
        ("x + 1,000", "the number 000 begins with 0", "000"),
        ("x + 1234567890123456", "the number has more than 15 digits", "1234567890123456"),
    ],
)
def test_what_is_no_expression_is_refused_and_marked(text: str, what: str, marked: str) -> None:
    fault = refusal(text)
    assert fault.message.startswith(what)
    assert text[fault.offset : fault.offset + fault.width] == marked


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        *(("per", 2, 2), ("at_least", 2, 2), ("at_most", 2, 2), ("choose", 3, 3)),
        *(("level", 4, 5), ("round_to", 3, 3), ("round_to_total", 4, 5)),
    ],
)
def test_a_function_takes_just_its_values(name: str, least: int, most: int) -> None:
    values = {
        "choose": ["x == y", "x", "y", "x"],
        "round_to": ["x", "y", "down", "x"],
        "round_to_total": ["x", "y", "1", "adams", "x", "x"],
    }.get(name, ["x", "y", "x", "y", "x", "x"])
    for count in range(1, len(values) + 1):
        text = f"{name}({', '.join(values[:count])})"
        if least <= count <= most:
            parse_expression(text, ["x", "y"])
        else:
            wanted = f"{least}" if least == most else f"{least} or {most}"
            fault = refusal(text)
            assert fault.message == f"{name} takes {wanted} values, not {count}"
            assert fault.fix == "numbers of a thousand or more have no comma, or begin with £"


def test_a_number_that_ends_a_thousand_is_told_of_its_comma_and_another_is_not() -> None:
    assert "no comma" in refusal("x + 1,000").fix
    assert refusal("x + 07").fix == "leave the 0 out"


@pytest.mark.parametrize(
    ("text", "number", "written"),
    [
        ("0,5", "0,5", "0.5"),
        ("x * 0,05", "0,05", "0.05"),
        ("at_least(x, 12,5)", "12,5", "12.5"),
        ("at_least(x,12,5)", "12,5", "12.5"),
        ("choose(x == 0,5, 1, 2)", "0,5", "0.5"),
        ("total(1,5%)", "1,5%", "1.5%"),
        ("(£0,50) + x", "£0,50", "£0.50"),
        ("x + 1,2345", "1,2345", "1.2345"),
    ],
)
def test_a_decimal_comma_is_told_to_be_a_point(text: str, number: str, written: str) -> None:
    fault = refusal(text)
    assert fault.message == f"the number {number} has a comma"
    assert fault.fix == f"write it with a point: {written}"
    assert text[fault.offset : fault.offset + fault.width] == number


def test_a_condition_with_a_decimal_comma_is_told_of_its_point() -> None:
    with pytest.raises(ExpressionFault, match="the number 0,5 has a comma"):
        parse_condition("x <= 0,5", {"x"})


@pytest.mark.parametrize("text", ["at_least(0,5)", "x + at_most(1,25)", "total(x) * per(1,3)"])
def test_a_comma_between_as_many_values_as_there_may_be_is_none_of_a_number(text: str) -> None:
    parse_expression(text, {"x"})


@pytest.mark.parametrize("text", ["x, x", "1,250", "x, at_most(1,2)", "£1,234,50"])
def test_a_comma_that_is_no_decimal_one_is_refused_in_other_words(text: str) -> None:
    assert "has a comma" not in refusal(text).message


def test_a_name_misspelt_is_told_of_the_nearest() -> None:
    with pytest.raises(ExpressionFault) as raised:
        parse_expression("1 + income", ["incme"])
    assert "incme" in raised.value.fix


def test_what_is_bounded_is_refused_just_above_its_bound() -> None:
    deepest = "(" * DEEPEST + "x" + ")" * DEEPEST
    parse_expression(deepest, ["x"])
    assert f"more than {DEEPEST} deep" in refusal(f"({deepest})").message
    longest = "x" + " " * (MOST_CHARACTERS - 1)
    parse_expression(longest, ["x"])
    assert f"longer than {MOST_CHARACTERS} characters" in refusal(f"{longest} ").message
    # A sign between any two: there are 2n - 1 of both.
    most = "+".join(["x"] * (MOST_TOKENS // 2))
    parse_expression(f"-{most}", ["x"])
    fault = refusal(f"--{most}")
    assert f"more than {MOST_TOKENS} words and signs" in fault.message
    assert fault.offset == MOST_TOKENS


def test_the_library_s_own_expressions_are_not_bounded() -> None:
    text = " + ".join(["x"] * (MOST_CHARACTERS // 4 + 1))
    assert refusal(text)
    parse_expression(text, ["x"], bounded=False)


def test_names_are_all_words_but_those_that_mean_something() -> None:
    assert names_in("choose(a == 1 and b < 2, total(c, within=kind), round_to(d, e, down))") == {
        *"abcde"
    }


def test_a_condition_alone_is_read_and_a_value_is_none() -> None:
    assert parse_condition("x == 1 or not y < 2", ["x", "y"]).free_symbols
    assert refusal("x + 1", condition=True).message == "a condition is needed here"


def test_a_condition_is_bounded_as_a_value_is_and_a_fault_says_what_is_wrong() -> None:
    fault = refusal(f"{'(' * (DEEPEST + 1)}x{')' * (DEEPEST + 1)} == 1", condition=True)
    assert str(fault) == fault.message
    assert f"more than {DEEPEST} deep" in str(fault)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("1 / 2", Scope.BOARD),
        ("one", Scope.BOARD),
        ("x", Scope.PARTNER),
        ("one + x", Scope.PARTNER),
        ("total(x)", Scope.BOARD),
        ("1 + total(x)", Scope.BOARD),
        ("total(x, within=kind)", Scope.PARTNER),
        ("total(one, within=kind)", Scope.PARTNER),
        ("level(one, x, 0, x)", Scope.BOARD),
        ("level(one, x, 0, x) * x", Scope.PARTNER),
        ("round_to_total(one, one, 1, adams)", Scope.PARTNER),
        ("choose(x == 1, one, one)", Scope.PARTNER),
        ("choose(one == 1, one, x)", Scope.PARTNER),
        ("choose(one == 1, one, total(x))", Scope.BOARD),
    ],
)
def test_a_column_has_a_cell_for_each_partner_if_what_it_is_made_of_has(
    text: str, scope: Scope
) -> None:
    read = parse_expression(text, ["x", "one"])
    assert scope_of(read, {"x": Scope.PARTNER, "one": Scope.BOARD}) is scope


@pytest.mark.parametrize("text", ["x + x", "x - x", "x * x", "x / x", "0 * x", "x + 0", "1 * x"])
def test_nothing_is_worked_out_or_left_out_on_reading(text: str) -> None:
    """SymPy would make `2*x` of the first, and nothing of the second."""
    read = parse_expression(text, ["x"])
    assert len(read.args) == 2
    assert [each.name for each in preorder_traversal(read) if isinstance(each, Symbol)] == [
        *("x" * text.count("x"))
    ]


def test_a_name_stands_for_any_figure_and_is_never_taken_to_be_above_nothing() -> None:
    (name,) = parse_expression("x + 1", ["x"]).free_symbols
    assert name.is_real is True
    assert name.is_nonnegative is None


@pytest.mark.parametrize("text", ["x + ", "x +", "+", "x y", "2 3", "x = y"])
def test_what_cannot_be_read_is_marked_within_the_text(text: str) -> None:
    fault = refusal(text)
    assert fault.message == "the expression cannot be read here"
    assert 0 <= fault.offset < len(text)


def test_what_is_read_and_not_allowed_is_marked_where_it_stands() -> None:
    assert refusal("x + 1 // y + (x ** 2) ** 3").offset == len("x + ")
    assert refusal("(x + 2) ** 3").offset == len("(x + 2) ")


def test_the_bounds_of_an_expression_are_those_of_its_page() -> None:
    page = (ROOT / "docs/reference/expressions.md").read_text(encoding="utf-8")
    for what, bound in (
        ("characters", MOST_CHARACTERS),
        ("words and signs", MOST_TOKENS),
        ("digits in a number", MOST_DIGITS),
        ("brackets within brackets", DEEPEST),
    ):
        assert f"| {what} | {bound} |" in page
