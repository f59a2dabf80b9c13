"""What a section may say, just up to where it may not, and where the fault is put."""

from __future__ import annotations

from typing import Any

import pytest

from funding.errors import Fault, InputError
from tests.properties.writing import write_toml
from tests.rules.on_a_board import FORMULA, Table, drivers, outcome

PEOPLE = drivers(people={"council": 3, "force": 2, "trust": 1})
BY_MINE: Table = {"driver": {"by": "mine", "when_nil": "equal"}}


def faults(formula: Table, **scenario: Any) -> list[Fault]:
    """Give the faults of a formula on the board; none if it runs."""
    try:
        outcome(formula, **{"driver": PEOPLE, **scenario})
    except InputError as error:
        return list(error.faults)
    return []


def messages(formula: Table, **scenario: Any) -> list[str]:
    return [each.message for each in faults(formula, **scenario)]


def marked(formula: Table, **scenario: Any) -> str:
    """Give the text of the formula's file from where its one fault is put."""
    (fault,) = faults(formula, **scenario)
    line = write_toml({**FORMULA, **formula}).splitlines()[fault.line - 1]
    return line[fault.column - 1 :]


def measured(**how: Any) -> Table:
    return {"measure": {"mine": {"of": "people", **how}}, **BY_MINE}


def test_a_taper_ends_above_where_it_begins() -> None:
    assert messages(measured(taper={"from": 2, "to": 3})) == []
    for to in (2, 1):
        assert messages(measured(taper={"from": 2, "to": to})) == [
            "the taper ends where it begins, or before"
        ]


@pytest.mark.parametrize(
    ("ends", "wrong"),
    [
        ([1, 2, None], None),
        (["0.5", None], None),
        ([0, None], "the bands do not rise"),
        ([2, 2, None], "the bands do not rise"),
        ([2, 1, None], "the bands do not rise"),
        ([1, None, None], "only the last band has no end"),
        ([None, 1, None], "only the last band has no end"),
        ([1, 2], "it is not said what of a figure above the last band"),
        ([], "there is no band"),
    ],
)
def test_bands_rise_from_nothing_and_only_the_last_has_no_end(
    ends: list[int | None], wrong: str | None
) -> None:
    bands = [{"rate": 1, **({} if end is None else {"up_to": end})} for end in ends]
    assert messages(measured(bands=bands)) == ([] if wrong is None else [wrong])


def test_the_band_that_does_not_rise_is_marked() -> None:
    bands = [{"up_to": 1, "rate": 1}, {"up_to": 1, "rate": 3}, {"rate": 2}]
    assert marked(measured(bands=bands)).startswith("1, rate = 3")


def test_a_circle_of_measures_is_told_from_a_long_way() -> None:
    def of(**others: str) -> Table:
        measure = {name: {"of": other, "threshold": 1} for name, other in others.items()}
        return {"measure": measure, **BY_MINE}

    assert messages(of(mine="b", b="c", c="people")) == []
    assert messages(of(mine="b", b="c", c="mine")) == [
        "the measures go round in a circle: mine → b → c → mine"
    ]
    assert messages(of(mine="mine")) == ["the measures go round in a circle: mine → mine"]
    assert messages(of(mine="b", b="c", c="b")) == [
        "the measures go round in a circle: mine → b → c → b"
    ]


def test_a_measure_and_a_group_have_names_fit_for_columns() -> None:
    assert messages({"measure": {}, "equal": {}}) == ["no measure is named"]
    assert messages({"groups": {}, "equal": {}}) == ["no group is named"]
    how = {"of": "people", "threshold": 1}
    assert any("Mine" in each for each in messages({"measure": {"Mine": how}, "equal": {}}))


