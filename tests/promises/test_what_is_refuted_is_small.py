"""A board that breaks a promise has nobody on it, and nothing in it, that is not needed."""

from __future__ import annotations

from fractions import Fraction

from funding.formula.model import Formula
from funding.formula.reading import formula_of
from funding.promises.checking import Effort, check, promises_of
from funding.promises.claims import Claim
from funding.promises.keeping import Breach
from funding.promises.pair import Pair
from funding.promises.which_years import year_for
from funding.report.promised import refutation
from funding.toml import parse_document

BORNE = """
id     = "borne"
title  = "What others do not pay is borne"
source = "invented"
covers = "all"

[percentages]
local_authority = "80%"
police          = "20%"
missing_kind    = "uncovered"

[shortfall]
borne_by = ["all who pay in full"]

[[promise]]
name   = "police-at-most-a-quarter"
for    = { kind = "police" }
always = "cash <= 0.25 * cost"
"""
TAPERED = """
id     = "tapered"
title  = "Large councils count for less"
source = "invented"
covers = "all"

[measure.small]
of    = "children_0_17"
taper = { from = 1000, to = 2000 }

[driver]
by       = "small"
when_nil = "equal"

[[promise]]
name   = "no-council-loses"
rises  = "children_0_17"
for    = "others"
always = "after_assessed_exact <= before_assessed_exact"
"""


def formula(text: str) -> Formula:
    return formula_of(parse_document(text, "invented.toml"))


def breach_of(text: str) -> Breach:
    found = formula(text)
    own = promises_of(found)[-1:]
    breach = check(found, own, (), year_for(found), Effort(400)).decisions[0].breach
    assert breach is not None
    return breach


def test_a_board_has_no_more_partners_than_it_needs() -> None:
    breach = breach_of(BORNE)
    assert not isinstance(breach.tried, Pair)
    assert sorted(row.keys["kind"] for row in breach.tried.rows) == ["local_authority", "police"]
    assert len(breach.tried.shape.pools) == 1
    assert not breach.tried.shape.reductions
    assert not breach.tried.shape.offers


def test_of_two_boards_both_are_made_smaller() -> None:
    breach = breach_of(TAPERED)
    assert isinstance(breach.tried, Pair)
    assert len(breach.tried.rows) == len(breach.tried.after.rows) == 2
    assert breach.tried.before.shape == breach.tried.after.shape


def test_the_lines_of_a_refutation_stand_below_their_heads() -> None:
    *_, head, rule, first, second = refutation(breach_of(BORNE)).splitlines()
    place = head.index("Partner")
    assert rule[place - 1 : place + 1] == " -"
    assert all(line[place - 1] == " " and line[place] != " " for line in (first, second))
    assert sum(line.startswith("> ") for line in (first, second)) == 1


def test_an_allowance_is_written_in_pounds() -> None:
    assert Claim("cash <= 1", within=Fraction(1, 50)).words == "cash <= 1, within £0.02"
