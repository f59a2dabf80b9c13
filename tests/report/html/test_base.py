"""Every page has one base, and nothing in it is markup but what escaped all that went into it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup

from funding.language import LANGUAGES, Language, in_english, speaking
from funding.report.algebra.mathml import MathML
from funding.report.html.writing import Edition, page

PACKAGE = Path(__file__).parents[3] / "funding"
TEMPLATES = sorted(PACKAGE.rglob("templates/*.html"))
BASES = {"base.html", "paper.html"}


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(PACKAGE).as_posix() for path in paths]


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_no_template_calls_a_text_safe_or_begins_a_page_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*(?:safe|markup)\b|autoescape|Markup", text)
    assert ("<!DOCTYPE" in text) == (path.name == "base.html")
    extended = re.search(r'{% extends "(.*)" %}', text)
    assert extended is None or extended[1] in BASES


def test_only_our_own_styles_are_markup_without_being_constants() -> None:
    """Whoever makes markup of a text must say so to ruff, by S704."""
    said = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "S704" in line
    ]
    assert said == ["report/html/writing.py"]


def made(folder: Path, body: str, edition: Edition | None = None, **parts: object) -> str:
    whole = '{% extends "base.html" %}{% block body %}' + body + "{% endblock %}"
    (folder / "page.html").write_text(whole, encoding="utf-8")
    (folder / "own.css").write_text(".own { color: red; }\n", encoding="utf-8")
    return page((folder,), "page.html", "own.css", edition or Edition(), **parts)


def test_a_name_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="'unknown' is undefined"):
        made(tmp_path, "{{ unknown }}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_english_among_welsh_is_marked_and_all_is_escaped(
    language: Language, tmp_path: Path
) -> None:
    with speaking(language):
        text = made(tmp_path, "{{ said }}|{{ english.count }}|", said=f"<i>{in_english('<b>&')}")
    marked = '<span lang="en">&lt;b&gt;&amp;</span>|1|'
    assert f"&lt;i&gt;{marked if language == 'cy' else '&lt;b&gt;&amp;|0|'}" in text
    assert f'<html lang="{language}">' in text


def test_a_text_in_english_that_stands_in_several_places_counts_once(tmp_path: Path) -> None:
    with speaking("cy"):
        said = [in_english(each) for each in ("one", "two", "one")]
        template = "{% for each in said %}{{ each }}{% endfor %}|{{ english.count }}|"
        text = made(tmp_path, template, said=said)
    assert text.count('<span lang="en">') == len(said)
    assert "|2|" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_language_is_led_to_by_its_own_name(language: Language, tmp_path: Path) -> None:
    with speaking(language):
        text = made(tmp_path, "", Edition(other_language='a "b" <c>.html'))
    other, name = {"en": ("cy", "Cymraeg"), "cy": ("en", "English")}[language]
    href = "a%20%22b%22%20%3Cc%3E.html"
    assert f'<a href="{href}" lang="{other}" hreflang="{other}">{name}</a>' in text


def test_the_record_is_one_line_of_json_with_sorted_keys_that_ends_nothing(tmp_path: Path) -> None:
    held = {"b": "</script><!--&'\"", "a": [1, "Ynys Môn"]}
    text = made(tmp_path, "", Edition(record_json=json.dumps(held)))
    (line,) = re.findall(r'<script type="application/json" id="funding-record">(.*)</script>', text)
    assert json.loads(line) == held
    assert line.startswith('{"a": [1, "Ynys Môn"], "b": "\\u003c/script\\u003e')
    assert not set("<>&") & set(line)
    assert text == made(tmp_path, "", Edition(record_json=json.dumps(held)))
    assert "funding-record" not in made(tmp_path, "")


PIECES: dict[str, Callable[[str], Markup]] = {
    "letter": MathML().letter,
    "number": MathML().number,
    "words": MathML().words,
    "sign": MathML().sign,
    "bracketed": MathML().bracketed,
    "row": lambda text: MathML().row([text, text]),
    "fraction": lambda text: MathML().fraction(text, text),
    "cases": lambda text: MathML().cases([(text, text)]),
    "summed": lambda text: MathML().summed(text, text),
    "called": lambda text: MathML().called(text, text, [text, text]),
    "mathematical": lambda text: MathML().mathematical(text, [text]),
    "whole": MathML.whole,
}


@pytest.mark.parametrize("piece", PIECES)
def test_mathml_escapes_whatever_is_not_a_piece_of_it(piece: str) -> None:
    found = PIECES[piece]("<b>&")
    assert isinstance(found, Markup)
    assert "<b>" not in found
    assert "&lt;b&gt;&amp;" in found
    held = MathML().words("<b>&")
    if piece not in ("letter", "number", "words", "sign", "called", "mathematical"):
        assert held in PIECES[piece](held), "a piece is not escaped a second time"
