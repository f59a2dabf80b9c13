"""Pages made for tests, and read back as a browser reads them: elements, tables, texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import funding
from funding.comparison.outcome import Outcome
from funding.language import LANGUAGES, Language, speaking
from funding.report.page.writing import as_html
from funding.study.ends import Ends, Stuck, ends_of

ROOT = Path(__file__).parents[3]
SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios").glob("*.toml"))
PAGES: list[tuple[str, Language]] = [(name, each) for name in SCENARIOS for each in LANGUAGES]
WORD_JOINER = "\u2060"
VOID = {"meta", "link", "br", "img", "input", "hr"}


@cache
def outcome_of(name: str, language: Language = "en") -> Outcome:
    """Run a scenario; what its columns are called is in the language in which it is run."""
    with speaking(language):
        return funding.simulate(funding.read_scenario(name))


@cache
def ends_at(name: str, language: Language = "en") -> tuple[Ends | Stuck, ...]:
    with speaking(language):
        return tuple(ends_of(outcome_of(name, language).scenario))


@cache
def page_of(name: str, language: Language = "en") -> str:
    with speaking(language):
        return as_html(outcome_of(name, language), ends=ends_at(name, language))


RECORD = [("scenario", "a" * 64), ("command", "funding simulate x --format html <b>")]
RECORD_JSON = '{"schema": "x", "command": "</script>"}'


def whole_page_of(name: str, language: Language) -> str:
    """Make a page with all that one can have: its record, and the other language beside it."""
    more: dict[str, Any] = {"record": RECORD, "record_json": RECORD_JSON}
    with speaking(language):
        outcome, ends = outcome_of(name, language), ends_at(name, language)
        return as_html(outcome, ends=ends, other_language="other.html", **more)


@dataclass
class Element:
    """An element with what stands in it."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give all text inside, with single spaces, and without what only forbids a line's end."""
        return " ".join(self.letters.replace(WORD_JOINER, "").split())

    @property
    def letters(self) -> str:
        """Give every letter inside, seen or not."""
        return "".join(each if isinstance(each, str) else each.letters for each in self.inside)

    def every(self, *tags: str) -> Iterator[Element]:
        """Give every element of some tags inside, in order; of any tag, where none is named."""
        for each in self.inside:
            if isinstance(each, Element):
                if not tags or each.tag in tags:
                    yield each
                yield from each.every(*tags)

    def by_class(self, name: str) -> Iterator[Element]:
        """Give every element of a class inside."""
        return (e for e in self.every() if name in e.attributes.get("class", "").split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("", {})
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(page: str) -> Element:
    """Read a page; every element must be ended where it should be."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.top]
    return reader.top


@dataclass(frozen=True)
class Shown:
    """A table as it is shown."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_in(page: Element) -> dict[str, Shown]:
    """Give every table by its id, rows of groups without their headings."""
    return {
        table.attributes["id"]: Shown(
            next(table.every("caption")).text,
            tuple(each.text for each in next(table.every("thead")).every("th")),
            tuple(
                tuple(cell.text for cell in row.every("th", "td"))
                for body in table.every("tbody")
                for row in body.every("tr")
                if "group" not in row.attributes.get("class", "")
            ),
        )
        for table in page.every("table")
    }
