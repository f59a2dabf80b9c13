"""A column says in words what it is, as the board and the formula make it."""

from __future__ import annotations

from datetime import date

import pytest

from funding.worksheet.column import Column
from tests.properties.engine import run
from tests.properties.writing import write_toml
from tests.rules.chosen import case
from tests.rules.on_a_board import PARTNERS, Table, drivers, outcome


def columns(formula: Table, **scenario: object) -> dict[str, Column]:
    """Give the columns of the last part of a year by their names."""
    (one,) = outcome(formula, **scenario).runs
    return {column.name: column for column in one.sheet.worksheet}


PEOPLE = drivers(people={"council": 3, "force": 2, "trust": 1})


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"threshold": 1}, "mine: people above its threshold"),
        ({"bands": [{"up_to": 2, "rate": 1}, {"rate": "50%"}]}, "mine: people by bands"),
        ({"taper": {"from": 2, "to": 9}}, "mine: people with a taper"),
    ],
)
def test_a_measure_says_of_what_it_is_and_how_it_counts(how: Table, words: str) -> None:
    formula = {"measure": {"mine": {"of": "people", **how}}, "driver": {"by": "mine"}}
    assert columns(formula, driver=PEOPLE)["mine"].title.en == words


def test_the_figures_of_bands_are_numbered_from_one() -> None:
    bands = [{"up_to": 2, "rate": 1}, {"up_to": 3, "rate": 2}, {"rate": "50%"}]
    measure = {"measure": {"mine": {"of": "people", "bands": bands}}, "driver": {"by": "mine"}}
    found = columns(measure, driver=PEOPLE)
    stated = {name: column.values for name, column in found.items() if name.startswith("mine_")}
    assert {name: dict(values or {})[""] for name, values in stated.items()} == {
        "mine_rate_1": 1,
        "mine_band_1": 2,
        "mine_rate_2": 2,
        "mine_band_2": 3,
        "mine_rate_3": pytest.approx(0.5),
    }


def test_reserves_are_those_of_the_year_or_of_its_days() -> None:
    reserves: Table = {"board": {"id": "board", "reserves": {"opening": "£5.00"}}}
    whole = columns({"equal": {}}, **reserves)
    assert whole["reserves_opening"].title.en == "reserves at the start of the year"
    assert whole["reserves_closing"].title.en == "reserves at the end of the year"
    leaves = [*PARTNERS[:2], {**PARTNERS[2], "until": date(2020, 6, 30)}]
    part = columns({"equal": {}}, partner=leaves, **reserves)
    assert part["reserves_opening"].title.en == "reserves at the start of these days"
    assert part["reserves_closing"].title.en == "reserves at the end of these days"


def test_where_a_formula_is_silent_a_column_says_so_and_else_whence_it_is() -> None:
    silent = columns({"equal": {}})
    assert "a formula silent on duty excludes nobody" in silent["excluded"].source
    assert "nobody is named to bear it" in silent["short"].source
    stated = columns({"equal": {}, "duty": {"police": "will"}, "shortfall": {"borne_by": []}})
    assert stated["excluded"].source == stated["short"].source == "a test"


def test_a_group_or_a_driver_without_figures_counts_heads_and_says_so() -> None:
    alone = columns({"equal": {}})["weight"]
    assert (alone.title.en, alone.unit) == ("1 for a partner that shares, else 0", "flag")
    joined = {"groups": {"north": {"members": ["council", "force"]}}, "equal": {}}
    weight = columns(joined)["weight"]
    assert (weight.title.en, weight.unit) == ("weight of those who share", "number")


def test_rounding_is_said_of_all_pools_or_of_one() -> None:
    every = columns({"equal": {}, "rounding": {"unit": "£1.00"}})
    assert "rounding_unit" in every
    own: Table = {"equal": {}, "pool": {"core": {"rounding": {"unit": "£1.00"}}}}
    one = columns(own)["rounding_unit_for_core"]
    assert one.title.en == "unit that parts of core are rounded to"
    assert every["rounding_unit"].title.en == "unit that parts are rounded to"
    assert [figure.group for figure in one.figures] == ["figures of rounding of core"]
    assert [figure.group for figure in every["rounding_unit"].figures] == ["figures of rounding"]


def test_whole_money_is_said_to_be_in_pennies_or_to_be_rounded() -> None:
    pennies = columns({"equal": {}})["shared_core"]
    assert pennies.title.en == "core: shared, in whole pennies"
    pounds = columns({"equal": {}, "rounding": {"unit": "£1.00"}})["shared_core"]
    assert pounds.title.en == "core: shared, rounded"


def test_things_of_each_kind_are_counted_in_the_order_of_the_alphabet() -> None:
    drawn = case("a ceiling for each kind of thing", "busy")
    (one,) = run(write_toml(drawn.formula), write_toml(drawn.scenario)).runs
    counted = [c.name for c in one.sheet.worksheet if c.name.endswith("_counting")]
    assert counted == sorted(counted)
    assert len(counted) == len(drawn.formula["in_kind"]["ceilings"]) + 2


