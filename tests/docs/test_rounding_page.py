"""The page on rounding promises of each method what holds, and admits what does not."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import permutations, product
from typing import get_args

import pytest

from funding.rules.rounding import Method
from tests.docs.pages import ROOT, tables
from tests.properties.sharing_out import right, share_of

PAGE = ROOT / "docs/reference/rounding.md"
TABLE = next(each for each in tables(PAGE) if each.mark == "rounding methods")
PROMISES = TABLE.head[1:]
WEIGHTS = tuple(product(range(1, 5), repeat=3))
Weight = tuple[int, ...]


@cache
def units(method: str, weight: Weight, amount: int) -> tuple[int, ...]:
    """Share some units; of half_up_lead the first is the lead."""
    if not method.startswith("half_up"):
        return tuple(right(share_of(method, weight, amount)))
    found = [int(Fraction(amount * each, sum(weight)) + Fraction(1, 2)) for each in weight]
    if method == "half_up_lead":
        found[0] = amount - sum(found[1:])
    return tuple(found)


def exact(weight: Weight, amount: int) -> list[Fraction]:
    return [Fraction(amount * each, sum(weight)) for each in weight]


def keeps_total(method: str, weight: Weight, amount: int) -> bool:
    return sum(units(method, weight, amount)) == amount


def is_not_below(method: str, weight: Weight, amount: int) -> bool:
    parts = zip(units(method, weight, amount), exact(weight, amount), strict=True)
    return all(got > part - 1 for got, part in parts)


def is_not_above(method: str, weight: Weight, amount: int) -> bool:
    parts = zip(units(method, weight, amount), exact(weight, amount), strict=True)
    return all(got < part + 1 for got, part in parts)


def takes_none_if_the_pool_grows(method: str, weight: Weight, amount: int) -> bool:
    more = units(method, weight, amount + 1)
    return all(map(int.__ge__, more, units(method, weight, amount)))


def takes_none_from_who_grows(method: str, weight: Weight, amount: int, after: Weight = ()) -> bool:
    """Compare with other weights: one that is given, or all small ones."""
    before = units(method, weight, amount)
    for other in [after] if after else WEIGHTS:
        then = units(method, other, amount)
        for one, two in permutations(range(len(weight)), 2):
            faster = other[one] * weight[two] > other[two] * weight[one]
            if faster and then[one] < before[one] and then[two] > before[two]:
                return False
    return True


LAWS: dict[str, Callable[..., bool]] = {
    "total": keeps_total,
    "not below": is_not_below,
    "not above": is_not_above,
    "pool grows": takes_none_if_the_pool_grows,
    "one grows": takes_none_from_who_grows,
}
SEVENS = (1503, 200, 200, 197), 7, (2394, 1197, 303, 306)
BROKEN: dict[tuple[str, str], tuple[object, ...]] = {
    ("largest_remainder", "pool grows"): ((1, 3, 3), 3),
    ("largest_remainder", "one grows"): SEVENS,
    ("quota", "one grows"): SEVENS,
    ("dhondt", "not above"): ((64, 12, 12, 12), 3),
    ("sainte_lague", "not below"): ((170, 37, 37, 37), 5),
    ("sainte_lague", "not above"): ((64, 12, 12, 12), 3),
    ("modified_sainte_lague", "not below"): ((140, 18, 18, 18, 18, 18), 10),
    ("modified_sainte_lague", "not above"): ((64, 12, 12, 12), 3),
    ("huntington_hill", "not below"): ((75, 3, 3, 3), 3),
    ("huntington_hill", "not above"): ((83, 26, 26, 26, 26), 9),
    ("adams", "not below"): ((75, 3, 3, 3), 3),
    ("dean", "not below"): ((75, 3, 3, 3), 3),
    ("dean", "not above"): ((64, 9, 9, 9, 9), 14),
    ("half_up", "total"): ((1, 1), 1),
    ("half_up_lead", "not below"): ((1, 1, 1, 1), 2),
    ("half_up_lead", "not above"): ((1, 1, 1, 1, 1, 1), 2),
    ("half_up_lead", "pool grows"): ((1, 1, 1), 1),
    ("half_up_lead", "one grows"): ((1, 1, 1), 4, (4, 1, 3)),
}
"""A board, by weights and units, for each thing that a method cannot promise."""


def said(answer: str) -> list[tuple[str, str]]:
    """Give each method and promise of the table with an answer."""
    return [
        (method, promise)
        for row, method in zip(TABLE.rows, TABLE.column(0), strict=True)
        for promise, cell in zip(PROMISES, row[1:], strict=True)
        if cell == answer
    ]


def test_the_methods_and_promises_are_those_of_the_library() -> None:
    assert TABLE.column(0) == list(get_args(Method))
    assert list(PROMISES) == list(LAWS)
    assert set(said("no")) == BROKEN.keys()
    assert len(said("yes")) + len(said("no")) == len(LAWS) * len(TABLE.rows)


@pytest.mark.parametrize(("method", "promise"), said("yes"))
def test_what_is_promised_holds_on_every_small_board(method: str, promise: str) -> None:
    for weight in WEIGHTS:
        for amount in range(8):
            assert LAWS[promise](method, weight, amount)


@pytest.mark.parametrize(("method", "promise"), said("no"))
def test_what_cannot_be_promised_fails_somewhere(method: str, promise: str) -> None:
    assert not LAWS[promise](method, *BROKEN[method, promise])
