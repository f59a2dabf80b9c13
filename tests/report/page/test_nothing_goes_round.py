"""In a language that nobody speaks, what stands on the page in ordinary letters is from a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

import funding
from funding.data import wales
from funding.report.page.writing import as_html
from funding.study.ends import ends_of
from tests.language.pseudo import speaking_pseudo
from tests.report.page.made import WORD_JOINER, Element, outcome_of, read

NAME = "western-bay-2013"
LETTERS = re.compile(r"[A-Za-z]+")
OF_OTHERS = {"steps", "sources"}
"""Classes of what explanations and worksheets say, which have tests of their own."""


def words_of(value: object) -> Iterator[str]:
    """Give every text of a file."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from (str(key), *words_of(each))
    elif isinstance(value, list):
        for each in value:
            yield from words_of(each)
    elif isinstance(value, str):
        yield " ".join(value.split())


def texts_in(element: Element) -> Iterator[str]:
    """Give each text that people see or hear, one by one."""
    for each in element.inside:
        if isinstance(each, str):
            yield " ".join(each.replace(WORD_JOINER, "").split())
            continue
        classes = set(each.attributes.get("class", "").split())
        if each.tag not in {"style", "script", "math"} and not OF_OTHERS & classes:
            yield from texts_in(each)
            yield each.attributes.get("aria-label", "")


def from_files() -> list[str]:
    """Give what files and data say, the longest first."""
    outcome = outcome_of(NAME)
    found = {*words_of(outcome.scenario.document.data), NAME, "funding", "English", "Cymraeg"}
    for formula in outcome.scenario.formulas:
        found |= {*words_of(formula.document.data)}
    for run in outcome.runs:
        found |= {run.board.name.en or "", run.board.name.cy or ""}
        for party in run.parties:
            found |= {party.partner.id, party.partner.name.en or "", party.partner.name.cy or ""}
        found |= {word for f in run.figures for word in (f.what, f.source, f.group)}
    found |= {title for kind in wales.kinds().values() for title in (kind.title_cy, kind.title_en)}
    return sorted(filter(None, found), key=len, reverse=True)


def test_no_sentence_of_the_page_goes_round_the_catalogue() -> None:
    with speaking_pseudo():
        outcome = funding.simulate(funding.read_scenario(NAME))
        ends = list(ends_of(outcome.scenario))
        page = read(as_html(outcome, ends=ends, other_language="x.en.html"))
    known = re.compile("|".join(map(re.escape, from_files())), re.IGNORECASE)
    # Pieces of file texts that a chart cut into lines are from files too.
    whole = " ".join(from_files())
    wrong = {
        text
        for text in texts_in(page)
        if LETTERS.search(known.sub("", text)) and text.lower() not in whole.lower()
    }
    assert wrong == set()


def test_a_sentence_that_went_round_would_be_seen() -> None:
    known = re.compile("|".join(map(re.escape, from_files())), re.IGNORECASE)
    assert LETTERS.search(known.sub("", "Who pays what, in plain English"))
