"""The statement of every shipped scenario in a browser: accessible, and readable when narrow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from funding import read_scenario, simulate
from funding.assurance.statement import statement_of
from funding.assurance.writing import as_html
from funding.language import Language, speaking
from funding.promises.checking import Effort
from funding.promises.targets import checked_of
from tests.browser.chromium import Chromium, axe_source, chromium
from tests.report.page.made import PAGES, RECORD, RECORD_JSON
from tests.report.page.test_in_a_browser import NARROW, OUTSIDE, STANDARDS, VIOLATIONS, WIDE

LITTLE = Effort(1, prove=False, seconds=20.0)


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as found:
        yield found


@cache
def statement_page(name: str, language: Language) -> str:
    """Make a statement with all that one can have; its checks are as few as can be."""
    with speaking(language):
        outcome = simulate(read_scenario(name))
        statement = statement_of(outcome, checked_of(outcome.scenario, LITTLE), LITTLE)
        return as_html(statement, RECORD, RECORD_JSON, "other.html")


def opened(browser: Chromium, folder: Path, text: str, width: int) -> Path:
    path = folder / "statement.html"
    path.write_text(text, encoding="utf-8")
    browser.open(path, width)
    return path


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_axe_finds_nothing_and_nothing_else_is_fetched(
    browser: Chromium, tmp_path: Path, name: str, language: Language
) -> None:
    source = axe_source()
    path = opened(browser, tmp_path, statement_page(name, language), WIDE)
    assert browser.asked_for == [path.as_uri()]
    browser.ask(f"{source}; 0")
    assert browser.ask(VIOLATIONS % STANDARDS) == []


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_a_statement_fits_a_screen_of_320_pixels(
    browser: Chromium, tmp_path: Path, name: str, language: Language
) -> None:
    opened(browser, tmp_path, statement_page(name, language), NARROW)
    assert browser.ask("document.documentElement.scrollWidth") == NARROW
    assert browser.ask(OUTSIDE) == []


def test_a_fault_would_be_seen(browser: Chromium, tmp_path: Path) -> None:
    source, text = axe_source(), statement_page("western-bay-2013", "en")
    wrong = text.replace("<h1>", "<h4>").replace("</h1>", "</h4>").replace(' scope="row"', "")
    opened(browser, tmp_path, wrong.replace(' role="group" tabindex="0"', ' role="grup"'), WIDE)
    browser.ask(f"{source}; 0")
    found = {each.split(":")[0] for each in browser.ask(VIOLATIONS % STANDARDS)}
    assert {"aria-roles", "page-has-heading-one"} <= found
