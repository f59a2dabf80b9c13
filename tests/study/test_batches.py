"""Rows of several boards, formulas and years have what each would have by itself."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import funding
from funding.amounts import pence

SCENARIO = "bridgend-before-2019"


@pytest.fixture(scope="module")
def scenario() -> funding.Scenario:
    return funding.read_scenario(SCENARIO)


def test_the_scenario_s_own_figures_give_its_own_bills_row_by_row(
    scenario: funding.Scenario,
) -> None:
    batches = funding.prepare_batches(scenario, ["cost_core"])
    runs = list(reversed(funding.simulate(scenario).runs))
    found = batches.run(
        {
            "board": np.array([run.board.id for run in runs]),
            "formula": np.array([run.formula.id for run in runs]),
            "cost_core": np.array([pence(run.sheet.cell("cost_core", 0)) for run in runs]),
        }
    )
    lines = zip(found.row, found.partner, found.partners["cash"], strict=True)
    assert [(int(row), str(partner), int(cash)) for row, partner, cash in lines] == [
        (row, each.id, pence(each.cash))
        for row, run in enumerate(runs)
        for each in run.result.partners
    ]
    unfunded = [pence(run.result.unfunded) for run in runs]
    assert found.board["unfunded"].tolist() == unfunded
    assert not found.faults


def test_figures_of_partners_come_from_columns_of_their_own(scenario: funding.Scenario) -> None:
    formula = next(f.id for f in scenario.formulas if f.id.startswith("national"))
    boards = [board.id for board in scenario.boards]
    batches = funding.prepare_batches(scenario, ["children_0_17"], words=["cash"])
    ids = [{each.id for each in board.partners} for board in scenario.boards]
    names = sorted(set().union(*ids))
    table = pd.DataFrame({"board": boards * 2, "formula": formula})
    for place, name in enumerate(names):
        table[f"children_0_17.{name}"] = np.arange(len(table), dtype=np.int64) * 17 + 1000 + place
    found = batches.run(table)
    for row, board in enumerate(table["board"]):
        single = funding.prepare_batch(
            scenario, ["children_0_17"], board=board, formula=formula, words=["cash"]
        )
        own = {f"children_0_17.{each}" for each in single.partners}
        figures = {name: table[name].to_numpy()[row : row + 1] for name in table if name in own}
        mine = found.partners["cash"][found.row == row].tolist()
        assert mine == single.run(figures).partners["cash"][:, 0].tolist()


def test_a_row_without_a_result_is_said_and_has_no_lines(scenario: funding.Scenario) -> None:
    formula = next(f.id for f in scenario.formulas if f.id.startswith("national"))
    board = scenario.boards[0]
    batches = funding.prepare_batches(scenario, ["children_0_17"], words=["cash"])
    columns = {f"children_0_17.{each.id}": np.array([1000, 0]) for each in board.partners}
    keys = {"board": np.array([board.id] * 2), "formula": np.array([formula] * 2)}
    found = batches.run(keys | columns)
    assert list(found.faults) == [1]
    assert set(found.row.tolist()) == {0}


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"cost_core": np.array([1])}, "say in a column 'board' which of"),
        (
            {"board": np.array(["nowhere"]), "formula": np.array(["wrexham"])},
            "there is no nowhere, wrexham",
        ),
        ({"board": np.array([1]), "cost_core": np.array([1])}, "'board' has places that are no"),
        ({"board": np.array(["a", "b"]), "cost_core": np.array([1])}, "not of one length"),
    ],
)
def test_rows_of_what_there_is_not_are_refused(
    scenario: funding.Scenario, columns: dict[str, np.ndarray], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        funding.prepare_batches(scenario, ["cost_core"]).run(columns)


def test_a_column_that_no_row_uses_and_one_that_is_missing_are_refused(
    scenario: funding.Scenario,
) -> None:
    batches = funding.prepare_batches(scenario, ["cost_core"])
    board, formula = scenario.boards[0].id, scenario.formulas[0].id
    keys = {"board": np.array([board]), "formula": np.array([formula])}
    with pytest.raises(ValueError, match=rf"{board}, {formula}, .*no column 'cost_core'"):
        batches.run(keys)
    with pytest.raises(ValueError, match="no row has a use for the column 'cost_cor'"):
        batches.run(keys | {"cost_core": np.array([1]), "cost_cor": np.array([1])})
    with pytest.raises(ValueError, match="no board has a column 'cost_cor'"):
        funding.prepare_batches(scenario, ["cost_cor"])
