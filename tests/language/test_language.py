"""What is said is said in the language spoken, and English among Welsh is marked."""

from __future__ import annotations

import pytest

from funding.language import (
    _,
    here,
    in_english,
    marked,
    ngettext,
    speaking,
    split_by_language,
    spoken,
    unmarked,
)
from funding.worksheet.column import Title
from tests.language.pseudo import speaking_pseudo


def test_english_is_spoken_until_asked_otherwise() -> None:
    assert spoken() == "en"
    with speaking("cy"):
        assert spoken() == "cy"
    assert spoken() == "en"


def test_a_language_ends_with_its_block_even_in_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), speaking("cy"):
        raise ZeroDivisionError
    assert spoken() == "en"


def test_what_is_put_into_a_sentence_is_never_read_as_one() -> None:
    assert _("called '{name}'", name="{other} {0} %s") == "called '{other} {0} %s'"


def test_a_number_is_said_with_its_things() -> None:
    said = [ngettext("{number} warning", "{number} warnings", n) for n in (0, 1, 2, 1000)]
    assert said == ["0 warnings", "1 warning", "2 warnings", "1,000 warnings"]


def test_words_of_a_file_are_given_in_the_language_spoken_or_else_in_the_other() -> None:
    both, english, welsh = Title("a fund", "cronfa"), Title("a fund"), Title("", "cronfa")
    assert [here(each) for each in (both, english, welsh)] == ["a fund", "a fund", "cronfa"]
    with speaking("cy"):
        assert [here(each) for each in (both, english, welsh)] == ["cronfa", "a fund", "cronfa"]


def test_english_among_welsh_is_marked_and_welsh_is_not() -> None:
    assert marked(Title("a fund")) == "a fund"
    with speaking("cy"):
        assert marked(Title("a fund", "cronfa")) == "cronfa"
        text = f"({marked(Title('a fund'))}, {in_english('')}{in_english(in_english('b'))})"
    assert list(split_by_language(text)) == [
        ("(", False), ("a fund", True), (", ", False), ("b", True), (")", False),
    ]  # fmt: skip
    assert unmarked(text) == "(a fund, b)"


def test_a_sentence_that_goes_round_the_catalogue_is_seen() -> None:
    with speaking_pseudo():
        assert _("who {x}", x="a") == "ｗｈｏ a"
