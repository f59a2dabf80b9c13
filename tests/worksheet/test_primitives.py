"""The primitives refuse what has no answer, and say why."""

from __future__ import annotations

from fractions import Fraction

import pytest

from funding.worksheet.apportionment import MOST_STEPS, Unshareable, odd_units, round_to_total
from funding.worksheet.primitives import BoundsCrossed, BoundsFault, BoundsMissed, level, round_to
from tests.worksheet.cells import as_fractions

ONE = Fraction(1)


@pytest.mark.parametrize(
    ("x", "down", "up", "half_up"),
    [
        ("0", 0, 0, 0),
        ("2", 2, 2, 2),
        ("2.4", 2, 3, 2),
        ("2.5", 2, 3, 3),
        ("-2", -2, -2, -2),
        ("-2.4", -2, -3, -2),
        ("-2.5", -2, -3, -3),
        ("0.001", 0, 1, 0),
    ],
)
def test_rounding_goes_to_nothing_from_nothing_or_by_halves_from_nothing(
    x: str, down: int, up: int, half_up: int
) -> None:
    for method, wanted in (("down", down), ("up", up), ("half_up", half_up)):
        assert round_to(Fraction(x), ONE, method) == wanted
        assert round_to(Fraction(x) / 100, ONE / 100, method) == Fraction(wanted, 100)


@pytest.mark.parametrize("unit", [0, -1])
def test_no_unit_is_nothing_or_less(unit: int) -> None:
    why = f"the unit to round to is {unit}, and must be more than nothing"
    with pytest.raises(ValueError, match=why):
        round_to(ONE, Fraction(unit), "down")
    with pytest.raises(ValueError, match=why):
        round_to_total([ONE], ONE, Fraction(unit), ["a"])


def test_a_weight_may_be_nothing_and_not_less() -> None:
    assert level(ONE, as_fractions([0, 1]), as_fractions([0, 0]), as_fractions([1, 1])) == 1
    with pytest.raises(ValueError, match="a weight is below nothing"):
        level(ONE, as_fractions([-1, 1]), as_fractions([0, 0]), as_fractions([1, 1]))


def test_bounds_that_cross_are_refused_by_row_and_those_that_meet_are_not() -> None:
    with pytest.raises(BoundsCrossed, match="its lowest, 3, is above its highest, 2") as raised:
        level(ONE, [ONE] * 2, as_fractions([0, 3]), as_fractions([1, 2]))
    assert raised.value.row == 1
    assert level(Fraction(3), [ONE] * 2, as_fractions([0, 2]), as_fractions([1, 2])) == 1


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (10, "10 cannot be shared: the most that the bounds allow is 7, and so they miss it by 3"),
        (1, "1 cannot be shared: the least that the bounds allow is 3, and so they miss it by 2"),
    ],
)
def test_bounds_that_miss_say_by_how_much(amount: int, said: str) -> None:
    with pytest.raises(BoundsMissed) as raised:
        level(Fraction(amount), [ONE] * 2, as_fractions([1, 2]), as_fractions([3, 4]))
    assert str(raised.value) == said
    assert raised.value.row is None


def test_a_level_begins_where_it_is_told() -> None:
    """From 1 and 2 upwards alike, to 9 in all: 3 more each."""
    start = as_fractions([1, 2])
    assert level(Fraction(9), [ONE] * 2, [Fraction(0)] * 2, [Fraction(9)] * 2, start) == 3


def shared(method: str, x: list[int], units: int, least: list[int] | None = None) -> list[int]:
    """Share units out by weights."""
    parts = [Fraction(units * each, sum(x) or 1) for each in x]
    names = "abcdef"[: len(x)]
    lows = None if least is None else as_fractions(least)
    return [int(each) for each in round_to_total(parts, Fraction(units), ONE, names, method, lows)]


def test_minimums_that_are_all_there_is_are_what_each_gets() -> None:
    for method in ("largest_remainder", "adams", "dhondt"):
        assert shared(method, [5, 3, 1], 6, [1, 2, 3]) == [1, 2, 3]


def test_minimums_above_all_there_is_are_refused() -> None:
    with pytest.raises(Unshareable, match="the minimums come to 7 units, and there are 6") as why:
        shared("dhondt", [5, 3, 1], 6, [1, 3, 3])
    assert why.value.about == "minimum"


@pytest.mark.parametrize("least", ["-1", "1/2"])
def test_a_minimum_is_a_whole_number_of_units(least: str) -> None:
    with pytest.raises(ValueError, match=f"a minimum is {least}, and must be a whole number"):
        round_to_total([ONE], ONE, ONE, ["a"], "dhondt", [Fraction(least)])


