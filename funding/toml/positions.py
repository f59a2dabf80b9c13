"""Where in its text each key and value of a TOML document stands.

`tomllib` does not tell. The scanner here reads only text that `tomllib` has accepted, and so does
not check it again; it runs only when a fault needs a position.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from funding.toml.wording import KeyPath


# A string ends at the first three quotes, and up to two more belong to it.
STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""(?:"{0,2})'
    r"|'''(?:[^']|'(?!''))*'''(?:'{0,2})"
    r'|"(?!"")(?:[^"\\\n]|\\.)*"'
    r"|'(?!'')[^'\n]*'"
)
"""A complete TOML string of any of the four kinds, with its quotes."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]+|[^\s,\]}#]+")
_SIMPLE = re.compile(r"""("|')(?!\1)([^\\\n]*)\1|('''|\"\"\")([^\\\n]+)\3""")


@dataclass(frozen=True)
class Place:
    """Where a key and its value stand; lines and columns count from 1, in characters.

    `value_width` counts every character up to the value's end, line ends included. A table with a
    header has its header line for both key and value; an entry of a list has no key, and so its
    value for both. `content_offset` says how many quotes stand before a one-line string's content;
    None for strings with escapes and everything else.
    """

    key_line: int
    key_column: int
    key_width: int
    value_line: int
    value_column: int
    value_width: int
    content_offset: int | None = None


class _Span(NamedTuple):
    start: int
    end: int


def locate(text: str) -> dict[KeyPath, Place]:
    """Find the place of every key, value, table and list entry of a valid TOML text."""
    scanner = _Scanner(text)
    scanner.scan()
    starts = [0, *(match.end() for match in re.finditer(r"\n", text))]
    return {path: _place(text, starts, *spans) for path, spans in scanner.spans.items()}


def _place(text: str, starts: list[int], key: _Span, value: _Span) -> Place:
    key_line = bisect_right(starts, key.start)
    value_line = bisect_right(starts, value.start)
    return Place(
        key_line,
        key.start - starts[key_line - 1] + 1,
        key.end - key.start,
        value_line,
        value.start - starts[value_line - 1] + 1,
        value.end - value.start,
        # A table of a header or a dotted key has its name for both; that has no content.
        None if key is value else _content_offset(text[value.start : value.end]),
    )


def _content_offset(written: str) -> int | None:
    simple = _SIMPLE.fullmatch(written)
    return None if simple is None else len(simple[1] or simple[3])


class _Scanner:
    """One pass over the text; `spans` gathers the (key, value) spans of each path."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.spans: dict[KeyPath, tuple[_Span, _Span]] = {}
        self._entries: dict[KeyPath, int] = {}  # how many [[…]] of each list were seen

    def scan(self) -> None:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> KeyPath:
        start = self.at
        is_entry = self.text.startswith("[[", start)
        self.at += 2 if is_entry else 1
        parts = self._key()
        self.at += 2 if is_entry else 1
        span = _Span(start, self.at)
        path = (*self._parent((), parts), parts[-1][0])
        if not is_entry:
            # An explicit header is a better place than a sub-table's header seen before.
            self.spans[path] = (span, span)
            return path
        self.spans.setdefault(path, (span, span))
        count = self._entries.get(path, 0)
        self._entries[path] = count + 1
        self.spans[*path, count] = (span, span)
        return (*path, count)

    def _pair(self, table: KeyPath) -> None:
        parts = self._key()
        path = (*self._parent(table, parts), parts[-1][0])
        self.at += len("=")
        self._skip(_SPACES)
        self._value(path, parts[-1][1])

    def _parent(self, table: KeyPath, parts: list[tuple[str, _Span]]) -> KeyPath:
        """Give the path of the table that a dotted key is in: of a list, its last entry."""
        path = table
        for name, span in parts[:-1]:
            path = (*path, name)
            self.spans.setdefault(path, (span, span))
            if path in self._entries:
                path = (*path, self._entries[path] - 1)
        return path

    def _key(self) -> list[tuple[str, _Span]]:
        parts = []
        while True:
            self._skip(_SPACES)
            start = self.at
            quoted = self.text[start] in "\"'"
            self._skip(STRING if quoted else _BARE_KEY)
            written = self.text[start : self.at]
            name: str = tomllib.loads(f"name = {written}")["name"] if quoted else written
            parts.append((name, _Span(start, self.at)))
            self._skip(_SPACES)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def _value(self, path: KeyPath, key: _Span | None = None) -> None:
        start = self.at
        # First an entry of its own, so that outer paths come before inner ones.
        self.spans[path] = (key or _Span(start, start), _Span(start, start))
        match self.text[start]:
            case "[":
                self._array(path)
            case "{":
                self._inline_table(path)
            case '"' | "'":
                self._skip(STRING)
            case _:
                self._skip(_BARE_VALUE)
        span = _Span(start, self.at)
        self.spans[path] = (key or _Span(*span), span)

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        count = 0
        self._skip(_BLANK)
        while self.text[self.at] != "]":
            self._value((*path, count))
            count += 1
            self._skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
                self._skip(_BLANK)
        self.at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        self._skip(_SPACES)
        while self.text[self.at] != "}":
            self._pair(path)
            self._skip(_SPACES)
            if self.text[self.at] == ",":
                self.at += 1
                self._skip(_SPACES)
        self.at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
