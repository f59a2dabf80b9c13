"""What every way of rounding to a total keeps: the total, minimums, order, proportions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.worksheet.apportionment import METHODS, MOST_STEPS, SIGNPOSTS, round_to_total
from tests.oracle.seats import hand_out_units
from tests.properties import sharing_out as ways
from tests.properties.engine import laws
from tests.properties.refuting import assert_refuted
from tests.properties.sharing_out import Share, ShareOut, right, share_of, shares


def keeps_total(share_out: ShareOut, drawn: Share) -> None:
    assert sum(share_out(drawn)) == drawn.units


def keeps_minimums(share_out: ShareOut, drawn: Share) -> None:
    found = share_out(drawn)
    assert all(map(int.__ge__, found, drawn.least))
    nothing = [row for row, each in enumerate(drawn.weight) if not each]
    assert all(found[row] == drawn.least[row] for row in nothing)


def ignores_order(share_out: ShareOut, drawn: Share) -> None:
    rows = list(zip(drawn.weight, drawn.least, drawn.ids, strict=True))
    once = dict(zip(drawn.ids, share_out(drawn), strict=True))
    for moved in (rows[::-1], [*rows[1:], rows[0]], sorted(rows, key=lambda row: row[2])):
        weight, least, ids = zip(*moved, strict=True)
        again = share_out(replace(drawn, weight=weight, least=least, ids=ids))
        assert dict(zip(ids, again, strict=True)) == once


def ignores_scale(share_out: ShareOut, drawn: Share) -> None:
    for times in (2, 3, 70):
        scaled = replace(drawn, weight=tuple(times * each for each in drawn.weight))
        assert share_out(scaled) == share_out(drawn)
        halves = replace(scaled, weight=tuple(5 * each for each in scaled.weight))
        assert share_out(halves) == share_out(drawn)


def hands_out_one_by_one(share_out: ShareOut, drawn: Share) -> None:
    """Require what the definition gives, one unit after another."""
    counted = (drawn.method, drawn.weight, drawn.units, drawn.least, drawn.ids)
    assert share_out(drawn) == hand_out_units(*counted)


LAWS = (keeps_total, keeps_minimums, ignores_order, ignores_scale, hands_out_one_by_one)
WRONG = (
    (keeps_total, ways.half_up_and_hope),
    (keeps_total, ways.raised_rows_keep_their_remainder),
    (keeps_minimums, ways.without_minimums),
    (keeps_minimums, ways.one_for_everybody),
    (ignores_order, ways.ties_by_position),
    (ignores_scale, ways.by_weights_as_they_are),
    (hands_out_one_by_one, ways.ties_by_position),
    (hands_out_one_by_one, ways.by_remainders),
    (hands_out_one_by_one, ways.by_dhondt),
    (hands_out_one_by_one, ways.from_whole_parts_up),
    (hands_out_one_by_one, ways.raised_rows_keep_their_remainder),
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_every_method_keeps(law: object) -> None:
    @laws(300)
    @given(shares())
    def kept(drawn: Share) -> None:
        law(right, drawn)  # type: ignore[operator]  # one of the laws above

    kept()


@pytest.mark.parametrize(("law", "wrong"), WRONG, ids=lambda each: each.__name__)
def test_a_wrong_way_is_refuted(law: object, wrong: ShareOut) -> None:
    assert_refuted(law, wrong, shares())  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("method", METHODS)
def test_all_small_shares_are_handed_out_one_by_one(method: str) -> None:
    for weight in product(range(4), repeat=3):
        for units in range(10 if any(weight) else 1):
            hands_out_one_by_one(right, share_of(method, weight, units))


@pytest.mark.parametrize("method", [each for each in METHODS if each != "quota"])
def test_all_small_shares_with_a_minimum_are_handed_out_one_by_one(method: str) -> None:
    for weight in product((0, 1, 7), repeat=3):
        for least in product(range(3), repeat=3):
            for units in range(sum(least), sum(least) + (7 if any(weight) else 1)):
                hands_out_one_by_one(right, share_of(method, weight, units, least))


@laws(200)
@given(shares(ways.DIVISORS, most=10**15), st.integers(1, 10**9))
def test_no_unit_of_a_huge_sum_is_another_rows_by_right(drawn: Share, more: int) -> None:
    """The last unit of each row is claimed before the next unit of any other."""
    huge = replace(drawn, weight=tuple(each * more + (each > 0) for each in drawn.weight))
    found, signpost = right(huge), SIGNPOSTS[drawn.method]
    assert sum(found) == drawn.units
    rows = [row for row, each in enumerate(huge.weight) if each]

    def claim(row: int, units: int) -> tuple[Fraction, int, str]:
        needs = signpost(units) / huge.weight[row] ** 2
        return needs, 0 if needs else -huge.weight[row], huge.ids[row]

    given_last = [claim(row, found[row] - 1) for row in rows if found[row] > huge.least[row]]
    if given_last:
        assert max(given_last) < min(claim(row, found[row]) for row in rows)


@laws(100)
@given(shares(["quota"], most=200), st.integers(1, 10**12))
def test_the_quota_method_begins_again_when_everyone_has_its_weight(
    drawn: Share, periods: int
) -> None:
    units = drawn.units + periods * sum(drawn.weight)
    counted = right(drawn)
    whole = [more + periods * each for more, each in zip(counted, drawn.weight, strict=True)]
    assert right(drawn.with_units(units)) == whole


def test_the_quota_method_refuses_more_steps_than_it_can_take() -> None:
    ways.right(share_of("quota", (MOST_STEPS, 1), MOST_STEPS - 1))
    with pytest.raises(ValueError, match=r"would take 200,001 steps here, and 200,000 is the most"):
        ways.right(share_of("quota", (MOST_STEPS + 1, 1), MOST_STEPS + 1))


REFUSED = (
    ("dhondt", (Fraction(1), Fraction(1)), (2, 0), 1, "minimums come to 2 units, and there are 1"),
    ("quota", (Fraction(1), Fraction(1)), (1, 0), 2, "knows no minimum"),
    ("adams", (Fraction(-1), Fraction(2)), (0, 0), 1, "a part is below nothing"),
    ("dean", (Fraction(0), Fraction(0)), (0, 0), 1, "nobody has a part"),
    ("largest_remainder", (Fraction(0), Fraction(0)), (0, 0), 1, "cannot be rounded"),
    ("dhondt", (Fraction(1), Fraction(1)), (Fraction(1, 2), 0), 1, "a whole number of units"),
)


@pytest.mark.parametrize(("method", "x", "least", "units", "why"), REFUSED)
def test_what_cannot_be_shared_is_refused(
    method: str,
    x: tuple[Fraction, ...],
    least: tuple[Fraction | int, ...],
    units: int,
    why: str,
) -> None:
    lows = [Fraction(each) for each in least]
    with pytest.raises(ValueError, match=why):
        round_to_total(x, Fraction(units), ways.ONE, ("a", "b"), method, lows)
