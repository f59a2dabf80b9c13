"""North Wales in 2013-14: a strategic board, three beneath it, and one limit of the police.

Which councils formed which board, and every sum of money, is assumed in the scenario; what is
worked out here is what follows from that.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from funding import read_scenario, simulate
from tests.oracle import Partner
from tests.oracle.between import boards_together, settle_all
from tests.properties.engine import words_by_owner

F = Fraction
TOP = Path(__file__).parents[2]
NAME = "north-wales-two-tiers-2013"
# authority: (people at mid-2011, children aged 0 to 17 at mid-2019): Office for National Statistics
COUNCILS = {
    "isle-of-anglesey": (69_913, 13_406),
    "gwynedd": (121_523, 23_314),
    "conwy": (115_326, 21_278),
    "denbighshire": (93_919, 19_450),
    "flintshire": (152_666, 32_315),
    "wrexham": (135_070, 29_065),
}
BOARDS = {
    "gwynedd-and-anglesey": ("isle-of-anglesey", "gwynedd"),
    "conwy-and-denbighshire": ("conwy", "denbighshire"),
    "flintshire-and-wrexham": ("flintshire", "wrexham"),
}
PROBATION = Partner("probation", "probation", devolved=False, payer="probation")


def read(folder: str, name: str) -> dict[str, Any]:
    text = (TOP / folder / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def serving(councils: Sequence[str]) -> list[Partner]:
    """Give some councils, and the health board and police force of all North Wales."""
    people = [COUNCILS[who] for who in councils]
    bodies = [(who, "local_authority", COUNCILS[who]) for who in councils]
    both = (sum(each for each, _ in people), sum(each for _, each in people))
    bodies += [("betsi-cadwaladr-health-board", "health_board", both)]
    bodies += [("north-wales-police", "police", both)]
    return [
        Partner(
            who,
            kind,
            devolved=kind != "police",
            figures={"population": F(number), "children_0_17": F(children)},
            payer=who,
        )
        for who, kind, (number, children) in bodies
    ]


@cache
def results() -> dict[tuple[str, str], dict[str, Any]]:
    found = simulate(read_scenario(NAME)).to_dict()["results"]
    return {(result["board"], result["formula"]): result for result in found}


@pytest.mark.parametrize("formula", read("scenarios", NAME)["formulas"])
def test_every_published_word_is_what_the_files_say(formula: str) -> None:
    scenario = read("scenarios", NAME)
    seated: Mapping[str, Sequence[Partner]] = {
        board: serving(councils) for board, councils in BOARDS.items()
    }
    boards = boards_together(scenario, seated, {"probation": PROBATION})
    expected = settle_all(read("formulas", formula), boards, scenario)
    assert len(expected) == 4
    for board, settlement in expected.items():
        assert words_by_owner(results()[board, formula]) == settlement.published()


def test_what_the_strategic_board_lacks_is_found_beneath_by_population() -> None:
    """Core 42,500.00 less reserves 2,000.00; training 12,750.50 less fees 1,250.00.

    People: 69,913 + 121,523 = 191,436; 209,245; 287,736; 688,417 in all. Of core, 40,500.00, that
    is 11,262.2988…, 12,310.0134… and 16,927.6877…: two pennies are left when all are cut, for the
    first and the last. Of training, 11,500.50, it is 3,198.0757…, 3,495.5878… and 4,806.8363…: two
    are left, for the second and the last.
    """
    strategic = results()["north-wales-strategic", "voluntary-national"]
    asked = {each["id"]: F(each["assessed"]) for each in strategic["partners"]}
    people = {board: sum(COUNCILS[who][0] for who in who_) for board, who_ in BOARDS.items()}
    assert sum(people.values()) == 688_417
    assert list(asked.values()) == [
        F("11262.30") + F("3198.07"),
        F("12310.01") + F("3495.59"),
        F("16927.69") + F("4806.84"),
    ]
    for board in BOARDS:
        beneath = results()[board, "voluntary-national"]
        assert F(beneath["cost"]) == asked[board] + F(61_340 if "wrexham" in board else 38_200)
    assert sum(asked.values()) == F("52000.50")
    assert {each["kind"] for each in strategic["partners"]} == {"board"}


def test_the_police_pay_twelve_thousand_pounds_over_three_boards() -> None:
    """A tenth of 52,660.37, 54,005.60 and 83,074.53 is due: 18,974.05 in all, to the penny.

    12,000.00 × 5,266.04 / 18,974.05 = 3,330.4…; the rest is short on each board by itself.
    """
    police = {
        board: next(
            each
            for each in results()[board, "voluntary-national"]["partners"]
            if each["id"] == "north-wales-police"
        )
        for board in BOARDS
    }
    due = {board: F(each["assessed"]) for board, each in police.items()}
    paid = {board: F(each["cash"]) for board, each in police.items()}
    assert sum(due.values()) == F("18974.05")
    assert sum(paid.values()) == F(12_000)
    for board in BOARDS:
        assert abs(paid[board] - 12_000 * due[board] / F("18974.05")) < F("0.01")
        assert F(police[board]["shortfall"]) == due[board] - paid[board]
