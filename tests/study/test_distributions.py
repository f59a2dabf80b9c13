"""Each distribution against a definition of its own: tables, other libraries, exact fractions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import isqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from funding.study.distribution import LARGEST, ONE, Distribution, NoDistribution
from funding.study.distributions import WIDEST, distribution_of
from funding.study.file import DrawFile

EDGES = [0, 1, ONE // 3, ONE // 2 - 1, ONE // 2, ONE - 2, ONE - 1]


def made(**said: object) -> Distribution:
    return distribution_of(DrawFile.model_validate(said))


def at(found: Distribution, *uniform: int) -> list[int]:
    parts: list[int] = found.at(np.array(uniform, dtype=np.uint64)).tolist()
    return parts


def many(count: int = 20_000) -> np.ndarray[Any, Any]:
    """Uniform numbers in the middle of so many equal parts."""
    return (
        (2 * np.arange(count, dtype=np.uint64) + np.uint64(1)) * np.uint64(ONE // (2 * count))
    ).astype(np.uint64)


def pounds(pence: int) -> str:
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100}.{abs(pence) % 100:02d}"


PENCE = st.integers(-(10**9), 10**9)
UNIFORM = st.one_of(st.integers(0, ONE - 1), st.sampled_from(EDGES))


@given(ends=st.tuples(PENCE, PENCE).map(sorted), uniform=UNIFORM)
def test_a_uniform_draw_is_any_whole_penny_between_its_ends(ends: list[int], uniform: int) -> None:
    low, high = ends
    found = made(distribution="uniform", low=pounds(low), high=pounds(high))
    assert (found.unit, found.parts) == ("money", 100)
    assert at(found, uniform) == [low + uniform * (high - low + 1) // ONE]
    assert at(found, 0, ONE - 1) == [low, high]


def test_a_uniform_draw_of_the_widest_range_is_still_exact() -> None:
    found = made(distribution="uniform", low=0, high=WIDEST - 1)
    for uniform in [*EDGES, 2**26 - 1, 2**26, 123_456_789_012_345]:
        assert at(found, uniform) == [uniform * WIDEST // ONE]


def test_a_die_has_six_sides_of_the_same_chance() -> None:
    rolls = made(distribution="uniform", low=1, high=6).at(many(6_000))
    assert np.bincount(rolls).tolist() == [0, *[1_000] * 6]


@pytest.mark.parametrize(
    ("low", "likely", "high"),
    [(0, 0, 900_000), (0, 900_000, 900_000), (-5_000, 100, 40_000), (7, 7, 7), (3, 3, 4)],
)
def test_a_triangular_draw_is_as_another_library_has_it(low: int, likely: int, high: int) -> None:
    found = made(
        distribution="triangular", low=pounds(low), likely=pounds(likely), high=pounds(high)
    )
    drawn = found.at(many(1_000))
    if low == high:
        assert set(drawn.tolist()) == {low}
        return
    peak = (likely - low) / (high - low)
    other = scipy.stats.triang.ppf(many(1_000) / ONE, peak, loc=low, scale=high - low)
    assert (np.abs(drawn - other) <= 0.5 + 1e-6).all()


@given(ends=st.tuples(PENCE, PENCE, PENCE).map(sorted), uniform=UNIFORM)
def test_a_triangular_draw_is_the_penny_next_to_the_exact_one(
    ends: list[int], uniform: int
) -> None:
    low, likely, high = ends
    found = made(
        distribution="triangular", low=pounds(low), likely=pounds(likely), high=pounds(high)
    )
    (drawn,) = at(found, uniform)
    assert low <= drawn <= high
    # By whole numbers alone: a million times the way from an end is a square root.
    rising = uniform * (high - low) < (likely - low) * ONE
    share = uniform if rising else ONE - uniform
    width = (likely - low) if rising else (high - likely)
    away = isqrt(share * (high - low) * width * 10**12 // ONE)
    exact = low + Fraction(away, 10**6) if rising else high - Fraction(away, 10**6)
    assert abs(drawn - exact) <= Fraction(1, 2) + Fraction(1, 10**5)


@pytest.mark.parametrize(("mean", "deviation"), [(0, 1), (250, 3), (5_000, 1_200)])
def test_a_normal_draw_is_as_another_library_has_it(mean: int, deviation: int) -> None:
    found = made(distribution="normal", mean=mean, deviation=deviation)
    assert found.parts == 1_000
    other = scipy.stats.norm.ppf(many(1_000) / ONE, mean, deviation) * 1_000
    assert (np.abs(found.at(many(1_000)) - other) <= 0.5 + 1e-3).all()


@pytest.mark.parametrize(
    ("low", "high"), [(-1, None), (None, 2), (-1, 1), (5, None), (None, -5), (8, 9), (-9, -8)]
)
def test_a_normal_draw_between_bounds_is_as_another_library_has_it(
    low: int | None, high: int | None
) -> None:
    bounds = {key: str(end) for key, end in (("low", low), ("high", high)) if end is not None}
    found = made(distribution="normal", mean=0, deviation=1, **bounds)
    ends = [-np.inf if low is None else low, np.inf if high is None else high]
    other = scipy.stats.truncnorm.ppf(many(1_000) / ONE, *ends) * 1_000
    assert (np.abs(found.at(many(1_000)) - other) <= 0.5 + 1e-3).all()
    assert (
        (found.at(many(1_000)) >= ends[0] * 1_000) & (found.at(many(1_000)) <= ends[1] * 1_000)
    ).all()


def test_the_farthest_normal_draws_are_as_far_on_either_side() -> None:
    found = made(distribution="normal", mean=0, deviation=1)
    farthest = round(-1_000 * NormalDist().inv_cdf(0.5 / ONE))
    assert at(found, 0, ONE - 1) == [-farthest, farthest]


@given(
    mean=st.integers(-(10**6), 10**6),
    deviation=st.integers(1, 10**6),
    uniforms=st.tuples(UNIFORM, UNIFORM),
)
def test_a_normal_draw_never_falls_as_its_number_rises(
    mean: int, deviation: int, uniforms: tuple[int, int]
) -> None:
    found = made(distribution="normal", mean=pounds(mean), deviation=pounds(deviation))
    low, high = at(found, *sorted(uniforms))
    assert found.least <= low <= high


@pytest.mark.parametrize("mean", ["0.000001", "0.01", "0.8", "1", "7.25", "40", "100"])
def test_a_poisson_draw_changes_where_the_exact_chances_say(mean: str) -> None:
    # By exact fractions: e to the power of -mean lies between two partial sums of its series.
    rate = Fraction(mean)
    found = made(distribution="poisson", mean=mean)
    assert (found.unit, found.parts) == ("number", 1)
    term, power, number = Fraction(1), Fraction(1), 0
    while term > Fraction(1, 10**70):
        number += 1
        term *= rate / number
        power += term
    term, total, events = Fraction(1), Fraction(0), 0
    while True:
        total += term
        end = int(total / power * ONE)
        if ONE - end < 5:
            break
        if 0 < end < int((total + term * rate / (events + 1)) / power * ONE) - 1:
            assert at(found, end - 1, end + 1) == [events, events + 1]
        events += 1
        term *= rate / events
    assert found.least == 0


def test_a_poisson_draw_is_as_another_library_has_it() -> None:
    drawn = made(distribution="poisson", mean="3.5").at(many())
    assert (drawn == scipy.stats.poisson.ppf(many() / ONE, 3.5)).all()


@pytest.mark.parametrize("mean", ["100", "0.8", "0.000001"])
def test_a_poisson_draw_has_an_end(mean: str) -> None:
    (most,) = at(made(distribution="poisson", mean=mean), ONE - 1)
    beyond = scipy.stats.poisson.sf(most, float(mean))
    assert beyond < 2 / ONE


@pytest.mark.parametrize(("of", "comes"), [("0%", 0), ("100%", 1)])
def test_what_never_or_always_comes_does_so_to_the_last_number(of: str, comes: int) -> None:
    assert at(made(distribution="chance", of=of), *EDGES) == [comes] * len(EDGES)


@given(millionths=st.integers(0, 10**6), uniform=UNIFORM)
def test_a_chance_comes_for_exactly_its_share_of_numbers(millionths: int, uniform: int) -> None:
    found = made(distribution="chance", of=f"{Decimal(millionths) / 10**4:f}%")
    never = (10**6 - millionths) * ONE // 10**6
    assert at(found, uniform) == [int(uniform >= never)]


@given(weights=st.lists(st.integers(0, 50), min_size=1, max_size=6).filter(any), uniform=UNIFORM)
def test_a_choice_comes_as_often_as_its_weight(weights: list[int], uniform: int) -> None:
    values = [f"£{7 * place}.05" for place in range(len(weights))]
    found = made(distribution="choice", values=values, weights=weights)
    place = next(
        n for n in range(len(weights)) if uniform < sum(weights[: n + 1]) * ONE // sum(weights)
    )
    assert at(found, uniform) == [700 * place + 5]
    assert weights[place]


def test_a_choice_without_weights_is_even() -> None:
    drawn = made(distribution="choice", values=["5%", "-3%", "0%"]).at(many(3_000))
    assert dict(zip(*np.unique(drawn, return_counts=True), strict=True)) == {
        -300: 1_000,
        0: 1_000,
        500: 1_000,
    }


def test_the_least_of_a_choice_need_not_stand_first() -> None:
    assert made(distribution="choice", values=["5%", "-3%", "0%"]).least == -300


@given(uniform=UNIFORM)
def test_quantiles_are_met_and_between_them_is_a_straight_line(uniform: int) -> None:
    points = {
        "0%": "£10.00",
        "25%": "£10.00",
        "50%": "£70.00",
        "99.9%": "£71.00",
        "100%": "£900.00",
    }
    found = made(distribution="quantiles", points=points)
    known = [
        (Fraction(key.rstrip("%")) / 100, Fraction(value[1:]) * 100)
        for key, value in points.items()
    ]
    share = Fraction(uniform, ONE)
    for (start, low), (end, high) in pairwise(known):
        if start <= share < end:
            exact = low + (high - low) * (share - start) / (end - start)
    (drawn,) = at(found, uniform)
    assert abs(drawn - exact) <= Fraction(1, 2) + Fraction(1, 10**6)


def test_the_ends_of_quantiles_are_kept() -> None:
    found = made(distribution="quantiles", points={"100%": "9%", "0%": "-2%", "40%": "-2%"})
    assert at(found, 0, ONE * 2 // 5, ONE - 1) == [-200, -200, 900]


def test_points_nearer_than_numbers_are_do_no_harm() -> None:
    near = {"0%": 1, "0.00000000000001%": 2, "99.99999999999999%": 3, "100%": 4}
    assert set(at(made(distribution="quantiles", points=near), *EDGES)) == {2, 3}


SPREADS: dict[str, Callable[[str, str], dict[str, object]]] = {
    "uniform": lambda a, b: {"low": a, "high": b},
    "triangular": lambda a, b: {"low": a, "likely": a, "high": b},
    "normal": lambda a, b: {"mean": a, "deviation": b},
    "choice": lambda a, b: {"values": [a, b]},
    "quantiles": lambda a, b: {"points": {"0%": a, "100%": b}},
    "poisson": lambda a, _: {"mean": a},
    "chance": lambda a, _: {"of": a},
}
FIGURES = st.one_of(
    st.integers(0, 10**15 - 1).map(lambda n: f"£{n}.99"),
    st.integers(0, 10**21 - 1).map(lambda n: f"{n // 10**6}.{n % 10**6:06d}"),
    st.integers(-(10**4), 10**6).map(lambda n: f"{Decimal(n) / 100:f}%"),
    st.integers(0, 200).map(str),
)


@pytest.mark.parametrize("kind", SPREADS)
@given(one=FIGURES, other=FIGURES)
def test_any_figures_make_a_distribution_or_are_refused_in_words(
    kind: str, one: str, other: str
) -> None:
    try:
        found = made(distribution=kind, **SPREADS[kind](one, other))
    except NoDistribution:
        return
    drawn = at(found, *EDGES)
    assert all(found.least <= each for each in drawn)
    assert all(abs(each) < LARGEST for each in drawn)
    if kind != "choice":
        assert drawn == sorted(drawn)


@pytest.mark.parametrize("kind", ["uniform", "triangular", "choice", "quantiles"])
@given(pence=st.integers(0, LARGEST - 1), uniform=UNIFORM)
def test_a_figure_that_is_certain_is_itself_however_large(
    kind: str, pence: int, uniform: int
) -> None:
    found = made(distribution=kind, **SPREADS[kind](pounds(pence), pounds(pence)))
    assert at(found, uniform) == [pence]