def test_what_is_not_whole_units_is_not_shared_out() -> None:
    with pytest.raises(ValueError, match="3/2 is not a whole number of 1"):
        round_to_total([Fraction(3, 2)], Fraction(3, 2), ONE, ["a"])


@pytest.mark.parametrize(
    ("x", "units"), [(["1", "1"], 5), (["1", "1"], 1), (["1.5", "1.5"], 5), (["0", "2"], 4)]
)
def test_parts_that_do_not_come_to_the_amount_are_not_forced_to(x: list[str], units: int) -> None:
    with pytest.raises(ValueError, match=f"cannot be rounded to sum to {units} units"):
        round_to_total([Fraction(each) for each in x], Fraction(units), ONE, ["a", "b"])


@pytest.mark.parametrize(
    ("x", "least", "shared_out", "raised"),
    [
        (["1.5", "1.2", "1.3"], None, [2, 1, 1], {0: "1/2"}),
        # Of two alike the first in the alphabet has it.
        (["1.5", "1.5", "2"], [0, 0, 0], [2, 1, 2], {0: "1/2"}),
        (["1", "2", "3"], None, [1, 2, 3], {}),
        (["0.4", "1.8", "1.8"], [1, 0, 0], [1, 2, 1], {1: "4/5"}),
        (["0.5", "0.5"], [1, 0], [1, 0], {}),
        (["-0.5", "1.5"], None, [0, 1], {0: "1/2"}),
        # Two for the first leave four in the proportion of 2.6 to 3: 13/7 and 15/7.
        (["0.4", "2.6", "3"], [2, 0, 0], [2, 2, 2], {1: "6/7"}),
    ],
)
def test_who_has_a_unit_left_over_is_who_was_given_one(
    x: list[str], least: list[int] | None, shared_out: list[int], raised: dict[int, str]
) -> None:
    pennies = [Fraction(each, 100) for each in shared_out]
    parts, ids = [Fraction(each) / 100 for each in x], ["a", "b", "c"][: len(x)]
    fewest = as_fractions(least) if least else None
    amount, penny = sum(pennies, Fraction(0)), Fraction(1, 100)
    found = round_to_total(parts, amount, penny, ids, "largest_remainder", fewest)
    assert found == pennies
    wanted = {row: Fraction(over) for row, over in raised.items()}
    assert odd_units(parts, amount, penny, ids, fewest) == wanted


def test_units_without_anybody_to_have_them_are_refused() -> None:
    with pytest.raises(ValueError, match="there are 3 units to share, and nobody has a part"):
        shared("dhondt", [0, 0], 3)
    assert shared("dhondt", [0, 0], 0) == [0, 0]


def test_a_part_below_nothing_is_for_largest_remainders_alone() -> None:
    assert round_to_total(as_fractions([-1, 2]), ONE, ONE, ["a", "b"]) == [-1, 2]
    with pytest.raises(Unshareable, match="a part is below nothing, and adams has no") as why:
        round_to_total(as_fractions([-1, 2]), ONE, ONE, ["a", "b"], "adams")
    assert why.value.about == "x"
    with pytest.raises(Unshareable, match="a part is below nothing"):
        round_to_total(as_fractions([-1, 0]), -ONE, ONE, ["a", "b"], "adams")


def test_the_quota_method_knows_no_minimum() -> None:
    with pytest.raises(Unshareable, match="the quota method knows no minimum") as why:
        shared("quota", [1, 1], 4, [1, 0])
    assert why.value.about == "minimum"
    assert shared("quota", [3, 1], 4, [0, 0]) == [3, 1]


def test_the_quota_method_goes_whole_periods_at_once_and_counts_the_steps_left() -> None:
    """Weights of 7 and 5 come round every 12 units: a million periods take no step."""
    assert shared("quota", [7, 5], 12 * 10**6) == [7 * 10**6, 5 * 10**6]
    large = 2 * MOST_STEPS + 1
    with pytest.raises(Unshareable, match=f"would take {MOST_STEPS + 1:,} steps here") as why:
        round_to_total(as_fractions([large, 2]), Fraction(MOST_STEPS + 1), ONE, ["a", "b"], "quota")
    assert why.value.about == "method"
    found = round_to_total(as_fractions([large, 2]), Fraction(MOST_STEPS), ONE, ["a", "b"], "quota")
    assert found == [MOST_STEPS, 0]


