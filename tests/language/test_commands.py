"""What a command writes came through `_`, or stands in a file: nothing goes round the catalogues.

A language of wide letters is spoken. What is left in ordinary letters must be a text of the files
that were read, a name in their worksheets, an option or a code: all of them are gathered from the
files and the commands themselves.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import funding
from funding.cli import main
from funding.places import shipped_folder
from funding.promises.catalogue import CATALOGUE
from funding.rules.registry import RULES
from funding.simulation import nominal_worksheet
from tests.language.pseudo import speaking_pseudo, widened
from tests.study.studies import SCENARIO, STUDY

COMMANDS = sorted(main.commands)
SCENARIOS = (
    "wrexham-and-neath-port-talbot",
    "north-wales-two-tiers-2013",
    "six-regional-boards-five-years",
    "calderdale-2015-16",
)
SAID = [
    *(("simulate", name, "--format", form) for name in SCENARIOS for form in ("table", "markdown")),
    *(
        ("compare", name, "--format", form)
        for name in SCENARIOS[:1]
        for form in ("table", "markdown")
    ),
    ("compare", "bridgend-before-2019", "bridgend-after-2019"),
    ("explain", "wrexham-and-neath-port-talbot", "--partner", "police"),
    ("formulas",),
    ("rules",),
    *(("show", path.stem) for path in sorted(shipped_folder("formulas").glob("*.toml"))),
    ("check", "equal-shares", "--examples", "5"),
]
ORDINARY = re.compile(r"[A-Za-z]{2,}")
LETTER = re.compile(r"\([a-z]{1,3}\)")
PAGE = re.compile(r"docs/[a-z/-]+\.md")
FUNCTION = re.compile(
    r"\b(?:total|choose|at_least|at_most|round_to|round_to_total|level|or|and|within|kind|down|"
    r"up|half_up|largest_remainder)\b"
)
"""What lines that hold an expression have of the language of expressions."""
SLUG = re.compile(r"[a-z0-9_-]+")
EXPRESSION = re.compile(r" {4,}= [^“]*$")
"""A line of what a figure is worked out by; one that quotes a budget line is none."""
OF_WORKSHEETS = ("show", "explain", "rules", "check")
"""The commands that write the names of columns, rules and promises."""
CODES = {
    "toml",
    *(
        choice
        for command in main.commands.values()
        for param in command.params
        if isinstance(param.type, click.Choice)
        for choice in param.type.choices
    ),
}
RECORD = widened("Run record")
"""Heads the last section of a paper: hashes and versions, which have tests of their own."""
SAID_IN_WORDS = ("status", "says", "duty", "rest", "serves", "unused", "excess", "covers")
"""Keys whose values are codes that people read in words."""


def values_of(node: Any) -> Iterator[str]:
    """Give every text of a file, and every key that names a partner, a kind or a pool."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from values_of(value) if key not in SAID_IN_WORDS else ()
            yield from (key, key.replace("_", " ")) if key in names() else ()
            yield from value if key in ("groups", "measure") else ()
    elif isinstance(node, list):
        for each in node:
            yield from values_of(each)
    elif isinstance(node, str):
        yield node


@cache
def names() -> frozenset[str]:
    """Give what the data of Wales calls its bodies, kinds and measures."""
    found = set()
    for path in (Path(funding.__file__).parent / "data").glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found |= {cell for cell in row.values() if cell and cell not in ("yes", "no")}
    return frozenset(found)


@cache
def texts_of_files() -> frozenset[str]:
    """Give the texts of every shipped file."""
    found = set(names()) | CODES
    for folder in ("formulas", "scenarios"):
        for path in sorted(shipped_folder(folder).glob("*.toml")):
            found.add(path.stem)
            for text in values_of(tomllib.loads(path.read_text(encoding="utf-8"))):
                found |= {text, *text.splitlines()}
    return frozenset(found)


@cache
def texts_of_worksheets() -> frozenset[str]:
    """Give the names that formulas are made of: of rules, promises, columns and figures."""
    found = set(CATALOGUE) | {rule.name for rule in RULES}
    for path in sorted(shipped_folder("formulas").glob("*.toml")):
        for column in nominal_worksheet(funding.load_formula(str(path))):
            found |= {column.name, column.text or "", *(each.what for each in column.figures)}
    for slug in filter(SLUG.fullmatch, texts_of_files()):
        found |= {slug.replace("-", "_"), slug.replace("_", " ")}
    return frozenset(found)


