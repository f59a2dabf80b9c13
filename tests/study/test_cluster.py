"""A cluster gives the bytes that one machine gives, whoever of it is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from funding.errors import FundingError
from funding.report.study_documents import study_as_json
from funding.study import cluster as clusters
from funding.study import packing
from funding.study.reading import read_study
from funding.study.running import Progress
from funding.study.studying import run_study
from tests.study.cluster import cluster

STUDY = """
scenario = "bridgend-after-2019"
formulas = ["national-60-25-10-5"]
draws = 49_152
seed = 5
[draw.growth]
distribution = "uniform"
low = "-5%"
high = "8%"
each = "partner"
[draw.cost]
distribution = "triangular"
low = "£50,000"
likely = "£90,000"
high = "£150,000"
[[input]]
column = "cost_core"
expression = "cost"
[[input]]
column = "children_0_17"
expression = "children_0_17 * (1 + growth)"
kinds = ["local_authority"]
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "cost.toml"
    path.write_text(STUDY, encoding="utf-8")
    return path


def bytes_of(study: Path, **how: object) -> tuple[str, bytes]:
    """Work a study out; give its result as JSON, and its rows."""
    rows = study.with_suffix(".parquet")
    state = study.parent / "state"
    found = run_study(read_study(study), rows=rows, state=state, **how)  # type: ignore[arg-type]  # as they are
    assert not state.exists()
    return study_as_json(found), rows.read_bytes()


def test_two_workers_give_the_bytes_of_one_machine_though_one_of_them_is_killed(
    study: Path,
) -> None:
    alone = bytes_of(study, workers=1)
    with cluster() as running:
        assert bytes_of(study, scheduler=running.address) == alone
        killed: list[Progress] = []

        def kill(progress: Progress) -> None:
            if progress.done >= 2 and not killed:
                running.kill_a_worker()
                killed.append(progress)

        assert bytes_of(study, scheduler=running.address, said=kill) == alone
        assert killed
        assert killed[0].done < killed[0].of


def test_a_scheduler_that_is_lost_is_said_and_the_study_goes_on_without_it(study: Path) -> None:
    alone = bytes_of(study, workers=1)
    seen: list[int] = []
    with cluster() as running:

        def kill(progress: Progress) -> None:
            seen.append(progress.done)
            if progress.done == 2:
                running.kill()

        with pytest.raises(FundingError, match=r"lost; the same command goes on from there"):
            bytes_of(study, scheduler=running.address, said=kill)
    first: list[int] = []
    assert bytes_of(study, workers=1, said=lambda progress: first.append(progress.done)) == alone
    assert first[0] == max(seen) >= 2


def test_where_no_scheduler_answers_that_is_said(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 0.5)
    with pytest.raises(FundingError, match=r"tcp://127.0.0.1:9: no scheduler answers there"):
        bytes_of(study, scheduler="tcp://127.0.0.1:9")
    with pytest.raises(FundingError, match="no scheduler answers there"):
        bytes_of(study, scheduler="nonsense://x")


def test_a_scheduler_without_workers_is_not_waited_for(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cluster(workers=0) as running:
        monkeypatch.setattr(clusters, "PATIENCE", 1)
        with pytest.raises(FundingError, match="the scheduler has no worker"):
            bytes_of(study, scheduler=running.address)


def test_a_worker_of_another_version_is_found_out(study: Path) -> None:
    files = packing.pack(read_study(study))
    with pytest.raises(FundingError, match="another version of funding"):
        clusters.do_piece(files, "0" * 64, None, 0, "en")  # type: ignore[arg-type]  # it is not asked


def test_a_formula_that_is_another_on_a_worker_is_found_out(study: Path) -> None:
    files = packing.pack(read_study(study))
    name = "formulas/national-60-25-10-5.toml"
    with pytest.raises(FundingError, match="'national-60-25-10-5' is another one on a worker"):
        packing.unpack({**files, name: files[name] + "\n# changed"})


def test_what_is_unpacked_is_what_was_packed(study: Path) -> None:
    files = packing.pack(read_study(study, draws=77))
    again = packing.unpack(files)
    assert packing.digest_of(packing.pack(again)) == packing.digest_of(files)
    assert again.file.draws == 77