def test_equal_claims_go_to_the_id_that_comes_first() -> None:
    for method in ("largest_remainder", "dhondt", "sainte_lague", "adams", "dean", "quota"):
        names = ["c", "a", "b"]
        assert round_to_total([ONE / 3] * 3, ONE, ONE, names, method) == [0, 1, 0], method


def test_nobody_is_given_a_unit_for_a_part_of_nothing() -> None:
    """Two thirds of a unit each, and a row without any: its remainder is the least there is."""
    third = Fraction(2, 3)
    assert round_to_total([Fraction(0), third, third, third], Fraction(2), ONE, "abcd") == [
        *(0, 1, 1, 0)
    ]


def test_a_unit_left_over_goes_to_who_has_whole_units_and_not_to_who_has_nothing() -> None:
    assert round_to_total([Fraction(0), Fraction(1)], Fraction(2), ONE, "ab") == [0, 2]


def test_a_row_whose_part_is_its_minimum_is_not_raised_to_it() -> None:
    """Two rows without a remainder: the unit left over goes to the id that comes first."""
    x, least = as_fractions([1, 2]), as_fractions([1, 1])
    assert round_to_total(x, Fraction(4), ONE, "ab", "largest_remainder", least) == [2, 2]


def test_a_fault_of_bounds_is_always_one_that_says_why() -> None:
    with pytest.raises(NotImplementedError):
        BoundsFault()


@pytest.mark.parametrize(
    ("method", "x", "found"),
    [
        # Quotients by 1.4, 3, 5: of 1000 and 469 the second unit is won by 335 over 333.3.
        ("modified_sainte_lague", [1000, 469], [1, 1]),
        # Of 2000 and 931 it is lost by 665 to 666.7.
        ("modified_sainte_lague", [2000, 931], [2, 0]),
        # By 1 and 3: 333.3 wins over 333.
        ("sainte_lague", [1000, 334], [1, 1]),
        ("sainte_lague", [1000, 333], [2, 0]),
        # By 1 and 2.
        ("dhondt", [1000, 501], [1, 1]),
        ("dhondt", [1000, 499], [2, 0]),
    ],
)
def test_a_unit_goes_to_the_larger_quotient_however_little_is_between_them(
    method: str, x: list[int], found: list[int]
) -> None:
    assert shared(method, x, 2) == found


@pytest.mark.parametrize(
    ("method", "x", "found"),
    [
        # After one unit each, by the roots of 2 and 6: 707.1 / 2 to be above 408.2.
        ("huntington_hill", [1733, 1000], [2, 1]),
        ("huntington_hill", [1000, 1000], [2, 1]),
        # By 4/3 and 12/5: with two each of 1000 and 556, 416.7 is below 417.
        ("dean", [1000, 556], [2, 1]),
        ("dean", [1000, 555], [2, 1]),
        ("adams", [1000, 1], [2, 1]),
    ],
)
def test_where_everybody_has_a_unit_first_the_third_goes_to_the_larger(
    method: str, x: list[int], found: list[int]
) -> None:
    assert shared(method, x, 3) == found


@pytest.mark.parametrize(
    ("method", "x", "found"),
    [
        # The third unit of a against the second of b: roots of 6 and 2, 1.7320508 apart.
        ("huntington_hill", [17321, 10000], [3, 1]),
        ("huntington_hill", [17320, 10000], [2, 2]),
        # 12/5 and 4/3 are 1.8 apart.
        ("dean", [18001, 10000], [3, 1]),
        ("dean", [17999, 10000], [2, 2]),
        # 2 and 1.
        ("adams", [20001, 10000], [3, 1]),
        ("adams", [19999, 10000], [2, 2]),
    ],
)
def test_a_fourth_unit_goes_by_the_method_s_own_mean(
    method: str, x: list[int], found: list[int]
) -> None:
    assert shared(method, x, 4) == found


def test_no_unit_and_a_minimum_of_one_is_refused() -> None:
    with pytest.raises(Unshareable, match="the minimums come to 1 units, and there are 0"):
        round_to_total([ONE, ONE], Fraction(0), ONE, ["a", "b"], "dhondt", [ONE, Fraction(0)])


def test_minimums_hold_though_a_row_has_none() -> None:
    """Of 98, 1, 1 and nothing: each that has a part has a unit at least, of four."""
    for method in ("largest_remainder", "sainte_lague", "dhondt"):
        assert shared(method, [98, 1, 1, 0], 4, [1, 1, 1, 0]) == [2, 1, 1, 0], method
