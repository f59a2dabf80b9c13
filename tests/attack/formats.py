"""Every command that gives a result in several formats, and what must hold of each format.

Formats are read from the commands themselves: a new one is tested as soon as it can be asked for.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import click

from funding.cli import main
from funding.report.documents import SIGNED
from tests.attack.defence import HIDDEN
from tests.report.reading_markdown import Read

SIGNED_IN_STUDIES = {"above baseline", "below baseline"}
SHORT = {"assure": ["--examples", "1"]}
"""Options that make a command quick."""


def formats_of(command: str) -> list[str]:
    """Give the formats that a command can be asked for."""
    for each in main.commands[command].params:
        if each.name == "form" and isinstance(each.type, click.Choice):
            return [str(choice) for choice in each.type.choices]
    return []


def result_commands() -> list[str]:
    """Give the commands that write a result in a format to a file."""
    return [
        name
        for name, command in main.commands.items()
        if any(each.name == "output" for each in command.params) and formats_of(name)
    ]


OURS = {
    *("html", "head", "meta", "title", "style", "body", "script", "header", "main", "footer"),
    *("section", "article", "details", "summary", "figure", "figcaption", "div", "span", "p"),
    *("nav", "a"),
    *("h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "strong", "br", "table"),
    *("caption", "thead", "tbody", "tr", "th", "td", "svg", "desc", "text", "rect", "line"),
    *("circle", "math", "mrow", "mi", "mn", "mo", "mtext", "mfrac", "munder", "msub", "mtable"),
    *("mtr", "mtd"),
}
"""The elements that templates and algebra write."""
POLICY = re.compile(
    r"default-src 'none'; style-src '(sha256-[\w+/]+=)'; base-uri 'none'; form-action 'none'"
)


class _Page(HTMLParser):
    """Gathers what of a page could run, load or lead elsewhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.active: list[str] = []
        self.policies: list[str] = []
        self.record = ""
        self._in_record = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        is_data = tag == "script" and found.get("type") == "application/json"
        self._in_record = is_data
        if tag not in OURS or (tag == "script" and not is_data):
            self.active.append(tag)
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(found["content"] or "")
        for name, value in attrs:
            leads = name in ("href", "src", "action", "xlink:href", "formaction")
            if name.startswith("on") or name in ("srcdoc", "style"):
                self.active.append(f"{tag} {name}")
            if leads and re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", value or "", re.IGNORECASE):
                self.active.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self._in_record = self._in_record and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_record:
            self.record += data
        else:
            self.text.append(data)


def spaced(text: str) -> str:
    """Put one space for all space, as whoever shows a text does."""
    return " ".join(text.split())


def check_page(content: bytes, names: list[str]) -> None:
    """Nothing runs, nothing is loaded, and only its own style is; what is shown is the file's."""
    page = _Page()
    page.feed(content.decode())
    assert not page.active
    (policy,) = page.policies
    assert POLICY.fullmatch(policy)
    assert not page.record or json.loads(page.record)
    text = spaced("".join(page.text))
    for name in names:
        assert spaced(name) in text, name


CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def check_workbook(content: bytes, names: list[str]) -> None:
    """Each part is well-formed, none leads out of the file, and no text of a file is a formula."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        parts = {name: ElementTree.fromstring(book.read(name)) for name in book.namelist()}
    texts: list[str] = []
    for name, part in parts.items():
        for each in part.iter():
            assert each.get("TargetMode") != "External", name
            if each.tag == f"{CELLS}f":
                bare = re.sub(r'"[^"]*"', "", each.text or "")
                assert not re.search("HYPERLINK|WEBSERVICE|cmd|DDE|SUM\\(1", bare, re.IGNORECASE)
        texts += [spaced("".join(each.itertext())) for each in part.iter(f"{CELLS}si")]
    for name in names:
        assert any(spaced(name) in each for each in texts), name


def check_csv(content: bytes, names: list[str]) -> None:
    """No cell is run by a spreadsheet, and each row has as many cells as the first."""
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert not [row for row in rows if None in row]
    cells = {value for row in rows for value in row.values()}
    for row in rows:
        for key, value in row.items():
            assert value is not None
            if key not in SIGNED | SIGNED_IN_STUDIES:
                assert not value.startswith(("=", "+", "-", "@", "\t", "\r")), value
    assert rows
    for name in names:
        assert {name, f"'{name}"} & cells, name


IN_MARKDOWN = {
    *("h1", "h2", "h3", "p", "br", "strong", "em", "hr", "ul", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
"""The elements that we write."""
ALGEBRA = re.compile(r"^\$\$\n.*\n\$\$$|^- \$(?:[^$\\]|\\.)*\$", re.MULTILINE)


def check_markdown(content: bytes, names: list[str]) -> None:
    """As GitHub reads it, there is no element but those we write, and each row keeps its cells."""
    text = re.sub(r"^<!-- funding-record .* -->$", "", content.decode(), flags=re.MULTILINE)
    text = ALGEBRA.sub("- ", text)
    found = Read(text)
    assert set(found.elements) <= IN_MARKDOWN, set(found.elements) - IN_MARKDOWN
    assert not found.dollars
    cells: int | None = None
    for line in text.splitlines():
        if not line.startswith("|"):
            cells = None
            continue
        bars = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
        assert cells in (None, bars), line
        cells = bars
    said = spaced(" ".join(found.texts))
    for name in names:
        assert spaced(name) in said, name


def check_json(content: bytes, names: list[str]) -> None:
    """It is JSON, and its texts are those of the file."""
    found = "\n".join(_texts(json.loads(content)))
    for name in names:
        assert name in found, name


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def check_table(content: bytes, names: list[str]) -> None:
    """Nothing in it is a command for a terminal, and what a file says stands on one line."""
    text = content.decode()
    assert not HIDDEN.search(text)
    lines = "\n".join(map(spaced, text.splitlines()))
    for name in names:
        assert spaced(name) in lines, name


MEANT = re.compile(r"\\([{}$&#_%])|\\text([a-z]+)\{\}")
IN_LATEX = {
    "backslash": "\\",
    "asciitilde": "~",
    "asciicircum": "^",
    "asciigrave": "`",
    "less": "<",
    "greater": ">",
    "bar": "|",
}
COMMANDS_OF_LATEX = {
    *("documentclass", "usepackage", "setlength", "parindent", "begin", "end", "section", "item"),
    *("subsection", "text", "mathit", "frac", "times", "neq", "geq", "leq", "left", "right"),
    *("sum", "max", "min", "textbackslash", "textasciitilde", "textasciicircum", "textless"),
    "textasciigrave",
    *("textgreater", "textbar"),
}


def check_latex(content: bytes, names: list[str]) -> None:
    """Every command in it is one of ours, and every brace has its other."""
    text = content.decode()
    assert set(re.findall(r"\\([A-Za-z]+)", text)) <= COMMANDS_OF_LATEX
    bare = re.sub(r"\\[\\{}$&#_%]", "", text)
    assert bare.count("{") == bare.count("}")
    bare = re.sub(r"\\begin\{cases\}.*\\end\{cases\}", "", bare)
    assert not re.search(r"[$#&~^]|(?m:(?<!^)%)", bare)
    said = MEANT.sub(lambda found: found[1] or IN_LATEX[found[2]], text)
    said = spaced(said.replace("-{}", "-"))
    for name in names:
        assert spaced(name) in said, name


CHECKS: dict[str, Callable[[bytes, list[str]], None]] = {
    "html": check_page,
    "xlsx": check_workbook,
    "csv": check_csv,
    "markdown": check_markdown,
    "json": check_json,
    "table": check_table,
    "text": check_table,
    "latex": check_latex,
    "mathml": check_page,
}
