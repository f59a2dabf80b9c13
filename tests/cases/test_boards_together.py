"""Small boards that share, worked out by hand: parts, years, limits, and what is told of them."""

from __future__ import annotations

from typing import Any

import pytest

from funding.report.explaining.text import explain_partner
from funding.report.tables import comparison_tables
from tests.docs import files
from tests.docs.pages import ROOT, Block

BLOCK = Block("toml", "", "scenario", ROOT / "no-page.md", 1)
Table = dict[str, Any]


def cost(board: str | list[str], amount: object, item: str = "business unit") -> Table:
    return {"board": board, "pool": "core", "item": item, "amount": amount}


def scenario(**more: Any) -> Table:
    """Give two boards with a council and a police force each, the force the same on both."""
    return {
        "title": "Two boards",
        "year": "2026-27",
        "formulas": ["equal-shares"],
        "board": [{"id": "east"}, {"id": "west"}],
        "partner": [
            {"id": "east-council", "kind": "local_authority", "board": "east"},
            {"id": "west-council", "kind": "local_authority", "board": "west"},
            {"id": "force", "kind": "police"},
        ],
        "cost": [cost("east", "£100.00"), cost("west", "£50.00")],
        **more,
    }


def words(data: Table, word: str) -> dict[tuple[str, str, str], str]:
    """Give one word of every partner, by board, year and partner."""
    found = files.simulated(data, BLOCK).to_dict()
    return {
        (result["board"], result["year"], partner["id"]): partner[word]
        for result in found["results"]
        for partner in result["partners"]
    }


UNIT = {"item": "national unit", "pool": "unit", "amount": "£10.01", "by": "equal"}
PEOPLE = {
    "name": "people",
    "year": 2026,
    "source": "a count",
    "values": {"east-council": 3, "west-council": 1, "force": 4},
}
LIMIT = {
    "partner": "force",
    "says": "agreed",
    "amount": ["£30.00", "£200.00"],
    "over": ["east", "west"],
}


def test_a_shared_cost_is_a_line_of_each_board_and_then_shared_between_its_partners() -> None:
    """10.01 by equal parts: 5.005 each, the odd penny to `east`, whose id comes first."""
    found = files.simulated(scenario(shared_cost=[UNIT]), BLOCK).to_dict()
    assert found["shared_costs"] == [
        {
            "item": "national unit",
            "pool": "unit",
            "year": "2026-27",
            "amount": "10.01",
            "by": "equal",
            "status": "assumed",
            "source": "the scenario",
            "parts": [{"board": "east", "amount": "5.01"}, {"board": "west", "amount": "5.00"}],
        }
    ]
    assert [result["cost"] for result in found["results"]] == ["105.01", "55.00"]
    assert found["results"][0]["evidence"]["assumed"] == 3  # two costs and the formula


def test_boards_that_only_share_costs_need_none_of_their_own() -> None:
    """10.01 by equal parts, then by halves: 5.01 is 2.51 and 2.50, 5.00 is 2.50 twice."""
    data = scenario(shared_cost=[UNIT])
    del data["cost"]
    assert list(words(data, "assessed").values()) == ["2.51", "2.50", "2.50", "2.50"]


def test_a_driver_of_a_board_is_that_of_its_local_authorities() -> None:
    """Three people and one, whatever the force counts: 7.5075 and 2.5025 of 10.01."""
    data = scenario(shared_cost=[{**UNIT, "by": "people"}], driver=[PEOPLE])
    parts = files.simulated(data, BLOCK).to_dict()["shared_costs"][0]["parts"]
    assert [part["amount"] for part in parts] == ["7.51", "2.50"]


def test_a_part_is_no_surer_than_what_it_is_split_by() -> None:
    driver = {**PEOPLE, "status": "unverified"}
    unit = {**UNIT, "by": "people", "status": "published", "source": "the accounts"}
    outcome = files.simulated(scenario(shared_cost=[unit], driver=[driver]), BLOCK)
    assert outcome.to_dict()["shared_costs"][0]["status"] == "unverified"
    assert outcome.runs[0].evidence()["unverified"] == 1


