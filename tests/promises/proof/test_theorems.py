"""What is taken as known of a primitive is true of all small cases, and false of a wrong one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
import z3

from funding.promises.proof import primitives as theorems
from funding.promises.proof.terms import Term, conjoined, number
from funding.worksheet import primitives
from funding.worksheet.apportionment import METHODS, round_to_total

F = Fraction
PARTS = [F(each, 3) for each in range(8)]
SUMS = [F(each, 4) for each in range(-9, 10)]


def holds(conditions: Sequence[Term]) -> bool:
    """Say whether conditions on numbers alone are all true."""
    return bool(z3.is_true(z3.simplify(conjoined(conditions))))


@pytest.mark.parametrize("method", ["down", "up", "half_up"])
def test_what_is_known_of_rounding_is_true(method: str) -> None:
    for unit in (F(1), F(3, 4)):
        known = theorems.Roundings()
        for x in SUMS:
            found = primitives.round_to(x, unit, method)
            assert holds(known.known(number(found), number(x), number(unit), method, None)), x


@pytest.mark.parametrize("method", ["down", "up", "half_up"])
def test_what_is_known_of_rounding_is_false_of_a_unit_more_or_less(method: str) -> None:
    for x in SUMS:
        for wrong in (F(-1), F(1)):
            found = primitives.round_to(x, F(1), method) + wrong
            known = theorems.Roundings()
            if abs(found - x) >= 1:
                assert not holds(known.known(number(found), number(x), number(1), method, None)), x


def small_parts() -> Iterator[tuple[tuple[Fraction, ...], Fraction]]:
    """Give all exact parts of three, with each total that they can be rounded to."""
    for parts in product(PARTS, repeat=3):
        whole = sum(parts)
        yield parts, F(int(whole))


def known_of(
    parts: Sequence[Fraction], total: Fraction, given: Sequence[Fraction], method: str
) -> bool:
    exact = [number(each) for each in parts]
    near = theorems.is_near(exact, number(total), number(1))
    bounds = [[number(bound)] * len(parts) for bound in range(4)]
    return holds(
        theorems.known_of_rounding_to_total(
            [number(each) for each in given],
            exact,
            number(total),
            near,
            number(1),
            method,
            None,
            bounds,
        )
    )


@pytest.mark.parametrize("method", METHODS)
def test_what_is_known_of_rounding_to_a_total_is_true(method: str) -> None:
    for parts, total in small_parts():
        if not any(parts):
            continue
        given = round_to_total(parts, total, F(1), "abc", method)
        assert known_of(parts, total, given, method), (parts, given)


def test_what_is_known_of_largest_remainders_is_false_of_a_part_moved() -> None:
    for parts, total in small_parts():
        if not any(parts):
            continue
        given = round_to_total(parts, total, F(1), "abc", "largest_remainder")
        wrong = [given[0] + 2, given[1] - 2, given[2]]
        assert not known_of(parts, total, wrong, "largest_remainder"), parts
        assert not known_of(parts, total, [*given[:2], given[2] + 1], "largest_remainder")


def test_what_is_known_of_a_level_is_true_of_it_and_false_of_another() -> None:
    weights, lows, highs = (F(0), F(1), F(2)), (F(0), F(1)), (F(1), F(4))
    cases = product(product(weights, repeat=2), product(lows, repeat=2), product(highs, repeat=2))
    tried = 0
    for (weight, lo, hi), amount in product(cases, [F(each, 2) for each in range(12)]):
        try:
            found = primitives.level(amount, weight, lo, hi)
        except ValueError:
            continue
        terms = [[number(each) for each in row] for row in (weight, lo, hi)]
        assert holds(theorems.known_of_level(number(found), number(amount), *terms))
        reached = sum(
            min(max((found + 1) * w, a), b) for w, a, b in zip(weight, lo, hi, strict=True)
        )
        if reached != amount:
            tried += 1
            assert not holds(theorems.known_of_level(number(found + 1), number(amount), *terms))
    assert tried > 50
