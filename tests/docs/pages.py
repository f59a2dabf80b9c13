"""A page of the documentation taken apart: its blocks, its tables, its links, its headings.

An HTML comment on the line before a block or a table says what it is, for instance
`<!-- formula formulas/ours.toml -->` or `<!-- keys Percentages -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_MARK = re.compile(r"<!-- (\S.*?) -->")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: what it is written in, its text, the mark before it, and where it stands."""

    language: str
    text: str
    mark: str
    page: Path
    line: int

    def __str__(self) -> str:
        name = self.page.relative_to(ROOT) if self.page.is_relative_to(ROOT) else self.page.name
        return f"{name}:{self.line}"


@dataclass(frozen=True)
class Table:
    """A table: its head and its rows, each cell as typed, and the mark before it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mark: str
    page: Path

    def column(self, place: int) -> list[str]:
        """Give the cells of a column that are one word of code, without their backticks."""
        cells = (row[place] for row in self.rows)
        found = (re.fullmatch(r"`([^`]+)`", cell) for cell in cells)
        return [match[1] for match in found if match]


def text_of(page: Path) -> str:
    """Give the text of a page."""
    return page.read_text(encoding="utf-8")


def blocks(page: Path, text: str | None = None) -> list[Block]:
    """Give every fenced block of a page, in order."""
    found, opening, mark, start = [], "", "", 0
    content: list[str] = []
    for number, line in enumerate((text or text_of(page)).splitlines(), start=1):
        if opening and line == "```":
            body = "\n".join(content) + "\n"
            found.append(Block(opening.removeprefix("```"), body, mark, page, start))
            opening, mark = "", ""
        elif opening:
            content.append(line)
        elif line.startswith("```"):
            opening, start, content = line, number, []
            assert re.fullmatch("```[a-z]+", line), f"{page}:{number}: a block says its language"
        elif line.strip():
            match = _MARK.fullmatch(line)
            mark = match[1] if match else ""
    assert not opening, f"{page}:{start}: the block does not end"
    return found


def prose(page: Path, text: str | None = None) -> str:
    """Give a page without its blocks, every run of white space as one space."""
    without = re.sub(r"^```.*?^```$", "", text or text_of(page), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"\s+", " ", without)


def tables(page: Path, text: str | None = None) -> Iterator[Table]:
    """Give every table of a page, in order."""
    without = re.sub(r"^```.*?^```$", "", text or text_of(page), flags=re.DOTALL | re.MULTILINE)
    lines = [*without.splitlines(), ""]
    start: int | None = None
    for number, line in enumerate(lines):
        if line.startswith("|") and start is None:
            start = number
        elif not line.startswith("|") and start is not None:
            match = _MARK.fullmatch(lines[start - 1]) if start else None
            head, _, *rows = (_cells(each) for each in lines[start:number])
            yield Table(head, tuple(rows), match[1] if match else "", page)
            start = None


def links(page: Path, text: str | None = None) -> list[str]:
    """Give the target of every link that is not to another site."""
    return [to for to in _LINK.findall(prose(page, text)) if not re.match(r"[a-z]+:", to)]


def anchors(page: Path) -> set[str]:
    """Give the anchor of every heading, as the usual viewers make it."""
    without = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.DOTALL | re.MULTILINE)
    heads = re.findall(r"^#+ (.*)$", without, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def _cells(line: str) -> tuple[str, ...]:
    parts = re.split(r"(?<!\\)\|", line.strip().strip("|"))
    return tuple(part.strip().replace("\\|", "|") for part in parts)
