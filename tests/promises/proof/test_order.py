"""A worksheet of the language knows no order; one with a function that does is seen to."""

from __future__ import annotations

import pytest
from sympy import Function

from funding.formula.library import library_for
from funding.promises.proof.order import OVER_ALL_ROWS, ROW_BY_ROW, knows_no_order
from funding.simulation import nominal_worksheet
from funding.worksheet import functions
from funding.worksheet.column import Column, Scope, Title
from funding.worksheet.worksheet import Worksheet

LIBRARY = library_for()


@pytest.mark.parametrize("name", sorted(LIBRARY.files))
def test_no_step_of_a_shipped_formula_knows_a_partners_place(name: str) -> None:
    assert knows_no_order(nominal_worksheet(LIBRARY.load(name)))


class first(Function):  # type: ignore[misc]  # noqa: N801  (SymPy has no types; named as others)
    """`first(x)`: the cell of the row that is listed first."""

    nargs = 1


def test_a_function_that_looks_at_the_first_row_is_seen() -> None:
    expression = functions.plus(functions.symbol("cash"), first(functions.symbol("cash")))
    column = Column("a", "x", Title("x"), "money", Scope.PARTNER, "", expression=expression)
    assert not knows_no_order(Worksheet("wrong", (column,)))


def test_every_function_of_the_language_is_of_one_of_the_two_sorts() -> None:
    known = {each for each in vars(functions).values() if isinstance(each, type(first))}
    own = {each for each in known if each.__module__ == functions.__name__}
    assert own == {each for each in (*ROW_BY_ROW, *OVER_ALL_ROWS) if each in own}
    assert len(own) > 10
