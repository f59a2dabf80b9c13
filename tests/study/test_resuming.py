"""The same study gives the same bytes: by however many workers, and however often it is stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

import funding
from funding.errors import FundingError
from funding.report.study_documents import STUDY_WRITERS
from funding.study import keeping, studying
from funding.study.crew import Task, Threads
from funding.study.keeping import Keeping, OfAnother
from funding.study.model import Study
from funding.study.packing import digest_of, pack
from funding.study.ready import Prepared, prepare_study
from funding.study.running import Progress
from funding.study.studying import Studied
from funding.study.work import Piece
from funding.study.work import Task as Counting
from tests.cli.running import environment
from tests.study.studies import (
    ONE_DRAW,
    SCENARIO,
    STUDY,
    Stopped,
    in_small_pieces,
    read,
    rows_of,
    stop_after,
    work_out,
)

WHOLE = """\
scenario = "boards"
formulas = ["equal-shares"]
draws    = 40
rises    = ["5%"]
seed     = 7

[draw.cost]
distribution = "uniform"
low          = "-£1,000"
high         = "£90,000"
each         = "board"

[sweep.reviews]
values = ["£0", "£5,000"]

[[input]]
column     = "cost_core"
expression = "cost"

[[input]]
column     = "cost_reviews"
expression = "reviews"