def test_a_driver_of_another_year_between_boards_is_a_warning() -> None:
    driver = {**PEOPLE, "year": 2020}
    data = scenario(shared_cost=[{**UNIT, "by": "people"}], driver=[driver])
    (warning,) = files.simulated(data, BLOCK).warnings
    assert warning == (
        "national unit: driver 'people' has figures of 2020, and the year is 2026-27"
    )


def test_costs_that_boards_share_are_a_table_where_there_are_any() -> None:
    heading = "Costs that boards share (pounds)"
    assert heading not in comparison_tables(files.simulated(scenario(), BLOCK))
    shown = comparison_tables(files.simulated(scenario(shared_cost=[UNIT]), BLOCK))
    assert heading in shown
    assert "national unit  2026-27  east       5.01  illustration" in shown


def test_an_explanation_begins_with_how_the_part_of_the_board_came_about() -> None:
    outcome = files.simulated(scenario(shared_cost=[UNIT]), BLOCK)
    text = explain_partner(outcome, "east-council")
    first, own = text.index("national unit: the part of east"), text.index("Cash to pay")
    assert first < own
    assert "pennies left over went to the largest remainders: east" in text[first:own]
    assert "national unit: the part of west" not in text


def strategic(**more: Any) -> Table:
    board = {"id": "over", "above": ["east", "west"], "by": "people", "passes_to": "joint"}
    data = scenario(driver=[PEOPLE])
    data["board"] = [{**board, **more}, *data["board"]]
    data["cost"] = [cost("over", "£40.00"), *data["cost"]]
    return data


def test_a_board_above_others_passes_on_what_its_own_money_leaves() -> None:
    """Reserves pay 12.00 of 40.00 in the first year, then 4.00: 28.00 and 36.00 by 3 to 1."""
    data = strategic(
        reserves={"opening": "£16.00", "use": ["£12.00", "£4.00"], "reduces": ["core"]}
    )
    del data["year"]
    data["years"] = ["2026-27", "2027-28"]
    found = words(data, "assessed")
    assert found["over", "2026-27", "east"] == "21.00"
    assert found["over", "2026-27", "west"] == "7.00"
    assert found["over", "2027-28", "east"] == "27.00"
    assert found["over", "2027-28", "west"] == "9.00"
    # Beneath, each council and the force pay half of the board's own cost and of its part.
    assert found["east", "2026-27", "east-council"] == "60.50"
    assert found["west", "2027-28", "west-council"] == "29.50"


def test_a_board_above_others_has_a_result_under_every_formula_and_is_explained() -> None:
    data = strategic() | {"formulas": ["equal-shares", "local-authority-pays"]}
    data["driver"] = [
        *data["driver"],
        {**PEOPLE, "name": "children_0_17", "values": PEOPLE["values"]},
    ]
    outcome = files.simulated(data, BLOCK)
    over = [run for run in outcome.runs if run.board.id == "over"]
    assert [run.formula.id for run in over] == ["equal-shares", "local-authority-pays"]
    assert {party.partner.kind for party in over[0].parties} == {"board"}
    text = explain_partner(outcome, "east-council")
    assert text.startswith("East on Over, 2026-27, under equal-shares")


def test_what_names_no_board_is_not_for_one_above_others() -> None:
    data = strategic()
    data["cost"].append({"pool": "core", "item": "stationery", "amount": "£2.00"})
    found = files.simulated(data, BLOCK).to_dict()["results"]
    assert {r["board"]: r["cost"] for r in found} == {
        "over": "40.00",
        "east": "132.00",
        "west": "62.00",
    }


def test_one_limit_is_shared_by_what_is_due_year_by_year() -> None:
    """Half of 100.00 and of 50.00 is due: 30.00 is 20.00 and 10.00; 200.00 is more than is due."""
    data = scenario(answer=[LIMIT])
    del data["year"]
    data["years"] = ["2026-27", "2027-28"]
    paid = {key: each for key, each in words(data, "cash").items() if key[2] == "force"}
    assert paid == {
        ("east", "2026-27", "force"): "20.00",
        ("west", "2026-27", "force"): "10.00",
        ("east", "2027-28", "force"): "50.00",
        ("west", "2027-28", "force"): "25.00",
    }


