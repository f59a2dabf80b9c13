"""Every sentence that a person may read has its Welsh, with the same parts in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.language import catalogues
from tests.language.catalogues import (
    PACKAGE,
    as_written,
    brought_up_to_date,
    catalogue_of,
    empty,
    folders,
    strings_of,
    welsh_in,
)

FOLDERS = list(folders())
PART = re.compile(r"\{(\w+)\}")
OF_CLICK = re.compile(r"\{\w+(?:!\w)?\}|%\(\w+\)s")
UNKNOWN = re.compile(r"\{(?!\w+\})|(?<!\w)\}")


def name_of(folder: Path) -> str:
    return ".".join(folder.relative_to(PACKAGE.parent).parts)


def messages_of(folder: Path) -> list[Message]:
    return [message for message in welsh_in(catalogue_of(folder)) if message.id]


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_catalogue_has_what_its_folder_says_and_nothing_else(folder: Path) -> None:
    path, wanted = catalogue_of(folder), brought_up_to_date(folder)
    found = path.read_text(encoding="utf-8") if path.is_file() else ""
    assert found == wanted, "run: python -m tests.language.catalogues"


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_no_sentence_is_without_its_welsh(folder: Path) -> None:
    lacking = [m.id for m in messages_of(folder) if not all(strings_of(m)) or m.fuzzy]
    assert not lacking


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_what_is_put_into_a_sentence_is_put_into_its_welsh(folder: Path) -> None:
    for message in messages_of(folder):
        english = message.id if isinstance(message.id, str) else message.id[1]
        for welsh in strings_of(message):
            assert set(PART.findall(welsh)) == set(PART.findall(english)), message.id
            assert not UNKNOWN.search(welsh), message.id


def test_what_click_says_has_its_welsh_with_the_same_parts() -> None:
    welsh = welsh_in(catalogues.OF_CLICK)
    for message in catalogues.said_by_click().values():
        found = welsh.get(message.id)
        assert found is not None, f"{message.id}: run python -m tests.language.catalogues"
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        allowed = [set(OF_CLICK.findall(each)) for each in english]
        for form in strings_of(found):
            assert form
            assert set(OF_CLICK.findall(form)) in allowed, message.id


def test_the_page_about_welsh_counts_what_is_to_be_reviewed() -> None:
    text = catalogues.PAGE.read_text(encoding="utf-8")
    assert all(f"\n| {what} | {n:,} |\n" in text for what, n in catalogues.counts().items()), (
        "run: python -m tests.language.catalogues"
    )


def test_a_sentence_that_rests_on_a_term_to_review_says_so_in_its_catalogue() -> None:
    said = catalogues.welsh_in(catalogues.catalogue_of(PACKAGE / "comparison"))
    marked = [each for each in said if each.id and catalogues.is_to_review(each)]
    assert any("assumed" in str(each.id) for each in marked)
    assert len(marked) < len([each for each in said if each.id])


def test_welsh_counts_in_six_ways_and_none_is_lost_when_a_catalogue_is_written() -> None:
    forms = ["dim tŷ", "un tŷ", "dau dŷ", "tri thŷ", "chwe thŷ", "{number} tŷ"]
    catalogue = empty()
    catalogue.add(("{number} house", "{number} houses"), forms)
    catalogue.add(("{number} box", "{number} boxes"))
    written = as_written(catalogue)
    assert [written.count(form) for form in forms] == [1] * 6
    assert written.count("msgstr[5]") == 2


def test_no_sentence_is_said_within_an_f_string_where_it_would_not_be_found() -> None:
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in PACKAGE.rglob("*.py")
        for whole in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(whole, ast.JoinedStr)
        for call in ast.walk(whole)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "N_", "ngettext", "pgettext")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert not hidden


def test_the_same_english_is_the_same_welsh_in_every_folder() -> None:
    found: dict[tuple[str, str | None], tuple[str, list[str]]] = {}
    for folder in FOLDERS:
        for message in messages_of(folder):
            key = (str(message.id), message.context)
            where, welsh = found.setdefault(key, (name_of(folder), strings_of(message)))
            assert welsh == strings_of(message), f"{message.id}: in {where} and {name_of(folder)}"
