"""How far the answer moves: runs at each end of the ranges, and what the page shows of them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import funding
from funding.amounts import written_sum
from funding.report.page.writing import as_html
from funding.scenario.opening import Changes
from funding.study.ends import Ends, Stuck, ends_of
from tests.report.page.made import ROOT, SCENARIOS, ends_at, outcome_of, page_of, read, tables_in

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
    texts = {name: (ROOT / "scenarios" / f"{name}.toml").read_text() for name in SCENARIOS}
    formulas = {path.stem: path.read_text() for path in (ROOT / "formulas").glob("*.toml")}
    ranged = [name for name, text in formulas.items() if "range = [" in text]
    for name, text in texts.items():
        runs = [each.id for each in outcome_of(name).scenario.formulas]
        assert bool(ends_at(name)) == ("low =" in text or any(each in ranged for each in runs))
    assert "No figure of this scenario has a stated range" in page_of("bridgend-after-2019")
    assert "No figure of this scenario has a stated range" not in page_of(RANGED)


def test_all_ranges_move_together_and_then_each_alone(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_text(BOARD)
    found = list(ends_of(funding.read_scenario(tmp_path / "r.toml")))
    costs = [
        (each.cost, *(int(side.runs[0].result.cost) for side in (each.low, each.high)))
        for each in found
        if isinstance(each, Ends)
    ]
    assert costs == [(None, 101, 156), ("one", 111, 151), ("two", 111, 126)]


FORMULA = """
id = "ranged"
title = "Ranged"
source = "a test"
covers = "all"
[percentages]
local_authority = "rest"
police = { value = "10%", range = ["5%", "15%"] }
"""


def test_a_figure_of_a_formula_moves_alone(tmp_path: Path) -> None:
    (tmp_path / "ranged.toml").write_text(FORMULA)
    (tmp_path / "r.toml").write_text(BOARD.replace("local-authority-pays", "ranged"))
    *_costs, last = ends_of(funding.read_scenario(tmp_path / "r.toml"))
    assert isinstance(last, Ends)
    assert last.figure == "ranged.percentages.police"
    police = [
        next(p.cash for p in side.runs[0].result.partners if p.id == "gwent-police")
        for side in (last.low, last.high)
    ]
    assert police == [Fraction(605, 100), Fraction(1815, 100)]


def test_a_figure_that_cannot_move_alone_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "ranged.toml").write_text(FORMULA.replace('"rest"', '"90%"'))
    (tmp_path / "r.toml").write_text(BOARD.replace("local-authority-pays", "ranged"))
    scenario = funding.read_scenario(tmp_path / "r.toml")
    *_costs, last = ends_of(scenario)
    assert isinstance(last, Stuck)
    page = as_html(funding.simulate(scenario), ends=[last])
    assert "was not moved to its ends" in read(page).text
    assert "“Ranged”, percentages: Police" in read(page).text


def test_an_end_that_gives_no_answer_is_said_and_the_page_is_still_written(tmp_path: Path) -> None:
    # Up to £156 is to be shared, and six authorities and others may be asked for £18 each.
    limit = '[bounds]\nceiling_amount.everyone = "£18.00"\n'
    equal = 'id = "equal"\ntitle = "Equal"\nsource = "a test"\ncovers = "all"\n[equal]\n'
    (tmp_path / "equal.toml").write_text(equal + limit)
    text = BOARD.replace("local-authority-pays", "equal").replace("£130.00", "£900.00")
    (tmp_path / "r.toml").write_text(text)
    scenario = funding.read_scenario(tmp_path / "r.toml")
    found = list(ends_of(scenario))
    assert [(type(each), each.figure) for each in found if isinstance(each, Stuck)] == [
        (Stuck, ""),
        (Stuck, "one"),
    ]
    page = as_html(funding.simulate(scenario), ends=found)
    assert "£900.00" in read(page).text or "cannot be shared" in read(page).text


def test_ranges_that_are_not_tried_are_named(tmp_path: Path) -> None:
    cost = (
        '[[cost]]\npool = "core"\nitem = "cost {}"\namount = "£1.00"\nrange = ["£0.50", "£2.00"]\n'
    )
    head = BOARD[: BOARD.index("[[cost]]")]
    (tmp_path / "r.toml").write_text(head + "".join(cost.format(n) for n in range(14)))
    found = list(ends_of(funding.read_scenario(tmp_path / "r.toml")))
    assert [each.cost for each in found if isinstance(each, Ends)][1:] == [
        f"cost {n}" for n in range(12)
    ]
    assert [each.figure for each in found if isinstance(each, Stuck)] == ["cost 12", "cost 13"]


def test_what_the_page_shows_at_the_ends_is_what_is_run_there() -> None:
    table = tables_in(read(page_of(RANGED)))[
        f"t-range-costs.board.{outcome_of(RANGED).runs[0].board.id}"
    ]
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


def test_the_page_shows_the_furthest_that_each_partner_is_moved_by_a_figure_alone() -> None:
    name, model = "western-bay-2013", "voluntary-national"
    table = tables_in(read(page_of(name)))["t-range-figures.board.western-bay"]
    changes: list[Changes] = [
        {("set", model, "percentages", kind): (end, "--set")}
        for kind, ends in (("health_board", ("10%", "40%")), ("police", ("0%", "20%")))
        for end in ends
    ]
    runs = [
        next(r for r in funding.simulate(each).runs if r.formula.id == model)
        for each in (
            funding.read_scenario(name),
            *(funding.read_scenario(name, changes=each) for each in changes),
        )
    ]
    rows = table.rows[-len(runs[0].parties) - 2 :]
    moved_by = set()
    for place, party in enumerate(runs[0].parties):
        sums = [run.result.partners[place].cash for run in runs]
        low, high = min(sums), max(sums)
        shown = [written_sum(each, "GBP") for each in (low, sums[0], high, high - low)]
        assert rows[place][0] == party.partner.name.en
        assert list(rows[place][1:5]) == shown
        moved_by.add(rows[place][5])
    assert {"percentages: Local Health Board"} <= moved_by


def test_taking_an_end_makes_no_figure_less_sure() -> None:
    (together, *_alone) = ends_at(RANGED)
    assert isinstance(together, Ends)
    statuses = [
        sorted(figure.status for figure in outcome.runs[0].figures)
        for outcome in (outcome_of(RANGED), together.low, together.high)
    ]
    assert statuses[0] == statuses[1] == statuses[2]
