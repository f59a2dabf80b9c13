"""How far the answer moves: runs at each end of the ranges, and what the page shows of them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import funding
from funding.amounts import written_sum
from funding.ends import ends_of
from funding.scenario.opening import Changes
from tests.report.page.made import SCENARIOS, ends_at, outcome_of, page_of, read, tables_in

RANGED = "mid-and-west-wales-pools"
BOARD = """
title = "Ranges"
year = "2026-27"
formulas = ["local-authority-pays"]
status = "assumed"
[board]
area = "gwent"
serves = "children"
[[cost]]
pool = "core"
item = "one"
amount = "£100.00"
range = ["£90.00", "£130.00"]
[[cost]]
pool = "core"
item = "two"
amount = { low = "£10.00", central = "£20.00", high = "£25.00" }
[[cost]]
pool = "core"
item = "three"
amount = "£1.00"
"""


def test_only_a_scenario_with_ranges_is_run_at_their_ends() -> None:
    assert [name for name in SCENARIOS if ends_at(name)] == [RANGED]
    assert "No figure of this scenario has a stated range" in page_of("western-bay-2013")
    assert "No figure of this scenario has a stated range" not in page_of(RANGED)


def test_all_ranges_move_together_and_then_each_alone(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_text(BOARD)
    found = list(ends_of(funding.read_scenario(tmp_path / "r.toml")))
    costs = [
        (each.cost, *(int(side.runs[0].result.cost) for side in (each.low, each.high)))
        for each in found
    ]
    assert costs == [(None, 101, 156), ("one", 111, 151), ("two", 111, 126)]


def test_what_the_page_shows_at_the_ends_is_what_is_run_there() -> None:
    table = tables_in(read(page_of(RANGED)))[f"t-range-0-{outcome_of(RANGED).runs[0].board.id}"]
    sides = []
    for end in ("low", "central", "high"):
        changes: Changes = {("estimate",): (end, f"--set estimate={end}")}
        sides.append(funding.simulate(funding.read_scenario(RANGED, changes=changes)).runs[0])
    for place, row in enumerate(table.rows[: len(sides[0].parties)]):
        sums = [run.result.partners[place].cash for run in sides]
        shown = [written_sum(each, "GBP") for each in (*sums, max(sums) - min(sums))]
        assert list(row[1:5]) == shown
        assert row[0] == sides[0].parties[place].partner.name.en
    moved = sides[2].result.total("cash") - sides[0].result.total("cash")
    assert moved > Fraction(0)
    assert table.rows[len(sides[0].parties)][4] == written_sum(moved, "GBP")


def test_taking_an_end_makes_no_figure_less_sure() -> None:
    (together, *_alone) = ends_at(RANGED)
    statuses = [
        sorted(figure.status for figure in outcome.runs[0].figures)
        for outcome in (outcome_of(RANGED), together.low, together.high)
    ]
    assert statuses[0] == statuses[1] == statuses[2]
