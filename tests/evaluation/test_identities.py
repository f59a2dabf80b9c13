"""What does not add up is found, whichever way it fails."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from funding.errors import ConservationError
from funding.evaluation.identities import broken_identities, check_identities
from funding.evaluation.result import BoardResult, PartnerResult

# £100: £10 of grants, £5 of reserves; a is asked 60, gives 20 in kind and lacks 10, of which
# b bears 6, reserves 3 and nobody 1; b is asked 25.
A = PartnerResult(
    "a",
    Fraction(60),
    Fraction(60),
    Fraction(20),
    Fraction(0),
    Fraction(0),
    Fraction(10),
    Fraction(0),
    Fraction(30),
)
B = PartnerResult(
    "b",
    Fraction(25),
    Fraction(25),
    Fraction(0),
    Fraction(0),
    Fraction(0),
    Fraction(0),
    Fraction(6),
    Fraction(31),
)
GOOD = BoardResult(
    cost=Fraction(100),
    grants=Fraction(10),
    grants_unused=Fraction(0),
    income=Fraction(0),
    reserves_opening=Fraction(20),
    reserves_used=Fraction(8),
    reserves_closing=Fraction(12),
    surplus=Fraction(0),
    uncovered=Fraction(0),
    shortfall_from_reserves=Fraction(3),
    shortfall_unfunded=Fraction(1),
    partners=(A, B),
)

# The same with £2 more asked of b than it costs, and £4 of shortfall that nobody bears.
MORE = replace(
    GOOD,
    reserves_closing=Fraction(14),
    surplus=Fraction(2),
    shortfall_unfunded=Fraction(4),
    partners=(
        replace(A, shortfall=Fraction(13), cash=Fraction(27)),
        replace(B, assessed=Fraction(27), cash=Fraction(33)),
    ),
)

SPOILED = {
    "(R)": replace(GOOD, grants=Fraction(9)),
    "(R) a surplus from nowhere": replace(GOOD, surplus=Fraction(1)),
    "(P) a": replace(GOOD, partners=(replace(A, cash=Fraction(31)), replace(B, cash=Fraction(30)))),
    "(C)": replace(GOOD, reserves_closing=Fraction(13)),
    "(C) a surplus that reserves lack": replace(MORE, reserves_closing=Fraction(10)),
    "(S) more that nobody bears": replace(MORE, shortfall_unfunded=Fraction(-4)),
    "(S)": replace(GOOD, shortfall_from_reserves=Fraction(2)),
    "is negative": replace(
        GOOD, partners=(replace(A, in_kind_on_top=Fraction(-1)), B), reserves_closing=Fraction(12)
    ),
    "is not whole pence": replace(GOOD, reserves_closing=Fraction(1, 3)),
}


def test_what_adds_up_is_let_through() -> None:
    assert list(broken_identities(GOOD)) == []
    check_identities(GOOD, "a result")


def test_what_adds_up_with_a_surplus_and_with_what_nobody_bears_is_let_through() -> None:
    assert list(broken_identities(MORE)) == []


def test_what_is_to_be_found_in_money_is_the_cost_less_all_that_is_given() -> None:
    free = replace(GOOD, partners=(replace(A, in_kind_free=Fraction(7)), B))
    assert free.net_cost == 100 - 20 - 7
    on_top = replace(GOOD, partners=(replace(A, in_kind_on_top=Fraction(9)), B))
    assert (on_top.true_cost, on_top.net_cost) == (Fraction(109), Fraction(80))


@pytest.mark.parametrize("why", SPOILED)
def test_what_does_not_add_up_is_refused_and_said(why: str) -> None:
    with pytest.raises(ConservationError, match="a result: ") as raised:
        check_identities(SPOILED[why], "a result")
    assert " ".join(why.split()[:1]) in str(raised.value)
