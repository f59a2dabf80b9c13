"""What a proof takes as known is true of every board; so nothing false is ever proved."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
import z3
from hypothesis import given

from funding.promises.catalogue import CATALOGUE
from funding.promises.claims import Claim
from funding.promises.drawing import examples_of
from funding.promises.example import Example, Subject
from funding.promises.members import row_of
from funding.promises.promise import Promise, fixed
from funding.promises.proof.deciding import Theory
from funding.promises.proof.terms import Term, number
from funding.promises.scope import Seats, full_shape
from funding.promises.which_years import year_for
from funding.simulation import load_formula
from tests.properties.engine import laws

FORMULAS = (
    "core-and-one-off",
    "national-percentage",
    "national-whole-pounds",
    "neath-port-talbot",
    "national-phased-in",
    "population-0-17",
)
WHO = (
    ("council-1", "local_authority"),
    ("council-2", "local_authority"),
    ("health", "health_board"),
    ("police", "police"),
    ("probation", "probation"),
)


@cache
def subject(name: str) -> Subject:
    formula = load_formula(name)
    return Subject(formula, year_for(formula))


def seats(name: str) -> Seats:
    return Seats("board", tuple(row_of(subject(name).formula, *each) for each in WHO))


@cache
def theory(name: str) -> Theory:
    """Learn all there is to learn of a formula on a small board."""
    found = Theory(subject(name), seats(name), 600)
    assert found.proves(CATALOGUE["conserved"])
    return found


def known(name: str) -> list[Term]:
    """Give everything that a proof may rest on: how cells are made, what ties them, and facts."""
    found = theory(name)
    everything = frozenset(found.sheet.known)
    return list(found._prover._conditions(everything))


def cells_of(example: Example, name: str) -> list[Term]:
    """Say of every cell what it comes to on one board."""
    assert example.settled is not None
    sheet, found = example.settled.sheet, theory(name).sheet
    return [
        found.cell(column.name, row) == number(sheet.cell(column.name, row))
        for column in found.worksheet
        for row in range(len(example.rows))
    ]


def agrees(example: Example, name: str, more: list[Term]) -> bool:
    solver = z3.Solver()
    solver.set("timeout", 20_000)
    solver.add(*known(name), *cells_of(example, name), *more)
    return bool(solver.check() != z3.unsat)


@pytest.mark.parametrize("name", FORMULAS)
def test_all_that_is_known_is_true_of_every_board_with_a_result(name: str) -> None:
    drawn = examples_of(subject(name), full_shape(subject(name).formula), seats(name).rows)
    tried = []

    @laws(25)
    @given(drawn.filter(lambda each: each.settled is not None))
    def every(example: Example) -> None:
        tried.append(example)
        assert agrees(example, name, [])

    every()
    assert len(tried) >= 20


@pytest.mark.parametrize("name", FORMULAS)
def test_a_cell_that_is_a_penny_more_is_not_true_of_any_board(name: str) -> None:
    drawn = examples_of(subject(name), full_shape(subject(name).formula), seats(name).rows)

    @laws(3)
    @given(drawn.filter(lambda each: each.settled is not None))
    def every(example: Example) -> None:
        found, settled = theory(name), example.settled
        assert settled is not None
        solver = z3.Solver()
        solver.add(*known(name))
        solver.add(*(each for each in cells_of(example, name) if "cash" not in str(each)))
        wrong = settled.sheet.cell("cash", 0) + Fraction(1, 100)
        solver.add(found.sheet.cell("cash", 0) == number(wrong))
        assert solver.check() == z3.unsat

    every()


FALSE = (
    Claim("cost == cost + £0.01"),
    Claim("total(cash) == cost"),
    Claim("assessed >= £0.01"),
    Claim("assessed_exact == assessed"),
    Claim("cash == assessed"),
    Claim("surplus == 0 and unfunded == 0 and reserves_used == 0"),
    Claim("reserves_closing >= reserves_opening"),
    Claim("0 == 1", when="cost > 0"),
)


@pytest.mark.parametrize("name", FORMULAS[:2])
@pytest.mark.parametrize("claim", FALSE, ids=lambda claim: claim.always)
def test_what_is_false_is_not_proved(name: str, claim: Claim) -> None:
    said = Promise("false", "what is false", fixed(claim))
    theory(name)._prover.until = float("inf")
    theory(name)._seconds = 600
    assert not theory(name).proves(said)


def test_a_promise_about_two_boards_is_not_proved_by_looking_at_one() -> None:
    assert not theory("core-and-one-off").proves(CATALOGUE["order-free"])
