"""A formula is refused on a board that lacks what it needs, and on no other."""

from __future__ import annotations

from typing import Any

import pytest

from funding.errors import InputError
from tests.compiling.test_cautions_of_partners import AGREED, COST, Table, said

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
