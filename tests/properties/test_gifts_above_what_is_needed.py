"""Gifts that come to more than a pool still needs are taken in parts, as the oracle takes them.

Drawn boards seldom have two gifts on a pool of which a grant has paid most: here all do.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.engine import Case, Table, laws, settled
from tests.properties.judging import agrees_with_oracle
from tests.properties.members import once_in, text_of


@st.composite
def crowded(draw: st.DrawFn) -> Case:
    """Draw two or three gifts that meet most of a line, and a grant that pays for much of it."""
    gifts = draw(st.lists(st.integers(1, 60), min_size=2, max_size=3))
    cost = sum(gifts) + draw(st.integers(0, 9))
    formula: Table = {"id": "drawn", "title": "Drawn", "source": "a test", "covers": "all"}
    if draw(st.booleans()):
        formula |= {"covers": ["training"], "rest": "uncovered"}
    eligible = "all" if once_in(draw, 2) else ["staff"]
    excess = draw(st.sampled_from(["refused", "kept", "shared", "carried"]))
    formula |= {"equal": {}, "in_kind": {"eligible": eligible, "excess": excess}}
    scenario: Table = {
        "title": "Drawn",
        "year": "2020-21",
        "formulas": ["drawn"],
        "board": {"id": "board"},
        "partner": [{"id": who, "kind": "police", "devolved": False} for who in "abc"],
        "cost": [
            {"pool": "core", "item": "line", "amount": text_of(cost)},
            {"pool": "training", "item": "other", "amount": text_of(draw(st.integers(1, 400)))},
        ],
        "grant": [
            {"name": "g", "reduces": ["core"], "amount": text_of(draw(st.integers(1, cost)))}
        ],
        "in_kind": [
            {
                "partner": who,
                "kind": draw(st.sampled_from(["staff", "goods"])),
                "meets": "line",
                "value": text_of(worth),
            }
            for who, worth in zip("abc", gifts, strict=False)
        ],
    }
    return Case(formula, scenario)


@laws(60)
@given(crowded())
def test_gifts_above_what_is_needed_are_taken_as_the_oracle_takes_them(case: Case) -> None:
    agrees_with_oracle(settled, case)
