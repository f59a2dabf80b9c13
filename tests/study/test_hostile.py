"""Whatever is put in a line of a study, there is a result or faults in words, and all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.cli import main
from funding.errors import InputError
from funding.study.reading import read_study
from tests.study.studies import SCENARIO

EVERYTHING = """\
title       = { en = "A study with everything", cy = "Astudiaeth" }
notes       = "words"
scenario    = "boards"
formulas    = ["equal-shares", "national-60-25-10-5"]
baseline    = "equal-shares"
year        = "2026-27"
draws       = 8
seed        = 5
sampling    = "latin-hypercube"
percentiles = [5, 50, 100]
rises       = ["£1,000", "5%"]

[draw.even]
title        = "words"
distribution = "uniform"
low          = "-£100"
high         = "£900"
each         = "board"
status       = "agreed"
source       = "words"

[draw.peaked]
distribution = "triangular"
low          = 1
likely       = 2.5
high         = "3"

[draw.bell]
distribution = "normal"
mean         = 1
deviation    = 0.25
low          = 0

[draw.events]
distribution = "poisson"
mean         = "0.8"

[draw.rarely]
distribution = "chance"
of           = "5%"

[draw.either]
distribution = "choice"
values       = ["1%", "-2%"]
weights      = [3, 1]
each         = "partner"

[draw.known]
distribution = "quantiles"
points       = { "0%" = "£0", "40%" = "£9", "100%" = "£80" }

[sweep.some]
values = ["£5", "£6"]

[sweep.steps]
title = "words"
start = "0%"
end   = "10%"
step  = "10%"

[[input]]
column     = "cost_reviews"
expression = "1000 + even + events * peaked * bell + rarely + known + some"
boards     = ["hill"]
formulas   = ["national-60-25-10-5"]

[[input]]
column     = "children_0_17"
expression = "children_0_17 * (1 + either + steps)"
kinds      = ["local_authority"]
partners   = ["town", "county"]

[sensitivity]
draws   = 16
repeats = 2
"""
VALUES = ("", "-1", "nan", '"x"', "[]", '"100%"', "{}", "[[]]", "1e15", '["x", 1]')


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("boards.toml").write_text(SCENARIO, encoding="utf-8")


def study(text: str) -> Result:
    Path("hostile.toml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["study", "hostile.toml", "--workers", "1"])


def check(result: Result, line: str) -> None:
    assert isinstance(result.exception, SystemExit | None), f"{line}: {result.exception!r}"
    assert result.exit_code in (0, 3), line
    if result.exit_code == 3:
        assert result.stdout == "", line
        assert result.stderr.startswith("hostile.toml:"), f"{line}: {result.stderr}"


def test_the_study_is_sound_as_it_stands() -> None:
    result = study(EVERYTHING)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("Hill, 2026-27") == 8


def mutations(value: str) -> Iterator[tuple[str, str]]:
    lines = EVERYTHING.splitlines()
    for number, line in enumerate(lines):
        key, equals, _ = line.partition("=")
        if equals or (line and not value):
            changed = [f"{key}= {value}"] if value else []
            yield line, "\n".join([*lines[:number], *changed, *lines[number + 1 :]])


@pytest.mark.parametrize("value", VALUES)
def test_a_study_with_anything_in_any_line_is_read_or_refused_in_words(value: str) -> None:
    for line, text in mutations(value):
        Path("hostile.toml").write_text(text, encoding="utf-8")
        try:
            read_study("hostile.toml")
        except InputError as refused:
            assert all(each.file == "hostile.toml" for each in refused.faults), line  # noqa: PT017
            assert all(each.line for each in refused.faults), line  # noqa: PT017


RUN = ("formulas", "baseline", "draws", "percentiles", "each", "column", "expression", "kinds")


@pytest.mark.parametrize("value", ["", '"x"', '"cash"', "1"])
def test_a_study_with_anything_in_some_lines_is_run_or_refused_in_words(value: str) -> None:
    for line, text in mutations(value):
        if line.startswith(RUN):
            check(study(text), line)


KEYS = ("low", "likely", "high", "mean", "deviation", "of", "values", "weights", "points")
FIGURES = st.sampled_from(
    ["0", "1", '"£1"', '"-£2.50"', '"50%"', '"-100%"', '"1e9"', "0.000001", "999_999_999_999_999"]
)
TYPED = st.one_of(
    FIGURES,
    st.lists(FIGURES, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
    st.sampled_from(['{ "0%" = 1, "100%" = "2" }', '{ "0%" = "£1", "50%" = "£1", "100%" = "£9" }']),
)
NAMES = st.sampled_from(
    ["uniform", "triangular", "normal", "poisson", "chance", "choice", "quantiles"]
)


@settings(max_examples=150, deadline=None)
@given(name=NAMES, said=st.dictionaries(st.sampled_from(KEYS), TYPED, max_size=4))
def test_any_spread_is_read_or_refused_in_words(name: str, said: dict[str, str]) -> None:
    own = "".join(f"{key} = {value}\n" for key, value in said.items())
    text = f'scenario = "boards"\n[draw.some]\ndistribution = "{name}"\n{own}'
    text += '[[input]]\ncolumn = "cost_core"\nexpression = "some"\n'
    Path("hostile.toml").write_text(text, encoding="utf-8")
    try:
        (draw,) = read_study("hostile.toml").draws
    except InputError as refused:
        assert refused.faults  # noqa: PT017
        return
    assert draw.distribution.least >= -(2**53)


def test_several_faults_of_a_study_are_all_said() -> None:
    text = """\
