"""A column says what its figures are: money unless its name says that it is something else."""

from __future__ import annotations

import re

import pytest

from funding.formula.library import library_for
from funding.places import shipped_folder
from funding.simulation import nominal_worksheet, read_scenario, simulate
from tests.cli.running import SHIPPED

NOT_MONEY = {
    "flag": (
        r"(has|is|in_group)_\w+",
        r"excluded|limited|must_pay|pays_in_full|sharing|silent|was_assessed",
    ),
    "share": (
        r"(percentage|(grouped_)?share)(_for_\w+)?",
        r"bounds_level|relief_level|level_\d|phase|step_\d|willing|take_up|needed_\w+",
        r"\w+_part_in_\w+|the_ceiling|the_maximum_change|most_ceiling|most_limit",
        r"matched_of_kind|reserves_target_stated",
    ),
    "number": (
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
    for run in simulate(read_scenario(name)).runs:
        for sheet in (part.sheet for part in run.parts or (run,)):
            for column in sheet.worksheet:
                assert column.role is None or column.unit == "money", column.name
                if column.unit == "flag":
                    cells = {sheet.cell(column.name, row) for row in range(len(sheet.rows))}
                    assert cells <= {0, 1}, column.name
