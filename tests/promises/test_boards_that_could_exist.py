"""Boards drawn for a promise are boards that a scenario can state, and all that it can state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest
from hypothesis import given

from funding.comparison.run import Run
from funding.evaluation.result import BOARD_WORDS, PARTNER_WORDS, BoardResult
from funding.promises.confirming import run_of
from funding.promises.drawing import examples
from funding.promises.example import Example, Subject
from funding.promises.given import Given
from funding.promises.inputs import inputs_of, relations
from funding.promises.which_years import year_for
from funding.promises.written import scenario_toml
from funding.simulation import load_formula
from funding.worksheet.worksheet import Worksheet
from tests.promises.existing import Relations, broken_relations, sheet_of, unsorted_inputs
from tests.properties.engine import Case, laws, run
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases
from tests.properties.writing import write_toml

SHIPPED = ("neath-port-talbot", "national-phased-in", "core-and-one-off", "london-police")


def subject_of(name: str) -> Subject:
    formula = load_formula(name)
    return Subject(formula, year_for(formula))


DRAWN = {name: examples(subject_of(name)) for name in SHIPPED}


def could_exist(change: Callable[[Example], Example], example: Example) -> None:
    """Require every figure to be of its sort, and figures that go together to go together."""
    sheet = sheet_of(example)
    sheet.cells.update(change(example).values)
    assert not list(unsorted_inputs(sheet))
    assert not list(broken_relations(sheet, relations))


def as_drawn(example: Example) -> Example:
    return example


@pytest.mark.parametrize("name", SHIPPED)
def test_a_drawn_board_could_exist(name: str) -> None:
    @laws(40)
    @given(DRAWN[name])
    def hold(example: Example) -> None:
        if example.settled is not None:
            could_exist(as_drawn, example)

    hold()


def gives_more_than_there_is(example: Example) -> Example:
    return _with_each(example, "offer", Fraction(10**12))


def keeps_more_in_reserve_than_it_has(example: Example) -> Example:
    return _with_each(example, "reserves_minimum", example.cell("reserves_opening", None) + 1)


def answers_in_two_ways(example: Example) -> Example:
    return _with_each(_with_each(example, "silent", Fraction(1)), "limited", Fraction(1))


def agrees_to_more_than_all(example: Example) -> Example:
    return _with_each(example, "take_up", Fraction(2))


def limits_without_an_answer(example: Example) -> Example:
    return _with_each(_with_each(example, "limited", Fraction(0)), "limit", Fraction(5))


def pays_arrears_that_nobody_owes(example: Example) -> Example:
    name = "arrears_opening"
    owed = example.values.get(name)
    if not isinstance(owed, tuple) or "arrears_paid" not in example.values:
        return example
    return _with_each(example, "arrears_paid", max(owed) + 1)


def costs_half_a_penny(example: Example) -> Example:
    return _with_each(example, "cost", Fraction(1, 200))


def opens_with_what_is_not_known(example: Example) -> Example:
    return _with_each(_with_each(example, "has_opening", Fraction(0)), "opening", Fraction(7))


def _with_each(example: Example, what: str, amount: Fraction) -> Example:
    """Put one figure in every cell of the inputs of an origin."""
    for column, _ in inputs_of(example.worksheet):
        if column.origin and column.origin.what == what:
            places = range(len(example.rows))
            is_row = isinstance(example.values[column.name], tuple)
            for row in places if is_row else [None]:
                example = example.with_cell(column.name, row, amount)
    return example


@pytest.mark.parametrize(
    "change",
    [
        gives_more_than_there_is,
        keeps_more_in_reserve_than_it_has,
        answers_in_two_ways,
        agrees_to_more_than_all,
        limits_without_an_answer,
        pays_arrears_that_nobody_owes,
        costs_half_a_penny,
        opens_with_what_is_not_known,
    ],
)
def test_a_board_that_could_not_exist_is_told_apart(change: Callable[[Example], Example]) -> None:
    settled = DRAWN["national-phased-in"].filter(lambda each: each.settled is not None)
    assert_refuted(could_exist, change, settled, examples=200)


def words_of(result: BoardResult) -> dict[str, tuple[Fraction, ...]]:
    """Give every word of a result: the board's, and each partner's in the order of the rows."""
    words: dict[str, tuple[Fraction, ...]] = {}
    words |= {word: (getattr(result, word),) for word in BOARD_WORDS}
    for word in ("assessed_exact", *PARTNER_WORDS):
        words[word] = tuple(getattr(partner, word) for partner in result.partners)
    return words


def runs_to_the_same(change: Callable[[Example], Example], example: Example) -> None:
    """Require a whole run from a board's file to come to what was made of the board."""
    settled = example.settled
    if settled is None:
        return
    text = scenario_toml("Drawn", {"board": change(example)}, "drawn")
    outcome = run_of(text, example.subject.whole)
    assert outcome is not None, f"refused:\n{text}"
    (only,) = outcome.runs
    assert [partner.id for partner in only.result.partners] == [row.id for row in example.rows]
    assert words_of(only.result) == words_of(settled.result)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_drawn_board_runs_from_its_file_to_the_same_words(name: str) -> None:
    @laws(40)
    @given(DRAWN[name])
    def hold(example: Example) -> None:
        runs_to_the_same(as_drawn, example)

    hold()


