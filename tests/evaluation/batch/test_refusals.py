"""Worksheets on which a quick way would give a wrong penny, or a penny where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import pytest

from funding.evaluation.batch.many import Many, prepare
from funding.evaluation.batch.numbers import Whole
from funding.evaluation.exact import evaluate
from funding.evaluation.result import read_result
from funding.worksheet.column import Column, Origin, Role, Row, Scope, Title, letter_of
from funding.worksheet.expression import parse_expression, scope_of
from funding.worksheet.worksheet import Worksheet

Steps = Sequence[tuple[str, str]]
ZERO = Fraction(0)


def sheet_of(figures: Mapping[str, object], steps: Steps) -> Worksheet:
    """Make a worksheet of inputs (of partners, where they have lists) and steps; `cash` is paid."""
    scopes = {"reserves_opening": Scope.BOARD}
    for name, cells in figures.items():
        scopes[name] = Scope.PARTNER if isinstance(cells, list) else Scope.BOARD
    columns = [
        Column(letter_of(n), name, Title(name), "money", scope, "", origin=Origin("cost", (name,)))
        for n, (name, scope) in enumerate(scopes.items())
    ]
    for name, text in steps:
        expression = parse_expression(text, list(scopes), bounded=False)
        scopes[name] = scope_of(expression, scopes)
        role = Role.CASH if name == "cash" else Role.COST if name == "cost" else None
        letter = letter_of(len(columns))
        columns.append(
            Column(letter, name, Title(name), "money", scopes[name], "", role, text, expression)
        )
    return Worksheet("a worksheet", tuple(columns))


@dataclass
class One:
    """One board, at once with itself: figures are whole, a list where each partner has its own."""

    figures: dict[str, int | list[int]]
    steps: Steps
    people: int = 2
    fixed: dict[str, Fraction] = field(default_factory=dict)

    def prepared(self) -> tuple[Many, dict[str, Whole]]:
        """Prepare it."""
        keys = {"kind": "k", "sector": "s", "payer": "p", "board": "b"}
        rows = [Row(f"p{n:05}", keys) for n in range(self.people)]
        cells = {
            name: np.array(
                [[c] for c in each] if isinstance(each, list) else [each], dtype=np.int64
            )
            for name, each in self.figures.items()
        }
        worksheet = sheet_of(self.figures | dict(self.fixed), self.steps)
        fixed = {"reserves_opening": ZERO, **self.fixed}
        return prepare(worksheet, rows, fixed, dict.fromkeys(cells, 1)), cells


PAID = ("cash", "out / 100")
WRONG = {
    "a sum of a figure times its sum": One(
        {"n": [2, 3]}, [("s", "total(n)"), ("out", "total(n * s)"), PAID]
    ),
    "a difference of large products": One(
        {"a": 8589946937, "b": 8590034583, "c": 8589935369, "d": 8590046151, "x": 10**17},
        [("out", "round_to(x / (a * b - c * d), 1, down)"), PAID],
    ),
    "nothing over nothing, in the other branch": One(
        {"f": 1, "a": 0, "x": 3, "y": 5},
        [("z", "choose(f == 1, x - x, x / a)"), ("out", "choose(z < y, 1, 2)"), PAID],
    ),
    "something over less than nothing, in the other branch": One(
        {"f": 1, "a": -2, "x": 3, "y": 5},
        [("z", "choose(f == 1, 0 * x, x / a)"), ("out", "choose(z < y, 1, 2)"), PAID],
    ),
    "a divisor squared": One(
        {"a": -1, "x": 6, "y": 5}, [("out", "choose(x / (a * a) * a < y, 1, 2)"), PAID]
    ),
    "a part below nothing": One({"a": -7}, [("out", "round_to(a / 2, 1, half_up)"), PAID]),
    "a sharing of some rows only": One(
        {"n": [4, 2**47, 1 - 2**47], "f": [1, 0, 0]},
        [
            ("all", "round_to(total(n / 3) + 1, 1, down)"),
            ("out", "choose(f == 1, round_to_total(n / 3, all, 1, largest_remainder), 0)"),
            PAID,
        ],
        people=3,
    ),
    "a level below nothing": One({"c": 3, "n": [1, 1]}, [("cash", "level(c, n, 0, 10, 5) + n")]),
    "a unit below nothing": One({"n": [7, 9]}, [("cash", "round_to(n, -1, down)")]),
    "a total in units below nothing": One(
        {"n": [3, 4], "c": 7}, [("cash", "round_to_total(n, c, -1, largest_remainder)")]
    ),
    "a total of each partner's own": One(
        {"n": [1, 1]}, [("cash", "round_to_total(n, n * 2, 1, largest_remainder)")]
    ),
    "a level of each partner's own": One({"n": [1, 2]}, [("cash", "level(n * 2, n, 0, 9) * n")]),
    "a cost that wraps round": One(
        {"a": 2**60, "b": 2**60, "c": 2**60 - 16, "d": 2**60}, [("cost", "a * b - c * d")]
    ),
    "nothing divided by nothing": One({"a": 0}, [("cash", "a / a")]),
    "more digits than are gone on with": One(
        {"a": 1}, [("huge", "h * h"), ("cash", "a * 1")], fixed={"h": Fraction(2**5000)}
    ),
    "a constant above all floats": One(
        {"a": 1}, [("cash", f"a * {' * '.join(['0.12345678901'] * 40)} * 0")]
    ),
    "a level of large figures": One(
        {"n": [2**61, 2**61], "k": 2**61}, [("cash", "level(5, n, 0, k) * 0 + n * 0")]
    ),
    "a hundred and thirty who share alike": One(
        {"n": [1] * 130, "c": 100},
        [
            ("out", "round_to_total(c * n / total(n), c, 1, largest_remainder)"),
            PAID,
        ],
        people=130,
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_there_is_the_exact_penny_or_the_exact_fault(name: str) -> None:
    many, cells = WRONG[name].prepared()
    found = many.run(cells)
    binding = many._binding(cells, 0)
    try:
        result = read_result(evaluate(many.worksheet, binding))
        wanted = [each.cash * 100 for each in result.partners], result.cost * 100
    except Exception as fault:  # noqa: BLE001  (whatever it is, it must be the same)
        assert str(found.faults[0]) == str(fault)  # noqa: PT017
        return
    if max(map(abs, (*wanted[0], wanted[1]))) >= 2**62:
        assert isinstance(found.faults[0], OverflowError)
        return
    assert not found.faults
    assert (found.partners["cash"][:, 0].tolist(), found.board["cost"][0]) == wanted


@pytest.mark.parametrize(
    ("figures", "word"),
    [
        ({"a": np.array([1], dtype=np.int32)}, "64-bit"),
        ({"a": np.array([1.5])}, "64-bit"),
        ({"a": np.array([[1, 2]], dtype=np.int64)}, "shape"),
        ({}, "a"),
        ({"a": np.array([1], dtype=np.int64), "b": np.array([1], dtype=np.int64)}, "b"),
    ],
)
def test_figures_that_are_none_are_refused(figures: dict[str, Whole], word: str) -> None:
    many, _ = One({"a": 1}, [("cost", "a * 1")]).prepared()
    with pytest.raises(ValueError, match=word):
        many.run(figures)
