"""A page's policy: a browser takes its own style, and nothing that was put in beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assurance.test_in_a_browser import statement_page
from tests.browser.chromium import Chromium, chromium
from tests.report.page.made import whole_page_of
from tests.report.test_papers_in_a_browser import paper_of

PAGES = {
    "page": lambda: whole_page_of("western-bay-2013", "en"),
    "explanation": lambda: paper_of("explanation", "cy"),
    "formula": lambda: paper_of("formula", "en"),
    "statement": lambda: paper_of("statement", "cy"),
    "assurance": lambda: statement_page("western-bay-2013", "en"),
}
PUT_IN = (
    '<style>body { font-family: Courier }</style><p id="put" style="font-family: Georgia">x</p>'
    '<script>document.title = "run"</script><img src="data:," onerror="document.title = \'run\'">'
)
SEEN = """[
  getComputedStyle(document.body).fontFamily.split(',')[0],
  getComputedStyle(document.getElementById('put')).fontFamily.split(',')[0],
  document.title === 'run']"""
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("what", PAGES)
def test_nothing_but_the_pages_own_style_is_taken(
    browser: Chromium, tmp_path: Path, what: str
) -> None:
    path, text = tmp_path / "page.html", PAGES[what]()
    path.write_text(text.replace("</main>", f"{PUT_IN}</main>", 1), encoding="utf-8")
    browser.open(path)
    assert browser.ask(SEEN) == ["Arial", "Arial", False]


def test_without_the_policy_all_of_it_is_taken(browser: Chromium, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    text, number = POLICY.subn("", PAGES["page"]())
    assert number == 1
    path.write_text(text.replace("</main>", f"{PUT_IN}</main>", 1), encoding="utf-8")
    browser.open(path)
    assert browser.ask(SEEN) == ["Courier", "Georgia", True]


@pytest.mark.parametrize("what", PAGES)
def test_a_keyboard_comes_first_to_the_way_past_the_top(
    browser: Chromium, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGES[what](), encoding="utf-8")
    browser.open(path)
    browser.press("Tab")
    assert browser.ask("document.activeElement.className") == "skip"
    assert browser.ask("document.activeElement.getBoundingClientRect().left") >= 0
    browser.press("Enter")
    assert browser.ask("document.activeElement.id") == "main"
