"""What numba makes of a program gives the same pennies, on many processors and from its cache."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from funding.data import wales
from funding.evaluation.batch.compiled import helpers
from funding.evaluation.batch.compiled import kernel as kernels
from funding.evaluation.batch.compiled.kernel import Kernel
from funding.evaluation.batch.compiled.lines import Lines
from funding.evaluation.batch.compiled.text import Text
from funding.evaluation.batch.many import Many, prepare
from funding.evaluation.batch.numbers import Whole
from funding.formula.library import library_for
from funding.promises.example import Subject
from funding.promises.given import Given
from funding.promises.inputs import inputs_of
from funding.promises.members import row_of
from funding.promises.which_years import year_for
from funding.rules.work import Shape
from funding.worksheet.column import Column, Row, Scope
from tests.evaluation.batch.interpreted import interpreted
from tests.evaluation.batch.test_refusals import sheet_of

PARTS = {"pence": 100, "count": 1, "share": 1000, "flag": 1}
ROOT = Path(__file__).parents[3]


def prepared(formula: str, councils: int) -> Many:
    """Prepare a formula for a board of so many councils and five other bodies."""
    subject = Subject(library_for().load(formula), year_for(library_for().load(formula)))
    kinds = ["local_authority"] * councils
    kinds += ["health_board", "nhs_trust", "police", "probation", "police"]
    rows = tuple(row_of(subject.formula, f"p{n:03}", kind) for n, kind in enumerate(kinds))
    worksheet = subject.worksheet(
        Shape(("core",), offers=(("staff", "core"),), drivers=frozenset(wales.measures()))
    )
    given = Given(subject, rows)
    fixed = {c.name: given.cells(c) for c, sort in inputs_of(worksheet) if sort == "given"}
    parts = {c.name: PARTS[sort] for c, sort in inputs_of(worksheet) if sort != "given"}
    return prepare(worksheet, rows, fixed, parts)


def figures_of(many: Many, boards: int) -> dict[str, Whole]:
    """Draw figures, many of them round and alike, as people type them; some are very large."""
    random = np.random.default_rng(1)

    def cells(column: Column) -> Whole:
        shape = (len(many.rows), boards) if column.scope is Scope.PARTNER else (boards,)
        if column.unit == "flag":
            return (random.random(shape) < 0.1).astype(np.int64)
        if column.unit == "share":
            return random.integers(0, 3, shape) * 500
        high = 3_000_000 if column.origin and column.origin.what == "cost" else 40_000
        found = random.integers(0, high, shape) * random.choice([1, 10, 1000], boards)
        found[random.random(shape) < 0.2] = 0
        if column.origin and column.origin.what == "cost":
            found[..., random.random(boards) < 0.02] *= 10**7
        return np.asarray(found, dtype=np.int64)

    return {name: cells(many.worksheet[name]) for name in many.parts}


def same(many: Many, figures: dict[str, Whole]) -> Kernel:
    """Compare what numba makes of boards with what NumPy does."""
    wanted, found = (many.run(figures, compiled=each) for each in (False, True))
    for one, other in ((wanted.partners, found.partners), (wanted.board, found.board)):
        assert one.keys() == other.keys()
        assert all(np.array_equal(one[word], other[word]) for word in one)
    assert wanted.faults.keys() == found.faults.keys()
    assert many.kernel is not None
    return many.kernel


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let numba keep what it makes in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize("councils", [3, 200], ids=["spelled out", "in a loop"])
def test_numba_and_numpy_give_the_same_pennies(councils: int) -> None:
    many = prepared("equal-shares", councils)
    kernel = same(many, figures_of(many, 300))
    assert 0 < kernel.left < 300


@pytest.mark.parametrize("people", [4, 30])
def test_numba_and_numpy_find_the_same_level(people: int) -> None:
    """A cost is shared by weight, nobody below its floor or above its ceiling."""
    steps = [
        ("rate", "level(amount, weight, low, low + room)"),
        ("cash", "round_to(at_most(at_least(rate * weight, low), low + room), 1, down) / 100"),
    ]
    random = np.random.default_rng(people)
    cells = {name: random.integers(0, 9, (people, 400)) for name in ("weight", "low", "room")}
    most = (cells["low"] + cells["room"] * (cells["weight"] > 0)).sum(axis=0)
    least = cells["low"].sum(axis=0)
    figures = {**cells, "amount": (least + (most - least) * random.random(400)).astype(np.int64)}
    worksheet = sheet_of({**{name: [0] for name in cells}, "amount": 0}, steps)
    rows = [Row(f"p{n:03}", {}) for n in range(people)]
    many = prepare(worksheet, rows, {"reserves_opening": Fraction(0)}, dict.fromkeys(figures, 1))
    assert same(many, figures).left < 100


def test_a_kernel_that_flags_nothing_gives_wrong_pennies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lines, "_wrong", lambda *_: None)
    monkeypatch.setattr(Text, "_in_range", lambda *_: None)
    many = prepared("national-60-25-10-5", 3)
    assert many.kernel is not None
    vars(many.kernel)["_function"] = interpreted(many.kernel.text)
    with pytest.raises(AssertionError):
        same(many, figures_of(many, 300))


def test_boards_are_shared_out_between_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "CHUNK", 64)
    monkeypatch.setattr(kernels, "SHARE", 16)
    monkeypatch.setattr(kernels, "processors", lambda: 3)
    many = prepared("equal-shares", 3)
    for boards in (47, 1_000):
        same(many, figures_of(many, boards))


def test_every_board_is_in_one_span(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors in (1, 2, 64):
        monkeypatch.setattr(kernels, "processors", lambda n=processors: n)
        for boards in (0, 1, 4_095, 4_096, 4_097, 100_000):
            spans = [(int(first), int(last)) for first, last in kernels._spans(boards)]
            assert [n for first, last in spans for n in range(first, last)] == list(range(boards))
            assert all(last - first <= kernels.CHUNK for first, last in spans)


def test_a_process_that_is_forked_has_threads_of_its_own(folder: Path) -> None:
    # A forked process has none of the threads of the first one; waiting for them it would not end.
    script = (
        "import multiprocessing, sys\n"
        "from funding.evaluation.batch.compiled import kernel as kernels\n"
        "from tests.evaluation.batch.test_compiled import prepared, figures_of, same\n"
        "kernels.processors, kernels.SHARE = (lambda: 2), 16\n"
        "many = prepared('equal-shares', 3)\n"
        "def work(): same(many, figures_of(many, 200))\n"
        "work()\n"
        "child = multiprocessing.get_context('fork').Process(target=work)\n"
        "child.start(); child.join(60); child.kill(); print(child.exitcode)"
    )
    command = [sys.executable, "-W", "ignore", "-c", script]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout == "0\n"


def test_what_numba_made_is_kept_for_the_next_process(folder: Path) -> None:
    script = (
        "from tests.evaluation.batch.test_compiled import prepared, figures_of, same\n"
        "many = prepared('equal-shares', 3); kernel = same(many, figures_of(many, 50))\n"
        "print(sum(kernel._function.stats.cache_hits.values()))"
    )
    command = [sys.executable, "-c", script]
    runs = [
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs == ["0\n", "1\n"]
    assert [path.suffix for path in folder.rglob("funding_kernel_*.py")] == [".py"]


def test_what_was_made_with_other_helpers_is_not_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """numba asks whether the text is the same, and not what it calls."""
    many = prepared("equal-shares", 3)
    same(many, figures_of(many, 50))
    other = folder.parent / "helpers.py"
    other.write_text("# other helpers", encoding="utf-8")
    monkeypatch.setattr(helpers, "__file__", str(other))
    again = prepared("equal-shares", 3)
    kernel = same(again, figures_of(again, 50))
    assert not sum(kernel._function.stats.cache_hits.values())  # type: ignore[attr-defined]
    assert len(list(folder.rglob("funding_kernel_*.py"))) == 2


def test_without_a_place_to_keep_it_it_is_made_again(folder: Path) -> None:
    folder.write_text("no folder", encoding="utf-8")
    many = prepared("equal-shares", 3)
    same(many, figures_of(many, 50))


def test_a_kernel_is_made_once_there_is_enough_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    monkeypatch.setattr(Kernel, "run", lambda self, figures, boards, *_: made.append(boards))
    many = prepared("equal-shares", 3)
    assert many.kernel is not None
    monkeypatch.setattr(Kernel, "is_worth", property(lambda self: self.asked >= 150))
    monkeypatch.setattr("funding.evaluation.batch.many.np.flatnonzero", lambda _: np.arange(0))
    for _ in range(3):
        many.run(figures_of(many, 60))
    assert made == [60]


def test_without_numba_numpy_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "find_spec", lambda _: None)
    many = prepared("equal-shares", 3)
    found = many.run(figures_of(many, 50), compiled=True)
    assert many.kernel is None
    assert Fraction(int(found.board["cost"].sum())) > 0


def test_nothing_that_a_user_wrote_is_in_the_text() -> None:
    kernel = prepared("national-percentage", 3).kernel
    assert kernel is not None
    text = kernel.text.source()
    for name in ("children", "police", "cost", "national", "share"):
        assert name not in text
