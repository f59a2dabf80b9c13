"""Every command that gives a result in several formats, and what must hold of each format.

Formats are read from the commands themselves: a new one is tested as soon as it can be asked for.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO

import click

from funding.cli import main
from funding.report.documents import SIGNED
from tests.attack.defence import HIDDEN

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


class _Page(HTMLParser):
    """Gathers what of a page could run, load or lead elsewhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.active: list[str] = []
        self._in_record = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        is_data = tag == "script" and found.get("type") == "application/json"
        self._in_record = is_data
        if tag in ("script", "iframe", "object", "embed", "base", "form", "img") and not is_data:
            self.active.append(tag)
        for name, value in attrs:
            leads = name in ("href", "src", "action", "xlink:href", "formaction")
            if name.startswith("on") or name == "srcdoc":
                self.active.append(f"{tag} {name}")
            if leads and re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", value or "", re.IGNORECASE):
                self.active.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self._in_record = self._in_record and tag != "script"

    def handle_data(self, data: str) -> None:
        if not self._in_record:
            self.text.append(data)


def check_page(content: bytes, names: list[str]) -> None:
    """Nothing runs and nothing is loaded; what is shown is what stood in the file."""
    page = _Page()
    page.feed(content.decode())
    assert not page.active
    text = " ".join("".join(page.text).split())
    for name in names:
        assert " ".join(name.split()) in text, name


def check_workbook(content: bytes, names: list[str]) -> None:
    """No text is a formula, and no part leads out of the file."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        parts = {name: book.read(name).decode("utf-8", "replace") for name in book.namelist()}
    for name, part in parts.items():
        assert 'TargetMode="External"' not in part, name
        for formula in re.findall(r"<f[^>]*>(.*?)</f>", part, re.DOTALL):
            bare = re.sub(r"&quot;.*?&quot;|\"[^\"]*\"", "", formula)
            assert not re.search("HYPERLINK|WEBSERVICE|cmd|DDE", bare, re.IGNORECASE), formula
    texts = "".join(parts.values())
    for name in names:
        written = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert written in texts or written.replace('"', "&quot;") in texts, name


def check_csv(content: bytes, names: list[str]) -> None:
    """No cell is run by a spreadsheet."""
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    for row in rows:
        for key, value in row.items():
            if key not in SIGNED | SIGNED_IN_STUDIES:
                assert not value.startswith(("=", "+", "-", "@", "\t", "\r")), value
    assert rows


def check_markdown(content: bytes, names: list[str]) -> None:
    """No markup of a file's is markup of ours, and each row has as many cells as its heading."""
    text = content.decode()
    bare = re.sub(r"^<!-- funding-record .* -->$", "", text, flags=re.MULTILINE)
    bare = bare.replace("&nbsp;", "")
    assert not re.search(r"(?<!\\)[<>]", bare)
    assert not re.search(r"(?<!\\)`", bare)
    cells: int | None = None
    for line in bare.splitlines():
        if not line.startswith("|"):
            cells = None
            continue
        found = len(re.findall(r"(?<!\\)\|", line))
        assert cells in (None, found), line
        cells = found
    plain = re.sub(r"\\([\\`*_\[\]<>|#])", r"\1", bare)
    for name in names:
        assert " ".join(name.split()) in " ".join(plain.split()), name


def check_json(content: bytes, names: list[str]) -> None:
    """It is JSON, and its texts are those of the file."""
    found = json.dumps(json.loads(content), ensure_ascii=False)
    for name in names:
        assert json.dumps(name, ensure_ascii=False)[1:-1] in found, name


def check_table(content: bytes, names: list[str]) -> None:
    """Nothing in it is a command for a terminal."""
    text = content.decode()
    assert not HIDDEN.search(text)
    for name in names:
        assert name in text, name


def check_latex(content: bytes, names: list[str]) -> None:
    """Every command in it is one of ours, and every brace has its other."""
    text = content.decode()
    bare = re.sub(r"\\[\\{}$&#_%]", "", text)
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"[$#&]", re.sub(r"\\begin\{cases\}.*\\end\{cases\}", "", bare))
    assert not re.search(r"\\(?:input|include|write|def|catcode|csname|openin|read)", text)
    for name in names:
        assert re.sub(r"\W", "", name) in re.sub(r"\W", "", text), name


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
