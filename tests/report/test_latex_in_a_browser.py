"""The mathematics of every shipped formula is LaTeX, as KaTeX reads it, strictly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest

from funding.language import LANGUAGES, Language, speaking
from funding.report.algebra import column_latex, legend_latex
from funding.report.algebra.latex import Latex, inert
from funding.simulation import load_formula, nominal_worksheet
from tests.attack.test_hostile_text import NAMES
from tests.browser.chromium import Chromium, chromium, katex_source
from tests.cli.running import SHIPPED
from tests.report.test_algebra import BY_HAND, worksheet_of

READ = r"""
%s.map(latex => {
  try {
    katex.renderToString(latex, {throwOnError: true, strict: 'error', displayMode: true,
      macros: {'\\textasciigrave': '`'}});
    return '';
  } catch (error) { return latex + ': ' + error.message; }
})
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    source = katex_source()
    with chromium() as found:
        found.ask(f"{source}; 0")
        yield found


def refused(browser: Chromium, latex: Sequence[str]) -> list[str]:
    """Give what KaTeX does not take, each with why."""
    return [each for each in browser.ask(READ % json.dumps(latex)) if each]


def algebra_of(name: str) -> list[str]:
    """Give each column and each sign of a formula, for LaTeX and for Markdown."""
    worksheet = nominal_worksheet(load_formula(name))
    found = [column_latex(column, worksheet) for column in worksheet]
    found += [sign for sign, _words in legend_latex(worksheet)]
    return [*found, *map(inert, found)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_the_algebra_of_a_shipped_formula_is_latex(
    browser: Chromium, name: str, language: Language
) -> None:
    with speaking(language):
        found = algebra_of(name)
    assert len(found) > 20
    assert refused(browser, found) == []


def test_every_kind_of_expression_is_latex(browser: Chromium) -> None:
    sheets = [worksheet_of(text) for text in BY_HAND]
    assert refused(browser, [column_latex(each["step"], each) for each in sheets]) == []


def test_words_of_any_sort_are_latex(browser: Chromium) -> None:
    """As a method of a plugin's, or a name, could be called; one command KaTeX does not know."""
    assert refused(browser, [Latex().words(name) for name in NAMES]) == []


WRONG = [
    *(r"\frac{a}", r"\left( a", r"a_b_c", r"\text{a_b}", r"\text{a", r"\texttt", r"a & b", "a # b"),
    *(r"\begin{cases} a", r"\unknown{a}", r"\text{100% of}", "a \\\\ b$", "a − ‘b’"),
]


@pytest.mark.parametrize("latex", WRONG)
def test_what_is_no_latex_would_be_seen(browser: Chromium, latex: str) -> None:
    assert refused(browser, [latex]) != []
