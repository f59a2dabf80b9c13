"""What some ways of rounding to a total promise and others break: quota, and house monotony."""

from __future__ import annotations

from itertools import combinations_with_replacement as choices

import pytest
from hypothesis import given

from tests.properties import sharing_out as ways
from tests.properties.engine import laws
from tests.properties.refuting import assert_refuted
from tests.properties.sharing_out import DIVISORS, Share, ShareOut, right, share_of, shares

SMALL = [share_of("", weight, 0) for weight in choices(range(1, 10), 3)]
"""Every three weights from one to nine."""


def takes_no_unit_away(share_out: ShareOut, drawn: Share) -> None:
    """Require that one unit more takes none from anybody."""
    more = share_out(drawn.with_units(drawn.units + 1))
    assert all(map(int.__ge__, more, share_out(drawn)))


def keeps_lower_quota(share_out: ShareOut, drawn: Share) -> None:
    """Require that nobody has a whole unit less than its exact part."""
    assert all(got > x - 1 for got, x in zip(share_out(drawn), drawn.exact(), strict=True))


def keeps_upper_quota(share_out: ShareOut, drawn: Share) -> None:
    """Require that nobody has a whole unit more than its exact part."""
    assert all(got < x + 1 for got, x in zip(share_out(drawn), drawn.exact(), strict=True))


def broken_by(law: object, method: str, most: int = 14) -> int:
    """Count the small shares, of every number of units, where a method breaks a law."""
    broken = 0
    for weights in SMALL:
        for units in range(most):
            try:
                law(right, share_of(method, weights.weight, units))  # type: ignore[operator]
            except AssertionError:
                broken += 1
    return broken


@pytest.mark.parametrize("method", [*DIVISORS, "quota"])
def test_no_unit_is_taken_away_on_any_small_board(method: str) -> None:
    assert broken_by(takes_no_unit_away, method) == 0


def test_largest_remainder_does_take_units_away_on_small_boards() -> None:
    """Of 1, 3 and 3: of 3 units each has one; of 4 the first has none (0.57, 1.71, 1.71)."""
    assert right(share_of("largest_remainder", (1, 3, 3), 3)) == [1, 1, 1]
    assert right(share_of("largest_remainder", (1, 3, 3), 4)) == [0, 2, 2]
    assert broken_by(takes_no_unit_away, "largest_remainder") > 0


@laws(300)
@given(shares(DIVISORS, most=10**6))
def test_no_unit_is_taken_away_by_divisors_with_minimums(drawn: Share) -> None:
    takes_no_unit_away(right, drawn)


@laws(150)
@given(shares(["quota"], most=3000))
def test_no_unit_is_taken_away_by_the_quota_method(drawn: Share) -> None:
    takes_no_unit_away(right, drawn)


@pytest.mark.parametrize("wrong", [ways.by_remainders, ways.the_first_takes_the_difference])
def test_a_way_that_takes_units_away_is_refuted(wrong: ShareOut) -> None:
    assert_refuted(takes_no_unit_away, wrong, shares(DIVISORS))


@laws(300)
@given(shares(["largest_remainder", "quota"], most=3000, minimums=False))
def test_nobody_is_a_unit_away_by_remainders_or_by_quota(drawn: Share) -> None:
    keeps_lower_quota(right, drawn)
    keeps_upper_quota(right, drawn)


@laws(300)
@given(shares(["dhondt"], most=10**6, minimums=False))
def test_dhondt_keeps_the_lower_quota(drawn: Share) -> None:
    keeps_lower_quota(right, drawn)


@laws(300)
@given(shares(["adams"], most=10**6, minimums=False))
def test_adams_keeps_the_upper_quota(drawn: Share) -> None:
    keeps_upper_quota(right, drawn)


@pytest.mark.parametrize(
    ("law", "wrong"),
    [
        (keeps_lower_quota, ways.by_adams),
        (keeps_upper_quota, ways.by_dhondt),
        (keeps_lower_quota, ways.one_for_everybody),
    ],
)
def test_a_way_that_strays_from_quota_is_refuted(law: object, wrong: ShareOut) -> None:
    drawn = shares(["largest_remainder"], minimums=False)
    assert_refuted(law, wrong, drawn)  # type: ignore[arg-type]  # one of two laws


STRAYS = {
    # Of three units 1.92 exactly for the first, and all three: 64 ÷ 2.5 is more than 12 ÷ 0.5.
    "dhondt": (keeps_upper_quota, (64, 12, 12, 12)),
    "sainte_lague": (keeps_upper_quota, (64, 12, 12, 12)),
    "modified_sainte_lague": (keeps_upper_quota, (64, 12, 12, 12)),
    # 2.68 exactly, and one: a first unit goes to everybody before anybody's second.
    "huntington_hill": (keeps_lower_quota, (75, 3, 3, 3)),
    "adams": (keeps_lower_quota, (75, 3, 3, 3)),
    "dean": (keeps_lower_quota, (75, 3, 3, 3)),
}


@pytest.mark.parametrize("method", DIVISORS)
def test_a_divisor_method_does_stray_from_quota(method: str) -> None:
    law, weight = STRAYS[method]
    with pytest.raises(AssertionError):
        law(right, share_of(method, weight, 3))


@pytest.mark.parametrize(
    ("method", "first"), [("largest_remainder", [5, 1, 1, 0]), ("quota", [6, 1, 0, 0])]
)
def test_who_grows_faster_can_lose_a_unit_to_who_grows_more_slowly(
    method: str, first: list[int]
) -> None:
    """No way can keep quota and prevent this: Balinski and Young's four states and seven seats.

    The first grows by 59%, the last by 55%.
    """
    before, after = (1503, 200, 200, 197), (2394, 1197, 303, 306)
    assert right(share_of(method, before, 7)) == first
    assert right(share_of(method, after, 7)) == [4, 2, 0, 1]


@pytest.mark.parametrize("method", DIVISORS)
def test_by_divisors_nobody_loses_a_unit_to_who_grows_more_slowly(method: str) -> None:
    """For all small boards, and every change of the first two weights."""
    for weights in SMALL:
        for units in range(7):
            before = right(share_of(method, weights.weight, units))
            first, second, third = weights.weight
            after = right(share_of(method, (first + 1, second, third + 1), units))
            # The first grows faster than the third, if it is the smaller; the second shrinks.
            if first < third:
                assert not (after[0] < before[0] and after[2] > before[2])
