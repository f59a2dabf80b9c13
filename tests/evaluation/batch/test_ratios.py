"""Ratios of atoms add, multiply and divide as fractions do, whatever the atoms come to."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from funding.evaluation.batch.ratios import (
    NONE,
    Polynomial,
    Product,
    Ratio,
    added,
    exactly,
    polynomial,
    ratio,
)
from tests.evaluation.batch.test_numbers import ATOMS, polynomials, products
from tests.properties.engine import laws

Figures = list[int]
cells = st.lists(st.integers(1, 12), min_size=ATOMS, max_size=ATOMS)
ratios = st.builds(ratio, polynomials, st.sampled_from([1, 2, 6, 100]), products)


def product_of(product: Product, figures: Figures) -> int:
    found = 1
    for atom, power in product:
        found *= figures[atom] ** power
    return found


def top_of(value: Polynomial, figures: Figures) -> int:
    return sum(count * product_of(term, figures) for term, count in value.terms.items())


def value_of(value: Ratio, figures: Figures) -> Fraction:
    return Fraction(top_of(value.top, figures), value.count * product_of(value.product, figures))


@laws(500)
@given(ratios, ratios, cells)
def test_ratios_are_worked_out_as_fractions_are(x: Ratio, y: Ratio, figures: Figures) -> None:
    a, b = value_of(x, figures), value_of(y, figures)
    assert value_of(x + y, figures) == a + b
    assert value_of(x - y, figures) == a - b
    assert value_of(x * y, figures) == a * b
    assert value_of(added([x, y, x]), figures) == 2 * a + b


@laws(500)
@given(polynomials, polynomials, products, st.integers(1, 9), cells)
def test_a_polynomial_over_another_is_the_one_term_that_it_is_times(
    x: Polynomial, y: Polynomial, product: Product, count: int, figures: Figures
) -> None:
    assume(y.terms)
    multiple = y.scaled(count, product)
    quotient = multiple.over(y)
    assert quotient is not None
    assert quotient.key == polynomial({product: count}).key
    found = x.over(y)
    if found is not None:
        assert top_of(found, figures) * top_of(y, figures) == top_of(x, figures)


@laws(200)
@given(ratios)
def test_nothing_alike_is_left_above_and_below_the_line(x: Ratio) -> None:
    assume(x.top.terms)
    below = dict(x.product)
    assert not set(below) & {atom for atom, _ in x.top.common}
    again = ratio(x.top, x.count, x.product)
    assert again.key == x.key


def test_a_part_of_a_whole_times_the_whole_is_the_part() -> None:
    """The sum of a driver below the line goes against the sum above it."""
    share = ratio(polynomial({((0, 1),): 37}), 100, ((1, 1),))
    whole = ratio(polynomial({((1, 1),): 1}), 1, NONE)
    assert (share * whole).key == ratio(polynomial({((0, 1),): 37}), 100, NONE).key


@given(st.fractions())
def test_a_figure_is_what_it_is(figure: Fraction) -> None:
    assert exactly(figure).constant == figure
