"""What a cell rests on, and what is said where it has no value."""

from __future__ import annotations

from fractions import Fraction

import pytest

from funding.evaluation.cell_faults import BoundsNotKept, CellFault
from funding.evaluation.exact import MOST_BITS, names_used, value_of
from tests.worksheet.cells import found, sheet_of


def unreached() -> BoundsNotKept:
    with pytest.raises(BoundsNotKept) as raised:
        found("level(total(x) + 9, 1, 0, x)", x=[1, 2, 3], flag=[1, 0, 1], whole=7)
    return raised.value


def test_bounds_that_are_not_kept_give_the_cells_before_them() -> None:
    error = unreached()
    assert error.of_money
    assert error.in_all("x", "flag") == 4
    with pytest.raises(TypeError, match="whole and flag need a cell for each partner"):
        error.in_all("whole", "flag")
    with pytest.raises(TypeError, match="x and whole need a cell for each partner"):
        error.in_all("x", "whole")


def test_what_is_missed_is_money_only_if_all_of_it_is() -> None:
    with pytest.raises(BoundsNotKept) as raised:
        found("level(total(x) + share, 1, 0, x)", x=[1, 2, 3], share=9)
    assert not raised.value.of_money


def test_a_fault_of_one_row_names_it() -> None:
    with pytest.raises(CellFault, match=r"\(b\) what is found of row-2: divided by nothing"):
        found("1 / x", x=[1, 2, 0])
    with pytest.raises(CellFault, match=r"\(c\) what is found: divided by nothing"):
        found("1 / total(y - y)", x=[1, 2, 0], y=1)


def test_a_cell_rests_on_the_branch_that_it_took_and_on_the_condition() -> None:
    sheet = sheet_of("choose(x == 1, y, z + 2)", x=[1, 2, 2], y=[1, 1, 1], z=[1, 1, 1])
    column = sheet.worksheet["found"]
    assert names_used(column, sheet, 0) == {"x", "y"}
    assert names_used(column, sheet, 1) == {"x", "z"}
    assert names_used(sheet.worksheet["x"], sheet, 0) == set()


def test_a_branch_within_a_sum_counts_as_it_was_taken() -> None:
    sheet = sheet_of("1 + choose(x == 1, y, z)", x=[1, 2, 2], y=[1, 1, 1], z=[1, 1, 1])
    assert names_used(sheet.worksheet["found"], sheet, 0) == {"x", "y"}
    assert names_used(sheet.worksheet["found"], sheet, 2) == {"x", "z"}


def test_a_condition_alike_for_the_board_takes_one_branch() -> None:
    for flag, names in ((1, {"flag", "y"}), (2, {"flag", "z"})):
        sheet = sheet_of("choose(flag == 1, y, z)", flag=flag, y=[1, 1, 1], z=[2, 2, 2])
        assert names_used(sheet.worksheet["found"], sheet, 0) == names
        assert sheet.cells["found"] == (Fraction(flag),) * 3


def test_what_is_summed_rests_on_every_row() -> None:
    sheet = sheet_of("1 + total(choose(x == 1, y, z))", x=[1, 2, 2], y=[1, 1, 1], z=[1, 1, 1])
    assert names_used(sheet.worksheet["found"], sheet, 0) == {"x", "y", "z"}


def test_a_part_of_an_expression_has_its_value_for_each_row() -> None:
    sheet = sheet_of("x + total(y)", x=[1, 2, 3], y=[1, 1, 1])
    column = sheet.worksheet["found"]
    assert column.expression is not None
    assert value_of(column.expression, column, sheet, 1) == 5
    values = {value_of(each, column, sheet, 2) for each in column.expression.args}
    assert values == {Fraction(3)}


def test_figures_that_grow_without_end_are_refused_just_above_the_bound() -> None:
    """A whole number of so many bits, over one of one."""
    assert MOST_BITS == 8_000
    longest = 2**7_999 - 1
    assert found("x + 0", "a", x=[longest]) == [longest]
    for text in ("x + 1", "x + 1 / 3", "1 / (x + 1) + 0", "1 / (3 * x)"):
        with pytest.raises(CellFault, match="its figures have too many digits to go on with"):
            found(text, "a", x=[longest])
