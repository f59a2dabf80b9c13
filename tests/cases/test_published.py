"""What others published, reproduced from files that a policy officer could have written.

The tests only call the command line. Where only a payer's contribution is published, the cost of a
board is that contribution: the scenario says so.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from funding.cli import main

HERE = Path(__file__).parent


def simulated(scenario: str) -> dict[str, Any]:
    done = CliRunner().invoke(main, ["simulate", scenario, "--format", "json"])
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def cash_by_board(result: dict[str, Any]) -> dict[str, Decimal]:
    return {
        run["board"]: sum((Decimal(each["cash"]) for each in run["partners"]), Decimal(0))
        for run in result["results"]
    }


def test_calderdale_shares_partner_money_58_38_3_and_1_after_income_and_carry_forward() -> None:
    """Calderdale board, 'About us', 2015/16: the proportions exclude income and carry-forward."""
    (run,) = simulated("calderdale-2015-16")["results"]
    partner_money = Decimal(run["cost"]) - Decimal(run["income"]) - Decimal(run["reserves_used"])
    assert Decimal(run["income"]) > 0
    assert Decimal(run["reserves_used"]) > 0
    assert {each["kind"]: Decimal(each["cash"]) / partner_money for each in run["partners"]} == {
        "local_authority": Decimal("0.58"),
        "clinical_commissioning_group": Decimal("0.38"),
        "police": Decimal("0.03"),
        "probation": Decimal("0.01"),
    }
    assert "costs assumed" in run["illustration"]


# GMCA decision 1392, 2022/23: a sum for each area, "split 50/50" between its two boards.
GREATER_MANCHESTER = {
    "bolton": 34592,
    "bury": 23700,
    "manchester": 63732,
    "oldham": 25800,
    "rochdale": 24300,
    "salford": 27000,
    "stockport": 27600,
    "tameside": 26400,
    "trafford": 25800,
    "wigan": 28800,
}


def test_greater_manchester_police_pay_each_area_its_sum_halved_between_two_boards() -> None:
    result = simulated("greater-manchester-police-2022-23")
    assert cash_by_board(result) == {
        f"{area}-{board}": Decimal(pounds) / 2
        for area, pounds in GREATER_MANCHESTER.items()
        for board in ("children", "adults")
    }
    (payer,) = result["payers"]
    assert (payer["id"], payer["cash"]) == ("deputy-mayor", "307724.00")


def test_london_police_pay_400_000_pounds_in_flat_fees_to_65_boards() -> None:
    """MOPAC decision PCD 632: £5,000 to each of 64 boards, £80,000 to the pan-London board."""
    result = simulated("london-police-2019-20")
    cash = cash_by_board(result)
    assert len(cash) == 65
    assert cash.pop("london") == 80000
    assert set(cash.values()) == {Decimal("5000.00")}
    (payer,) = result["payers"]
    assert (payer["id"], payer["cash"]) == ("mopac", "400000.00")


def test_a_national_park_levies_seven_councils_to_the_pound() -> None:
    """Bannau Brycheiniog 2026-27, Brecon & Radnor Express: a third of a grant of £3,396,000."""
    result = simulated(str(HERE / "bannau" / "wales-bannau-np-levy.toml"))
    (run,) = result["results"]
    assert {each["id"]: each["cash"] for each in run["partners"]} == {
        "powys": "665616.00",
        "carmarthenshire": "166404.00",
        "monmouthshire": "126784.00",
        "rhondda-cynon-taf": "57732.00",
        "merthyr-tydfil": "45280.00",
        "blaenau-gwent": "35092.00",
        "torfaen": "35092.00",
    }
    assert (run["cost"], run["grants"], run["uncovered"]) == ("4528000.00", "3396000.00", "0.00")


def test_western_bay_of_2013_still_has_bridgend_and_one_health_board() -> None:
    """Bridgend and its health services moved to Cwm Taf Morgannwg in April 2019."""
    run = simulated("western-bay-2013")["results"][0]
    kinds = {each["id"]: each["kind"] for each in run["partners"]}
    councils = {name for name, kind in kinds.items() if kind == "local_authority"}
    assert councils == {"swansea", "neath-port-talbot", "bridgend"}
    health = [name for name, kind in kinds.items() if kind == "health_board"]
    assert health == ["abertawe-bro-morgannwg-health-board"]


@pytest.mark.parametrize(
    "name",
    ["calderdale-2015-16", "greater-manchester-police-2022-23", "london-police-2019-20"],
)
def test_a_published_case_of_england_is_no_case_for_a_welsh_board(name: str) -> None:
    formula = simulated(name)["results"][0]["formula"]
    left_out = simulated("six-regional-boards")["left_out"]
    why = {each["why"] for each in left_out if each["formula"] == formula}
    assert why == {"it is a formula for boards in England"}