@pytest.mark.parametrize("many", [40, 41])
def test_forty_of_a_sort_are_allowed_and_no_more(many: int) -> None:
    names = [f"n{place}" for place in range(many)]
    measures = {name: {"of": "people", "threshold": 1} for name in names}
    groups = {name: {"members": [name]} for name in names}
    bands = [{"up_to": place + 1, "rate": 1} for place in range(many - 1)]
    parts = {name: f"{100 - many + 1 if place == 0 else 1}%" for place, name in enumerate(names)}
    by_parts = {"driver": {"by": parts}}
    figures = drivers(**{name: {"council": 1, "force": 1, "trust": 1} for name in names})
    found = [
        faults({"measure": measures, "equal": {}}),
        faults({"groups": groups, "equal": {}}),
        faults(measured(bands=[*bands, {"rate": 1}])),
        faults(by_parts, driver=figures),
    ]
    assert [bool(each) for each in found] == [many > 40] * 4


@pytest.mark.parametrize(
    ("section", "allowed", "refused"),
    [
        ({"duty": {"notice": 0}}, 1, 0),
        ({"duty": {"notice": 0}}, 120, 121),
        ({"transition": {"start": "2019-20", "years": 0}}, 1, 0),
        ({"transition": {"start": "2019-20", "years": 0}}, 30, 31),
        ({"transition": {"start": "2019-20", "years": 0}}, 2, -1),
    ],
)
def test_a_number_may_be_as_small_and_as_large_as_is_said(
    section: dict[str, Table], allowed: int, refused: int
) -> None:
    ((name, table),) = section.items()
    key = [*table][-1]
    known = [{"partner": who, "assessed": "£50.00"} for who in ("council", "force", "trust")]
    for number, is_allowed in ((allowed, True), (refused, False)):
        formula = {"equal": {}, name: {**table, key: number}}
        assert (faults(formula, last_year=known) == []) is is_allowed


def test_steps_may_stay_as_they_are_and_do_not_fall() -> None:
    known = [{"partner": who, "assessed": "£50.00"} for who in ("council", "force", "trust")]
    for steps, wrong in ((["20%", "20%"], []), (["20%", "10%"], ["the steps do not rise"])):
        formula = {"equal": {}, "transition": {"start": "2019-20", "steps": steps}}
        assert messages(formula, last_year=known) == wrong


@pytest.mark.parametrize("split", [{"driver": {"by": "people"}}, {"equal": {}}])
def test_those_among_whom_a_pool_is_shared_are_known_and_there(split: Table) -> None:
    ((name, table),) = split.items()
    misspelt: Table = {name: {**table, "among": ["local_authority", "polise"]}}
    assert messages(misspelt) == ["there is no kind of partner 'polise'"]
    assert marked(misspelt).startswith('"polise"')
    absent: Table = {name: {**table, "among": ["health_board"]}}
    (words,) = messages(absent)
    assert words == "board 'board' has no partner of kind 'health_board' to share"
    assert marked(absent).startswith('["health_board"]')
    assert messages({name: {**table, "among": ["police"]}}) == []


def test_what_is_wrong_in_a_charge_is_marked_where_it_stands() -> None:
    assert marked({"charge": {"expression": "base + at_least(1)"}}).startswith("at_least(1)")
    assert marked({"charge": {"expression": "base * peeple"}}).startswith("peeple")
    assert marked({"charge": {"expression": "base * people(2)"}}).startswith("people(2)")


def test_equal_bounds_of_one_name_do_not_contradict_each_other() -> None:
    same: Table = {"floor": {"force": "30%"}, "ceiling": {"force": "30%"}}
    assert messages({"equal": {}, "bounds": same}) == []
    crossed = {"equal": {}, "bounds": {**same, "floor": {"force": "30.1%"}}}
    assert messages(crossed) == ["the floor of force, 30.1%, is above its ceiling, 30%"]