def writes_a_penny_less_of_cost(example: Example) -> Example:
    cost = next(c for c, _ in inputs_of(example.worksheet) if c.origin and c.origin.what == "cost")
    now = example.cell(cost.name, None)
    return example.with_cell(cost.name, None, max(now - Fraction(1, 100), Fraction(0)))


def writes_no_refusal(example: Example) -> Example:
    return _with_each(example, "take_up", Fraction(1))


def writes_no_gift(example: Example) -> Example:
    return _with_each(example, "offer", Fraction(0))


@pytest.mark.parametrize("change", [writes_a_penny_less_of_cost, writes_no_refusal, writes_no_gift])
def test_a_file_that_is_not_of_the_board_is_told_apart(
    change: Callable[[Example], Example],
) -> None:
    assert_refuted(runs_to_the_same, change, DRAWN["national-phased-in"], examples=200)


def lets_through(relations: Relations, case: Case) -> None:
    """Require the relations, and the sorts, to let through what a scenario states."""
    for each in whole_years(case):
        assert not list(unsorted_inputs(each.sheet))
        assert not list(broken_relations(each.sheet, relations))


def whole_years(case: Case) -> Iterator[Run]:
    """Run a case; give its runs of whole years, in which all is bound that the file states."""
    outcome = run(write_toml(case.formula), write_toml(case.scenario))
    yield from (each for each in outcome.runs if not each.parts)


@laws(60)
@given(cases(full=True))
def test_what_a_scenario_can_state_is_among_the_boards_that_could_exist(case: Case) -> None:
    lets_through(relations, case)


@laws(30)
@given(cases(full=True))
def test_what_nobody_chooses_is_as_a_scenario_has_it(case: Case) -> None:
    for each in whole_years(case):
        given_ones = Given(Subject(each.formula, each.year), each.sheet.rows)
        for column, sort in inputs_of(each.sheet.worksheet):
            has_all = column.origin and column.origin.what == "has_driver"
            if sort == "given" and not has_all:
                assert given_ones.cells(column) == each.sheet.cells[column.name], column.name


def with_nothing_given(worksheet: Worksheet) -> Iterator[str]:
    offers = [c.name for c, _ in inputs_of(worksheet) if c.origin and c.origin.what == "offer"]
    yield from (f"{name} == 0" for name in offers)


def with_everybody_agreed(worksheet: Worksheet) -> Iterator[str]:
    yield from ["take_up == 1"] * ("take_up" in worksheet)


def with_an_answer_from_all(worksheet: Worksheet) -> Iterator[str]:
    yield from ["silent == 0"] * ("silent" in worksheet)


def with_every_cost_above_all_use_of_reserves(worksheet: Worksheet) -> Iterator[str]:
    yield "reserves_opening < cost_core"


@pytest.mark.parametrize(
    "relations",
    [
        with_nothing_given,
        with_everybody_agreed,
        with_an_answer_from_all,
        with_every_cost_above_all_use_of_reserves,
    ],
)
def test_relations_that_leave_boards_out_are_told_apart(relations: Relations) -> None:
    assert_refuted(lets_through, relations, cases(full=True), examples=200)
