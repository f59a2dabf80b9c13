"""Partners of whom everything is alike are asked alike, to a penny for each sum rounded."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.engine import Case, Engine, Words, laws, settled
from tests.properties.members import KINDS
from tests.properties.refuting import assert_refuted
from tests.properties.strategies import cases

TWINS = ("n-1", "y-2")


def names_nobody_in_a_table(case: Case) -> bool:
    """Say whether a formula has no table of partners, in which the twins would have to stand."""
    return '"table"' not in json.dumps(case.formula, default=str)


@st.composite
def twins(draw: st.DrawFn) -> Case:
    """Draw a board with two partners who differ in their ids and in nothing else."""
    case = draw(cases(giving=draw(st.booleans())).filter(names_nobody_in_a_table))
    kind, figure = draw(st.sampled_from(KINDS)), draw(st.integers(1, 50))
    new = [{"id": who, "kind": kind, "devolved": True} for who in TWINS]
    drivers = [
        {**d, "values": {**d["values"], **dict.fromkeys(TWINS, figure)}}
        for d in case.scenario["driver"]
    ]
    partners = draw(st.permutations([*case.scenario["partner"], *new]))
    return Case(case.formula, {**case.scenario, "partner": partners, "driver": drivers})


TWIN_BOARDS = twins()


def asks_alike(engine: Engine, case: Case) -> None:
    """Require the twins' assessments to differ by no more than what rounding may have done.

    Every pool is rounded by itself, and so is relief: an odd penny of each may fall on the same
    of the two. To a single penny they are asked alike only where one thing is rounded.
    """
    words = {p["id"]: p for p in engine(case)["partners"]}
    rounded = len({line["pool"] for line in case.scenario["cost"]})
    rounded += case.formula.get("in_kind", {}).get("excess") == "shared"
    one, other = (Fraction(words[who]["assessed"]) for who in TWINS)
    assert abs(one - other) * 100 <= rounded


@laws(60)
@given(TWIN_BOARDS)
def test_alike_partners_are_asked_alike(case: Case) -> None:
    asks_alike(settled, case)


def the_first_takes_every_odd_penny(case: Case) -> Words:
    words = settled(case)
    rest = Fraction(0)
    for partner in words["partners"]:
        exact = Fraction(partner["assessed_exact"]) * 100
        rest += Fraction(partner["assessed"]) * 100 - int(exact)
        partner["assessed"] = str(Fraction(int(exact), 100))
    first = min(words["partners"], key=lambda partner: partner["id"] not in TWINS)
    first["assessed"] = str(Fraction(first["assessed"]) + Fraction(rest) / 100)
    return words


def the_later_pays_by_its_place(case: Case) -> Words:
    """Weigh partners by their place in the file."""
    places = {p["id"]: place for place, p in enumerate(case.scenario["partner"], start=1)}
    drivers = [{**d, "values": places} for d in case.scenario["driver"]]
    return settled(Case(case.formula, {**case.scenario, "driver": drivers}))


@pytest.mark.parametrize("wrong", [the_first_takes_every_odd_penny, the_later_pays_by_its_place])
def test_an_engine_that_asks_alike_partners_otherwise_is_refuted(wrong: Engine) -> None:
    assert_refuted(asks_alike, wrong, TWIN_BOARDS)
