"""Whatever a text holds, Markdown reads it as that text: in each place that we put one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from funding.language import in_english, speaking, unmarked
from funding.report import marking
from funding.report.grid import cell, headed, laid_out, listed
from funding.report.marking import escaped, on_one_line
from tests.report.reading_markdown import Read

Place = tuple[Callable[[str], str], list[str], int]
"""What is written of a text, the elements of that, and how often the text is said in them."""


def as_table(text: str) -> str:
    return laid_out([[text, "1"], ["a", text]], [text, "b"], ["left", "right"], "pipe")


CELLS = ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "tr", "td", "td"]
PLACES: dict[str, Place] = {
    "a paragraph": (lambda text: f"{cell(text, 'pipe')}\n", ["p"], 1),
    "a heading": (lambda text: headed(text, 2, "pipe"), ["h2"], 1),
    "an item": (
        lambda text: next(iter(listed("A", [text, text], "pipe"))),
        ["h2", "ul", "li", "li"],
        2,
    ),
    "a table": (as_table, CELLS, 3),
    "two lines": (lambda text: f"{cell(text, 'pipe')}  \n{cell(text, 'pipe')}", ["p", "br"], 2),
    "bold": (lambda text: f"**a: {cell(text, 'pipe')}**", ["p", "strong"], 1),
}

HOSTILE = [
    *("# heading #", "heading ##", "#", "===", "---", "- - -", "***", "___", "-", "+ a", "* a"),
    *("1. one", "1) one", "12.", "- [ ] task", "> quoted", "    code", "\tcode", "```", "~~~"),
    *("`a` ``b``", "*a* **b**", "_a_ __b__", "a _b_", "a __b", "~a~ ~~b~~", "a|b|c", "|---|", ":-"),
    *("<b>a</b>", "<!-- a", "<a@b.cd>", "<https://a.bc>", "&lt;b&gt; &#60; &amp;", "[a](b)", "a["),
    *("![a](b)", "[a]: /b", "[^1]", "[^1]: a", "https://a.bc/d", "HTTP://a.bc", "ftp://a.bc"),
    *("www.a.bc", "(www.a.bc)", "a@b.cd", "mailto:a@b.cd", "a.b+c-d_e@f-g_h.ij", "a@b@c.de"),
    *(
        "a@.bc",
        "a\\",
        "\\",
        "\\|",
        "a\\\\|b",
        "\\*a\\*",
        "$a$",
        "$$a$$",
        "\\$",
        "two\nlines",
        "a\r\n- b",
    ),
    *("a\n===", "a\n\nb", "a\u2028b", "a\x85b", "\u00a0a", "a  ", "{a}", "a<br>b", "+++", "a\tb"),
]
TEXTS = st.lists(
    st.sampled_from([*HOSTILE, *"-+=#*_~`|\\<>[]()!&;:.@$/ \n\t1ax", "www.", "://", "é"])
    | st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufdd0\ufdd1"),
    max_size=8,
).map("".join)


def read_amiss(text: str, place: str) -> bool:
    """Say whether a text in a place is read as anything but that text."""
    write, elements, times = PLACES[place]
    found = Read(write(text))
    wanted = " ".join(on_one_line(f"a: {text}" if place == "bold" else text).split())
    said = [" ".join(each.split()) for each in found.texts]
    return found.elements != elements or found.dollars > 0 or "\n".join(said).count(wanted) < times


@given(text=TEXTS, place=st.sampled_from(sorted(PLACES)))
@example(text="a@b.cd", place="a table")
def test_a_text_is_read_as_that_text_and_nothing_else(text: str, place: str) -> None:
    if text.strip():
        assert not read_amiss(text, place), PLACES[place][0](text)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE)
def test_what_means_something_to_markdown_means_nothing(text: str, place: str) -> None:
    assert not read_amiss(text, place), PLACES[place][0](text)


@given(text=TEXTS, words=TEXTS, place=st.sampled_from(["a paragraph", "a heading"]))
def test_marks_about_english_hide_nothing(text: str, words: str, place: str) -> None:
    with speaking("cy"):
        marked = in_english(words) + text
    if marked.strip() and unmarked(marked).strip():
        write, elements, _times = PLACES[place]
        assert unmarked(write(marked)) == write(unmarked(marked))
        assert Read(unmarked(write(marked))).elements == elements


READABLE = [
    *("1.5 or 3.", "a-b", "snake_case", "AT&T & Co.", "C# and #3 of 4", "e.g. this! (50%; 3/4)"),
    *("x = 1 + 2 - 3", "-5 to +5", "£1,234.56", "10:30", "gov.wales", "“so” – ‘it’ is", "@you"),
    *("NPT’s 1st and 2nd", "police/health: 40:60", "Ynys Môn", "a, b; c?", "2020-21"),
]


@pytest.mark.parametrize("text", READABLE)
def test_what_needs_no_escape_stays_as_it_is(text: str) -> None:
    assert escaped(text) == text


@pytest.mark.parametrize("place", range(len(marking._ESCAPED)))
def test_nothing_is_escaped_that_need_not_be(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any one of them some text is read as something else."""
    fewer = marking._ESCAPED[:place] + marking._ESCAPED[place + 1 :]
    monkeypatch.setattr(marking, "_ESCAPED", fewer)
    assert any(read_amiss(text, where) for text in HOSTILE for where in PLACES)


def test_an_address_that_is_only_escaped_is_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "APART", "")
    assert read_amiss("a@b.cd", "a paragraph")
    assert "a" in Read("a\\@b.cd").elements[1]


@pytest.mark.parametrize("sign", "\\`*[<|~$")
def test_each_sign_that_is_always_escaped_must_be(
    sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of `]` and `>` the other half is escaped; they are, so that both halves look alike."""
    monkeypatch.setattr(
        "funding.report.grid.escaped", lambda text: escaped(text).replace(f"\\{sign}", sign)
    )
    assert any(read_amiss(text, place) for text in HOSTILE for place in PLACES if sign in text)
