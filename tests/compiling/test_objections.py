"""A formula is refused on a board that lacks what it needs, and on no other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from funding.errors import InputError
from tests.compiling.test_cautions import FORMULA, SCENARIO
from tests.compiling.test_cautions_of_partners import AGREED, COST, TWO, Table, said
from tests.properties.engine import run
from tests.properties.writing import write_toml

PEOPLE: Table = {"name": "people", "year": 2020, "source": "a test"}
BY_PEOPLE: Table = {"driver": {"by": "people"}}


def people(council: int, force: int | None) -> Table:
    values = {"council": council} if force is None else {"council": council, "force": force}
    return {**AGREED, "driver": [{**PEOPLE, "values": values}]}


def refused(formula: Table, **scenario: Any) -> list[str]:
    """Give what is wrong, without its place."""
    with pytest.raises(InputError) as raised:
        said(formula, **{**AGREED, **scenario})
    return [fault.message for fault in raised.value.faults]


def test_one_figure_of_nothing_is_no_total_of_nothing() -> None:
    assert said(BY_PEOPLE, **people(0, 3)) == []
    assert said(BY_PEOPLE, **people(3, 0)) == []
    assert refused(BY_PEOPLE, **people(0, 0)) == [
        "driver 'people' totals nothing on board 'board', and no rule says what of that"
    ]


def test_whoever_shares_has_a_figure_and_nobody_else_needs_one() -> None:
    assert refused(BY_PEOPLE, **people(1, None)) == [
        "driver 'people' has no figure for force on board 'board'"
    ]
    excluded: Table = {"duty": {"police": "excluded"}}
    assert said({**BY_PEOPLE, **excluded}, **people(1, None)) == []
    assert said({**BY_PEOPLE, "amounts": {"force": "£5.00"}}, **people(1, None)) == []


def test_a_section_after_one_that_is_not_used_is_looked_at_all_the_same() -> None:
    """The split of every pool is not used where each pool has its own; what follows it is."""
    own: Table = {"pool": {"core": {"driver": {"by": "people"}}}, "equal": {}}
    assert refused(own, **people(1, None)) == [
        "driver 'people' has no figure for force on board 'board'"
    ]


def test_a_split_of_a_pool_that_is_not_covered_needs_nothing() -> None:
    lines = [*COST, {"pool": "training", "item": "courses", "amount": "£10.00"}]
    split: Table = {
        "covers": ["core"],
        "rest": "uncovered",
        "pool": {"core": {"equal": {}}},
        "driver": {"by": "people"},
    }
    found = said(split, **{**AGREED, "cost": lines, "driver": people(1, None)["driver"]})
    assert not [each for each in found if "people" in each and "figure" in each]


def test_a_driver_after_a_step_of_the_formula_is_looked_at_all_the_same() -> None:
    mine: Table = {"step": [{"name": "mine", "expression": "2 * sharing", "unit": "number"}]}
    both: Table = {"driver": {"by": {"mine": "50%", "people": "50%"}}}
    assert refused({**mine, **both}, **people(1, None)) == [
        "driver 'people' has no figure for force on board 'board'"
    ]


def test_sums_of_nobody_here_are_refused_only_where_nothing_else_pays() -> None:
    absent: Table = {"amounts": {"swansea": "£5.00"}}
    words = "none of the partners with an agreed sum sits on board 'board'"
    with pytest.raises(InputError, match=words):
        run(write_toml({**FORMULA, **absent}), write_toml({**SCENARIO, **TWO, **AGREED}))
    others: list[Table] = [
        {"equal": {}},
        {"flat_fees": {"police": "£100.00"}},
        {"pool": {"core": {"equal": {}}}},
    ]
    for more in others:
        run(write_toml({**FORMULA, **absent, **more}), write_toml({**SCENARIO, **TWO, **AGREED}))


def test_the_lead_that_is_gone_is_named_and_not_the_one_that_stays() -> None:
    shares = {"local_authority": "60%", "health_board": "40%", "missing_kind": "lead"}
    leads: Table = {"board": {"id": "board", "lead": ["council", "force"]}}
    leaves = {"id": "force", "kind": "police", "until": date(2020, 9, 30)}
    partners = [{"id": "council", "kind": "local_authority"}, leaves]
    (words,) = refused({"percentages": shares}, **leads, partner=partners)
    assert "the lead partner force is not on board 'board'" in words
