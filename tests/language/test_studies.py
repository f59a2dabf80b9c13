"""What is said of studies is in the language spoken; what is kept of them rests on none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import funding
from funding.errors import FundingError
from funding.language import _, speaking
from funding.study import cluster, packing
from funding.study.batch import prepare_batch
from funding.study.batches import prepare_batches
from funding.study.crew import Threads
from funding.study.keeping import OfAnother
from funding.study.reading import read_study
from funding.study.ready import Prepared, prepare_study
from funding.study.running import Progress
from funding.study.studying import run_study
from funding.study.work import Piece
from tests.language.pseudo import speaking_pseudo
from tests.language.words_left import words_left
from tests.study.studies import ONE_DRAW, SCENARIO, STUDY, work_out

FEW = STUDY.replace("200", "40")
SETTLED = """\
scenario = "six-regional-boards"
formulas = ["wrexham"]
draws    = 16

[draw.agrees]
distribution = "chance"
of           = "50%"

[draw.more]
distribution = "uniform"
low          = "-£900,000"
high         = "£900,000"

[[input]]
column     = "take_up"
expression = "agrees"
kinds      = ["probation"]

[[input]]
column     = "cost_core"
expression = "cost_core + more"
"""


def test_the_warnings_of_a_study_are_in_the_language_spoken(tmp_path: Path) -> None:
    (tmp_path / "settled.toml").write_text(SETTLED, encoding="utf-8")
    with speaking_pseudo():
        study = read_study(tmp_path / "settled.toml")
        found = run_study(study, state=tmp_path / "kept", workers=1)
        others = found.prepared.outcome.all_warnings()
        ours = found.warnings[: len(found.warnings) - len(others)]
    assert len(ours) > 1
    assert any("agrees" in each for each in ours)
    known = {"wrexham", *(board.id for board in study.scenario.boards)}
    for text in (*ours, *(each.why for each in found.summaries)):
        assert not words_left(text.replace("cost_core", ""), known)


def test_how_far_a_study_is_is_said_in_the_language_spoken(tmp_path: Path) -> None:
    said = set[str]()

    def heard(progress: Progress) -> None:
        said.add(progress.what)

    with speaking_pseudo():
        asked = "\n[sensitivity]\ndraws = 16\nrepeats = 2\n"
        work_out(tmp_path, FEW + asked, said=heard)
    assert len(said) > 1
    assert not any(words_left(each) for each in said)


def state_of(folder: Path) -> dict[str, bytes]:
    with np.load(folder / "state.npz") as kept:
        return {name: kept[name].tobytes() for name in kept.files}


class Stopped(Exception):
    """The work was stopped on purpose."""


def stop(progress: Progress) -> None:
    if progress.done:
        raise Stopped


def begun(folder: Path, language: str) -> dict[str, bytes]:
    """Begin a study, stop it, and give what it keeps."""
    folder.mkdir()
    with speaking("cy" if language == "cy" else "en"), pytest.raises(Stopped):
        work_out(folder, FEW, rows=folder / "rows.parquet", state=folder / "kept", said=stop)
    return state_of(folder / "kept")


def test_what_is_kept_of_a_study_and_its_rows_are_the_same_bytes_in_any_language(
    tmp_path: Path,
) -> None:
    english, welsh = begun(tmp_path / "en", "en"), begun(tmp_path / "cy", "cy")
    assert english
    assert english == welsh
    for folder, language in (("en", "cy"), ("cy", "en")):  # each goes on in the other
        place = tmp_path / folder
        with speaking("cy" if language == "cy" else "en"):
            work_out(place, FEW, rows=place / "rows.parquet", state=place / "kept")
    rows = [(tmp_path / folder / "rows.parquet").read_bytes() for folder in ("en", "cy")]
    assert rows[0] == rows[1]


def test_a_study_gives_the_same_figures_in_any_language(tmp_path: Path) -> None:
    english = work_out(tmp_path, FEW).summaries
    with speaking("cy"):
        welsh = work_out(tmp_path, FEW).summaries
    assert english == welsh  # the names of these files are in English only


def test_a_thread_speaks_the_language_of_whoever_asked(tmp_path: Path) -> None:
    class Saying:
        case = 0

        def pieces(self, prepared: Prepared) -> int:
            return 3

        def work(self, prepared: Prepared, number: int) -> Piece:
            return Piece({}, _("draws").encode())

    (tmp_path / "boards.toml").write_text(SCENARIO, encoding="utf-8")
    (tmp_path / "study.toml").write_text(ONE_DRAW, encoding="utf-8")
    crew = Threads(prepare_study(read_study(tmp_path / "study.toml")), workers=2)
    with speaking("cy"):
        said = {piece.rows.decode() for _number, piece in crew.do(Saying(), range(3))}
    assert said == {"tyniadau"}


def test_a_worker_elsewhere_speaks_the_language_that_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "boards.toml").write_text(SCENARIO, encoding="utf-8")
    (tmp_path / "study.toml").write_text(ONE_DRAW, encoding="utf-8")
    files = packing.pack(read_study(tmp_path / "study.toml"))
    with pytest.raises(FundingError) as found:
        cluster.do_piece(files, "0" * 64, None, 0, "cy")  # type: ignore[arg-type]  # it is not asked
    assert str(found.value) == "mae fersiwn arall o funding wedi’i osod ar weithiwr"


def refusals(folder: Path) -> Iterator[str]:
    """Give what is said where a study cannot be worked out."""
    (folder / "boards.toml").write_text(SCENARIO, encoding="utf-8")
    (folder / "study.toml").write_text(FEW, encoding="utf-8")
    study = read_study(folder / "study.toml")
    for rows in (folder / "no" / "rows.parquet", folder):
        with pytest.raises(FundingError) as found:
            run_study(study, rows=rows)
        yield str(found.value)
    (folder / "kept").mkdir()
    (folder / "kept" / "state.npz").write_bytes(b"nothing")
    with pytest.raises(OfAnother) as found:
        run_study(study, state=folder / "kept")
    yield str(found.value)
    (folder / "kept" / "state.npz").unlink()
    with pytest.raises(Stopped):
        run_study(study, state=folder / "kept", said=stop)
    with pytest.raises(OfAnother) as found:
        run_study(read_study(folder / "study.toml", draws=39), state=folder / "kept")
    yield str(found.value)
    with pytest.raises(FundingError) as found:
        run_study(study, scheduler="nonsense://x", state=folder / "other")
    yield str(found.value).partition(" (")[0]


def test_why_a_study_cannot_be_worked_out_is_said_in_the_language_spoken(tmp_path: Path) -> None:
    with speaking_pseudo():
        said = [each.replace(str(tmp_path), "") for each in refusals(tmp_path)]
    assert len(said) == 5
    known = {"no", "kept", "nonsense", "x"}
    assert [words_left(each, known) for each in said] == [[]] * 5


def wrong_batches(folder: Path) -> Iterator[str]:
    """Give what is said where a table of figures cannot be worked out."""
    (folder / "boards.toml").write_text(SCENARIO, encoding="utf-8")
    scenario = funding.read_scenario(folder / "boards.toml")
    alone = {"board": "hill", "formula": "equal-shares"}
    batch = prepare_batch(scenario, ["cost_core"], **alone)
    batches = prepare_batches(scenario, ["cost_core"])
    one, half = np.array([1]), np.array([0.5])
    for table in ({}, {"cost_core": half}, {"cost_core": [1]}, {"cost_core": one, "more": one}):
        with pytest.raises(ValueError, match=r"cost_core|more") as found:
            batch.run(table)
        yield str(found.value)
    for wrong in ({"varies": ["assessed"]}, {"varies": {"cost_core": -1}}):
        with pytest.raises(ValueError, match=r"assessed|cost_core") as found:
            prepare_batch(scenario, **wrong, **alone)
        yield str(found.value)
    with pytest.raises(ValueError, match="hill") as found:
        prepare_batch(scenario, ["cost_core"])
    yield str(found.value)
    for boards in ({}, {"board": ["hill", "dale"]}):
        with pytest.raises(ValueError) as found:  # noqa: PT011  # it is looked at by the caller
            batches.run({"cost_core": one, **boards})
        yield str(found.value)


def test_why_figures_cannot_be_worked_out_is_said_in_the_language_spoken(tmp_path: Path) -> None:
    known = {"hill", "dale", "equal-shares", "national-60-25-10-5", "cost_core", "list", "float64"}
    with speaking_pseudo():
        said = list(wrong_batches(tmp_path))
    assert len(said) == 9
    assert [words_left(each, known) for each in said] == [[]] * 9