@cache
def any_of(*, worksheets: bool) -> re.Pattern[str]:
    every = texts_of_files() | (texts_of_worksheets() if worksheets else frozenset())
    found = {" ".join(each.split()) for each in every if ORDINARY.search(each)}
    escaped = "|".join(re.escape(each) for each in sorted(found, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{escaped})(?![A-Za-z])")


def left_in_ordinary_letters(text: str, *, worksheets: bool = False) -> list[str]:
    """Give the words that no file has and that nobody translated."""
    text = text.partition(f"## {RECORD}")[0]
    lines = text.replace("\\", "").replace("&nbsp;", " ").splitlines()
    if worksheets:
        lines = [FUNCTION.sub("", each) if EXPRESSION.match(each) else each for each in lines]
    rest = PAGE.sub(" ", LETTER.sub(" ", " ".join(" ".join(lines).split())))
    return ORDINARY.findall(any_of(worksheets=worksheets).sub(" ", rest))


def said(*arguments: str) -> str:
    """Give what a command writes, aside too, in the language that nobody speaks."""
    with speaking_pseudo():
        done = CliRunner().invoke(main, [*arguments, "--lang", "cy"], prog_name="funding")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.output


@pytest.mark.parametrize("arguments", SAID, ids=" ".join)
def test_no_sentence_of_a_command_goes_round_the_catalogues(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")  # where there are no formulas of one's own, nor beside
    text = said(*arguments)
    assert re.search("[Ａ-Ｚａ-ｚ]", text)
    worksheets = arguments[0] in OF_WORKSHEETS
    assert not left_in_ordinary_letters(text, worksheets=worksheets)


def test_no_sentence_of_a_study_goes_round_the_catalogues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = set()
    for name, text in (("boards", SCENARIO), ("study", STUDY)):
        Path(f"{name}.toml").write_text(text, encoding="utf-8")
        names |= {name, *values_of(tomllib.loads(text))}
    names |= {each.replace("_", " ") for each in tomllib.loads(STUDY)["draw"]}
    for form in ("table", "markdown"):
        text = said("study", "study.toml", "--draws", "30", "--format", form)
        for each in sorted(names, key=len, reverse=True):
            text = re.sub(rf"(?<![A-Za-z]){re.escape(each)}(?![A-Za-z])", "", text)
        assert re.search("[Ａ-Ｚａ-ｚ]{3}", text)
        assert not left_in_ordinary_letters(text)


@pytest.mark.parametrize("command", ["", *COMMANDS], ids=lambda name: name or "funding")
def test_no_sentence_of_the_help_goes_round_the_catalogues(command: str) -> None:
    found = main.commands.get(command, main)
    options = {each for param in found.params for each in param.opts if each.startswith("-")}
    text = said(*command.split(), "--help")
    assert re.search("[Ａ-Ｚａ-ｚ]{3}", text)
    own = {*options, "--lang", "--output", "--help", "-h", "FUNDING_LANG", "funding"}
    for option in sorted(own, key=len, reverse=True):
        text = text.replace(option, "")
    left = set(left_in_ordinary_letters(text))
    assert not left - {*COMMANDS}


@pytest.mark.parametrize(
    "arguments",
    [
        ("simulat",),
        ("simulate",),
        ("simulate", "calderdale-2015-16", "--nope"),
        ("simulate", "calderdale-2015-16", "--format", "nope"),
        ("simulate", "calderdale-2015-16", "--set", "nope"),
        ("simulate", "calderdale-2015-16", "-o", "/"),
        ("explain", "calderdale-2015-16", "--partner", "nope"),
        ("compare", "-", "-"),
        ("check", "equal-shares", "--examples", "0"),
        ("check", "equal-shares", "--examples", "nope"),
    ],
    ids=" ".join,
)
def test_no_word_of_a_usage_fault_goes_round_the_catalogues(arguments: tuple[str, ...]) -> None:
    text = said(*arguments)
    assert re.search("[Ａ-Ｚａ-ｚ]{3}", text)
    own = {*COMMANDS, "funding", "help", "nope", "partner", "simulat", "examples", "set", "output"}
    own |= {"format", "lang"}
    assert not set(left_in_ordinary_letters(text)) - own


def test_a_forgotten_sentence_is_seen() -> None:
    """The tests above see it: a word that came round the catalogue, beside one of a file."""
    assert left_in_ordinary_letters("ｗｈｏ pays ｍｏｒｅ: wrexham") == ["pays"]
    assert not left_in_ordinary_letters("Ａ Wrexham Safeguarding Children Board")


def test_the_choices_of_help_are_not_translated() -> None:
    assert isinstance(main, click.Group)
    assert "[en|cy|both]" in said("simulate", "--help")
