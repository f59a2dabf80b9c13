"""Whole numbers of any size in 64 bits: what is given is right, and the rest is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.evaluation.batch import numbers
from funding.evaluation.batch.numbers import Held, Numbers
from funding.evaluation.batch.ratios import Polynomial, Product, Ratio, polynomial
from tests.properties.engine import laws
from tests.properties.refuting import assert_refuted

ATOMS = 3
BOARDS = 4


@dataclass(frozen=True)
class Figures:
    """Figures of the atoms 0, 1 and 2 on some boards, and a quotient of them."""

    cells: tuple[tuple[int, ...], ...]
    value: Ratio

    def numbers(self) -> Numbers:
        """Hold the figures."""
        found = Numbers(BOARDS)
        for atom, cells in enumerate(self.cells):
            found.held[atom] = Held.seen(np.array(cells, dtype=np.int64))
        return found

    def exact(self, value: Polynomial, board: int) -> int:
        """Work out a polynomial of one board."""
        return sum(count * self.product(term, board) for term, count in value.terms.items())

    def product(self, product: Product, board: int) -> int:
        """Multiply the figures of one board."""
        found = 1
        for atom, power in product:
            found *= self.cells[atom][board] ** power
        return found


figures = st.one_of(
    st.integers(0, 9),
    st.integers(0, 10**4),
    st.integers(0, 10**9),
    st.integers(0, 10**12),
    st.integers(0, 2**61),
    st.integers(-(10**9), 10**9),
)
large = st.integers(2**58, 2**61 - 1)
products = st.dictionaries(st.integers(0, ATOMS - 1), st.integers(1, 2), max_size=ATOMS).map(
    lambda powers: tuple(sorted(powers.items()))
)
polynomials = st.dictionaries(
    products, st.one_of(st.integers(-9, 9), st.integers(-(10**6), 10**6)), min_size=1, max_size=4
).map(polynomial)


@st.composite
def drawn(draw: st.DrawFn) -> Figures:
    """Draw figures; sometimes what is divided is just at, or beside, a whole number of times.

    Sometimes it is large, and so is the quotient: one guessed with floats is out by many.
    """
    guessed = draw(st.integers(1, 6)) == 6
    cells = tuple(
        tuple(draw(large if guessed else figures) for _ in range(BOARDS)) for _ in range(ATOMS)
    )
    if guessed:
        return Figures(cells, Ratio(polynomial({((0, 1), (1, 1)): 1}), 1, ((2, 1),)))
    line = draw(products)
    count = draw(st.sampled_from([1, 2, 100, 10_000]))
    top = draw(polynomials)
    if draw(st.booleans()):
        times, beside = draw(st.integers(0, 10**9)), draw(st.integers(-1, 1))
        top = polynomial({line: count * times}) + polynomial({(): beside})
    return Figures(cells, Ratio(top, count, line))


def quotient_is_right_or_left(given_figures: Figures) -> bool:
    held = given_figures.numbers()
    with np.errstate(all="ignore"):
        found, over = held.divided(given_figures.value, ())
    found, over = (np.broadcast_to(each, (BOARDS,)) for each in (found, over))
    value = given_figures.value
    for board in range(BOARDS):
        below = value.count * given_figures.product(value.product, board)
        if held.left[board]:
            continue
        if below <= 0:
            return False
        wanted = divmod(given_figures.exact(value.top, board), below)
        if (int(found[board]), int(over[board])) != wanted:
            return False
    return True


def sign_is_right_or_left(given_figures: Figures) -> bool:
    held = given_figures.numbers()
    top = given_figures.value.top
    with np.errstate(all="ignore"):
        above = np.broadcast_to(held.above_nothing(top), (BOARDS,))
        nothing = np.broadcast_to(held.equal_to_nothing(top), (BOARDS,))
    exact = [given_figures.exact(top, board) for board in range(BOARDS)]
    return all(
        held.left[board] or (bool(above[board]), bool(nothing[board])) == (each > 0, each == 0)
        for board, each in enumerate(exact)
    )


LAWS: dict[str, Callable[[Figures], bool]] = {
    "quotient": quotient_is_right_or_left,
    "sign": sign_is_right_or_left,
}


def holds(law: str, given_figures: Figures) -> None:
    """Require a law of some figures."""
    assert LAWS[law](given_figures)


@pytest.mark.parametrize("law", LAWS)
@laws(3_000)
@given(given_figures=drawn())
def test_a_quotient_and_a_sign_are_right_or_left(law: str, given_figures: Figures) -> None:
    holds(law, given_figures)


@pytest.mark.parametrize(
    ("name", "wrong", "law"),
    [("SURE", 2**62, "quotient"), ("FITS", 2**80, "quotient"), ("FITS", 2**80, "sign")],
)
def test_with_wider_ranges_they_are_wrong(
    name: str, wrong: int, law: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is the checks of range that keep them right."""
    monkeypatch.setattr(numbers, name, wrong)
    assert_refuted(holds, law, drawn(), 3_000)


def test_most_figures_of_a_budget_are_not_left() -> None:
    """A cost of £2m, shared by 60,000 children and percentages to a hundredth."""
    cells = ((200_000_000, 1, 99_999_999, 123_456_789), (60_000,) * 4, (180_001,) * 4)
    share = Ratio(polynomial({((0, 1), (1, 1)): 6_025}), 10_000, ((2, 1),))
    given_figures = Figures(cells, share)
    held = given_figures.numbers()
    found, _ = held.divided(share, ())
    assert not held.left.any()
    assert found.tolist() == [
        given_figures.exact(share.top, board) // (10_000 * 180_001) for board in range(BOARDS)
    ]
