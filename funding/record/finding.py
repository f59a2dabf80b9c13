"""Finding the record in an output: in JSON, a page, a workbook, Markdown, or in a file beside it.

The file is data from anybody: it is bounded, nothing in it is run, and no markup of it is followed.
"""

from __future__ import annotations

import json
import os
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path, PurePath
from urllib.parse import unquote
from xml.etree import ElementTree

from funding.errors import Fault, InputError
from funding.files import is_file, is_there
from funding.language import LANGUAGES, Language, _
from funding.record.model import (
    BESIDE,
    COMMENT_BEGINS,
    COMMENT_ENDS,
    ELEMENT,
    NoRecord,
    Record,
)
from funding.record.reading import record_from, record_of_values

LONGEST_NAME = 255
"""No file system that is in use has a longer name of a file, in bytes."""
MOST_BYTES = 64 * 2**20
"""The largest output that is read, and the largest part of a workbook."""

PROPERTIES, PROPERTY = "docProps/custom.xml", "funding record "
"""Where a workbook has the record: in properties of the document, numbered, a piece in each."""


def content_of(path: Path) -> bytes:
    """Read an output; raise `InputError` for what cannot be read."""
    try:
        if is_there(path) and not is_file(path):
            raise InputError([Fault(str(path), 0, 0, _("this is not a file"))])
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        fault = Fault(str(path), 0, 0, _("there is no such file"), _("check the name"))
        raise InputError([fault]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = _("the file cannot be read: {reason}", reason=reason)
        raise InputError([Fault(str(path), 0, 0, message)]) from None
    if len(content) > MOST_BYTES:
        raise InputError([Fault(str(path), 0, 0, _("the file is too large to be an output"))])
    return content


def record_in(content: bytes, path: Path) -> Record:
    """Find the record of an output; raise `NoRecord` if there is none that can be read."""
    try:
        found = _inside(content)
    except (ValueError, RecursionError, zipfile.BadZipFile, ElementTree.ParseError, OSError):
        raise NoRecord(_("{file}: it cannot be read as what it seems to be", file=path)) from None
    except (NotImplementedError, RuntimeError, EOFError):  # a zip with a password, or a strange one
        raise NoRecord(_("{file}: it cannot be read as what it seems to be", file=path)) from None
    if found is not None:
        return found
    beside = path.with_name(f"{path.name}{BESIDE}")
    if not beside.is_file():
        raise NoRecord(
            _("{file}: there is no record in it, and none beside it in {beside}",
              file=path, beside=beside.name)
        )  # fmt: skip
    return record_from(content_of(beside).decode("utf-8", "replace"))


def _inside(content: bytes) -> Record | None:
    if content.startswith(b"PK"):
        found = in_workbook(content)
        return None if found is None else record_from(found)
    text = content.decode("utf-8", "replace")
    start = text.lstrip()[:15].lower()
    if start.startswith("{"):
        whole = json.loads(text)
        return record_of_values(whole["record"]) if "record" in whole else None
    if start.startswith(("<!doctype html", "<html")):
        page = _Page()
        page.feed(text)
        return _only(page.found)
    last = text.rstrip("\n").rpartition("\n")[2]
    if last.startswith(COMMENT_BEGINS) and last.endswith(COMMENT_ENDS):
        return record_from(last.removeprefix(COMMENT_BEGINS).removesuffix(COMMENT_ENDS))
    return None


def _only(found: list[str]) -> Record | None:
    """Read the one record; several that are not alike are none."""
    texts = list(dict.fromkeys(found))
    if len(texts) > 1:
        raise NoRecord(_("there are several records in it, and they are not the same"))
    return record_from(texts[0]) if texts else None


def name_of_both(content: bytes, language: Language) -> str | None:
    """Find what a page in two languages was called when both were written, without a language.

    Its link to the other language says so, and nothing else does: a file may be renamed. None where
    there is no such link, or another than to a file of a plain name beside it.
    """
    text = content.decode("utf-8", "replace")
    if not text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        return None
    page = _Page()
    page.feed(text)
    (other,) = set(LANGUAGES) - {language}
    links = {unquote(href) for to, href in page.links if to == other}
    found = _without_language(links.pop(), other) if len(links) == 1 else ""
    is_plain = found.strip(".") and not set(found) & set("/\\\0")
    return found if is_plain and len(os.fsencode(found)) <= LONGEST_NAME else None


def _without_language(name: str, language: Language) -> str:
    """Give the name of both, where a file is called after it in one language; else nothing."""
    before, point, ending = name.rpartition(f".{language}")
    is_ending = not ending or PurePath(f"x{ending}").suffix == ending
    return f"{before}{ending}" if point and is_ending else ""


class _Page(HTMLParser):
    """Finds what stands in the script element of a page that holds the record, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[tuple[str, str]] = []
        """Those to the page in another language: which one, and where it stands."""
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a record at its element."""
        said = dict(attrs)
        self._within = tag == "script" and said.get("id") == ELEMENT
        if self._within:
            self.found.append("")
        if tag == "a" and said.get("hreflang"):
            self.links.append((said["hreflang"] or "", said.get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self._within = self._within and tag != "script"

    def handle_data(self, data: str) -> None:
        """Take what stands in it."""
        if self._within:
            self.found[-1] += data


def in_workbook(content: bytes) -> str | None:
    """Put the record together from the properties of a workbook; None if it has none."""
    with zipfile.ZipFile(BytesIO(content)) as workbook:
        sizes = {each.filename: each.file_size for each in workbook.infolist()}
        if sizes.get(PROPERTIES, MOST_BYTES + 1) > MOST_BYTES:
            return None
        part = workbook.read(PROPERTIES)
    if b"<!" in part:  # what it could declare would unfold
        raise NoRecord(_("it is not a workbook that funding wrote"))
    pieces: dict[int, str] = {}
    for element in ElementTree.fromstring(part):  # noqa: S314  # without a DOCTYPE, nothing expands
        name = element.get("name", "")
        if name.startswith(PROPERTY):
            pieces[int(name.removeprefix(PROPERTY))] = "".join(element.itertext())
    return "".join(pieces[place] for place in sorted(pieces)) or None