def test_nobody_is_in_arrears_where_nobody_must_pay() -> None:
    later = {"duty": {"police": {"duty": "may", "will_from": date(2021, 10, 1)}}}
    for duty, is_there in (
        ({}, False),
        ({"duty": {"police": "may"}}, False),
        ({"duty": {"police": "may", "local_authority": "will"}}, True),
        (later, True),
    ):
        assert ("arrears" in columns({"equal": {}, **duty})) is is_there


def test_days_and_indices_are_numbers_and_a_part_of_a_year_is_a_share() -> None:
    leaves = [*PARTNERS[:2], {**PARTNERS[2], "until": date(2020, 6, 30)}]
    fee = {"flat_fees": {"police": "£365.00"}}
    charge = {"charge": {"expression": "£365 * part_of_year"}}
    part = columns({**charge, **fee}, partner=leaves)
    units = {name: part[name].unit for name in ("days_before", "days_until", "days_in_year")}
    assert set(units.values()) == {"number"}
    assert part["part_of_year"].unit == "share"
    filled: Table = {"target_amount": "£5.00", "below_target": "collected", "years": 1}
    kept = columns({"equal": {}, "reserves": filled}, partner=leaves)
    assert kept["days_before"].unit == "number"
    pay = {"name": "pay", "source": "an index", "values": {"2019-20": "100", "2020-21": "102"}}
    rises = {"uprating": {"index": "pay", "base": "2019-20", "of": ["flat_fees"]}}
    found = columns({"equal": {}, **fee, **rises}, index=[pay])
    assert [found[name].unit for name in ("index_now", "index_base", "uprating")] == ["number"] * 3
    assert columns({"driver": {"by": "people"}}, driver=PEOPLE)["weight"].unit == "number"


STAFF = {"partner": "force", "kind": "staff", "meets": "unit", "value": "£9.00"}
POOLS = (("core", "unit"), ("training", "courses"))


def test_no_column_is_there_for_what_no_sum_rests_on() -> None:
    """Of pools without offers, kinds without ceilings, groups of kinds alone, a bound alone."""
    every = {"in_kind": {"eligible": "all", "excess": "kept", "ceilings": {"staff": "5%"}}}
    two = [{"pool": name, "item": item, "amount": "£90.00"} for name, item in POOLS]
    goods = {**STAFF, "kind": "goods"}
    found = columns({"equal": {}, **every}, cost=two, in_kind=[STAFF, goods])
    assert "offered_core" in found
    assert "offered_training" not in found
    assert [name for name in found if name.endswith("_counting")] == ["staff_counting"]
    refused: Table = {"in_kind": {"eligible": ["goods"], "excess": "refused"}}
    assert "offered_core" not in columns({"equal": {}, **refused}, cost=two, in_kind=[STAFF])
    kinds = columns({"groups": {"north": {"members": ["police", "local_authority"]}}, "equal": {}})
    assert "in_group_north" in kinds
    assert "named_in_group_north" not in kinds
    own = {"pool": {name: {"rounding": {"unit": "£1.00"}} for name, _ in POOLS}}
    every_own = columns({"equal": {}, "rounding": {"unit": "£5.00"}, **own}, cost=two)
    assert "rounding_unit" not in every_own
    one = columns({"equal": {}, "bounds": {"ceiling": {"force": "90%"}}})
    assert "highest" in one
    assert "one_most" not in one


def test_the_steps_of_a_transition_are_numbered_from_its_first_year() -> None:
    known = [{"partner": each["id"], "assessed": "£50.00"} for each in PARTNERS]
    transition = {"transition": {"start": "2020-21", "years": 3}}
    found = columns({"equal": {}, **transition}, last_year=known)
    assert {name: found[name].title.en for name in ("step_1", "step_2")} == {
        "step_1": "part of the formula that holds in year 1",
        "step_2": "part of the formula that holds in year 2",
    }
    assert "step_3" not in found


def test_a_column_of_the_board_s_own_answers_cites_nothing() -> None:
    assert columns({"equal": {}})["silent"].source == ""


def test_stages_of_bearing_are_numbered_from_one_and_what_is_divided_again_is_named() -> None:
    borne = {"shortfall": {"borne_by": ["police", "all who pay in full"]}}
    found = columns({"equal": {}, **borne})
    assert [name for name in found if name.startswith("bearing_")] == ["bearing_1", "bearing_2"]
    joined: Table = {"groups": {"north": {"members": ["council", "force"]}}}
    words = "a group's divided again among its members"
    weight = columns({**joined, "equal": {}})["grouped_weight"]
    assert weight.title.en == f"weight, {words}"
    shares = {"local_authority": "50%", "police": "30%", "nhs_trust": "20%"}
    share = columns({**joined, "percentages": shares})["grouped_share"]
    assert share.title.en == f"share, {words}"