def test_one_limit_is_explained_and_shown_as_the_part_of_each_board() -> None:
    outcome = files.simulated(scenario(answer=[{**LIMIT, "amount": "£30.00"}]), BLOCK)
    assert "may, to £20.00" in comparison_tables(outcome)
    text = explain_partner(outcome, "force")
    assert "force: the part of east, force, 2026-27, under equal-shares" in text


def test_what_a_payer_pays_over_boards_is_for_all_its_bills() -> None:
    """The council of the west gets its bill through the force's purse, and both share 30.00."""
    data = scenario(answer=[{**LIMIT, "amount": "£30.00"}])
    data["partner"][1]["payer"] = "force"
    paid = words(data, "cash")
    assert [each for (_, _, who), each in paid.items() if who != "east-council"] == [
        "15.00",
        "7.50",
        "7.50",
    ]


def test_an_answer_is_shown_with_its_day_and_its_evidence() -> None:
    answer = {
        "partner": "force",
        "says": "agreed",
        "date": "2026-05-12",
        "evidence": "letter to the chair (invented)",
    }
    data = scenario(answer=[answer])
    assert words(data, "answer_date")["east", "2026-27", "force"] == "2026-05-12"
    assert words(data, "answer_evidence")["west", "2026-27", "force"] == answer["evidence"]
    assert words(data, "answer_date")["east", "2026-27", "east-council"] is None


def test_an_answer_that_came_after_the_year_does_not_count_and_is_a_warning() -> None:
    late = {"partner": "force", "says": "refused", "date": "2027-04-01"}
    outcome = files.simulated(scenario(answer=[late]), BLOCK)
    assert words(scenario(answer=[late]), "cash")["east", "2026-27", "force"] == "50.00"
    warning = "force answered on 2027-04-01, after the year: that does not count"
    assert warning in outcome.runs[0].warnings
    before = {"partner": "force", "says": "agreed", "date": "2027-03-31"}
    beside = files.simulated(scenario(answer=[late, before]), BLOCK)
    assert warning not in beside.runs[0].warnings


def test_an_answer_for_a_year_that_is_not_there_is_a_warning() -> None:
    answer = {"partner": "force", "says": "refused", "years": ["2026-27", "2030-31"]}
    (warning,) = files.simulated(scenario(answer=[answer]), BLOCK).warnings
    assert warning.startswith("an answer of 'force' is for 2030-31, which is no year of")


def test_the_lead_partners_and_the_host_are_in_the_result() -> None:
    data = scenario()
    data["board"][0] |= {"lead": ["east-council", "police"], "host": "force"}
    data["board"][1] |= {"lead": "force", "host": "force"}
    found = files.simulated(data, BLOCK).to_dict()["results"]
    assert [(each["lead"], each["host"]) for each in found] == [
        (["east-council", "force"], "force"),
        (["force"], "force"),
    ]


@pytest.mark.parametrize("place", [0, 1])
def test_a_change_from_outside_of_what_boards_share_by_makes_it_assumed(place: int) -> None:
    from funding.formula.library import library_for
    from funding.scenario.reading import scenario_of
    from funding.simulation import simulate
    from funding.toml import Document

    data = strategic(by="equal") | {"status": "agreed", "shared_cost": [UNIT]}
    path = (("board", 0, "by"), ("shared_cost", 0, "by"))[place]
    document = Document("no-page.toml", "", data).override({path: ("people", "--set by=people")})
    outcome = simulate(scenario_of(document, library_for()))
    east = next(run for run in outcome.runs if run.board.id == "east")
    statuses = [figure.status for figure in east.figures if figure.group == "costs"]
    assert sorted(statuses) == ["agreed", "agreed", "assumed"]
