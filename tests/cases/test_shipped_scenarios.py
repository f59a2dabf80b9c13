"""Every figure of the shipped scenarios, worked out again from their files alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from funding import read_scenario, simulate
from tests.cases.wales_by_hand import AFTER_2019, ALL_WALES, AREAS, BEFORE_2019, IN_2011
from tests.oracle import Board, Partner, boards_of, settle
from tests.properties.engine import words_by_owner

F = Fraction
TOP = Path(__file__).parents[2]
SEATED: dict[str, Mapping[str, Sequence[Partner]]] = {
    "six-regional-boards": AREAS,
    "wrexham-and-neath-port-talbot": IN_2011,
    "bridgend-before-2019": BEFORE_2019,
    "bridgend-after-2019": AFTER_2019,
    "mid-and-west-wales-pools": AREAS,
}
# Two formulas are written as expressions; this is what they say, in sections.
IN_SECTIONS: dict[str, dict[str, Any]] = {
    "equal-shares": {"equal": {}},
    "population-0-17": {"driver": {"by": "children_0_17", "among": ["local_authority"]}},
}
# Its shortfalls fall on a lead partner, and the regional boards name none.
NEED_A_LEAD = {"neath-port-talbot", "national-phased-in", "national-whole-pounds"}


def read(folder: str, name: str) -> dict[str, Any]:
    text = (TOP / folder / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


@cache
def simulated(scenario: str) -> dict[str, Any]:
    return simulate(read_scenario(scenario)).to_dict()


@cache
def boards(scenario: str) -> dict[str, Board]:
    made = boards_of(read("scenarios", scenario), SEATED[scenario], ALL_WALES)
    return {board.id: board for board in made}


def formula(name: str, scenario: str) -> dict[str, Any]:
    """Give a formula with what a scenario sets in it."""
    whole = {**read("formulas", name), **IN_SECTIONS.get(name, {})}
    return put_in(whole, read("scenarios", scenario).get("set", {}).get(name, {}))


def put_in(table: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Put values in place of a table's own, however deep."""
    deep = {
        key: put_in(table.get(key, {}), each) if isinstance(each, dict) else each
        for key, each in changes.items()
    }
    return {**table, **deep}


def has_pools_of(name: str, board: Board) -> bool:
    """Say whether a board has every pool that a formula shares in a way of its own."""
    return {*read("formulas", name).get("pool", {})} <= {*board.cost}


def runs() -> Iterator[tuple[str, str, str]]:
    """Give every scenario, board and formula that its files name."""
    for scenario in SEATED:
        named = read("scenarios", scenario)["formulas"]
        names = sorted(path.stem for path in (TOP / "formulas").glob("*.toml"))
        everything = [name for name in names if read("formulas", name).get("country") != "england"]
        for board in boards(scenario):
            for name in everything if named == "all" else named:
                found = boards(scenario)[board]
                if (found.leads or name not in NEED_A_LEAD) and has_pools_of(name, found):
                    yield scenario, board, name


def result_of(scenario: str, board: str, name: str) -> dict[str, Any]:
    found = simulated(scenario)["results"]
    (result,) = [r for r in found if (r["board"], r["formula"]) == (board, name)]
    return dict(result)


@pytest.mark.parametrize(("scenario", "board", "name"), list(runs()))
def test_every_published_word_is_what_the_files_say(scenario: str, board: str, name: str) -> None:
    expected = settle(formula(name, scenario), boards(scenario)[board])
    assert words_by_owner(result_of(scenario, board, name)) == expected.published()


@pytest.mark.parametrize("scenario", SEATED)
def test_nothing_is_left_out_but_what_the_board_cannot_use(scenario: str) -> None:
    """It needs a lead partner, or a pool, that the board lacks; or it is for England."""
    outcome = simulated(scenario)
    assert len(outcome["results"]) == len([r for r in runs() if r[0] == scenario])
    asked = read("scenarios", scenario)["formulas"]
    needing = NEED_A_LEAD if asked == "all" else NEED_A_LEAD & {*asked}
    leaderless = {(f, b.id) for f in needing for b in boards(scenario).values() if not b.leads}
    left_out = {(each["formula"], each["board"]) for each in outcome["left_out"]}
    poolless = {(f, b) for f, b in left_out if not has_pools_of(f, boards(scenario)[b])}
    english = {formula for formula, _ in left_out - poolless} - NEED_A_LEAD
    assert {each for each in left_out if each[0] in NEED_A_LEAD} == leaderless
    assert all(read("formulas", name)["country"] == "england" for name in english)


def partner(result: dict[str, Any], who: str) -> dict[str, F]:
    (found,) = [each for each in result["partners"] if each["id"] == who]
    return {word: F(found[word]) for word in ("assessed", "in_kind", "shortfall", "borne", "cash")}


