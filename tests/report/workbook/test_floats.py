"""Every cell, worked out as a spreadsheet does, is the exact figure; what is not is said."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from funding import Outcome
from funding.report.workbook import floats, levels, pence, sharings, translating
from funding.report.workbook.checks import results_of
from funding.report.workbook.compared import Apart, apart_in
from funding.report.workbook.helping import Helping
from funding.report.workbook.making import book_of
from funding.report.workbook.nodes import Node, Number, as_node, call, sign, written_exactly
from funding.report.workbook.page import Line, Page
from funding.report.workbook.writing import told_apart
from tests.properties.engine import run
from tests.report.workbook.drawn import outcomes

F = Fraction
HERE = Page("here", "", (), ())


@pytest.fixture(scope="module")
def drawn() -> list[Outcome]:
    return outcomes(10)


def astray(found: list[Outcome]) -> list[Apart]:
    """Give every cell of the workbooks of some outcomes that is not what it should be."""
    apart = []
    for outcome in found:
        book = book_of(outcome)
        pages = [*results_of(book, "Bills", "Checks"), book.parameters.page, *book.pages]
        for page in pages:
            page.lay(4 + len(page.about))
        apart += list(apart_in(pages))
    return apart


def test_every_cell_of_a_typical_board_is_the_exact_figure(drawn: list[Outcome]) -> None:
    assert len(drawn) > 50
    assert not astray(drawn)


def test_what_a_spreadsheet_cannot_hold_is_said() -> None:
    formula = """
id     = "drawn"
title  = "Equal"
source = "a test"
status = "assumed"
covers = "all"
duty   = { police = "will" }
equal  = {}
"""
    scenario = """
title = "A sum that no float can hold to the penny"
year = "2020-21"
formulas = ["drawn"]
[board]
id = "board"
[[partner]]
id = "one"
kind = "police"
[[partner]]
id = "two"
kind = "police"
[[partner]]
id = "three"
kind = "police"
[[cost]]
pool = "core"
item = "all"
amount = "£999,999,999,999,999.99"
"""
    found = astray([run(formula, scenario)])
    assert found
    assert "instead of" in str(found[0])
    (said,) = told_apart(found)
    assert said.startswith(f"{len(found)} cells")
    assert told_apart([]) == []


def pence_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave sums of pennies as floats make them."""

    def wrong(name: str, *parts: Node | Fraction | int) -> Node:
        return as_node(parts[0]) if name == "ROUND" and parts[1] == 2 else call(name, *parts)

    monkeypatch.setattr(translating, "call", wrong)


def ties_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the last unit to whoever stands lower down, instead of by id."""
    right = sharings.queue

    def wrong(to: Helping, rest: Line) -> Line:
        line = to.page[sharings.ORDER]
        line.typed = tuple(sorted(line.typed, reverse=True))
        return right(to, rest)

    monkeypatch.setattr(sharings, "queue", wrong)


def bounds_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find a level as if nobody had a highest."""
    right = levels.level

    def wrong(to: Helping, parts: levels.Parts, decimals: int) -> Node:
        high = as_node(10**9)
        unbound = levels.Parts(parts.amount, parts.weight, parts.low, high, parts.start)
        return right(to, unbound, decimals)

    monkeypatch.setattr(levels, "level", wrong)


@pytest.mark.parametrize(
    "wrong", [pence_as_they_come, ties_by_row, bounds_forgotten], ids=lambda each: each.__name__
)
def test_a_wrong_translation_is_found(
    wrong: Callable[[pytest.MonkeyPatch], None],
    drawn: list[Outcome],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong(monkeypatch)
    assert astray(drawn)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (F(3), "3"),
        (F(-3), "-3"),
        (F(1, 3), "1/3"),
        (F(37, 100), "0.37"),
        (F(-1, 8), "-0.125"),
        (F(10**14, 3), "100000000000000/3"),
        (F(1, 10**16), "0.0000000000000001"),
        (F(10**15 + 1, 10), "1000000000000001/10"),
    ],
)
def test_a_number_is_written_so_that_a_spreadsheet_reads_it_exactly(
    number: Fraction, text: str
) -> None:
    assert written_exactly(number) == text


def test_brackets_stand_where_the_signs_need_them() -> None:
    three, half = Number(F(3)), Number(F(1, 2))
    assert sign(three, "-", sign(three, "-", half)).text(HERE) == "3-(3-0.5)"
    assert sign(sign(three, "+", half), "*", Number(F(1, 3))).text(HERE) == "(3+0.5)*(1/3)"
    assert sign(three, "-", Number(F(-1))).text(HERE) == "3-(-1)"
    assert call("IF", sign(three, ">", 0), -1, 0).text(HERE) == "IF(3>0,-1,0)"


@pytest.mark.parametrize(
    ("x", "places", "rounded"),
    [(2.5, 0, 3.0), (-2.5, 0, -3.0), (1.005, 2, 1.01), (0.285, 2, 0.29), (1 / 3, 6, 0.333333)],
)
def test_floats_are_rounded_as_a_spreadsheet_rounds_them(
    x: float, places: int, rounded: float
) -> None:
    assert floats.rounded(x, places) == rounded


def test_only_a_difference_may_have_a_sign_that_floats_are_unsure_of() -> None:
    from funding.worksheet.expression import parse_expression

    def sure(text: str) -> bool:
        return pence.has_sure_sign(parse_expression(text, ["a", "b"]), lambda _name: True)

    assert sure("a * b / 3")
    assert sure("total(a) + 2")
    assert not sure("a - b")
    assert not sure("choose(a > 0, a - b, 0)")


@pytest.mark.parametrize("pounds", [F(1, 100), F(1), F(10**7), F(10**10)])
def test_a_cell_may_be_astray_by_a_few_roundings_of_the_greatest_figure_and_no_more(
    pounds: Fraction,
) -> None:
    third = pounds / 3
    ulp = F(floats.ONE_ROUNDING) * pounds

    def is_right(found: Fraction) -> bool:
        return floats.agrees(float(found), third, greatest=pounds)

    assert is_right(third)
    assert is_right(third + 30 * ulp)
    assert not is_right(third + 40 * ulp)
    assert not is_right(third + pounds / 10**12)
    assert not floats.agrees(float(pounds) * (1 + 2**-52), pounds, greatest=None)
    assert not floats.agrees("#N/A", pounds, greatest=pounds)


def test_a_part_of_a_penny_of_the_largest_sums_is_seen_to_be_astray() -> None:
    # As it was measured before, by a part of the figure itself, £1,000 would have been near enough.
    exact = F(10**10, 3)
    assert floats.agrees(float(exact), exact, greatest=F(10**10))
    assert not floats.agrees(float(exact + F(1, 10_000)), exact, greatest=F(10**10))


def test_a_third_of_a_penny_is_not_taken_for_three_tenths_of_one() -> None:
    assert not floats.agrees(0.003, F(1, 300), greatest=F(1, 100))
    assert floats.agrees(0.01 / 3, F(1, 300), greatest=F(1, 100))