@pytest.mark.parametrize(
    ("low", "high", "fix"),
    [
        ("fixed", "ceiling", "keep one of the two: what is fixed needs no other bound"),
        ("floor", "fixed", "keep one of the two: what is fixed needs no other bound"),
        ("floor_amount", "fixed_amount", "keep one of the two: what is fixed needs no other bound"),
        (
            "floor",
            "ceiling",
            "lower the one or raise the other; for exactly one sum or share use a fixed one",
        ),
    ],
)
def test_what_to_do_of_two_bounds_that_cross_depends_on_whether_one_is_fixed(
    low: str, high: str, fix: str
) -> None:
    least, most = ("£9.00", "£8.00") if low.endswith("amount") else ("9%", "8%")
    (fault,) = faults({"equal": {}, "bounds": {low: {"force": least}, high: {"force": most}}})
    assert fault.fix == fix


def test_a_bound_that_cannot_be_kept_is_named_by_the_key_nearest_to_the_partner() -> None:
    """Its own ceiling holds for the force, and neither its kind's nor everyone's."""
    ceiling = {"force": "10%", "police": "20%", "everyone": "90%"}
    bounds = {"ceiling": ceiling, "floor_amount": {"force": "£100.00"}}
    (words,) = messages({"equal": {}, "bounds": bounds})
    assert words.endswith("(ceiling.force, floor_amount.force)")


def test_a_table_that_gives_nothing_to_those_who_share_is_refused() -> None:
    def shared(**table: str) -> Table:
        within = {"table": table, "missing": "uncovered"}
        kinds = {"local_authority": "100%", "within": {"local_authority": within}}
        return {"percentages": kinds}

    councils: Table = {
        "partner": [{"id": each, "kind": "local_authority"} for each in ("council", "force")],
        "driver": [],
    }
    assert messages(shared(council="0%", force="100%"), **councils) == []
    assert messages(shared(council="0%", force="0%", other="100%"), **councils) == [
        "on board 'board', those of the table who share have nothing of it"
    ]


def test_a_group_may_name_by_kind_and_by_id_and_its_table_only_its_members() -> None:
    within = {"table": {"council": "60%", "force": "40%"}}
    group: Table = {"members": ["council", "force"], "within": within}
    assert messages({"groups": {"north": group}, "equal": {}}) == []
    stranger = {"table": {"council": "60%", "trust": "40%"}}
    found = messages({"groups": {"north": {**group, "within": stranger}}, "equal": {}})
    assert [each.removeprefix("on board 'board', ") for each in found] == [
        "the table has no percentage for force",
        "'trust' is not a member of the group 'north'",
    ]


def test_a_kind_with_a_percentage_of_nothing_takes_no_other_s_place() -> None:
    shares = {"police": "0%", "missing_kind": "others pro rata"}
    duty: Table = {"duty": {"local_authority": "excluded", "nhs_trust": "excluded"}}
    some: Table = {"percentages": {**shares, "police": "1%", "local_authority": "99%"}}
    assert messages({**some, **duty}) == []
    none: Table = {"percentages": {**shares, "local_authority": "100%"}}
    assert messages({**none, **duty}) == [
        "board 'board' has no partner of kind 'local_authority' to share"
    ]


def test_whoever_stands_in_a_table_of_a_group_is_looked_for_on_the_boards() -> None:
    within = {"table": {"council": "60%", "ghost": "40%"}}
    group: Table = {"members": ["council"], "within": within}
    found = outcome({"groups": {"north": group}, "equal": {}}).all_warnings()
    assert [each for each in found if "ghost" in each]
    assert not [each for each in found if "ghost" not in each and "stands for" in each]


def test_a_rest_is_what_others_leave_of_everything() -> None:
    shares = {"local_authority": "80%", "nhs_trust": "20.1%", "police": "rest"}
    assert messages({"percentages": shares}) == ["the percentages sum to 100.1%, not 100%"]
    least: Table = {"percentages": {**shares, "nhs_trust": "20%"}}
    assert messages(least) == []


def test_a_transition_takes_years_or_steps_and_not_both() -> None:
    start: Table = {"start": "2019-20"}
    for more, wrong in (
        ({}, "the transition has neither years nor steps"),
        ({"years": 2, "steps": ["50%"]}, "the transition has both years and steps"),
    ):
        assert messages({"equal": {}, "transition": {**start, **more}}) == [wrong]
