"""Papers in a browser: accessible, readable on a narrow screen, and a statement is one sheet."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from funding import load_formula, read_scenario, simulate
from funding.comparison.outcome import Outcome
from funding.language import LANGUAGES, Language, speaking
from funding.report.explaining.page import as_html as explained
from funding.report.html.writing import Edition
from funding.report.showing.writing import as_page
from funding.report.statement.making import ids_of
from funding.report.statement.writing import as_html as stated
from funding.simulation import nominal_worksheet
from tests.browser.chromium import Chromium, axe_source, chromium
from tests.report.page.test_in_a_browser import NARROW, OUTSIDE, STANDARDS, VIOLATIONS, WIDE

PAPERS = ("statement", "explanation", "formula")
EDITION = Edition([("scenario", "a" * 64)], '{"schema": "x"}', "other.html")
FULLEST = ("six-regional-boards-five-years", "national-phased-in")
"""The scenario and the formula that give the longest statements of those that are shipped."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as found:
        yield found


def outcome_of(scenario: str, *formulas: str) -> Outcome:
    return simulate(read_scenario(scenario, formulas=formulas))


def paper_of(what: str, language: Language) -> str:
    with speaking(language):
        if what == "formula":
            formula = load_formula("national-phased-in")
            return as_page(formula, nominal_worksheet(formula), EDITION)
        outcome = outcome_of("wrexham-and-neath-port-talbot", "neath-port-talbot")
        if what == "statement":
            return stated(outcome, ids_of(outcome), EDITION)
        return explained(outcome, "police", EDITION)


def opened(browser: Chromium, folder: Path, text: str, width: int) -> Path:
    path = folder / "paper.html"
    path.write_text(text, encoding="utf-8")
    browser.open(path, width)
    return path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", PAPERS)
def test_axe_finds_nothing_in_a_paper_and_nothing_else_is_fetched(
    browser: Chromium, tmp_path: Path, what: str, language: Language
) -> None:
    source = axe_source()
    path = opened(browser, tmp_path, paper_of(what, language), WIDE)
    assert browser.asked_for == [path.as_uri()]
    browser.ask("document.querySelectorAll('details').forEach(each => { each.open = true; });")
    browser.ask(f"{source}; 0")
    assert browser.ask(VIOLATIONS % STANDARDS) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", PAPERS)
def test_a_paper_fits_a_screen_of_320_pixels(
    browser: Chromium, tmp_path: Path, what: str, language: Language
) -> None:
    opened(browser, tmp_path, paper_of(what, language), NARROW)
    assert browser.ask("document.documentElement.scrollWidth") == NARROW
    assert browser.ask(OUTSIDE) == []


def sheets(browser: Chromium) -> int:
    """Give how many sheets of A4 a page takes when it is printed."""
    printed = browser.printed(paperWidth=8.27, paperHeight=11.69, preferCSSPageSize=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", b64decode(printed)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_is_one_sheet_when_it_is_printed(
    browser: Chromium, tmp_path: Path, language: Language
) -> None:
    with speaking(language):
        outcome = outcome_of(*FULLEST)
        ids = ids_of(outcome)[:8]
        text = stated(outcome, ids, EDITION)
    opened(browser, tmp_path, text, WIDE)
    assert text.count('class="sheet"') > 20
    assert sheets(browser) == text.count('class="sheet"')


def test_a_statement_that_is_longer_would_be_seen(browser: Chromium, tmp_path: Path) -> None:
    text = paper_of("statement", "en")
    longer = text.replace("</ul>", "<li>more</li>" * 60 + "</ul>", 1)
    opened(browser, tmp_path, text, WIDE)
    before = sheets(browser)
    opened(browser, tmp_path, longer, WIDE)
    assert sheets(browser) > before == text.count('class="sheet"')
