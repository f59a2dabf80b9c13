"""Formulas whose branches, units and payers invite a false proof: the false is not proved."""

from __future__ import annotations

import pytest

from funding.promises.claims import Claim
from funding.promises.example import Subject
from funding.promises.members import row_of
from funding.promises.promise import Promise, fixed
from funding.promises.proof.deciding import Theory
from funding.promises.scope import Seats
from funding.promises.which_years import year_for
from funding.worksheet.column import Row
from tests.promises.trying import formula_from

WHO = (("council-1", "local_authority"), ("council-2", "local_authority"), ("force", "police"))

OTHER_BRANCH = """
[charge]
expression = "choose(is_police == 1, population * (base / total(population)), 0)"
"""
ROW_BY_ROW = """
[[step]]
name = "parts"
expression = "choose(is_police == 1, total(children_0_17 / (1 + cost_core)), 0)"
[equal]
"""
MINIMUM = """
[[step]]
name = "seats"
expression = "round_to_total(children_0_17, cost_core, penny, adams, 100)"
[equal]
"""
POUNDS = """
[rounding]
method = "largest_remainder"
unit = "£1.00"
[driver]
by = "population"
"""
NO_UNIT = """
[[step]]
name = "rounded"
expression = "choose(children_0_17 > 0, round_to(population, children_0_17, down), population)"
[equal]
"""
EXACT_AS_WHOLE = (
    "round_to_total(at_most(assessed_exact, cost), round_to(total(assessed_exact), £0.01, down), "
    "£0.01, largest_remainder) <= assessed_exact"
)
FALSE = {
    "a quotient of the board, on a branch that the first row does not take": (
        OTHER_BRANCH,
        Claim("assessed_exact == 0"),
    ),
    "a total of quotients, on a branch that not every row takes": (
        ROW_BY_ROW,
        Claim("parts * (1 + cost_core) == children_0_17", when="is_police == 1"),
    ),
    "a minimum for a part of nothing": (MINIMUM, Claim("seats == 0", when="children_0_17 == 0")),
    "bounds in pence of what is rounded to pounds": (
        POUNDS,
        Claim("assessed_core == exact_core", when="exact_core == to_share_core"),
    ),
    "an exact share taken for whole pence": ("[equal]", Claim(EXACT_AS_WHOLE)),
    "a unit of nothing on a branch that is not taken": (NO_UNIT, Claim("children_0_17 > 0")),
}


def theory_of(text: str, rows: tuple[Row, ...] | None = None) -> Theory:
    formula = formula_from(text)
    made = rows or tuple(row_of(formula, *each) for each in WHO)
    return Theory(Subject(formula, year_for(formula)), Seats("board", made), 60)


def said(claim: Claim) -> Promise:
    return Promise("false", "what is false", fixed(claim))


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_on_some_board_is_not_proved(name: str) -> None:
    text, claim = FALSE[name]
    assert not theory_of(text).proves(said(claim))


def test_partners_whom_only_their_payer_tells_apart_are_told_apart() -> None:
    """Of three councils that pay a third each, two have one payer, and the first is alone."""
    formula = formula_from("[equal]")
    rows = [row_of(formula, f"council-{letter}", "local_authority") for letter in "abc"]
    joint = tuple(
        Row(row.id, {**row.keys, "payer": "b" if row.id != "council-a" else row.id}) for row in rows
    )
    claim = said(Claim("total(cash, within=payer) <= 40% * cost + £1.00"))
    assert not theory_of("[equal]", joint).proves(claim)
    assert theory_of("[equal]", tuple(rows)).proves(claim)
