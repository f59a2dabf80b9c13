"""A column says what its figures are: money unless its name says that it is something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from funding.errors import InputError
from funding.formula.library import library_for
from funding.places import shipped_folder
from funding.simulation import nominal_worksheet, read_scenario, simulate
from funding.worksheet.column import Column, Role, Scope
from tests.cli.running import SHIPPED
from tests.properties.engine import run
from tests.properties.writing import write_toml
from tests.rules.chosen import BOARDS, FORMULAS, case

MEASURED = "(need|children|idle|first|above|banded|tapered|twice)"
"""Drivers, measures and a step of the chosen formulas: numbers, whatever is made of them."""
NOT_MONEY = {
    "flag": (
        r"(has|is|in_group|named_in_group)_\w+",
        r"devolved|excluded|limited|must_pay|pays_in_full|sharing|silent|was_assessed",
    ),
    "share": (
        r"(percentage|(grouped_)?share)(_for_\w+)?",
        r"bounds_level|relief_level|level_\d|phase|step_\d|willing|take_up|needed_\w+",
        r"\w+_part(_in_\w+)?|table_in_\w+|placed|matched_(of_kind|own)|reserves_target_stated",
        r"the_(floor|ceiling|fixed|minimum_change|maximum_change)|most_(ceiling|limit|staff|goods|services)",
        r"rounding_shares|rounded_share_\w+|sum_of_mixed",
    ),
    "number": (
        rf"{MEASURED}(_(weight|together|threshold|from|to|band_\d|rate_\d|of_payer))?",
        rf"{MEASURED}_weight_in_\w+|times|weight_of_kind|sum_of_(north|others|public)",
        r"rounding_minimum(_for_\w+)?|reserves_years_stated",
        r"area_sum|bound|counted(_for_\w+)?|kind_weight(_for_\w+)?|uprating|year",
        r"children|children_0_17\w*|population|population_weight_\w+",
        r"children_by_bands_(band|rate)_\d|children_by_bands_(of_payer|weight)_\w+",
        r"grouped_weight\w*|weight_for_\w+|weight_in_\w+",
    ),
}
EITHER = r"weight|sum_of_health(_for_\w+)?"
"""A count of partners or a weight of them, by how the formula splits."""


def unit_of(name: str) -> str:
    """Say what a column's figures are, by its name."""
    for unit, patterns in NOT_MONEY.items():
        if any(re.fullmatch(pattern, name) for pattern in patterns):
            return unit
    return "money"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_column_s_unit_is_what_its_name_says(name: str) -> None:
    sheet = nominal_worksheet(library_for().load(name))
    wrong = {
        column.name: column.unit
        for column in sheet
        if not re.fullmatch(EITHER, column.name) and column.unit != unit_of(column.name)
    }
    assert wrong == {}


SCENARIOS = sorted(path.stem for path in shipped_folder("scenarios").glob("*.toml"))


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_flag_is_one_or_nothing_and_a_role_is_played_in_money(name: str) -> None:
    for one in simulate(read_scenario(name)).runs:
        for sheet in (part.sheet for part in one.parts or (one,)):
            for column in sheet.worksheet:
                assert column.role is None or column.unit == "money", column.name
                if column.unit == "flag":
                    cells = {sheet.cell(column.name, row) for row in range(len(sheet.rows))}
                    assert cells <= {0, 1}, column.name


ALWAYS = {
    *(Role.ASSESSED, Role.ASSESSED_EXACT, Role.IN_KIND, Role.IN_KIND_FREE, Role.IN_KIND_ON_TOP),
    *(Role.SHORTFALL, Role.BORNE, Role.CASH),
}
"""What is said of a partner under every formula."""
OWN = ALWAYS | {Role.IN_KIND_DRAWN, Role.IN_KIND_CARRIED, Role.RETURNED, Role.ARREARS}


def columns_of(formula: str, *boards: str) -> Iterator[Column]:
    """Give every column of a chosen formula on each chosen board that it has a result on."""
    for board in boards or BOARDS:
        drawn = case(formula, board)
        try:
            (one,) = run(write_toml(drawn.formula), write_toml(drawn.scenario)).runs
        except InputError:
            continue
        yield from one.sheet.worksheet


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_column_of_a_chosen_formula_is_in_the_unit_that_its_name_says(formula: str) -> None:
    columns = [each for each in columns_of(formula) if not re.fullmatch(EITHER, each.name)]
    assert columns
    assert {each.name: each.unit for each in columns} == {
        each.name: unit_of(each.name) for each in columns
    }


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_is_a_partner_s_word_has_a_column_and_a_cell_for_each(formula: str) -> None:
    """Where nothing is offered or borne a column is of noughts, a nought for each partner."""
    columns = list(columns_of(formula))
    assert {each.role for each in columns} >= ALWAYS
    assert [each.name for each in columns if each.role in OWN and each.scope is Scope.BOARD] == []


def test_what_is_a_partner_s_is_so_by_every_formula_and_on_every_board() -> None:
    scopes: dict[str, set[Scope]] = {}
    for formula in FORMULAS:
        for column in columns_of(formula, "plain", "busy"):
            scopes.setdefault(column.name, set()).add(column.scope)
    assert [name for name, found in scopes.items() if len(found) > 1] == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_figure_that_a_formula_states_says_how_sure_it_is(formula: str) -> None:
    for column in columns_of(formula):
        if column.values is not None and column.unit != "flag":
            assert column.figures, column.name
            derived = {"the rest: what the others leave of 100%"}
            assert "a test" in {each.source for each in column.figures} <= {"a test"} | derived


WEIGHTS = (
    r"(grouped_)?(weight|share)(_for_\w+)?|(?!relief|kind)\w+_weight(_in_\w+)?|weight_in_group_\w+|"
    r"counted|exact_\w+|lead_part|collects_(by|room)"
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_who_takes_no_part_counts_for_nothing(formula: str) -> None:
    for board in BOARDS:
        drawn = case(formula, board)
        try:
            (one,) = run(write_toml(drawn.formula), write_toml(drawn.scenario)).runs
        except InputError:
            continue
        sheet = one.sheet
        idle = [row for row in range(len(sheet.rows)) if not sheet.cell("sharing", row)]
        weights = [each.name for each in sheet.worksheet if re.fullmatch(WEIGHTS, each.name)]
        found = {(name, row): sheet.cell(name, row) for name in weights for row in idle}
        assert {where: cell for where, cell in found.items() if cell} == {}


def test_on_no_board_in_particular_nobody_is_in_arrears() -> None:
    sheet = nominal_worksheet(library_for().load("equal-shares"))
    assert "arrears" not in {column.name for column in sheet}
