"""`funding study`: the result alone on standard output, how far it is beside it, and its status."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from funding.amounts import written_money
from funding.study import running
from tests.cli.running import environment, run
from tests.study.studies import ONE_DRAW, SCENARIO, STUDY, in_small_pieces, rows_of, stop_after


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("boards.toml").write_text(SCENARIO, encoding="utf-8")
    Path("study.toml").write_text(STUDY, encoding="utf-8")


def test_the_result_alone_is_on_standard_output() -> None:
    result = run("study", "study.toml")
    assert result.exit_code == 0
    assert result.stdout.startswith("What reviews may cost: 200 draws\n")
    assert "warning" not in result.stdout
    said = result.stderr.splitlines()
    assert said[0] == "draws: 0%"
    assert said[-1].endswith("warnings")
    assert sorted(path.name for path in Path().iterdir()) == ["boards.toml", "study.toml"]


def test_as_many_draws_are_made_as_asked() -> None:
    found = json.loads(run("study", "study.toml", "--draws", "30", "--format", "json").stdout)
    assert found["study"]["draws"] == 30
    assert {each["draws"] for each in found["results"]} == {30}
    assert run("study", "study.toml", "--draws", "0").exit_code == 2


def test_every_format_says_the_same_pennies() -> None:
    found = json.loads(run("study", "study.toml", "--format", "json").stdout)
    rows = list(csv.DictReader(run("study", "study.toml", "--format", "csv").stdout.splitlines()))
    tables = [run("study", "study.toml", "--format", form).stdout for form in ("table", "markdown")]
    partners = [
        (each["board"], each["formula"], partner)
        for each in found["results"]
        for partner in each["partners"]
    ]
    assert len(rows) == len(partners) == 12
    for row, (board, formula, partner) in zip(rows, partners, strict=True):
        assert (row["board"], row["formula"], row["partner"]) == (board, formula, partner["id"])
        own = {key: row[key] for key in ("in_scenario", "mean", "least", "most")}
        assert own == {key: partner[key] for key in own}
        assert {key: row[key] for key in partner["percentiles"]} == partner["percentiles"]
        assert round(Fraction(partner["short"]["exact"]), 6) == Fraction(row["short"])
        for table in tables:
            assert written_money(Fraction(partner["percentiles"]["P50"])) in table


def test_what_is_asked_for_is_written_to_a_file() -> None:
    shown = run("study", "study.toml", "--format", "csv").stdout_bytes
    result = run(
        "study", "study.toml", "--format", "csv", "-o", "found.csv", "--rows", "all.parquet"
    )
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("found.csv").read_bytes() == shown
    assert len(rows_of(Path("all.parquet"))) == 200 * 2 * 6


@pytest.mark.parametrize("workers", ["1", "2", "5"])
def test_workers_change_no_byte(workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("study", "study.toml", "--workers", "1").stdout
    in_small_pieces(monkeypatch)
    assert run("study", "study.toml", "--workers", workers).stdout == first


def test_a_study_may_stand_in_its_scenario() -> None:
    own = STUDY.replace('scenario = "boards"\n', "")
    own = own.replace("[draw.", "[study.draw.").replace("[[input]]", "[[study.input]]")
    Path("both.toml").write_text(f"{SCENARIO}\n[study]\n{own}", encoding="utf-8")
    beside = run("study", "study.toml", "--format", "csv").stdout
    assert run("study", "both.toml", "--format", "csv").stdout == beside
    assert run("simulate", "both.toml").stdout == run("simulate", "boards.toml").stdout


def test_a_scenario_without_a_study_is_told_what_it_lacks() -> None:
    result = run("study", "boards.toml")
    assert result.stderr.splitlines()[0] == (
        "boards.toml:1:1: this is a scenario, and it has no table [study]"
    )
    assert result.stderr.splitlines()[-1] == (
        '  add one, or name the scenario in a file of its own: scenario = "boards"'
    )


def test_a_study_in_its_scenario_names_no_other() -> None:
    Path("both.toml").write_text(f'{SCENARIO}\n[study]\nscenario = "boards"\n', encoding="utf-8")
    result = run("study", "both.toml")
    assert result.exit_code == 3
    assert "the study stands in its scenario" in result.stderr
    assert "delete this line" in result.stderr


def test_a_study_of_a_shipped_scenario_comes_from_standard_input() -> None:
    text = ONE_DRAW.replace('"boards"', '"wrexham-and-neath-port-talbot"')
    result = run("study", "-", stdin=text)
    assert result.exit_code == 0, result.stderr
    assert "64 draws" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.toml"],
        ["boards.toml"],
        ["study.toml", "--rows", "nowhere/rows.parquet"],
        ["study.toml", "-o", "nowhere/found.csv"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_refused_in_words(arguments: list[str]) -> None:
    result = run("study", *arguments)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Traceback" not in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_a_study_that_is_interrupted_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run("study", "study.toml").stdout
    in_small_pieces(monkeypatch)
    stop = stop_after(4)
    say = running.Running._say

    def said(self: running.Running, what: str) -> None:
        say(self, what)
        stop(what)

    with monkeypatch.context() as patch:
        patch.setattr(running.Running, "_say", said)
        result = run("study", "study.toml")
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.endswith("interrupted: the same command goes on from there\n")
    assert Path("study.study/state.npz").exists()
    assert run("study", "study.toml").stdout == whole
    assert not Path("study.study").exists()


def test_ctrl_c_leaves_a_study_that_goes_on() -> None:
    Path("long.toml").write_text(STUDY.replace("= 200", "= 3_000_000"), encoding="utf-8")
    command = [sys.executable, "-c", "from funding.cli import main; main()", "study", "long.toml"]
    process = subprocess.Popen(
        command,
        env=environment(),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Whoever runs the tests in the background may have them, and what they start, ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        state = Path("long.study/state.npz")
        until = time.monotonic() + 60
        while not state.exists() and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        output, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, output) == (130, ""), said
    assert said.endswith("interrupted: the same command goes on from there\n")
    assert "Traceback" not in said
    assert state.exists()
