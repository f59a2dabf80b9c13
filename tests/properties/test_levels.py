"""A level is the least one at which what is raised, each within its bounds, is the amount."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.worksheet.primitives import BoundsMissed, level, round_to
from tests.properties.engine import laws
from tests.properties.refuting import assert_refuted

Numbers = Sequence[Fraction]
Level = Callable[[Fraction, Numbers, Numbers, Numbers], Fraction]


@dataclass(frozen=True)
class Bounds:
    """Some partners, each with a weight, a floor and a ceiling, and a sum to raise."""

    amount: Fraction
    rows: tuple[tuple[Fraction, Fraction, Fraction], ...]

    def raised_at(self, height: Fraction) -> Fraction:
        """Add up what is raised at a height."""
        parts = (min(max(height * w, low), high) for w, low, high in self.rows)
        return sum(parts, Fraction(0))

    def level_by(self, function: Level) -> Fraction:
        """Find the level."""
        weight, low, high = zip(*self.rows, strict=True)
        return function(self.amount, weight, low, high)

    def bends(self) -> list[Fraction]:
        """Give every height at which a partner leaves its floor or meets its ceiling."""
        return sorted({b / w for w, low, high in self.rows if w for b in (low, high)})


@st.composite
def bounds(draw: st.DrawFn, *, floors: bool = True) -> Bounds:
    """Draw partners and a sum that some level raises, small enough to look at every height."""
    number = st.fractions(min_value=0, max_value=12, max_denominator=6)
    rows = []
    for _ in range(draw(st.integers(1, 5))):
        low = draw(number) if floors else Fraction(0)
        rows.append((draw(number), low, low + draw(number)))
    drawn = Bounds(Fraction(0), tuple(rows))
    least, most = drawn.raised_at(Fraction(0)), drawn.raised_at(Fraction(10**6))
    part = draw(st.fractions(min_value=0, max_value=1, max_denominator=12))
    return Bounds(least + part * (most - least), tuple(rows))


def is_least_level(function: Level, drawn: Bounds) -> None:
    """Require that the level raises the sum, and that nothing below it does.

    What is raised never falls as the level rises, and is straight between the bends: so it is
    enough to look at every bend below, and half way from the last of them.
    """
    found = drawn.level_by(function)
    assert found >= 0
    assert drawn.raised_at(found) == drawn.amount
    below = [Fraction(0), *(bend for bend in drawn.bends() if bend < found)]
    if found > 0:
        for height in [*below, (max(below) + found) / 2]:
            assert drawn.raised_at(height) < drawn.amount


@laws(300)
@given(bounds())
def test_a_level_is_the_least_that_raises_the_amount(drawn: Bounds) -> None:
    is_least_level(level, drawn)


def capped_and_shared_again(
    amount: Fraction, weight: Numbers, low: Numbers, high: Numbers
) -> Fraction:
    """Cap, share again, repeat: floors and ceilings in one loop, fixing each as it is met."""
    fixed: dict[int, Fraction] = {}
    height = Fraction(0)
    for _ in range(len(weight) + 1):
        free = [row for row in range(len(weight)) if row not in fixed and weight[row]]
        left = amount - sum(fixed.values())
        left -= sum(low[row] for row in range(len(weight)) if not weight[row])
        if not free:
            return height
        height = max(left / sum(weight[row] for row in free), Fraction(0))
        met = {row: min(max(height * weight[row], low[row]), high[row]) for row in free}
        met = {row: got for row, got in met.items() if got != height * weight[row]}
        if not met:
            return height
        fixed |= met
    return height


def without_floors(amount: Fraction, weight: Numbers, low: Numbers, high: Numbers) -> Fraction:
    """Start everyone from nothing."""
    return level(min(amount, _most(weight, high)), weight, [Fraction(0)] * len(low), high)


def without_ceilings(amount: Fraction, weight: Numbers, low: Numbers, high: Numbers) -> Fraction:
    """Share as if nobody had a bound."""
    return amount / sum(weight) if any(weight) else Fraction(0)


def higher_than_needed(amount: Fraction, weight: Numbers, low: Numbers, high: Numbers) -> Fraction:
    """Stop at the greatest level that raises the amount, not at the least."""
    found = level(amount, weight, low, high)
    drawn = Bounds(amount, tuple(zip(weight, low, high, strict=True)))
    return max([found, *(bend for bend in drawn.bends() if drawn.raised_at(bend) == amount)])


def _most(weight: Numbers, high: Numbers) -> Fraction:
    return sum((most for w, most in zip(weight, high, strict=True) if w), Fraction(0))


WRONG = (capped_and_shared_again, without_floors, without_ceilings, higher_than_needed)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_level_found_otherwise_is_refuted(wrong: Level) -> None:
    assert_refuted(is_least_level, wrong, bounds())


@laws(150)
@given(bounds(), st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9))
def test_bounds_that_cannot_be_met_say_by_how_much(drawn: Bounds, by: Fraction) -> None:
    least, most = drawn.raised_at(Fraction(0)), drawn.raised_at(Fraction(10**6))
    for amount in (most + by, least - by):
        with pytest.raises(BoundsMissed) as missed:
            Bounds(amount, drawn.rows).level_by(level)
        assert missed.value.missed_by == by


METHODS = ("down", "up", "half_up")
Round = Callable[[Fraction, Fraction, str], Fraction]
Rounded = tuple[Fraction, Fraction, str]
ROUNDED = st.builds(
    lambda count, unit, method: (count * unit, unit, method),
    st.one_of(
        st.integers(-20, 20).map(lambda odd: Fraction(odd, 2)),
        st.fractions(min_value=-50, max_value=50, max_denominator=400),
    ),
    st.sampled_from([Fraction(1), Fraction(1, 100), Fraction(5), Fraction(1, 3)]),
    st.sampled_from(METHODS),
)


def rounds_as_defined(function: Round, drawn: Rounded) -> None:
    """Require a multiple of the unit on the right side of a number, half away from nothing."""
    x, unit, method = drawn
    found = function(x, unit, method)
    assert (found / unit).denominator == 1
    away = abs(found) - abs(x)
    assert found * x >= 0
    if method == "down":
        assert -unit < away <= 0
    elif method == "up":
        assert 0 <= away < unit
    else:
        assert -unit / 2 < away <= unit / 2


@laws(300)
@given(ROUNDED)
def test_a_number_is_rounded_as_its_method_says(drawn: Rounded) -> None:
    rounds_as_defined(round_to, drawn)


def half_to_even(x: Fraction, unit: Fraction, method: str) -> Fraction:
    return round(x / unit) * unit if method == "half_up" else round_to(x, unit, method)


def towards_minus_infinity(x: Fraction, unit: Fraction, method: str) -> Fraction:
    return x // unit * unit if method == "down" else round_to(x, unit, method)


@pytest.mark.parametrize("wrong", [half_to_even, towards_minus_infinity])
def test_a_number_rounded_otherwise_is_refuted(wrong: Round) -> None:
    assert_refuted(rounds_as_defined, wrong, ROUNDED)