[sensitivity]
draws   = 16
repeats = 2
"""
"""A study of two cases, with pieces of draws, of percentiles and of sensitivity."""


def bytes_of(found: Studied, folder: Path) -> dict[str, bytes]:
    """Give everything that a study writes."""
    written = {form: str(write(found)).encode() for form, write in STUDY_WRITERS.items()}
    return {**written, "rows": (folder / "rows.parquet").read_bytes()}


KNOWN: dict[str, Prepared] = {}


def prepared_once(study: Study) -> Prepared:
    """Make a study ready once: what is kept and gone on with does not depend on it."""
    digest = digest_of(pack(study))
    if digest not in KNOWN:
        KNOWN[digest] = prepare_study(study)
    return KNOWN[digest]


@dataclass
class Undisturbed:
    written: dict[str, bytes]
    steps: int


@pytest.fixture(autouse=True)
def _in_small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    in_small_pieces(monkeypatch)
    monkeypatch.setattr(keeping, "SECONDS", 0)
    monkeypatch.setattr(studying, "prepare_study", prepared_once)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    said: list[Progress] = []
    with pytest.MonkeyPatch.context() as patch:
        in_small_pieces(patch)
        found = work_out(folder, WHOLE, rows=folder / "rows.parquet", said=said.append)
    return Undisturbed(bytes_of(found, folder), len(said))


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_any_number_of_workers_gives_the_same_bytes(
    workers: int, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    found = work_out(tmp_path, WHOLE, rows=tmp_path / "rows.parquet", workers=workers)
    assert bytes_of(found, tmp_path) == undisturbed.written


@dataclass
class Backwards:
    """A crew that does the last piece first."""

    prepared: Prepared

    def do(self, task: Task, numbers: Iterable[int]) -> Iterator[tuple[int, Piece]]:
        for number in sorted(numbers, reverse=True):
            yield number, task.work(self.prepared, number)


def test_pieces_in_any_order_give_the_same_bytes(
    undisturbed: Undisturbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studying, "Threads", lambda prepared, _: Backwards(prepared))
    found = work_out(tmp_path, WHOLE, rows=tmp_path / "rows.parquet")
    assert bytes_of(found, tmp_path) == undisturbed.written


@pytest.mark.parametrize("kept", [0, 1_000], ids=["kept each time", "kept when stopped"])
def test_a_study_stopped_at_any_step_goes_on_as_if_it_had_not_been(
    kept: int, undisturbed: Undisturbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "SECONDS", kept)
    for step in range(0, undisturbed.steps, 4):
        folder = tmp_path / str(step)
        with pytest.raises(Stopped):
            work_out(folder, WHOLE, rows=folder / "rows.parquet", said=stop_after(step), workers=2)
        assert not (folder / "rows.parquet").exists()
        found = work_out(folder, WHOLE, rows=folder / "rows.parquet", workers=2)
        assert bytes_of(found, folder) == undisturbed.written, step
        assert not (folder / "kept").exists()


def test_a_study_stopped_at_every_step_comes_to_its_end(
    undisturbed: Undisturbed, tmp_path: Path
) -> None:
    for turn in range(3 * undisturbed.steps):
        try:
            found = work_out(tmp_path, WHOLE, rows=tmp_path / "rows.parquet", said=stop_after(1))
        except Stopped:
            continue
        assert bytes_of(found, tmp_path) == undisturbed.written
        assert turn > 10
        return
    pytest.fail("it does not come to its end")


def test_what_is_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[object, int]] = []
    do = Threads.do

    def counted(crew: Threads, task: Task, numbers: Iterable[int]) -> Iterator[tuple[int, Piece]]:
        for number, piece in do(crew, task, numbers):
            what = repr(vars(task.windows)) if isinstance(task, Counting) else "sensing"
            done.append((what, number))
            yield number, piece

    monkeypatch.setattr(Threads, "do", counted)
    with pytest.raises(Stopped):
        work_out(tmp_path, STUDY, said=stop_after(4))
    before = list(done)
    assert len(before) == 4
    work_out(tmp_path, STUDY)
    # The piece after which it was stopped is among what is kept: `said` comes last.
    assert len(done) == len(set(done))


Break = Callable[[pytest.MonkeyPatch], None]


def _forget_what_is_done(patch: pytest.MonkeyPatch) -> None:
    begin = Keeping.begin

    def wrong(kept: Keeping, name: str, pieces: int) -> object:
        current = begin(kept, name, pieces)
        current.done[:] = False
        return current

    patch.setattr(Keeping, "begin", wrong)


def _forget_what_came_of_it(patch: pytest.MonkeyPatch) -> None:
    begin = Keeping.begin

    def wrong(kept: Keeping, name: str, pieces: int) -> object:
        current = begin(kept, name, pieces)
        if "sum" in current.tally:
            current.tally["sum"][:] = 0
        return current

    patch.setattr(Keeping, "begin", wrong)


@pytest.mark.parametrize("broken", [_forget_what_is_done, _forget_what_came_of_it])
def test_pieces_that_count_twice_or_never_are_seen(
    broken: Break, undisturbed: Undisturbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Stopped):
        work_out(tmp_path, WHOLE, rows=tmp_path / "rows.parquet", said=stop_after(2))
    broken(monkeypatch)
    found = work_out(tmp_path, WHOLE, rows=tmp_path / "rows.parquet")
    assert bytes_of(found, tmp_path) != undisturbed.written


@pytest.mark.parametrize(
    ("call", "times"),
    [("fsync", 1), ("fsync", 12), ("replace", 2), ("replace", 7), ("unlink", 3), ("unlink", 5)],
)
def test_a_killed_process_loses_no_row_and_repeats_none(
    call: str, times: int, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    # It is killed just before the system does something for the so many-th time.
    script = f"""\
import os, signal, sys
from pathlib import Path
import pytest
from funding.study import keeping
from tests.study.studies import in_small_pieces, work_out
from tests.study.test_resuming import WHOLE

folder = Path(sys.argv[1])
in_small_pieces(pytest.MonkeyPatch())
keeping.SECONDS = 0
owner = os if {call!r} == "fsync" else Path
real, left = getattr(owner, {call!r}), [{times}]

def killed(*arguments, **keywords):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **keywords)

setattr(owner, {call!r}, killed)
work_out(folder, WHOLE, rows=folder / "rows.parquet", workers=2)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    found = work_out(tmp_path, WHOLE, rows=tmp_path / "rows.parquet")
    assert bytes_of(found, tmp_path) == undisturbed.written
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "boards.toml",
        "rows.parquet",
        "study.toml",
    ]


