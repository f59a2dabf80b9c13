"""Few boards, and what 64 bits cannot hold, are worked out one by one, in numbers of any size."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.evaluation.batch import alone, steps
from funding.evaluation.batch.alone import FEW, WORTH, Alone
from funding.evaluation.batch.compiled import unbounded
from funding.evaluation.batch.compiled.text import Text
from funding.evaluation.batch.compiled.unbounded import Unbounded
from funding.evaluation.batch.many import Many, prepare
from funding.evaluation.batch.numbers import Whole
from funding.evaluation.batch.program import Program
from funding.evaluation.batch.ratios import Product, polynomial
from funding.evaluation.batch.running import Block
from funding.evaluation.exact import evaluate
from funding.evaluation.result import read_result
from funding.worksheet.column import Row
from tests.evaluation.batch.boards import same
from tests.evaluation.batch.test_compiled import figures_of, prepared
from tests.evaluation.batch.test_refusals import PAID, sheet_of
from tests.properties.engine import laws
from tests.properties.refuting import assert_refuted

SHARED = [
    ("part", "total_cost * n * m / total(n * m)"),
    ("out", "round_to_total(part, total_cost, 1, largest_remainder)"),
    PAID,
]
LEVELLED = [
    ("rate", "level(total_cost, m, least, least + n)"),
    ("held", "at_most(at_least(rate * m, least), least + n)"),
    ("out", "round_to_total(held, total_cost, 1, largest_remainder)"),
    PAID,
]
CHOSEN = [
    ("part", "choose(n < m, n * m / least, total_cost * n / m)"),
    ("out", "round_to(part / total_cost, 1, half_up)"),
    PAID,
]
WORKSHEETS = {"shared": SHARED, "levelled": LEVELLED, "chosen": CHOSEN}
FIGURES = ("n", "m", "least")

sizes = st.sampled_from([1, 9, 10**6, 2**40, 2**61])


@st.composite
def boards(draw: st.DrawFn) -> tuple[str, dict[str, Whole]]:
    """Draw a worksheet and a board of it, its figures up to as many as 64 bits hold."""
    people = draw(st.integers(1, 5))
    found = {name: [[draw(st.integers(0, draw(sizes)))] for _ in range(people)] for name in FIGURES}
    name = draw(st.sampled_from(sorted(WORKSHEETS)))
    reached = sum(each for (each,) in found["least"])
    reached += draw(st.integers(0, sum(each for (each,) in found["n"])))
    cost = reached if name == "levelled" else draw(st.integers(0, draw(sizes)))
    arrays = {name: np.array(cells, dtype=np.int64) for name, cells in found.items()}
    return name, {**arrays, "total_cost": np.array([min(cost, 2**62)])}


def many_of(name: str, figures: dict[str, Whole]) -> Many:
    worksheet = sheet_of({**{each: [0] for each in FIGURES}, "total_cost": 0}, WORKSHEETS[name])
    rows = [Row(f"p{n}", {}) for n in range(len(figures["n"]))]
    fixed = {"reserves_opening": Fraction(0)}
    return prepare(worksheet, rows, fixed, dict.fromkeys(figures, 1))


def is_exact(drawn: tuple[str, dict[str, Whole]]) -> str:
    """Require the pennies of the exact evaluation; say whether the text gave them."""
    many = many_of(*drawn)
    assert many.alone is not None
    many.alone.is_worth(WORTH)
    found = many.run(drawn[1])
    try:
        result = read_result(evaluate(many.worksheet, many._binding(drawn[1], 0)))
        wanted = [each.cash * 100 for each in result.partners]
    except Exception as fault:  # noqa: BLE001  (whatever it is, it must be the same)
        assert str(found.faults.get(0)) == str(fault)  # noqa: PT017
        return "fault"
    if max(wanted) >= 2**62:
        assert isinstance(found.faults.get(0), OverflowError)
        return "fault"
    assert found.partners["cash"][:, 0].tolist() == wanted
    return "left" if found.redone else "found"


def holds(_: str, drawn: tuple[str, dict[str, Whole]]) -> None:
    """Require it of a way that is named."""
    is_exact(drawn)


def test_figures_as_large_as_can_be_have_the_exact_pennies_and_the_same_faults() -> None:
    seen = Counter[str]()

    @laws(600)
    @given(boards())
    def counted(drawn: tuple[str, dict[str, Whole]]) -> None:
        seen[is_exact(drawn)] += 1

    counted()
    assert seen["found"] > 200
    assert seen["fault"] > 10
    assert seen["left"] == 0


@pytest.mark.parametrize("wrong", ["order of claims", "what is left over", "level"])
def test_a_wrong_way_to_work_out_a_board_is_seen(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if wrong == "order of claims":
        monkeypatch.setattr(unbounded, "one_more", lambda units, *_: units.sort())
    elif wrong == "what is left over":
        monkeypatch.setattr(Unbounded, "_claim", lambda _, text: f"0 * ({text})")
    else:
        monkeypatch.setattr(unbounded, "level_of_whole", lambda amount, *_: ((1, 1), amount))
        monkeypatch.setattr(Unbounded, "_check", lambda *_: None)
    assert_refuted(holds, wrong, boards(), 600)


def test_what_numpy_leaves_is_worked_out_in_numbers_of_any_size() -> None:
    """Products of three figures of a trillion do not fit into 64 bits, and need no fractions."""
    random = np.random.default_rng(5)
    figures = {name: random.integers(1, 10**12, (4, 3 * FEW)) for name in FIGURES}
    figures["total_cost"] = random.integers(1, 10**12, 3 * FEW)
    many = many_of("shared", figures)
    found = many.run(figures, compiled=False)
    assert found.redone == 0
    binding = many._binding(figures, FEW)
    wanted = [each.cash * 100 for each in read_result(evaluate(many.worksheet, binding)).partners]
    assert found.partners["cash"][:, FEW].tolist() == wanted


def test_the_text_is_compiled_once_there_is_enough_to_do() -> None:
    many, other = prepared("equal-shares", 3), prepared("equal-shares", 3)
    one = figures_of(many, 1)
    for _ in range(WORTH + 2):
        same(other.run(one, compiled=False), many.run(one, compiled=False))
        vars(other).pop("alone")
    assert "_made" in vars(many.alone)
    assert other.alone is not None
    assert "_made" not in vars(other.alone)


@pytest.mark.parametrize("boards", [1, FEW, FEW + 1])
def test_as_many_as_few_are_worked_out_one_by_one(
    boards: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "WORTH", 0)
    many = prepared("equal-shares", 3)
    figures = figures_of(many, boards)
    monkeypatch.setattr(Many, "_run_block", lambda *_: pytest.fail("by NumPy"))
    if boards <= FEW:
        assert many.run(figures, compiled=False).board["cost"].shape == (boards,)
    else:
        with pytest.raises(pytest.fail.Exception, match="by NumPy"):
            many.run(figures, compiled=False)


def test_a_sum_over_thousands_is_no_text_too_deep_for_python() -> None:
    """As of a thousand partners who are all unlike, each with terms that have one figure alike."""
    count = 1_500
    terms: dict[Product, int] = {}
    for n in range(count):
        terms |= {((n, 1), (n + count, 1)): 2, ((n, 1),): 3}
    value = polynomial(terms)
    inputs = {n: steps.Input(f"a{n}", None, None) for n in range(2 * count)}
    program = Program((), (), inputs, {}, {"cost": value}, is_summed=False)
    figures = {f"a{n}": np.array([n]) for n in range(2 * count)}
    wanted = sum(2 * n * (n + count) + 3 * n for n in range(count))
    room = {"cost": np.zeros(1, dtype=np.int64)}
    assert Alone(program).run(figures, [0], {}, room) == []
    assert room["cost"].tolist() == [wanted]
    assert Block(program, figures, 1).pence(value).tolist() == [wanted]
    compile(Text(program, dict.fromkeys(figures, 2**40)).source(), "kernel", "exec")


def test_nothing_that_a_user_wrote_is_in_the_text() -> None:
    program = prepared("national-percentage", 3).program
    assert program is not None
    text = Unbounded(program).source()
    assert "divmod" in text
    for name in ("children", "police", "cost", "national", "share"):
        assert name not in text
