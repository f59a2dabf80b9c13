"""What some ways of rounding to a total promise and others break: quota, and house monotony."""

from __future__ import annotations

from itertools import combinations_with_replacement as choices

import pytest
from hypothesis import given

from funding.worksheet.apportionment import METHODS
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


@pytest.mark.parametrize("wrong", [ways.by_remainders, ways.half_up_and_hope])
def test_a_way_that_takes_units_away_is_refuted(wrong: ShareOut) -> None:
    drawn = shares(DIVISORS)
    if wrong is ways.half_up_and_hope:

        def wrong(drawn: Share) -> list[int]:
            """Round each by itself, and let the first take the difference."""
            first, *others = ways.half_up_and_hope(drawn)
            return [drawn.units - sum(others), *others]

    assert_refuted(takes_no_unit_away, wrong, drawn, examples=600)


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
    assert_refuted(law, wrong, drawn, examples=600)  # type: ignore[arg-type]  # one of two laws


STRAYS = {
    # 9.0 of 10 exactly for the first; each of the small has less than a unit.
    "adams": (keeps_lower_quota, (90, 2, 2, 2, 2, 2), 10),
    "dean": (keeps_lower_quota, (90, 2, 2, 2, 2, 2), 10),
    "huntington_hill": (keeps_lower_quota, (90, 2, 2, 2, 2, 2), 10),
    "dhondt": (keeps_upper_quota, (80, 7, 7, 6), 10),
    # 6.0 for the first of eight units: the others have 0.51 each, which is rounded up.
    "sainte_lague": (keeps_lower_quota, (600, 51, 51, 51, 47), 8),
    "modified_sainte_lague": (keeps_upper_quota, (752, 62, 62, 62, 62), 10),
}


@pytest.mark.parametrize("method", DIVISORS)
def test_a_divisor_method_does_stray_from_quota(method: str) -> None:
    law, weight, units = STRAYS[method]
    with pytest.raises(AssertionError):
        law(right, share_of(method, weight, units))


def test_a_part_that_grows_can_lose_to_one_that_shrinks_by_quota() -> None:
    """No way can promise quota and this as well (Balinski and Young)."""
    assert len(METHODS) == 8