scenario = "boards"
rises    = ["-5%", 3]

[draw.one]
distribution = "uniform"
low          = 5
high         = 1

[draw.two]
distribution = "chance"
of           = "£5"

[sweep.three]
values = [1, "5%"]

[[input]]
column     = "cost_core"
expression = "one + three"
"""
    said = study(text).stderr
    assert [line for line in said.splitlines() if line.startswith("hostile")] == [
        "hostile.toml:2:13: this is no rise of a bill",
        "hostile.toml:2:20: this is no rise of a bill",
        "hostile.toml:7:16: 'high' is below 'low'",
        "hostile.toml:11:16: this is no chance",
        "hostile.toml:13:1: its values are not of one kind",
    ]


def test_names_that_the_scenario_lacks_are_all_said() -> None:
    text = """\
scenario = "boards"
baseline = "wrexham"

[[input]]
column     = "cost_core"
expression = "1"
boards     = ["hill", "dell"]
partners   = ["mayor"]
"""
    said = study(text).stderr
    assert [line for line in said.splitlines() if line.startswith("hostile")] == [
        "hostile.toml:2:12: 'wrexham' is none of the formulas that are studied",
        "hostile.toml:7:23: the scenario has no board 'dell'",
        "hostile.toml:8:15: the scenario has no partner 'mayor'",
    ]


def test_a_fault_under_several_formulas_and_boards_is_said_once() -> None:
    text = 'scenario = "boards"\n[[input]]\ncolumn = "cost_core"\nexpression = "nonsense"\n'
    said = study(text).stderr
    assert said.count("hostile.toml:4:") == 1
    assert "there is no 'nonsense' here on board 'hill' under equal-shares" in said


def test_a_year_must_be_said_where_there_are_several() -> None:
    several = SCENARIO.replace('year     = "2026-27"', 'years    = ["2026-27", "2027-28"]')
    Path("boards.toml").write_text(several, encoding="utf-8")
    said = study('scenario = "boards"\n').stderr
    assert said.splitlines()[0] == (
        "hostile.toml:1:1: the scenario has several years: 2026-27, 2027-28"
    )


def test_more_figures_than_sobol_has_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("funding.study.ready.MOST_OF_SOBOL", 10)
    text = EVERYTHING.replace('"latin-hypercube"', '"sobol"')
    assert "hostile.toml:9:15: 26 figures are drawn at once, and Sobol's sequence has 10" in (
        study(text).stderr
    )
    assert study(EVERYTHING).exit_code == 0
