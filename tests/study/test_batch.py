"""A board of a scenario with many sets of figures has what a scenario of each would have."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow
import pytest
from pyarrow import parquet

import funding
from funding.errors import InputError

SCENARIO = """\
title    = "A board"
year     = "2026-27"
formulas = ["national-60-25-10-5"]

[board]
id       = "board"
name     = "A board"
reserves = {{ opening = "£9,000.00", use = "£1,000.00", minimum = "£2,000.00", reduces = ["core"] }}

[[partner]]
id = "council"
name = "A council"
kind = "local_authority"

[[partner]]
id = "town"
name = "A town"
kind = "local_authority"

[[partner]]
id = "health"
name = "A health board"
kind = "health_board"

[[partner]]
id = "police"
name = "The police"
kind = "police"

[[driver]]
name = "children_0_17"
year = 2026
source = "invented"
values = {{ council = {children}, town = 500, health = 1, police = 0 }}

[[cost]]
pool   = "core"
item   = "all"
amount = "{cost}"

[[answer]]
partner  = "police"
says     = "agreed"
take_up  = "50%"
date     = 2026-05-12
evidence = "a letter"
"""


def scenario(
    folder: Path,
    cost: str = "£60,000.00",
    children: int = 700,
    formula: str = "national-60-25-10-5",
) -> funding.Scenario:
    path = folder / "board.toml"
    path.write_text(SCENARIO.format(cost=cost, children=children, formula=formula))
    return funding.read_scenario(path)


def test_each_board_has_what_its_own_scenario_has(tmp_path: Path) -> None:
    batch = funding.prepare_batch(scenario(tmp_path), ["cost_core", "children_0_17"])
    figures = batch.base(3)
    figures["cost_core"][:] = [6_000_000, 1_234_567, 100_001]
    figures["children_0_17"][0] = [700, 13, 0]
    found = batch.run(figures)
    assert not found.faults
    for board, (cost, children) in enumerate(
        [("£60,000.00", 700), ("£12,345.67", 13), ("£1,000.01", 0)]
    ):
        result = funding.simulate(scenario(tmp_path, cost, children)).runs[0].result
        for word, cells in found.board.items():
            assert cells[board] == getattr(result, word) * 100, word
        for word, cells in found.partners.items():
            wanted = [getattr(partner, word) * 100 for partner in result.partners]
            assert cells[:, board].tolist() == wanted, word


def test_a_parameter_of_the_formula_may_vary(tmp_path: Path) -> None:
    batch = funding.prepare_batch(
        scenario(tmp_path), {"percentage": 100}, words=["assessed"], columns=["assessed_core"]
    )
    kinds = np.array([[60, 40], [60, 40], [25, 40], [15, 20]], dtype=np.int64)
    found = batch.run({"percentage": kinds})
    assert set(found.partners) == {"assessed", "assessed_core"}
    assert not found.board
    # 59,000 after reserves; the councils by 700 and 500 children.
    assert found.partners["assessed"][:, 1].tolist() == [1_376_667, 983_333, 2_360_000, 1_180_000]


IDS = ("council", "town", "health", "police")


def test_a_column_that_is_not_whole_pence_is_a_fault_of_the_board(tmp_path: Path) -> None:
    batch = funding.prepare_batch(scenario(tmp_path), ["cost_core"], columns=["exact_core"])
    found = batch.run({"cost_core": np.array([6_000_000, 195_000])})
    assert [str(fault) for fault in found.faults.values()] == ["a published sum is not whole pence"]
    assert found.partners["exact_core"][:, 1].tolist() == [35_000, 25_000, 25_000, 10_000]


def tables(folder: Path) -> dict[str, Any]:
    """The same figures, in every form that is taken."""
    arrow = pyarrow.table(
        {
            "cost_core": pyarrow.array([Decimal("60000.00"), Decimal("12345.67")]),
            **{
                f"children_0_17.{each}": [7, 13] for each in ("council", "town", "health", "police")
            },
        }
    )
    parquet.write_table(arrow, folder / "figures.parquet")
    arrow.to_pandas().to_csv(folder / "figures.csv", index=False)
    return {
        "arrow": arrow,
        "pandas": arrow.to_pandas(),
        "parquet": folder / "figures.parquet",
        "csv": str(folder / "figures.csv"),
        "arrays": {
            "cost_core": np.array([6_000_000, 1_234_567]),
            "children_0_17": np.array([[7, 13]] * 4, dtype=np.int32),
        },
    }


def test_figures_come_from_every_kind_of_table(tmp_path: Path) -> None:
    batch = funding.prepare_batch(scenario(tmp_path), ["cost_core", "children_0_17"])
    found = {name: batch.run(table).partners["cash"] for name, table in tables(tmp_path).items()}
    for name, cash in found.items():
        assert cash.tolist() == found["arrays"].tolist(), name


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (pd.DataFrame({"cost_core": [0.5]}), "'cost_core' is double: give whole numbers"),
        ({"cost_core": np.array([0.5])}, "'cost_core' is float64: give whole numbers of parts"),
        ({"cost_core": np.array([2**63], dtype=np.uint64)}, "that do not fit into 64 bits"),
        (pyarrow.table({"cost_core": [Decimal("0.001")]}), "not a whole number of 100 parts"),
        (pyarrow.table({"cost_core": [1, None]}), "has places without a figure"),
        (pyarrow.table({"cost": [1]}), "there is no column 'cost_core'; 'cost' does not vary"),
        ({"cost_core": [1, 2]}, "'cost_core' is a list: give an array"),
        ({"cost_core": np.ma.masked_array([1, 2], [True, False])}, "'cost_core' has a mask"),
        (
            pyarrow.table([[1], [2]], names=["cost_core", "cost_core"]),
            "there are several columns 'cost_core'",
        ),
        ([1, 2], "figures are arrays by name, or a table, and no list"),
        ("figures.txt", "is no file of Parquet or CSV"),
        ({"cost_core": np.array([[1]])}, "must be 64-bit whole numbers, boards"),
    ],
)
def test_figures_that_are_not_exact_are_refused(tmp_path: Path, cells: Any, words: str) -> None:
    batch = funding.prepare_batch(scenario(tmp_path), ["cost_core"])
    with pytest.raises(ValueError, match=words):
        batch.run(cells)


@pytest.mark.parametrize(
    ("varies", "asked", "words"),
    [
        (["cost_cor"], {}, "no column 'cost_cor' on board 'board'.*cost_core"),
        (["cash"], {}, "'cash' is worked out, and so cannot vary"),
        (["cost_core"], {"columns": ["nothing"]}, "no column 'nothing'"),
        (["cost_core"], {"board": "other"}, "say which board, formula and year: there are board"),
    ],
)
def test_what_is_not_there_cannot_vary(
    tmp_path: Path, varies: list[str], asked: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        funding.prepare_batch(scenario(tmp_path), varies, **asked)


def test_a_scenario_with_several_results_is_asked_which() -> None:
    six = funding.read_scenario("six-regional-boards")
    with pytest.raises(ValueError, match="say which board, formula and year"):
        funding.prepare_batch(six, ["cost_core"], formula="equal-shares")
    batch = funding.prepare_batch(six, ["cost_core"], formula="equal-shares", board="gwent")
    assert batch.run_of_scenario.board.id == "gwent"


def test_a_board_is_refused_for_what_a_single_one_is_refused_for(tmp_path: Path) -> None:
    """Reserves are not taken below what must be kept, whatever they open with."""
    batch = funding.prepare_batch(scenario(tmp_path), ["reserves_opening"])
    found = batch.run({"reserves_opening": np.array([900_000, 299_999, 300_000])})
    assert list(found.faults) == [1]
    assert isinstance(found.faults[1], InputError)
    assert "cannot pay the planned use and keep the minimum" in str(found.faults[1])
    assert found.redone == 1
    assert found.partners["cash"][:, 1].tolist() == [0, 0, 0, 0]


def test_a_scenario_that_has_no_result_is_a_fault_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        funding.prepare_batch(scenario(tmp_path, cost="£-1.00"), ["cost_core"])


LEAD = """\
id     = "led"
title  = "Equal, the lead takes the difference"
source = "a test"
covers = "all"

