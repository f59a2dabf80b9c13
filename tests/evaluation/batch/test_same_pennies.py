"""Every penny of many boards at once is the penny of the exact evaluation of each."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.data import wales
from funding.errors import FundingError
from funding.evaluation.batch.many import prepare
from funding.formula.library import library_for
from funding.promises.drawing import examples_of, shapes
from funding.promises.example import Subject
from funding.promises.given import Given
from funding.promises.inputs import SORTS, inputs_of
from funding.promises.members import members, row_of
from funding.promises.which_years import year_for
from funding.rules.work import Shape
from funding.worksheet.column import Scope
from tests.evaluation.batch.boards import Boards, Cells, Values
from tests.properties.engine import Case, laws, run
from tests.properties.strategies import cases
from tests.properties.writing import write_toml

ZERO = Fraction(0)
LIBRARY = library_for()
SUBJECTS = {
    name: Subject(formula, year_for(formula))
    for name, formula in ((name, LIBRARY.load(name)) for name in sorted(LIBRARY.files))
}


@st.composite
def boards_of(draw: st.DrawFn, subject: Subject, count: int = 5) -> Boards:
    shape = draw(shapes(subject.formula))
    rows = draw(members(subject.formula, 6))
    drawn = [draw(examples_of(subject, shape, rows)) for _ in range(count)]
    return Boards(drawn[0].worksheet, rows, [each.values for each in drawn])


@pytest.mark.parametrize("name", SUBJECTS)
def test_boards_of_a_shipped_formula_have_the_same_pennies(name: str) -> None:
    seen = Counter[str]()

    @laws(25)
    @given(boards_of(SUBJECTS[name]))
    def holds(boards: Boards) -> None:
        many, figures = boards.prepared()
        found = many.run(figures)
        boards.agrees(found)
        seen["boards"] += len(boards.boards)
        seen["fast"] += len(boards.boards) - found.redone if many.program else 0
        seen["by text"] += len(boards.boards) - boards.agrees_by_text(many, figures, found)
        seen["alone"] += len(boards.boards) - boards.agrees_alone(many, figures, found)

    holds()
    assert seen["fast"] > seen["boards"] / 10
    assert seen["by text"] > seen["boards"] / 20
    # A range never keeps it from a board: what it leaves, NumPy leaves too.
    assert seen["alone"] >= seen["fast"]


def test_percentages_may_be_others_on_each_board() -> None:
    """60 %, 25 %, 10 % and 5 % by turns are another kind's: as if the formula were written so."""
    subject = SUBJECTS["national-60-25-10-5"]
    kinds = ("local_authority", "health_board", "police", "probation")
    rows = tuple(row_of(subject.formula, kind.replace("_", "-"), kind) for kind in kinds)
    worksheet = subject.worksheet(Shape(("core",), drivers=frozenset(wales.measures())))
    shares = np.array([[60, 25, 10, 5], [25, 10, 5, 60], [10, 5, 60, 25]], dtype=np.int64).T
    figures = {
        "percentage": shares,
        "cost_core": np.array([100_001, 33_333, 7], dtype=np.int64),
        "children_0_17": np.array([[9, 9, 9], [4, 4, 4], [0, 0, 0], [1, 1, 1]], dtype=np.int64),
    }
    given = Given(subject, rows)
    fixed = {c.name: given.cells(c) for c, sort in inputs_of(worksheet) if sort == "given"}
    others = {c.name: c.scope for c, _ in inputs_of(worksheet)}
    fixed |= {
        name: (ZERO,) * len(rows) if scope is Scope.PARTNER else ZERO
        for name, scope in others.items()
        if name not in figures and name not in fixed
    }
    fixed["take_up"] = (Fraction(1),) * len(rows)
    many = prepare(
        worksheet, rows, fixed, {"percentage": 100, "cost_core": 100, "children_0_17": 1}
    )
    found = many.run(figures)
    assert found.redone == 0
    # Each part by hand: the whole pence, and one more to the largest part of a penny.
    assert found.partners["assessed"].T.tolist() == [
        [60_001, 25_000, 10_000, 5_000],
        [8_333, 3_333, 1_667, 20_000],
        [1, 0, 4, 2],
    ]


@st.composite
def varied(draw: st.DrawFn, boards: Boards) -> Boards:
    """Vary every free figure of a board: half, double, a little more, nothing, as good as all."""
    factors = st.sampled_from(
        [Fraction(each) for each in ("1", "1", "1", "2", "1/2", "3", "0", "1000")]
    )
    more = st.sampled_from([0, 0, 0, 1, 2, 7])

    def vary(cell: Fraction, sort: str) -> Fraction:
        unit = Fraction(1, cell.denominator if sort != "pence" else 100)
        found = cell * draw(factors) + draw(more) * unit
        found -= found % unit
        return min(found, Fraction(1)) if sort in ("share", "flag") else found

    def again(values: Values) -> Values:
        changed: dict[str, Cells] = dict(values)
        for column in boards.free():
            sort = SORTS[column.origin.what] if column.origin else ""
            if sort == "flag":
                continue
            cells = values[column.name]
            changed[column.name] = (
                tuple(vary(each, sort) for each in cells)
                if isinstance(cells, tuple)
                else vary(cells, sort)
            )
        return changed

    first = boards.boards[0]
    return Boards(boards.worksheet, boards.rows, [first, *(again(first) for _ in range(6))])


@pytest.mark.parametrize(
    "about", [{}, {"full": True}, {"bounds": True}, {"bodies": True}, {"keeping": True}], ids=str
)
def test_boards_of_random_formulas_have_the_same_pennies(about: dict[str, bool]) -> None:
    seen = Counter[str]()

    @laws(60)
    @given(cases(**about), st.data())
    def holds(case: Case, data: st.DataObject) -> None:
        try:
            runs = run(write_toml(case.formula), write_toml(case.scenario)).runs
        except FundingError:
            return
        binding = runs[0].sheet.binding
        if binding.missing:
            return
        one = Boards(runs[0].sheet.worksheet, binding.rows, [binding.values])
        boards = data.draw(varied(one))
        many, figures = boards.prepared()
        found = many.run(figures)
        boards.agrees(found)
        seen["boards"] += len(boards.boards)
        seen["fast"] += len(boards.boards) - found.redone if many.program else 0
        seen["by text"] += len(boards.boards) - boards.agrees_by_text(many, figures, found)
        seen["alone"] += len(boards.boards) - boards.agrees_alone(many, figures, found)

    holds()
    assert seen["boards"] > 100
    assert seen["fast"] > seen["boards"] / 10
    assert seen["by text"] > seen["boards"] / 20
    # A range never keeps it from a board: what it leaves, NumPy leaves too.
    assert seen["alone"] >= seen["fast"]
