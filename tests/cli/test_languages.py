"""The language of a command: asked for on the line or by a variable, one or both in one run."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import click
import pytest
from babel.numbers import format_currency
from click.testing import CliRunner, Result

from funding.amounts import POUNDS, written_sum
from funding.cli import main
from funding.cli.recording import CARRY_NONE
from funding.cli.speaking import VARIABLE, asked_language, editions
from funding.language import speaking, spoken
from tests.cli.running import CALM, WARNS, WELSH, run, run_apart

HEAVY = ("babel", "jinja2", "xlsxwriter", "sympy")
LOADED = f"""
import sys
from funding.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("loaded:", sorted(set({HEAVY!r}) & set(sys.modules)))
"""


def said(*arguments: str, variable: str = "", stdin: str | None = None) -> Result:
    return CliRunner(env={VARIABLE: variable}).invoke(
        main, arguments, input=stdin, prog_name="funding"
    )


def test_english_is_spoken_unless_another_is_asked_for() -> None:
    assert run("simulate", WELSH).stdout == run("simulate", WELSH, "--lang", "en").stdout


def test_welsh_has_the_sums_of_english_and_other_words() -> None:
    english, welsh = (run("simulate", WELSH, "--lang", each).stdout for each in ("en", "cy"))
    sums = re.compile(r"\d[\d,]*\.\d\d")
    assert sums.findall(welsh) == sums.findall(english) != []
    assert "Pob partner" in welsh
    assert "All partners" not in welsh


def test_a_variable_is_as_if_the_option_was_given() -> None:
    asked = said("simulate", WELSH, "--lang", "cy")
    assert said("simulate", WELSH, variable="cy").output == asked.output


def test_the_option_goes_before_the_variable() -> None:
    asked = said("simulate", WELSH)
    assert said("simulate", WELSH, "--lang", "en", variable="cy").output == asked.output


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_takes_the_option(command: str) -> None:
    (option,) = (each for each in main.commands[command].params if "--lang" in each.opts)
    assert isinstance(option, click.Option)
    assert option.envvar == VARIABLE
    assert said(command, "--help", "--lang", "cy").stdout.startswith(f"Defnydd: funding {command}")


def test_help_of_all_commands_is_in_the_language_of_the_variable() -> None:
    assert said("--help", variable="cy").stdout.startswith("Defnydd: funding [OPSIYNAU]")
    assert said("--help").stdout.startswith("Usage: funding [OPTIONS]")


def test_help_in_english_is_as_before_after_help_in_welsh() -> None:
    before = said("simulate", "--help").stdout
    assert said("simulate", "--help", "--lang", "cy").stdout != before
    assert said("simulate", "--help").stdout == before


@pytest.mark.parametrize("given", [("--lang", "de"), ("--lang=de",)])
def test_a_language_that_there_is_not_is_a_usage_fault(given: tuple[str, ...]) -> None:
    result = said("simulate", WELSH, *given)
    assert result.exit_code == click.UsageError.exit_code
    assert "'de' is not one of 'en', 'cy', 'both'" in result.stderr


def test_a_variable_that_is_no_language_is_a_usage_fault_that_names_it() -> None:
    result = said("rules", variable="cymraeg")
    assert result.exit_code == click.UsageError.exit_code
    assert VARIABLE in result.stderr
    assert "'cymraeg' is not one of 'en', 'cy'" in result.stderr


def test_a_usage_fault_is_in_the_language_asked_for_wherever_that_stands() -> None:
    for line in (("--nope", "--lang", "cy"), ("--lang=cy", "--nope")):
        result = said("simulate", WELSH, *line)
        assert result.exit_code == click.UsageError.exit_code
        assert "Gwall: Nid oes opsiwn o’r enw '--nope'." in result.stderr


def test_both_languages_need_a_file() -> None:
    result = said("simulate", WELSH, "--lang", "both")
    assert result.exit_code == click.UsageError.exit_code
    assert "two languages are two files: say --output FILE" in result.stderr


def without_command(paper: str) -> str:
    """Take the command, which is another, out of the record in a paper."""
    paper = re.sub(r'"command": \[[^]]*\]', '"command": []', paper)
    lines = (line for line in paper.splitlines() if " simulate " not in line)
    return "\n".join(re.sub(r"\s+\|", " |", re.sub(r"-{3,}", "---", line)) for line in lines)


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_both_languages_are_what_each_is_alone(form: str, tmp_path: Path) -> None:
    line = ("simulate", WELSH, "--format", form)
    done = said(*line, "--lang", "both", "--output", str(tmp_path / "paper.v2.txt"))
    assert (done.exit_code, done.stdout) == (0, "")
    names = {f"paper.v2.{language}.txt" for language in ("en", "cy")}
    beside = {f"{name}.record.json" for name in names} if form in CARRY_NONE else set()
    assert {each.name for each in tmp_path.iterdir()} == names | beside
    for language in ("en", "cy"):
        alone = said(*line, "--lang", language).stdout_bytes.decode()
        both = (tmp_path / f"paper.v2.{language}.txt").read_bytes().decode()
        assert without_command(both) == without_command(alone)


def test_both_languages_say_each_warning_once_and_in_english(tmp_path: Path) -> None:
    output = ("--output", str(tmp_path / "paper"))
    done = said("simulate", "-", "--lang", "both", *output, stdin=WARNS)
    assert done.stderr == said("simulate", "-", stdin=WARNS).stderr
    assert done.stderr.endswith("2 warnings\n")
    papers = {"paper.en", "paper.cy"}
    beside = {f"{paper}.record.json" for paper in papers}
    assert {each.name for each in tmp_path.iterdir()} == papers | beside


def test_standard_input_is_read_in_both_languages(tmp_path: Path) -> None:
    done = said("simulate", "-", "--lang", "both", "-o", str(tmp_path / "a.txt"), stdin=CALM)
    assert done.exit_code == 0, done.output
    for language in ("en", "cy"):
        assert "40,000.01" in (tmp_path / f"a.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        ("compare", WELSH),
        ("explain", WELSH, "--partner", "police"),
        ("show", "wrexham"),
    ],
    ids=lambda line: line[0],
)
def test_papers_are_written_in_both_languages(line: tuple[str, ...], tmp_path: Path) -> None:
    done = said(*line, "--lang", "both", "--output", str(tmp_path / "paper.txt"))
    assert done.exit_code == 0, done.output
    english, welsh = ((tmp_path / f"paper.{each}.txt").read_bytes() for each in ("en", "cy"))
    assert english.decode() == said(*line).stdout_bytes.decode()
    assert welsh.decode() == said(*line, "--lang", "cy").stdout_bytes.decode() != english.decode()


def test_where_one_language_fails_no_file_is_written(tmp_path: Path) -> None:
    output = ("--output", str(tmp_path / "paper"))
    done = said("simulate", "-", "--strict", "--lang", "both", *output, stdin=WARNS)
    assert done.exit_code == 3
    assert not list(tmp_path.iterdir())


def test_each_edition_knows_the_file_of_the_other() -> None:
    english, welsh = editions(Path("out/page.html"), "both")
    assert (english.output, english.other) == (Path("out/page.en.html"), ("cy", "page.cy.html"))
    assert (welsh.output, welsh.other) == (Path("out/page.cy.html"), ("en", "page.en.html"))
    (only,) = editions(None, "cy")
    assert (only.language, only.output, only.other) == ("cy", None, None)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_programs_read_the_same_keys_codes_and_sums_in_welsh(form: str) -> None:
    english, welsh = (said("simulate", WELSH, "--format", form, "--lang", x) for x in ("en", "cy"))
    if form == "csv":
        assert welsh.stdout.splitlines()[0] == english.stdout.splitlines()[0]
        return
    words = {"title", "name", "board_name", "warnings", "illustration", "record"}

    def without_words(node: object) -> object:
        if isinstance(node, dict):
            return {k: without_words(v) for k, v in node.items() if k not in words}
        return [without_words(each) for each in node] if isinstance(node, list) else node

    found = [without_words(json.loads(each.stdout)) for each in (english, welsh)]
    assert found[0] == found[1]


def test_the_language_is_left_as_it_was() -> None:
    with speaking("cy"):
        said("rules")
        assert spoken() == "cy"
    said("rules", "--lang", "cy")
    assert spoken() == "en"


def test_what_stands_after_the_end_of_options_is_no_option() -> None:
    assert asked_language(["simulate", "--", "--lang", "cy"]) == "en"
    assert asked_language(["--lang", "en", "--lang", "cy"]) == "cy"
    assert asked_language([]) == "en"


def test_nothing_of_welsh_is_loaded_for_english() -> None:
    for line in (("--help",), ("simulate", "--help"), ("simulate", "--nope")):
        assert run_apart(*line, code=LOADED).stdout.splitlines()[-1] == "loaded: []"


@pytest.mark.parametrize("pence", [0, 1, 99, 100, 123_456, 100_000_000, 1_234_567_890])
def test_sums_are_written_as_both_languages_write_them(pence: int) -> None:
    for locale in ("en_GB", "cy"):
        theirs = format_currency(Decimal(pence) / 100, "GBP", locale=locale)
        assert written_sum(Fraction(pence, 100), POUNDS) == theirs
