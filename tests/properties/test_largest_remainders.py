"""A larger remainder is never passed over for a smaller one; ties go by id, not by position."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given

from tests.properties import parts as rounding
from tests.properties.engine import laws
from tests.properties.parts import Parts, Rounding, parts, parts_of
from tests.properties.refuting import assert_refuted


def serves_largest_remainders(round_parts: Rounding, drawn: Parts) -> None:
    """Require that whoever is raised has a larger remainder, or an equal one and an earlier id."""
    found, exact = drawn.rounded_by(round_parts), drawn.in_units()
    assert sum(found) == drawn.amount / rounding.UNIT
    rank = {row: (-(each % 1), drawn.ids[row]) for row, each in enumerate(exact)}
    raised = [row for row, each in enumerate(exact) if found[row] > each // 1]
    left = [row for row in rank if row not in raised]
    assert all(found[row] == exact[row] // 1 + (row in raised) for row in rank)
    assert all(rank[up] < rank[down] for up in raised for down in left)


@laws(300)
@given(parts())
def test_a_larger_remainder_is_never_passed_over_for_a_smaller_one(drawn: Parts) -> None:
    serves_largest_remainders(rounding.RIGHT, drawn)


def test_fifteen_fifteen_fourteen_and_fifty_six_share_ten() -> None:
    """1.5, 1.5, 1.4 and 5.6: the sixths first, then the first of the two halves by id.

    A voting library once gave 2, 2, 1 and 5, and 390 tests let it pass.
    """
    drawn = parts_of([15, 15, 14, 56], 10)
    assert drawn.rounded_by(rounding.RIGHT) == [2, 1, 1, 6]
    serves_largest_remainders(rounding.RIGHT, drawn)
    for found in ([2, 2, 1, 5], [1, 2, 1, 6]):
        with pytest.raises(AssertionError):
            serves_largest_remainders(lambda *_, got=found: [g * rounding.UNIT for g in got], drawn)


WRONG = (
    rounding.ties_by_position,
    rounding.smallest_remainders,
    rounding.largest_shares,
    rounding.all_to_the_first,
    rounding.by_divisors,
)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_rounding_that_serves_others_first_is_refuted(wrong: Rounding) -> None:
    assert_refuted(serves_largest_remainders, wrong, parts())


def ignores_position(round_parts: Rounding, drawn: Parts) -> None:
    """Require that everyone gets the same wherever it stands."""
    once = dict(zip(drawn.ids, drawn.rounded_by(round_parts), strict=True))
    rows = list(zip(drawn.exact, drawn.ids, strict=True))
    for order in [*list(permutations(rows))[:12], tuple(reversed(rows))]:
        moved = Parts(tuple(x for x, _ in order), drawn.amount, tuple(who for _, who in order))
        assert dict(zip(moved.ids, moved.rounded_by(round_parts), strict=True)) == once


@laws(100)
@given(parts().filter(lambda drawn: len(drawn.ids) < 5))
def test_where_a_partner_stands_changes_nothing(drawn: Parts) -> None:
    ignores_position(rounding.RIGHT, drawn)


@pytest.mark.parametrize("wrong", [rounding.ties_by_position, rounding.all_to_the_first])
def test_a_rounding_that_looks_at_positions_is_refuted(wrong: Rounding) -> None:
    assert_refuted(ignores_position, wrong, parts().filter(lambda drawn: len(drawn.ids) < 5))


@pytest.mark.parametrize("amount", [0, 1, 2])
def test_partners_who_are_alike_are_served_in_the_order_of_their_ids(amount: int) -> None:
    drawn = parts_of([1, 1, 1], amount, "bca")
    served = dict(zip(drawn.ids, drawn.rounded_by(rounding.RIGHT), strict=True))
    assert served == {"a": amount > 0, "b": amount > 1, "c": False}
