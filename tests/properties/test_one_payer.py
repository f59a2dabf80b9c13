"""Several bodies that are one payer are asked for what one body in their place would be."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle.board import Partner
from tests.oracle.payers import measured
from tests.properties.engine import Case, Engine, Table, Words, laws, settled
from tests.properties.joined import ONE, as_one_body, joined
from tests.properties.refuting import assert_refuted


def exact(words: Words) -> dict[str, Fraction]:
    """Give what is asked of each partner exactly."""
    return {p["id"]: Fraction(p["assessed_exact"]) for p in words["partners"]}


def members(case: Case) -> list[str]:
    """Give those who are one payer."""
    return list(case.formula["groups"]["ours"]["members"])


def is_as_one_body(engine: Engine, case: Case) -> None:
    """Require the sum of the group, and every other share, to be as with one body in its place."""
    found, one = exact(engine(case)), exact(settled(as_one_body(case)))
    assert sum((found[who] for who in members(case)), Fraction(0)) == one.pop(ONE)
    assert {who: each for who, each in found.items() if who not in members(case)} == one


@laws(300)
@given(joined())
def test_a_group_is_asked_for_what_one_body_in_its_place_would_be(case: Case) -> None:
    is_as_one_body(settled, case)


def counts_every_member(case: Case) -> Words:
    """Take each body for itself."""
    return settled(Case({k: v for k, v in case.formula.items() if k != "groups"}, case.scenario))


def measures_each_by_itself(case: Case) -> Words:
    """Measure every member's own figure, and add the measures up."""
    drivers = {d["name"]: d for d in case.scenario["driver"]}
    bodies = [
        Partner(
            p["id"],
            p["kind"],
            devolved=True,
            figures={n: Fraction(d["values"][p["id"]]) for n, d in drivers.items()},
        )
        for p in case.scenario["partner"]
    ]
    made = [
        {
            **drivers["children"],
            "name": name,
            "values": {b.id: _decimal(measured(case.formula, name, [b])) for b in bodies},
        }
        for name in case.formula["measure"]
    ]
    formula = {k: v for k, v in case.formula.items() if k != "measure"}
    return settled(Case(formula, {**case.scenario, "driver": [*drivers.values(), *made]}))


def _decimal(value: Fraction) -> str:
    """Write a figure to nine places: near enough to be wrong only in what it adds up."""
    return f"{int(value)}.{int(value % 1 * 10**9):09d}"


@pytest.mark.parametrize("wrong", [counts_every_member, measures_each_by_itself])
def test_an_engine_that_takes_bodies_one_by_one_is_refuted(wrong: Engine) -> None:
    drawn = joined(by="driver") if wrong is measures_each_by_itself else joined()
    assert_refuted(is_as_one_body, wrong, drawn)


Moved = tuple[Case, Case]


@st.composite
def moved(draw: st.DrawFn) -> Moved:
    """Draw a board, and the same with the figures of the group divided otherwise in it."""
    case = draw(joined())
    drivers = []
    for driver in case.scenario["driver"]:
        left = sum(driver["values"][who] for who in members(case))
        values: Table = dict(driver["values"])
        *first, last = members(case)
        for who in first:
            values[who] = draw(st.integers(0, left))
            left -= values[who]
        drivers.append({**driver, "values": {**values, last: left}})
    return case, Case(case.formula, {**case.scenario, "driver": drivers})


def keeps_others(engine: Engine, drawn: Moved) -> None:
    """Require that nobody outside a group is asked for more or less."""
    before, after = (exact(engine(case)) for case in drawn)
    ours = members(drawn[0])
    assert [before[who] for who in before if who not in ours] == [
        after[who] for who in after if who not in ours
    ]


@laws(150)
@given(moved())
def test_how_a_figure_is_split_within_a_group_is_nobody_elses_concern(drawn: Moved) -> None:
    keeps_others(settled, drawn)


@pytest.mark.parametrize("wrong", [measures_each_by_itself])
def test_an_engine_in_which_it_is_others_concern_is_refuted(wrong: Engine) -> None:
    assert_refuted(keeps_others, wrong, moved())
