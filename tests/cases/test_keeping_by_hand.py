"""Reserves, claims and arrears of two years, and what is said of them, worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from funding import Outcome, read_scenario, simulate
from funding.errors import InputError
from funding.report.documents import WRITERS
from tests.properties.writing import write_toml

Data = dict[str, Any]

FORMULA: Data = {
    "id": "drawn",
    "title": "Percentages",
    "source": "a test",
    "covers": "all",
    "percentages": {"local_authority": "60%", "health_board": "25%", "police": "15%"},
}
SCENARIO: Data = {
    "title": "A board",
    "years": ["2026-27", "2027-28"],
    "formulas": ["drawn"],
    "status": "agreed",
    "board": {"id": "board"},
    "partner": [
        {"id": "council", "kind": "local_authority"},
        {"id": "health", "kind": "health_board"},
        {"id": "constabulary", "kind": "police"},
    ],
    "cost": [{"pool": "core", "item": "unit", "amount": "£1,000.00"}],
    "answer": [{"partner": who, "says": "agreed"} for who in ("council", "health", "police")],
}


def simulated(folder: Path, formula: Data, scenario: Data) -> Outcome:
    """Run a scenario with one formula, each the plain one with some keys changed, or None."""
    (folder / "formulas").mkdir()
    whole = {key: each for key, each in (FORMULA | formula).items() if each is not None}
    (folder / "formulas" / "drawn.toml").write_text(write_toml(whole), encoding="utf-8")
    path = folder / "scenario.toml"
    path.write_text(write_toml(SCENARIO | scenario), encoding="utf-8")
    return simulate(read_scenario(path))


def partner(outcome: Outcome, year: int, who: str) -> Data:
    (found,) = [
        each for each in outcome.to_dict()["results"][year]["partners"] if each["id"] == who
    ]
    return dict(found)


GIFT = {
    "partner": "health",
    "kind": "staff",
    "meets": "unit",
    "quantity": "0.8 fte",
    "rate": "worker",
    "part": "99%",
}
WORKER = {"name": "worker", "rate": ["£500.01 per fte", "£100.00 per fte"]}


def test_a_claim_is_drawn_as_far_as_reserves_allow_and_the_rest_is_carried(tmp_path: Path) -> None:
    """The health board's 25 % is £250.00. It gives 0.8 × £500.01 × 99 % = £396.00792: £396.00.

    £250.00 is credited; £146.00 is carried, and is in reserve beside the opening £60.00. The board
    must keep £100.00 in the second year: £106.00 of the claim can be drawn. Then £144.00 is asked.
    0.8 × £100.00 × 99 % = £79.20 is credited. £40.00 is left of the claim.
    """
    kept = {"opening": "£60.00", "minimum": ["£0.00", "£100.00"]}
    outcome = simulated(
        tmp_path,
        {"in_kind": {"eligible": "all", "excess": "carried"}},
        {"board": {"id": "board", "reserves": kept}, "rate": [WORKER], "in_kind": [GIFT]},
    )
    first, second = (partner(outcome, year, "health") for year in (0, 1))
    words = ("assessed", "in_kind", "in_kind_free", "in_kind_drawn", "in_kind_carried", "cash")
    assert [first[w] for w in words] == ["250.00", "250.00", "146.00", "0.00", "146.00", "0.00"]
    assert [second[w] for w in words] == ["144.00", "79.20", "0.00", "106.00", "40.00", "64.80"]
    year = outcome.to_dict()["results"][1]
    assert (year["reserves_opening"], year["reserves_used"]) == ("206.00", "106.00")
    assert (year["net_cost"], year["reserves_closing"]) == ("920.80", "100.00")


def test_a_ceiling_of_a_kind_holds_beside_the_ceiling_of_all(tmp_path: Path) -> None:
    """A fifth of £250.00 in accommodation, £50.00, and £70.00 in staff, but £110.00 in all.

    The council's £90.00 of staff counts for £70.00, its £20.00 of goods in full.
    """
    ceilings = {
        "eligible": "all",
        "ceiling": "44%",
        "ceilings": {"accommodation": "20%"},
        "ceiling_amounts": {"staff": "£70.00"},
        "excess": "refused",
    }
    gifts = [
        {"partner": who, "kind": kind, "meets": "unit", "value": value}
        for who, kind, value in (
            ("health", "accommodation", "£80.00"),
            ("health", "staff", "£75.00"),
            ("council", "staff", "£90.00"),
            ("council", "goods", "£20.00"),
        )
    ]
    outcome = simulated(tmp_path, {"in_kind": ceilings}, {"in_kind": gifts})
    assert partner(outcome, 0, "health")["in_kind"] == "110.00"
    assert partner(outcome, 0, "council")["in_kind"] == "90.00"


def test_arrears_stand_until_they_are_paid_and_go_to_reserves_then(tmp_path: Path) -> None:
    """The police must pay £150.00 and pay £100.00; they owed £30.00 and pay £20.00 of it: £60.00.

    In the second year they pay in full, and the £60.00.
    """
    duty = {"duty": {"police": {"duty": "will", "after": "a test"}, "local_authority": "will"}}
    outcome = simulated(
        tmp_path,
        duty,
        {
            "answer": [
                {"partner": "police", "says": "agreed", "amount": ["£100.00", "£150.00"]},
                {"partner": "health", "says": "refused"},
            ],
            "last_year": [{"partner": "police", "arrears": "£30.00"}],
            "arrears_paid": [{"partner": "police", "amount": ["£20.00", "£60.00"]}],
        },
    )
    assert [partner(outcome, year, "constabulary")["arrears"] for year in (0, 1)] == [
        "60.00",
        "0.00",
    ]
    assert partner(outcome, 1, "health")["arrears"] == "0.00"
    assert [each["income"] for each in outcome.to_dict()["results"]] == ["20.00", "60.00"]
    assert outcome.to_dict()["results"][1]["reserves_closing"] == "80.00"
    said = "must pay £150.00 and pays £100.00: £50.00 is in arrears, and £60.00 in all"
    assert any(said in warning for warning in outcome.all_warnings())


GRANT = {"name": "a grant", "reduces": ["core"], "amount": "£900.00"}


def test_a_planned_use_counts_so_far_as_something_is_left_to_use_it_on(tmp_path: Path) -> None:
    """£500.00 is planned, and a grant leaves £100.00: £300.00 pays that and keeps £200.00."""
    kept = {"opening": "£300.00", "minimum": "£200.00", "use": ["£500.00", "£0.00"]}
    board = {"id": "board", "reserves": {**kept, "reduces": ["core"]}}
    outcome = simulated(tmp_path, {}, {"board": board, "grant": [GRANT]})
    assert [each["reserves_used"] for each in outcome.to_dict()["results"]] == ["100.00", "0.00"]


def test_a_use_that_takes_reserves_below_their_minimum_is_refused(tmp_path: Path) -> None:
    kept = {"opening": "£299.99", "minimum": "£200.00", "use": ["£500.00", "£0.00"]}
    board = {"id": "board", "reserves": {**kept, "reduces": ["core"]}}
    with pytest.raises(InputError, match=r"they are £0\.01 short"):
        simulated(tmp_path, {}, {"board": board, "grant": [GRANT]})


def test_a_year_that_came_out_otherwise_is_settled_and_opens_the_next(tmp_path: Path) -> None:
    """£1,100.00 in place of £1,000.00: the council's £600.00 become £660.00.

    It was invoiced £600.00 and paid £620.00, £40.00 too little. Of the health board only £70.00 was
    received: £180.00 of its £250.00 is outstanding, and £25.00 more is to collect. So the board has
    £245.00 less than it will have, and £195.00 more was spent than the £50.00 in reserve.
    """
    outcome = simulated(
        tmp_path,
        {},
        {
            "board": {"id": "board", "reserves": {"opening": "£50.00"}},
            "cost": [
                {
                    "pool": "core",
                    "item": "unit",
                    "amount": "£1,000.00",
                    "outturn": ["£1,100.00", "not known"],
                }
            ],
            "account": [
                {"partner": "council", "invoiced": "£600.00", "received": "£620.00"},
                {"partner": "health", "received": ["£70.00", "not known"]},
            ],
        },
    )
    first, second = outcome.to_dict()["year_end"]
    council, health, police = first["partners"]
    words = ("agreed", "invoiced", "received", "outstanding", "outturn", "to_collect", "to_return")
    assert [council[word] for word in words] == [
        *("600.00", "600.00", "620.00", "0.00", "660.00", "40.00", "0.00"),
    ]
    assert [health[word] for word in words] == [
        *("250.00", None, "70.00", "180.00", "275.00", "25.00", "0.00"),
    ]
    assert [police[word] for word in words] == [
        *("150.00", None, None, None, "165.00", "15.00", "0.00"),
    ]
    assert (first["reserves_outturn"], first["reserves_received"]) == ("50.00", "0.00")
    assert first["overdrawn"] == "195.00"
    assert (second["cost_outturn"], second["partners"][0]["to_collect"]) == (None, None)
    written = str(WRITERS["markdown"](outcome))
    assert "- £195.00 was spent above all that the board has received" in written
    row = [line for line in written.splitlines() if line.startswith("| council ")][-1]
    assert row.count("|") == len(["", *words, "rests on"]) + 1


def test_a_limit_on_a_change_from_nothing_known_limits_nothing(tmp_path: Path) -> None:
    """The police may rise by nothing, but of the year before nothing is known: nothing is limited.

    £2,000.00 is missing of the target: of each £1.00 asked for the cost £2.00 more is collected.
    """
    target = {"target_amount": "£2,000.00", "below_target": "collected", "years": 1}
    bounds = {"maximum_change": {"police": "0%"}}
    outcome = simulated(tmp_path, {"bounds": bounds, "reserves": target}, {})
    assert partner(outcome, 0, "constabulary")["assessed"] == "450.00"
    assert outcome.to_dict()["results"][0]["reserves_closing"] == "2000.00"


def test_what_is_collected_stops_at_an_upper_bound_and_the_others_go_on(tmp_path: Path) -> None:
    """The police pay £200.00 at most: £50.00 of the £500.00, not £75.00; 60 : 25 pay the rest.

    £450.00 × 60 ÷ 85 is £317.647: £317.65.
    """
    target = {"target_amount": "£500.00", "below_target": "collected", "years": 1}
    bounds = {"ceiling_amount": {"police": "£200.00"}}
    outcome = simulated(tmp_path, {"bounds": bounds, "reserves": target}, {})
    assessed = [
        partner(outcome, 0, who)["assessed"] for who in ("council", "health", "constabulary")
    ]
    assert assessed == ["917.65", "382.35", "200.00"]


def test_what_is_returned_stops_at_a_lower_bound_and_the_rest_stays(tmp_path: Path) -> None:
    """The police pay £120.00 at least: £30.00 of their £50.00 goes back, and £20.00 stays."""
    paid = [("council", "£300.00"), ("health", "£100.00"), ("police", "£100.00")]
    outcome = simulated(
        tmp_path,
        {
            "bounds": {"floor_amount": {"police": "£120.00"}},
            "reserves": {"target_amount": "£0.00", "above_target": "returned"},
        },
        {
            "board": {"id": "board", "reserves": {"opening": "£250.00"}},
            "last_year": [{"partner": who, "cash": cash} for who, cash in paid],
        },
    )
    police = partner(outcome, 0, "constabulary")
    assert (police["returned"], police["assessed"]) == ("30.00", "120.00")
    assert partner(outcome, 0, "council")["returned"] == "150.00"
    assert outcome.to_dict()["results"][0]["reserves_closing"] == "20.00"


RETURNED = {"target": "1%", "above_target": "returned"}
SAID: dict[str, tuple[Data, Data, str]] = {
    "a rate that nobody uses": ({}, {"rate": [WORKER]}, "rate 'worker' is used by no offer"),
    "a ceiling of a kind that does not count": (
        {"in_kind": {"eligible": ["staff"], "ceilings": {"goods": "5%"}, "excess": "kept"}},
        {},
        "ceilings of 'goods' has no effect",
    ),
    "what nobody looks at of the year before": (
        {},
        {"last_year": [{"partner": "police", "in_kind": "£5.00"}]},
        "what [[last_year]] says of 'in_kind' has no effect on board 'board'",
    ),
    "a surplus that nobody is known to have paid": (
        {"reserves": RETURNED},
        {"board": {"id": "board", "reserves": {"opening": "£12.00"}}},
        "reserves are £2.00 above their target, and nothing is known",
    ),
    "a target that nobody can be asked to fill": (
        {
            "percentages": None,
            "amounts": {"council": "£1,000.00"},
            "reserves": {"target_amount": "£7.00", "below_target": "collected", "years": 1},
        },
        {},
        "reserves are £7.00 below their target, and nobody who shares can be asked",
    ),
    "arrears of earlier years": (
        {},
        {"last_year": [{"partner": "police", "arrears": "£5.00"}]},
        "constabulary is in arrears with £5.00 from before",
    ),
    "a line without an outturn": (
        {},
        {
            "cost": [
                {"pool": "core", "item": "unit", "amount": "£10.00", "outturn": "£11.00"},
                {"pool": "core", "item": "rent", "amount": "£10.00"},
            ]
        },
        "no outturn is stated of 'rent'",
    ),
}


@pytest.mark.parametrize("what", SAID)
def test_what_has_no_effect_or_is_not_known_is_a_warning(what: str, tmp_path: Path) -> None:
    formula, scenario, words = SAID[what]
    outcome = simulated(tmp_path, formula, scenario)
    assert any(words in warning for warning in outcome.all_warnings())


def test_nothing_of_all_this_is_said_of_a_board_without_it(tmp_path: Path) -> None:
    assert simulated(tmp_path, {}, {}).all_warnings() == []
