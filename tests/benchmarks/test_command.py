"""`python -m benchmarks` says what was measured, and keeps the form that programs read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import library, measuring, peering, single, standard, stream, streaming, telling
from benchmarks.work import Cells

ROOT = Path(__file__).parents[2]
FEW = ["--rows", "300", "--rounds", "2"]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    line = [sys.executable, "-m", "benchmarks", *words]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile nothing, check few rows, and leave the environment as it is."""
    monkeypatch.setattr(library, "is_installed", lambda: False)
    monkeypatch.setattr(peering, "CHECKED", 240)
    monkeypatch.setenv("XDG_CACHE_HOME", "unused")


def test_the_standard_work_is_one_object_on_the_standard_output() -> None:
    done = run("standard-work", *FEW, "--engines", "funding-numpy,numpy_wrap64", "--format", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["schema"], found["rows"]) == ("funding.benchmark/1", 300)
    engines = {each["engine"]: each for each in found["engines"]}
    assert list(engines) == ["funding-numpy", "numpy_wrap64", "numpy"]
    assert engines["numpy"]["ratio_to_numpy"] == 1
    for each in engines.values():
        times = each["rows_per_second"] / engines["numpy"]["rows_per_second"]
        assert each["ratio_to_numpy"] == pytest.approx(times)
        assert each["exact"] == min(each["exact_by_kind"].values())
    assert engines["funding-numpy"]["exact"] == engines["numpy_wrap64"]["exact"] == 1
    assert engines["numpy"]["exact"] < 1


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("word", command.WORKS)
def test_each_work_prints_a_table_with_its_targets(
    word: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        sys, "argv", ["benchmarks", word, *FEW, "--engines", "funding,funding-numpy"]
    )
    command.main()
    printed = capsys.readouterr().out
    assert "300 rows" in printed
    for name in ("funding ", "funding-numpy ", "numpy "):
        (line,) = (each for each in printed.splitlines() if each.startswith(name))
        assert line.count("%") == (3 if name == "numpy " else 6)
    assert "funding: share of rows exact, the least of the three kinds" in printed


def test_few_boards_and_one_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "FEW", (1, 3))
    told, said = single.measured(1)
    assert [each["rows"] for each in told["few"]] == [1, 3]
    assert [each["wanted"] for each in told["targets"]] == [5, 300]
    assert "one board, all its cells in exact fractions: " in said


def test_a_stream_is_worked_out_chunk_by_chunk_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = []

    def make(rows: int, kind: str, seed: int) -> Cells:
        seeds.append((rows, seed))
        return kept(rows, kind, seed)

    kept = peering.make
    monkeypatch.setattr(streaming, "is_installed", lambda: False)
    monkeypatch.setattr(peering, "make", make)
    found = streaming.streamed(250, 100)
    assert seeds[-3:] == [(100, 1), (100, 2), (50, 3)]
    assert (found["rows"], found["chunk"]) == (250, 100)
    assert found["rows_per_second"] == pytest.approx(250 / found["seconds"])
    assert found["peak_bytes"] > 10_000_000


def test_a_stream_whose_pence_do_not_add_up_is_no_measurement() -> None:
    class Lossy:
        """What loses a penny of every chunk."""

        def run(self, figures: dict[str, Cells], *, compiled: bool) -> object:
            found = batch.run(figures, compiled=compiled)
            found.partners["cash"][0, 0] -= 1
            return found

    batch = standard.prepared()
    figures = standard.figures(peering.make(50, "random", 1))
    with pytest.raises(ArithmeticError, match="1 pence of a chunk are nowhere"):
        streaming.run_chunk(Lossy(), figures, [], compiled=False)


def test_a_stream_grows_tenfold_up_to_the_most() -> None:
    assert stream.sizes(10_000_000) == [10_000, 100_000, 1_000_000, 10_000_000]
    assert stream.sizes(25_000) == [10_000, 25_000]
    assert stream.sizes(500) == [500]


def test_a_stream_of_few_rows_runs_in_a_process_of_its_own() -> None:
    told, said = stream.measured(500, chunk=200)
    assert [each["rows"] for each in told["sizes"]] == [500]
    assert "500" in said


def test_help_names_every_benchmark() -> None:
    printed = run("--help").stdout
    assert all(word in printed for word in command.WORDS)


def test_an_engine_that_is_not_there_is_refused_and_one_not_installed_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run("standard-work", "--engines", "nympy")
    assert done.returncode != 0
    assert "there is no engine nympy" in done.stderr
    monkeypatch.setattr(measuring, "environment_of", lambda _: None)
    monkeypatch.setitem(peering.MODULES, "zen", "no_such_engine")
    monkeypatch.setattr(peering, "CHECKED", 24)
    seen = measuring.measure(peering.standard_work(), 100, 1, ["zen"])
    assert list(seen) == ["numpy"]
    assert "zen is left out: " in (said := capsys.readouterr().err)
    assert "sh benchmarks/install.sh" in said


def test_a_table_does_not_change_a_figure() -> None:
    assert "1234567.10" in telling.table([["a", "1234567.10"]], ["", "figure"])
