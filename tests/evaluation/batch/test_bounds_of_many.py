"""Partners alike within bounds are worked out together, however many there are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import funding

FORMULA = """
id     = "within"
title  = "By children, within bounds"
source = "an invented example"
covers = "all"

[percentages]
local_authority = "100%"
within.local_authority = "children_0_17"

[bounds]
floor.everyone   = "1%"
ceiling.everyone = "12%"
"""
SCENARIO = """
title    = "Many councils"
year     = "2026-27"
formulas = ["within"]

[board]
id = "many"

[[cost]]
pool   = "core"
item   = "all"
amount = "£90,000.00"
"""
PEOPLE = 22


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> funding.Batch:
    folder: Path = tmp_path_factory.mktemp("many")
    (folder / "formulas").mkdir()
    (folder / "formulas" / "within.toml").write_text(FORMULA, encoding="utf-8")
    names = [f"council-{n:02}" for n in range(PEOPLE)]
    partners = [f'[[partner]]\nid = "{n}"\nname = "{n}"\nkind = "local_authority"' for n in names]
    driver = '[[driver]]\nname = "children_0_17"\nyear = 2026\nsource = "invented"'
    values = [f"values.{name} = {100 + place}" for place, name in enumerate(names)]
    text = "\n".join([SCENARIO, *partners, driver, *values])
    (folder / "many.toml").write_text(text, encoding="utf-8")
    scenario = funding.read_scenario(folder / "many.toml")
    return funding.prepare_batch(scenario, ["cost_core", "children_0_17"], words=["cash"])


def test_bounds_on_many_partners_alike_have_a_batch_form_of_one_class(batch: funding.Batch) -> None:
    program = batch.many.program
    assert program is not None, batch.many.why
    assert [len(each) for each in program.classes] == [PEOPLE]


def test_it_gives_the_pennies_of_the_exact_evaluation_where_costs_are_small_or_nothing(
    batch: funding.Batch,
) -> None:
    """What the level is divided by has the cost in it: of no cost it is nothing."""
    random = np.random.default_rng(1)
    boards = 120
    costs = np.concatenate([np.arange(40), random.integers(0, 10_000_000, boards - 40)])
    children = random.integers(0, 20, (PEOPLE, boards)) ** 4
    children[:, ::7] = 100
    children[:, 3::7] = 0
    figures = {"cost_core": costs, "children_0_17": children}
    found = batch.run(figures, compiled=False)
    wanted = replace(batch.many, program=None).run(figures)
    assert wanted.faults, "no board was refused: the test asks for less than it says"
    assert len(wanted.faults) < boards / 2
    assert found.faults.keys() == wanted.faults.keys()
    assert np.array_equal(found.partners["cash"], wanted.partners["cash"])
    assert found.redone < boards / 2
