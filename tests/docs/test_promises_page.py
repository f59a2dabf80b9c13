"""The page of promises says what there is: every named promise, every decision, every word."""

from __future__ import annotations

from typing import get_args

from funding.evaluation.result import BOARD_WORDS
from funding.formula.promised import NAMED
from funding.promises.catalogue import CATALOGUE
from funding.promises.checking import Word
from funding.promises.claims import PARTNERS
from tests.docs.pages import ROOT, prose, tables

PAGE = ROOT / "docs/reference/promises.md"


def column(mark: str) -> list[str]:
    return next(each for each in tables(PAGE) if each.mark == mark).column(0)


def test_the_catalogue_is_that_of_the_library() -> None:
    assert sorted(column("catalogue")) == sorted(NAMED)
    assert sorted(CATALOGUE) == sorted(NAMED)


def test_the_decisions_are_those_of_the_library() -> None:
    assert column("decisions") == list(get_args(Word))


def test_the_words_that_a_promise_may_name_are_on_the_page() -> None:
    assert all(f"`{word}`" in prose(PAGE) for word in (*PARTNERS, *BOARD_WORDS))