[equal]

[rounding]
unit   = "£1.00"
method = "half_up_lead"
"""


def test_a_lead_is_refused_for_what_a_single_one_is_refused_for(tmp_path: Path) -> None:
    """Of £2 four are asked 50p each, which is £1 of three of them: the lead would have £-1."""
    (tmp_path / "led.toml").write_text(LEAD)
    path = tmp_path / "board.toml"
    text = SCENARIO.format(cost="£60,000.00", children=700).replace("national-60-25-10-5", "led")
    lines = [line for line in text.splitlines() if not line.startswith("reserves")]
    lines.insert(lines.index("[board]") + 1, 'lead = "town"')
    lines += ["[[cost]]", 'pool = "more"', 'item = "more"', 'amount = "£400.00"']
    path.write_text("\n".join(lines))
    batch = funding.prepare_batch(funding.read_scenario(path), ["cost_core"])
    found = batch.run({"cost_core": np.array([6_000_000, 200])})
    assert list(found.faults) == [1]
    assert "takes the difference of rounding" in str(found.faults[1])


@pytest.mark.parametrize(
    ("varies", "asked", "words"),
    [
        ({"cost_core": -100}, {}, "'cost_core' counts parts of 1"),
        ({"cost_core": 0.5}, {}, "'cost_core' counts parts of 1"),
        (["cost_core"], {"words": ["csah"]}, "no word 'csah' in a result: did you mean 'cash'"),
        (["cost_core"], {"words": "cash"}, "no word 'c'"),
    ],
)
def test_what_means_nothing_is_refused(
    tmp_path: Path, varies: Any, asked: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        funding.prepare_batch(scenario(tmp_path), varies, **asked)


def test_a_sum_that_is_not_whole_pence_is_refused_whatever_is_asked_for(tmp_path: Path) -> None:
    for words in (["cost"], ["assessed"]):
        batch = funding.prepare_batch(scenario(tmp_path), {"cost_core": 1000}, words=words)
        found = batch.run({"cost_core": np.array([60_000_005, 60_000_000])})
        assert list(found.faults) == [0]
        assert "is not whole pence" in str(found.faults[0])


def test_an_empty_line_of_a_csv_file_is_a_board_without_a_figure(tmp_path: Path) -> None:
    """Else the boards below it would each have the figure of the next."""
    batch = funding.prepare_batch(scenario(tmp_path), ["cost_core"])
    path = tmp_path / "figures.csv"
    path.write_text("cost_core\n1\n\n3\n")
    with pytest.raises(ValueError, match="'cost_core' has places without a figure"):
        batch.run(path)


def test_the_range_that_is_stated_is_that_of_the_fast_way(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    batch = funding.prepare_batch(scenario(tmp_path), ["cost_core", "children_0_17"])
    assert batch.ranges == {"cost_core": 2**40 - 1, "children_0_17": 2**21 - 1}
    figures = batch.base(6)
    figures["cost_core"][1:3] = batch.ranges["cost_core"] + np.array([0, 1])
    figures["children_0_17"][0, 3:5] = batch.ranges["children_0_17"] + np.array([0, 1])
    found = batch.run(figures, compiled=True)
    assert not found.faults
    kernel = batch.many.kernel
    assert kernel is not None
    assert kernel.left == 2
