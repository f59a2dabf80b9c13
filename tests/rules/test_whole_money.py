"""The one unit that the parts of all pools together are multiples of."""

from __future__ import annotations

from fractions import Fraction

import pytest

from funding.rules.whole_money import PENNIES, HowToRound, common_unit


@pytest.mark.parametrize(
    ("sizes", "unit"),
    [
        ([], "penny"),
        (["2.5"], "2.5"),
        (["5", "2.5", "10"], "2.5"),
        (["2.5", "4"], "penny"),
        (["2", "3", "4"], "penny"),
        (["2", "2"], "2"),
    ],
)
def test_it_is_the_smallest_if_all_others_are_whole_multiples_and_else_the_penny(
    sizes: list[str], unit: str
) -> None:
    ways = [HowToRound("largest_remainder", size, Fraction(size)) for size in sizes]
    assert common_unit(ways) == unit
    assert common_unit([*ways, PENNIES]) == "penny"
