"""The word that was probably meant."""

from __future__ import annotations

import pytest

from funding.toml.nearest import did_you_mean, nearest, slug_of

KNOWN = ["population", "name", "net_cost"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("populaton", "population"),
        ("Population", "population"),
        ("net-cost", "net_cost"),
        ("Net Cost", "net_cost"),
        ("colour", None),
        ("", None),
        ("population" * 7, None),
    ],
)
def test_the_nearest_word_is_found_whatever_its_capitals_and_hyphens(
    word: str, meant: str | None
) -> None:
    assert nearest(word, KNOWN) == meant


def test_words_are_listed_if_none_is_near() -> None:
    assert did_you_mean("nam", KNOWN) == "did you mean 'name'?"
    assert did_you_mean("zzz", KNOWN) == "one of: name, net_cost, population"
    assert did_you_mean("zzz", KNOWN, "known") == "known: name, net_cost, population"
    assert did_you_mean("zzz", []) == "there is none to choose from"


def test_at_most_twelve_words_are_listed() -> None:
    many = [f"{letter}q" for letter in "abcdefghijklmno"]
    assert did_you_mean("zzz", many).endswith("kq, lq and 3 more")


def test_a_slug_has_small_letters_digits_and_single_hyphens() -> None:
    assert slug_of(" City & County of Swansea ") == "city-county-of-swansea"
    assert slug_of("é") == ""
