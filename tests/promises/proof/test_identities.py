"""By what a cell is multiplied is known beforehand: what is said of it is true of every board."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.formula.library import library_for
from funding.promises.catalogue import CATALOGUE
from funding.promises.changes import Scales
from funding.promises.claims import Claim
from funding.promises.drawing import examples
from funding.promises.example import Example, Subject
from funding.promises.given import Given
from funding.promises.inputs import inputs_of
from funding.promises.members import row_of
from funding.promises.pair import Pair, boards_in
from funding.promises.promise import Promise, fixed
from funding.promises.proof.identities import is_identity
from funding.promises.proof.powers import Powers
from funding.promises.scope import Seats, full_shape
from funding.promises.which_years import year_for
from tests.promises.existing import sheet_of
from tests.promises.trying import formula_from, kept_beside
from tests.properties.engine import laws

LIBRARY = library_for()
SUBJECTS = {
    name: Subject(formula, year_for(formula))
    for name, formula in ((name, LIBRARY.load(name)) for name in sorted(LIBRARY.files))
}
WHO = (("one", "local_authority"), ("two", "local_authority"), ("police", "police"))


def seats_for(subject: Subject) -> Seats:
    return Seats("board", tuple(row_of(subject.formula, *each) for each in WHO))


def powers_of(example: Example, scaled: frozenset[str]) -> Powers:
    given = Given(example.subject, example.rows)
    inputs = list(inputs_of(example.worksheet))
    concrete = {column.name: given.cells(column) for column, sort in inputs if sort == "given"}
    return Powers(example.worksheet, example.rows, concrete, scaled)


SORTED = [
    (name, sort)
    for name, subject in SUBJECTS.items()
    for sort in ("count", "pence")
    if sort in {each for _, each in inputs_of(subject.worksheet(full_shape(subject.formula)))}
]


@st.composite
def pairs(draw: st.DrawFn, subject: Subject, sort: str) -> Pair | None:
    return Scales(sort).draw(draw, draw(examples(subject)))


@pytest.mark.parametrize(("name", "sort"), SORTED)
def test_every_cell_is_multiplied_as_its_power_says(name: str, sort: str) -> None:
    seen = set[int]()

    @laws(25)
    @given(pairs(SUBJECTS[name], sort))
    def holds(pair: Pair | None) -> None:
        if pair is None or any(board.settled is None for board in boards_in(pair)):
            return
        first, second = (each.values for each in boards_in(pair))
        changed = [each for each in first if first[each] != second[each]]
        inputs = [c.name for c, each in inputs_of(pair.before.worksheet) if each == sort]
        powers = powers_of(pair.before, frozenset(inputs if sort == "pence" else changed))
        before, after = sheet_of(pair.before), sheet_of(pair.after)
        for column in before.worksheet:
            for row in range(len(pair.rows)):
                power = powers.cell(column.name, row)
                was, is_now = before.cell(column.name, row), after.cell(column.name, row)
                if power.value is not None:
                    assert was == is_now == power.value, column.name
                elif power.power is not None:
                    seen.add(power.power)
                    assert is_now == was * pair.step**power.power, column.name

    holds()
    assert {0, 1} <= seen


@pytest.mark.parametrize("name", ["scale-free", "homogeneous"])
def test_a_formula_that_breaks_a_promise_is_not_said_to_keep_it(name: str) -> None:
    formula = kept_beside("wrong", name)
    subject = Subject(formula, year_for(formula))
    assert not is_identity(CATALOGUE[name], subject, seats_for(subject))


def test_bands_of_so_many_children_are_not_scale_free() -> None:
    """What is proved of other formulas is false of this one: on 20,000 and 5,000 children."""
    subject = SUBJECTS["core-and-one-off"]
    assert not is_identity(CATALOGUE["scale-free"], subject, seats_for(subject))


DRIVER = """
[driver]
by = "population"

[[step]]
name       = "counted"
expression = "{}"
"""
BOTH = Claim("after_counted == before_counted")


@pytest.mark.parametrize(
    ("expression", "same"),
    [
        ("population / total(population)", True),
        ("(population - total(population)) / at_least(total(population), population)", True),
        ("choose(population < total(population), population / total(population), 1)", True),
        ("choose(population == 0, 0, population / total(population, within=kind))", True),
        ("level(total(population), population, 0 * population, 3 * population)", True),
        ("population + 0 * population", False),
        ("population", False),
        ("population / (1 + total(population))", False),
        ("choose(population < 1000, 1, 2)", False),
        ("choose(population < 0, 1, 2)", True),
        ("choose(not population < 1000 and population > 0, 1, 2)", False),
        ("at_most(population, 1000) / total(population)", False),
        ("round_to(population, 1, down) / total(population)", False),
        ("round_to(population / total(population), 1, half_up)", True),
        ("population * population / total(population)", False),
    ],
)
def test_a_column_is_said_to_stay_just_where_it_does(expression: str, *, same: bool) -> None:
    subject = subject_of(DRIVER.format(expression))
    promise = Promise("stays", "it stays", fixed(BOTH), Scales("count"))
    assert is_identity(promise, subject, seats_for(subject)) is same


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        (Claim("after_counted == step * before_counted"), True),
        (Claim("after_counted >= step * before_counted"), True),
        (Claim("after_counted < step * before_counted"), False),
        (Claim("after_counted < step * before_counted", within=Fraction(1)), True),
        (Claim("after_counted == before_counted * step + £1.00", within=Fraction(1)), True),
        (Claim("after_counted == before_counted * step + £1.01", within=Fraction(1)), False),
        (Claim("after_counted == before_counted"), False),
        (Claim("after_counted >= before_counted"), False),
        (Claim("after_counted == step * step * before_counted"), False),
        (Claim("after_counted == 0 or after_counted == step * before_counted"), True),
        (Claim("after_counted == step * before_counted", when="before_counted > 5"), True),
        (Claim("after_counted == 2", when="before_counted == 1"), False),
    ],
)
def test_a_claim_is_an_identity_just_where_it_is(claim: Claim, *, holds: bool) -> None:
    subject = subject_of(DRIVER.format("3 * population"))
    promise = Promise("scales", "it scales", fixed(claim), Scales("count"))
    assert is_identity(promise, subject, seats_for(subject)) is holds


def subject_of(text: str) -> Subject:
    formula = formula_from(text)
    return Subject(formula, year_for(formula))
