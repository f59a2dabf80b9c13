"""What a reader must know of a result is warned of, and nothing else is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.properties.engine import run
from tests.properties.writing import write_toml

Table = dict[str, Any]

FORMULA: Table = {"id": "drawn", "title": "Drawn", "source": "a test", "covers": "all"}
SCENARIO: Table = {
    "title": "A board",
    "year": "2020-21",
    "formulas": ["drawn"],
    "board": {"id": "board", "country": "wales"},
    "partner": [
        {"id": "wrexham", "kind": "local_authority"},
        {"id": "flintshire", "kind": "local_authority"},
    ],
    "cost": [
        {"pool": "core", "item": "unit", "amount": "£100.00"},
        {"pool": "reviews", "item": "one", "amount": "£50.00"},
    ],
}

SPLITS = {"driver", "percentages", "flat_fees", "charge", "equal"}


def all_warnings(formula: Table, **scenario: Any) -> list[str]:
    """Give every warning of a run, in equal shares unless the formula splits otherwise."""
    split: Table = (
        {}
        if {"driver", "percentages", "flat_fees", "charge", "equal"} & formula.keys()
        else {"equal": {}}
    )
    outcome = run(write_toml({**FORMULA, **split, **formula}), write_toml({**SCENARIO, **scenario}))
    return list(outcome.all_warnings())


def warnings(formula: Table, **scenario: Any) -> list[str]:
    """Give every warning of a run but those on answers."""
    said = all_warnings(formula, **scenario)
    return [words for words in said if "no answer is recorded" not in words]


def about(words: str, formula: Table, **scenario: Any) -> list[str]:
    return [each for each in warnings(formula, **scenario) if words in each]


def test_a_formula_of_another_country_is_named_and_one_of_no_country_is_for_all() -> None:
    words = "the formula is for boards in "
    (said,) = about(words, {"country": "england"})
    assert said.endswith("the formula is for boards in England, not in Wales")
    assert not about(words, {"country": "wales"})
    assert not about(words, {})
    assert not about(words, {"country": "england"}, board={"id": "board"})


def test_a_pool_paid_centrally_that_is_misspelt_is_asked_about() -> None:
    words = "paid_centrally names a pool"
    assert about(words, {"paid_centrally": ["review"]}) == [
        "drawn: paid_centrally names a pool 'review' that no board has; did you mean 'reviews'?"
    ]
    assert not about(words, {"paid_centrally": ["reviews"]})
    assert not about(words, {"paid_centrally": ["capital-works"]})


def test_children_do_not_drive_shares_of_an_adults_board_unseen() -> None:
    words = "children aged 0 to 17 drive shares of an adults' board"
    by: Table = {"driver": {"by": "children_0_17"}}
    adults = {"id": "board", "country": "wales", "serves": "adults"}
    assert len(about(words, by, board=adults)) == 1
    assert not about(words, by, board={**adults, "serves": "children"})
    assert not about(words, {"driver": {"by": "population"}}, board=adults)


def test_figures_of_another_year_than_the_one_worked_out_are_named() -> None:
    words = "has figures of"
    by: Table = {"driver": {"by": "people"}}
    people: Table = {"name": "people", "source": "a test"}
    people["values"] = {"wrexham": 1, "flintshire": 2}
    (said,) = about(words, by, driver=[{**people, "year": 2019}])
    assert said.endswith("driver 'people' has figures of 2019, and the year is 2020-21")
    assert not about(words, by, driver=[{**people, "year": 2020}])
    assert not about(words, {}, driver=[{**people, "year": 2019}])


def test_a_formula_past_its_review_is_named_until_then_it_is_not() -> None:
    words = "the formula was due for review by"
    assert about(words, {"review_by": date(2020, 3, 31)}) == [
        "board, 2020-21, drawn: the formula was due for review by 2020-03-31"
    ]
    assert not about(words, {"review_by": date(2020, 4, 1)})
    assert not about(words, {})


def test_a_formula_is_in_force_for_the_whole_of_a_year_or_it_is_named() -> None:
    words = "the formula was not in force for the whole of 2020-21"
    first, last = date(2020, 4, 1), date(2021, 3, 31)
    day = timedelta(days=1)
    for force, late in (
        ({"from": first, "until": last}, False),
        ({"from": first + day}, True),
        ({"until": last - day}, True),
        ({"from": first + day, "status": "proposed"}, False),
    ):
        assert bool(about(words, {"in_force": force})) is late, force


def board(**reserves: str) -> Table:
    return {"id": "board", "country": "wales", "reserves": reserves}


def test_a_target_that_nobody_is_known_to_have_paid_above_is_named() -> None:
    words = "above their target"
    target: Table = {"reserves": {"target_amount": "£20.00", "above_target": "returned"}}
    (said,) = about(words, target, board=board(opening="£50.00"))
    assert said.endswith(
        "reserves are £30.00 above their target, and nothing is known of what anyone paid in the "
        "year before: nothing is returned"
    )
    paid = [{"partner": "flintshire", "cash": "£1.00"}]
    assert not about(words, target, board=board(opening="£50.00"), last_year=paid)
    assert not about(words, target, board=board(opening="£20.00"))


def test_a_target_that_nobody_can_fill_is_named() -> None:
    words = "below their target"
    fill = {"target_amount": "£20.00", "below_target": "collected", "years": 1}
    bounds = {"ceiling_amount": {"everyone": "£75.00"}}
    (said,) = about(words, {"reserves": fill, "bounds": bounds}, board=board(opening="£5.00"))
    assert said.endswith(
        "reserves are £15.00 below their target, and nobody who shares can be asked for more: "
        "nothing is collected for them"
    )
    assert not about(words, {"reserves": fill}, board=board(opening="£5.00"))
    assert not about(words, {"reserves": fill}, board=board(opening="£20.00"))


def test_a_ceiling_on_things_of_a_kind_that_does_not_count_is_named() -> None:
    words = "has no effect: it is of a kind that does not count"
    idle: Table = {"eligible": ["staff"], "ceilings": {"goods": "10%"}, "excess": "refused"}
    (said,) = about(words, {"in_kind": idle})
    assert "[in_kind] ceilings of 'goods'" in said
    assert not about(words, {"in_kind": {**idle, "ceilings": {"staff": "10%"}}})


def test_what_is_stated_of_the_year_before_and_not_looked_at_is_named_once_a_board() -> None:
    words = "has no effect on board 'board': no formula looks at it"
    before = [{"partner": "wrexham", "cash": "£1.00"}]
    assert about(words, {}, last_year=before) == [
        f"what [[last_year]] says of 'cash' {words}",
    ]
    returned: Table = {"reserves": {"target": "10%", "above_target": "returned"}}
    assert not about(words, returned, last_year=before)
    assessed = [{"partner": who, "assessed": "£75.00"} for who in ("wrexham", "flintshire")]
    changes: Table = {"bounds": {"maximum_change": {"everyone": "10%"}}}
    phased: Table = {"transition": {"start": "2020-21", "years": 2}}
    assert about(words, {}, last_year=assessed)
    assert not about(words, changes, last_year=assessed)
    assert not about(words, phased, last_year=assessed)