def test_south_wales_police_pay_five_thousand_pounds_and_others_bear_the_rest() -> None:
    """Cardiff and Vale under the national percentages, with the police's answer of £5,000.00.

    core 98,260.00 less reserves 5,000.00 is 93,260.00; training 15,875.00; reviews are central.
    The police are asked a tenth of each: 9,326.00 + 1,587.50 = 10,913.50.
    Cardiff offers 0.6 × 41,333.00 = 24,799.80 of staff. Of 75,372 children in 103,264 it is asked
    0.6 × 93,260.00 × 75,372 / 103,264 = 40,842.14 and, of training, 6,952.19: 47,794.33 in all.
    Half of that is credited, 23,897.16; the other 902.64 relieves those asked the other 61,340.67,
    the police by 10,913.50 / 61,340.67 of it: 160.60. They are left with 10,752.90.
    """
    result = result_of("six-regional-boards", "cardiff-and-vale", "national-percentage")
    police = partner(result, "south-wales-police")
    assert police["assessed"] == F("10913.50") - F("160.60") == F("10752.90")
    assert police["cash"] == F("5000.00")
    assert police["shortfall"] == F("5752.90")
    cardiff = partner(result, "cardiff")
    assert (cardiff["assessed"], cardiff["in_kind"]) == (F("47794.33"), F("23897.16"))
    # Reserves: 15,000.00 − 5,000.00 planned − 5,000.00 to be kept = 5,000.00 to bear with.
    assert F(result["shortfall_from_reserves"]) == F("5000.00")
    # The other 752.90 falls on all who must pay, by what they are assessed, none above a tenth:
    # Cardiff 752.90 × 47,794.33 / (97,479.46 assessed on all but the police) = 369.15.
    assert cardiff["borne"] == F("369.15")
    assert sum(F(each["borne"]) for each in result["partners"]) == F("752.90")
    assert F(result["unfunded"]) == 0


def test_wrexhams_police_refuse_and_nobody_bears_it() -> None:
    """Wrexham's own formula on its own board.

    core 61,500 + 34,000 + 7,200 = 102,700 less reserves 3,000 = 99,700; the police's tenth 9,970.
    The council's 60 % is 59,820, of which 7,200 is given as premises; the health board's 25 % is
    24,925, of which 0.4 × 33,999 = 13,599.60 is given as staff. The review is not covered.
    """
    result = result_of("wrexham-and-neath-port-talbot", "wrexham", "wrexham")
    assert partner(result, "north-wales-police")["shortfall"] == F(9_970)
    assert partner(result, "wrexham")["cash"] == F(59_820 - 7_200)
    assert partner(result, "betsi-cadwaladr-health-board")["cash"] == F("11325.40")
    assert F(result["uncovered"]) == F(12_350)
    assert F(result["unfunded"]) == F(12_350 + 9_970)


def test_each_pool_of_mid_and_west_wales_has_shares_of_its_own() -> None:
    """Ceredigion, and the two health boards that are one payer.

    core 104,315.00: the councils' 60 % is 62,589.00. Children by bands: Ceredigion's 12,234 count
    10,000 + 0.8 × 2,234 = 11,787.2; the four 11,787.2 + 21,205.6 + 29,357.8 + 21,075.2 = 83,425.8.
    So Ceredigion has 0.7 × 11,787.2 / 83,425.8 + 0.3 × 72,895 / 522,749 of it: 8,808.55.
    training 17,940.75 less 4,000.00 and 1,250.00 is 12,690.75, over seven payers: 1,812.964…,
    and of the four pennies left by rounding down one is Ceredigion's: 1,812.97.
    one-off 30,000.00 less reserves 6,000.00 is 24,000.00: 70 % of it, and of that the table's 15 %.
    """
    result = result_of("mid-and-west-wales-pools", "mid-and-west-wales", "core-and-one-off")
    share = F(7, 10) * F("11787.2") / F("83425.8") + F(3, 10) * F(72_895, 522_749)
    exact = 62_589 * share + F("12690.75") / 7 + 24_000 * F("0.7") * F("0.15")
    found = {each["id"]: each for each in result["partners"]}
    assert F(found["ceredigion"]["assessed_exact"]) == exact
    assert F(found["ceredigion"]["assessed"]) == F("8808.55") + F("1812.97") + F("2520.00")
    health = F("26078.75") + F("12690.75") / 7 + 4_800
    powys = F(found["powys-health-board"]["assessed_exact"])
    assert powys == health * F(133_030, 522_749)
    assert powys + F(found["hywel-dda-health-board"]["assessed_exact"]) == health
    assert F(result["grants"]) == F("24000.00") + F("4000.00")
