"""What the page promises in a browser: accessible, readable on a narrow screen, whole on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from funding.language import Language
from tests.browser.chromium import Chromium, axe_source, chromium
from tests.report.page.made import PAGES, whole_page_of

NARROW, WIDE = 320, 1280
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true; });"

OUTSIDE = """
Array.from(document.querySelectorAll('main *')).filter(each =>
  !each.closest('.scroll, .algebra') && each.getClientRects().length
  && (each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1)
).map(each => each.outerHTML.slice(0, 120))
"""

OVERLAPPING = """
Array.from(document.querySelectorAll('figure svg[role=img]')).flatMap(svg => {
  const edge = svg.getBoundingClientRect();
  const texts = Array.from(svg.querySelectorAll('text')).map(each =>
    [each.textContent, each.getBoundingClientRect()]);
  const bad = texts.filter(([, r]) => r.left < edge.left - 1 || r.right > edge.right + 1)
    .map(([text]) => 'outside: ' + text);
  texts.forEach(([text, a], at) => texts.slice(at + 1).forEach(([other, b]) => {
    const across = a.left < b.right - 1 && b.left < a.right - 1;
    if (across && a.top < b.bottom - 4 && b.top < a.bottom - 4)
      bad.push(text + ' over ' + other);
  }));
  return bad;
})
"""

VIOLATIONS = """
axe.run(document, {resultTypes: ['violations'], runOnly: %r}).then(found =>
  found.violations.map(each => each.id + ': ' + each.help + ': '
    + each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')))
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as found:
        yield found


def opened(browser: Chromium, folder: Path, name: str, language: Language, width: int) -> None:
    path = folder / f"{name}.{language}.html"
    path.write_text(whole_page_of(name, language), encoding="utf-8")
    browser.open(path, width)


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_axe_finds_nothing_and_nothing_else_is_fetched(
    browser: Chromium, tmp_path: Path, name: str, language: Language
) -> None:
    source = axe_source()
    opened(browser, tmp_path, name, language, WIDE)
    assert browser.asked_for == [(tmp_path / f"{name}.{language}.html").as_uri()]
    browser.ask(OPEN_ALL)
    browser.ask(f"{source}; 0")
    assert browser.ask(VIOLATIONS % STANDARDS) == []


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_nothing_is_cut_off_or_drawn_over_at_320_pixels(
    browser: Chromium, tmp_path: Path, name: str, language: Language
) -> None:
    opened(browser, tmp_path, name, language, NARROW)
    browser.ask(OPEN_ALL)
    assert browser.ask("document.documentElement.scrollWidth") == NARROW
    assert browser.ask(OUTSIDE) == []
    assert browser.ask(OVERLAPPING) == []
    browser.resize(WIDE)
    assert browser.ask(OVERLAPPING) == []


def test_what_is_shut_on_the_screen_is_open_on_paper(browser: Chromium, tmp_path: Path) -> None:
    opened(browser, tmp_path, "six-regional-boards", "en", WIDE)
    seen = "document.querySelector('details.board').getBoundingClientRect().height > 500"
    assert not browser.ask(seen)
    browser.print_media(on=True)
    assert browser.ask(seen)
    assert browser.ask("getComputedStyle(document.querySelector('nav')).display") == "none"
    browser.print_media(on=False)
    assert not browser.ask(seen)


def test_a_keyboard_reaches_the_content_and_shows_where_it_is(
    browser: Chromium, tmp_path: Path
) -> None:
    opened(browser, tmp_path, "western-bay-2013", "en", WIDE)
    browser.press("Tab")
    assert browser.ask("document.activeElement.className") == "skip"
    assert browser.ask("document.activeElement.getBoundingClientRect().left") >= 0
    browser.press("Enter")
    assert browser.ask("document.activeElement.id") == "main"
    for _turn in range(12):
        browser.press("Tab")
        assert browser.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    reached = "document.activeElement.closest('main') !== null"
    assert browser.ask(reached)


def test_a_fault_would_be_seen(browser: Chromium, tmp_path: Path) -> None:
    source = axe_source()
    path = tmp_path / "wrong.html"
    path.write_text(
        '<html><body><main><img src="data:,"><p style="color:#999;width:500px">pale</p>'
        '<figure><svg role="img" width="50"><text y="9">a long one</text><text y="9">b</text></svg>'
        "</figure></main></body></html>"
    )
    browser.open(path, NARROW)
    assert browser.ask("document.documentElement.scrollWidth") > NARROW
    assert browser.ask(OUTSIDE)
    assert len(browser.ask(OVERLAPPING)) >= 2
    browser.ask(f"{source}; 0")
    found = [each.split(":")[0] for each in browser.ask(VIOLATIONS % STANDARDS)]
    assert {"image-alt", "html-has-lang", "color-contrast", "document-title"} <= set(found)
