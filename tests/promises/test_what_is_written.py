"""The file of a board that was found states what is something, and leaves out what is nothing."""

from __future__ import annotations

from fractions import Fraction

from funding.promises.example import Cells, Example, Subject
from funding.promises.inputs import inputs_of
from funding.promises.members import row_of
from funding.promises.scope import full_shape
from funding.promises.which_years import year_for
from funding.promises.written import scenario_toml
from funding.worksheet.column import Scope
from tests.promises.trying import formula_from

NOTHING = Fraction(0)


def test_only_who_has_something_of_the_year_before_has_a_row_for_it() -> None:
    formula = formula_from("[equal]\n")
    subject, shape = Subject(formula, year_for(formula)), full_shape(formula)
    rows = tuple(row_of(formula, f"force-{number}", "police") for number in (1, 2))
    values: dict[str, Cells] = {
        column.name: NOTHING if column.scope is Scope.BOARD else (NOTHING, NOTHING)
        for column, _ in inputs_of(subject.worksheet(shape))
    }
    board = Example(subject, shape, rows, values)
    assert "[[last_year]]" not in scenario_toml("a", {"board": board}, "a")
    owing = board.with_cell("arrears_opening", 1, Fraction(1))
    text = scenario_toml("a", {"board": owing}, "a")
    assert text.count("[[last_year]]") == 1
    assert 'partner = "force-2"\narrears = "£1.00"' in text