def test_rows_are_each_draw_of_each_case_and_partner_once(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        work_out(tmp_path, WHOLE, rows=tmp_path / "rows.parquet", said=stop_after(6))
    work_out(tmp_path, WHOLE, rows=tmp_path / "rows.parquet")
    rows = rows_of(tmp_path / "rows.parquet")
    keys = {
        (row["reviews"], row["draw"], row["board"], row["formula"], row["partner"]) for row in rows
    }
    assert len(rows) == len(keys) == 2 * 40 * 6
    assert {row["draw"] for row in rows} == set(range(1, 41))


def test_the_same_seed_gives_the_same_rows_and_another_others(tmp_path: Path) -> None:
    for folder, seed in (("a", 7), ("b", 7), ("c", 8)):
        text = STUDY.replace("seed     = 7", f"seed = {seed}")
        (tmp_path / folder).mkdir()
        work_out(tmp_path / folder, text, rows=tmp_path / folder / "rows.parquet")
    first, same, other = ((tmp_path / each / "rows.parquet").read_bytes() for each in "abc")
    assert first == same != other


def test_row_groups_do_not_depend_on_who_works(tmp_path: Path) -> None:
    from pyarrow import parquet

    work_out(tmp_path, ONE_DRAW, rows=tmp_path / "rows.parquet", workers=3)
    file = parquet.ParquetFile(tmp_path / "rows.parquet")
    groups = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert groups == [16 * 4, 16 * 4, 16 * 2, 16 * 2] * 4  # a block, then a board and a formula


STATE = "kept"


def stopped(folder: Path, text: str = STUDY) -> Path:
    """Stop a study, and give the folder with what it keeps."""
    with pytest.raises(Stopped):
        work_out(folder, text, said=stop_after(2))
    return folder / STATE


@pytest.mark.parametrize(
    "other",
    [
        {"study": STUDY.replace("0.8", "0.9")},
        {"study": STUDY.replace("seed     = 7", "seed = 8")},
        {"scenario": SCENARIO.replace("£7,000.01", "£7,000.02")},
        {"rows": True},
        {"draws": 199},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_another_study_keeps_is_refused_and_left_alone(
    other: dict[str, object], tmp_path: Path
) -> None:
    kept = stopped(tmp_path)
    before = (kept / "state.npz").read_bytes()
    rows = tmp_path / "rows.parquet" if other.pop("rows", False) else None
    asked = read(tmp_path, **other)  # type: ignore[arg-type]  # texts
    with pytest.raises(OfAnother, match="another study is kept here, or this one begun with other"):
        funding.run_study(asked, state=kept, rows=rows)
    assert (kept / "state.npz").read_bytes() == before


def test_a_scenario_called_study_is_told_from_the_study(tmp_path: Path) -> None:
    for place, text in enumerate(("£1", "£2")):
        (tmp_path / "study.toml").write_text(SCENARIO, encoding="utf-8")
        path = tmp_path / f"asked{place}.toml"
        path.write_text(ONE_DRAW.replace('"boards"', '"study"').replace('"£0"', f'"{text}"'))
        said = stop_after(2) if place == 0 else None
        asked = funding.read_study(path)
        if said:
            with pytest.raises(Stopped):
                funding.run_study(asked, state=tmp_path / STATE, said=said)
        else:
            with pytest.raises(OfAnother):
                funding.run_study(asked, state=tmp_path / STATE)


def _npy(path: Path) -> None:
    import numpy as np

    with path.open("wb") as file:
        np.save(file, np.arange(5))


def _pickled(path: Path) -> None:
    import numpy as np

    np.savez(path, study=np.array([{"a": 1}], dtype=object))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200] ^= 0xFF
    path.write_bytes(bytes(content))


def _other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("study.npy", b"no array")


BROKEN: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("hello"),
    "one array": _npy,
    "pickled": _pickled,
    "cut off": _cut,
    "a bit flipped": _flipped,
    "another zip": _other_zip,
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_state_is_refused_in_words(how: str, tmp_path: Path) -> None:
    kept = stopped(tmp_path)
    BROKEN[how](kept / "state.npz")
    with pytest.raises(FundingError) as refused:
        work_out(tmp_path, STUDY)
    assert str(refused.value) == (
        f"{kept / 'state.npz'}: this is not what a study keeps; delete it"
    )


def test_a_state_that_is_no_folder_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / STATE).write_text("hello")
    with pytest.raises(FundingError, match="kept: cannot be written: File exists"):
        work_out(tmp_path, STUDY)


def test_rows_that_are_gone_are_refused_in_words(tmp_path: Path) -> None:
    rows = tmp_path / "rows.parquet"
    with pytest.raises(Stopped):
        work_out(tmp_path, STUDY, said=stop_after(3), rows=rows)
    next((tmp_path / STATE).glob("rows-*")).unlink()
    with pytest.raises(FundingError, match="these rows are gone; delete the folder to begin again"):
        work_out(tmp_path, STUDY, rows=rows)
    assert not rows.exists()


def test_a_folder_of_somebodys_keeps_what_is_not_the_studys(tmp_path: Path) -> None:
    (tmp_path / STATE).mkdir()
    letter = tmp_path / STATE / "letter.txt"
    letter.write_text("Dear all")
    work_out(tmp_path, STUDY, rows=tmp_path / "rows.parquet")
    assert list((tmp_path / STATE).iterdir()) == [letter]


def test_rows_that_a_killed_study_left_are_none_of_anothers(tmp_path: Path) -> None:
    (tmp_path / STATE).mkdir()
    (tmp_path / STATE / "rows-0000-0000099.parquet").write_bytes(b"others")
    (tmp_path / "a").mkdir()
    work_out(tmp_path, ONE_DRAW, rows=tmp_path / "rows.parquet")
    assert len(rows_of(tmp_path / "rows.parquet")) == 64 * 2 * 6
    assert not (tmp_path / STATE).exists()


@pytest.mark.parametrize("place", ["missing/rows.parquet", "folder"])
def test_rows_that_cannot_be_written_are_refused_before_any_work(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr(studying, "prepare_study", lambda _: pytest.fail("work was done"))
    with pytest.raises(FundingError, match=r"there is no folder|cannot be written"):
        work_out(tmp_path, STUDY, rows=tmp_path / place)


def test_rows_are_never_written_through_a_name_that_somebody_else_made(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / ".rows.parquet.part").symlink_to(victim)
    work_out(tmp_path, ONE_DRAW, rows=tmp_path / "rows.parquet")
    assert victim.read_text() == "mine"
    assert len(rows_of(tmp_path / "rows.parquet")) == 64 * 2 * 6


def test_the_old_rows_stay_until_the_new_ones_are_whole(tmp_path: Path) -> None:
    rows = tmp_path / "rows.parquet"
    rows.write_text("old")
    with pytest.raises(Stopped):
        work_out(tmp_path, STUDY, rows=rows, said=stop_after(5))
    assert rows.read_text() == "old"


def test_progress_never_falls_and_comes_to_its_end(tmp_path: Path) -> None:
    said: list[Progress] = []
    work_out(tmp_path, WHOLE, said=said.append)
    assert all(a.done <= b.done for a, b in pairwise(said))
    assert all(each.done <= each.of for each in said)
    assert said[0].done == 0
    assert said[-1].done == said[-1].of
    assert {each.what for each in said} == {"draws", "percentiles", "sensitivity"}


def test_after_it_was_stopped_progress_goes_on_from_there(tmp_path: Path) -> None:
    before: list[Progress] = []

    def say(progress: Progress) -> None:
        before.append(progress)
        if progress.done == 5:
            raise Stopped

    with pytest.raises(Stopped):
        work_out(tmp_path, WHOLE, said=say)
    after: list[Progress] = []
    work_out(tmp_path, WHOLE, said=after.append)
    assert after[0].done >= 4


def test_studies_of_several_workers_are_stopped_without_waiting_for_all(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(Stopped):
        work_out(tmp_path, STUDY.replace("200", "20_000"), said=stop_after(1), workers=2)
    assert time.monotonic() - began < 20
