"""Worksheets on which a quick way would give a wrong penny, or a penny where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from unittest.mock import patch

import numpy as np
import pytest

from funding.evaluation.batch import alone
from funding.evaluation.batch.classes import Fixed
from funding.evaluation.batch.compiled.facts import range_of
from funding.evaluation.batch.compiled.kernel import Kernel
from funding.evaluation.batch.compiled.text import Text
from funding.evaluation.batch.many import Many, prepare
from funding.evaluation.batch.numbers import Whole
from funding.evaluation.exact import evaluate
from funding.evaluation.result import read_result
from funding.worksheet.column import Column, Origin, Role, Row, Scope, Title, letter_of
from funding.worksheet.expression import parse_expression, scope_of
from funding.worksheet.worksheet import Worksheet
from tests.evaluation.batch.boards import same
from tests.evaluation.batch.interpreted import interpreted

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
        with patch.object(alone, "WORTH", 0):
            same(found, many.run(cells, compiled=False))
        assert str(found.faults[0]) == str(fault)  # noqa: PT017
        return
    if max(map(abs, (*wanted[0], wanted[1]))) >= 2**62:
        assert isinstance(found.faults[0], OverflowError)
        return
    assert not found.faults
    with patch.object(alone, "WORTH", 0):
        same(found, many.run(cells, compiled=False))
    assert (found.partners["cash"][:, 0].tolist(), found.board["cost"][0]) == wanted
    if many.program is not None:
        again = by_text(many).run(cells, compiled=True)
        assert again.partners["cash"].tolist() == found.partners["cash"].tolist()
        assert again.board["cost"].tolist() == found.board["cost"].tolist()


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


def by_text(many: Many) -> Many:
    """Let Python run the text of the kernel."""
    assert many.program is not None
    ranges = {name: range_of(many.worksheet[name], parts) for name, parts in many.parts.items()}
    kernel = Kernel(many.program, Text(many.program, ranges))
    vars(kernel)["_function"] = interpreted(kernel.text)
    vars(many)["kernel"] = kernel
    return many


def test_claims_over_differences_are_ranked_or_left() -> None:
    """Parts over 49 and over 2^59; the 49 is a difference that floats take for nothing.

    32 ÷ 49 is the greater part. Over one line it is 32 × 2^59, whose remainder by 2^64 is nothing.
    """
    square = 2**29 + 2**16
    partners = {
        "a": [square, 2**30],
        "b": [square, 2**29],
        "c": [square + 7, 0],
        "d": [square - 7, 0],
        "n": [32, 2**40 - 1],
    }
    steps = [
        ("under", "a * b - c * d"),
        ("out", "round_to_total(n / under, units, 1, largest_remainder)"),
        PAID,
    ]
    worksheet = sheet_of({**partners, "apart": [0, 0], "units": 0}, steps)
    fixed: Fixed = {"reserves_opening": ZERO, "apart": (ZERO, Fraction(1))}
    figures = {name: np.array([[each] for each in cells]) for name, cells in partners.items()}
    figures["units"] = np.array([1])
    rows = [Row(f"p{n}", {}) for n in range(2)]
    many = by_text(prepare(worksheet, rows, fixed, dict.fromkeys(figures, 1)))
    assert many.run(figures, compiled=True).partners["cash"].tolist() == [[1], [0]]


def test_a_sum_over_a_loop_is_worked_out_before_the_loop_that_uses_it() -> None:
    steps = [
        ("apart", "at_most(n - m, k)"),
        ("all", "total(apart * n * m)"),
        ("out", "choose(all * n * n < k * k, 1, 2)"),
        PAID,
    ]
    random = np.random.default_rng(1)
    figures = {name: random.integers(0, 9, (12, 20)) for name in ("n", "m")}
    figures["k"] = random.integers(0, 9, 20)
    worksheet = sheet_of({"n": [0], "m": [0], "k": 0}, steps)
    rows = [Row(f"p{n:03}", {}) for n in range(12)]
    known = (worksheet, rows, {"reserves_opening": ZERO}, dict.fromkeys(figures, 1))
    many, wanted = by_text(prepare(*known)), prepare(*known).run(figures, compiled=False)
    found = many.run(figures, compiled=True)
    assert found.partners["cash"].tolist() == wanted.partners["cash"].tolist()
    assert many.kernel is not None
    assert many.kernel.left == 0


@pytest.mark.parametrize("people", [3, 12])
def test_what_is_the_boards_on_a_branch_of_some_partners_is_right_or_left(people: int) -> None:
    """The unit of rounding is nothing on one board: refused where somebody rounds by it."""
    steps = [("out", "choose(n == 0, round_to(a, b, up), 1)"), PAID]
    figures = {
        "n": np.array([[0, 0, 1]] * people),
        "a": np.array([7, 7, 7]),
        "b": np.array([3, 0, 0]),
    }
    worksheet = sheet_of({"n": [0], "a": 0, "b": 0}, steps)
    rows = [Row(f"p{n:03}", {}) for n in range(people)]
    prepared = prepare(worksheet, rows, {"reserves_opening": ZERO}, dict.fromkeys(figures, 1))
    found = by_text(prepared).run(figures, compiled=True)
    assert list(found.faults) == [1]
    assert found.partners["cash"].T.tolist() == [[9] * people, [0] * people, [1] * people]
