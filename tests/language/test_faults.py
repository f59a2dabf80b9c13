"""A fault is said wholly in the language spoken, at the same place in either."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from funding.data import wales
from funding.errors import Fault, InputError
from funding.formula.library import library_for
from funding.formula.promised import NAMED
from funding.language import speaking
from funding.simulation import load_formula, nominal_worksheet, read_scenario, simulate
from funding.study.reading import read_study
from funding.study.studying import run_study
from funding.toml.table import Table
from funding.worksheet.expression import RESERVED
from tests.faults.test_faults import FILES
from tests.language.pseudo import speaking_pseudo

QUOTED = re.compile(r"""(?<!\w)'[^']*'(?!\w)|"[^"]*\"""")
CODE = re.compile(
    r"\{[^}]*\}|\[+[\w.,\" ]*\]+|`[^`]*`"  # tables, headings, lists, commands
    r"|[\w.]+ = \S*|[a-z_]+ <= [a-z_]+|\bchoose\([^)]*\)|\(\w\)"  # lines, expressions, columns
    r"|--[\w-]+|\S+\.toml\S*"  # options, files
)
ORDINARY = re.compile(r"(?<!\w)(?a:[A-Za-z]\w*(?:[.-]\w+)*)")
WIDE = re.compile("[\uff21-\uff3a\uff41-\uff5a]")


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def faults_of(path: Path, state: Path) -> tuple[Fault, ...]:
    """Give what is wrong with a file, found as the command that reads it finds it."""
    try:
        match path.parent.name:
            case "formula":
                formula = load_formula(path.name)
                nominal_worksheet(formula)
            case "study":
                run_study(read_study(path.name), state=state, workers=1)
            case _:
                simulate(read_scenario(path.name))
    except InputError as error:
        return error.faults
    return ()


def keys_and_words(model: type[Table]) -> Iterator[str]:
    """Give the keys that a table may have, and the words that they may be."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        yield from texts_in(get_args(field.annotation))
        yield from texts_in(field.metadata)


def texts_in(found: Any) -> Iterator[str]:
    """Give every text in what a file holds, keys included, or in the parts of a type."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for key, value in found.items():
            yield from (key, *texts_in(value))
    elif isinstance(found, list | tuple):
        for each in found:
            yield from texts_in(each)
    else:
        yield from texts_in(get_args(found))


def tables(model: type[Table] = Table) -> Iterator[type[Table]]:
    for each in model.__subclasses__():
        yield from (each, *tables(each))


KNOWN = {
    *(word for model in tables() for word in keys_and_words(model)),
    *(wales.kinds().keys() | wales.bodies().keys() | set(wales.all_area_ids())),
    *(*library_for().files, *NAMED, *RESERVED, *wales.measures(), "equal", "rest", "low", "high"),
    *("NaN", "Infinity", "ISO", "penny", "x", "y"),
}
"""Names and words of files, which are the same in every language."""


def said_of(path: Path) -> set[str]:
    """Give the names and single words of a file: they may stand in its faults as they are."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return set()
    return {word for text in texts_in(found) for word in (text, text.split(" ")[0])}


def in_no_language(text: str, names: set[str]) -> list[str]:
    """Give the ordinary words of a text that are neither quoted, nor code, nor names."""
    bare = CODE.sub(" ", QUOTED.sub(" ", text))
    for name in names:
        if " " in name:
            bare = bare.replace(name, " ")
    words = [word for word in ORDINARY.findall(bare) if not re.search(r"[\d_]", word)]
    return [word for word in words if word not in names and word.partition(".")[0] not in names]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_of_a_fault_goes_round_the_catalogue(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    with speaking_pseudo():
        faults = faults_of(path, tmp_path)
    assert faults
    used = [path, path.parent / "formulas" / path.name]
    names = KNOWN.union(*(said_of(each) for each in used if each.is_file()))
    for fault in faults:
        for text in filter(None, (fault.message, fault.fix)):
            assert WIDE.search(text), text
            assert not in_no_language(text, names), text


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_the_same_faults_are_found_in_the_same_places_in_both_languages(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    english = faults_of(path, tmp_path / "en")
    with speaking("cy"):
        welsh = faults_of(path, tmp_path / "cy")
    assert english
    assert sorted(map(place_of, english)) == sorted(map(place_of, welsh))
    assert not {fault.message for fault in english} & {fault.message for fault in welsh}


def place_of(fault: Fault) -> tuple[str, int, int, int, bool]:
    return fault.file, fault.line, fault.column, fault.width, fault.fix is None


def test_a_forgotten_word_is_seen_and_what_is_of_the_file_is_not() -> None:
    text = "ｔｈｅ 'old post' ｉｓ a line [costs] ｏｆ x = 3, ｂｏａｒｄ'ｓ gwent"
    assert in_no_language(text, {"gwent"}) == ["a", "line"]
