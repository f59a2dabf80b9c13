"""Two workbooks compared: the first sheet and cell that differ, or why every part of them does.

The file is data from anybody: what of it is read is bounded, and no markup of it is followed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from xml.etree import ElementTree

from funding.language import _
from funding.record.finding import MOST_BYTES
from funding.toml.wording import shown

CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BY_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PROGRAM = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
ABOUT, BOOK, BOOK_TIES = "docProps/app.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"

Cells = dict[str, tuple[str, str, str]]
"""What each cell says, its formula, and what it looks like."""


def workbooks_differ(then: bytes, now: bytes) -> Iterator[str]:
    """Say where two workbooks differ first, the one as it is found and the one made again."""
    try:
        with zipfile.ZipFile(BytesIO(then)) as one, zipfile.ZipFile(BytesIO(now)) as two:
            yield from _differing(one, two)
    except zipfile.BadZipFile:
        yield _("the output differs: the file is no whole workbook")


def _differing(then: zipfile.ZipFile, now: zipfile.ZipFile) -> Iterator[str]:
    before, after = (
        {each.filename: (each.CRC, each.file_size) for each in book.infolist()}
        for book in (then, now)
    )
    parts = [
        name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)
    ]
    if not parts:
        yield _("the output differs, but no part of the workbook does: it was packed otherwise")
        return
    try:
        was, is_now = (_program(book) for book in (then, now))
        if was != is_now:
            yield _(
                "the workbook was saved in another program, {program}, and that writes every part "
                "of it anew: compare the original, as funding wrote it",
                program=shown(was or "?"),
            )
            return
        found = list(_first_cell(then, now, parts))
    except (
        *(zipfile.BadZipFile, zlib.error, ElementTree.ParseError, KeyError, ValueError),
        *(NotImplementedError, RuntimeError, EOFError, OSError),
    ):
        found = []
    yield from found or [
        _("the output differs, first in the part {name}", name=shown(parts[0])),
    ]


def _read(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Read a part; raise `ValueError` for one that is too large or could unfold."""
    if book.getinfo(name).file_size > MOST_BYTES:
        raise ValueError(name)
    part = book.read(name)
    if b"<!" in part:
        raise ValueError(name)
    return ElementTree.fromstring(part)  # noqa: S314  # without a DOCTYPE, nothing expands


def _program(book: zipfile.ZipFile) -> str:
    """Give which program wrote a workbook, and which version of it."""
    if ABOUT not in book.namelist():
        return ""
    about = _read(book, ABOUT)
    words = (about.findtext(f"{PROGRAM}{each}") for each in ("Application", "AppVersion"))
    return " ".join(filter(None, words))


def _first_cell(then: zipfile.ZipFile, now: zipfile.ZipFile, parts: Sequence[str]) -> Iterator[str]:
    """Say of the first cell that differs on which sheet it is, and what it says."""
    was_said, is_said = (_strings(book) for book in (then, now))
    sheets, again = _sheets(then), _sheets(now)
    for name, part in sheets.items():
        if again.get(name) != part or (part not in parts and STRINGS not in parts):
            continue
        was, is_now = _cells(then, part, was_said), _cells(now, part, is_said)
        for cell in {**was, **is_now}:
            if was.get(cell) != is_now.get(cell):
                yield _(
                    "the output differs, first on the sheet {sheet} in the cell {cell}:",
                    sheet=shown(name),
                    cell=cell if cell.isalnum() else shown(cell),
                )
                one, two = _said(was.get(cell), is_now.get(cell))
                yield _("  in the file: {text}", text=one)
                yield _("  made again:  {text}", text=two)
                return


def _said(was: tuple[str, ...] | None, is_now: tuple[str, ...] | None) -> tuple[str, str]:
    """Give what a cell says in both; its formula, or its looks, where that is what differs."""
    if was is None or is_now is None:
        one, two = (_("none") if each is None else shown(each[0]) for each in (was, is_now))
        return one, two
    place = next(at for at, (one, two) in enumerate(zip(was, is_now, strict=True)) if one != two)
    return shown(was[place]), shown(is_now[place])


def _sheets(book: zipfile.ZipFile) -> dict[str, str]:
    """Give the part of each sheet, by the sheet's name."""
    ties = {each.get("Id"): each.get("Target", "") for each in _read(book, BOOK_TIES)}
    return {
        each.get("name", ""): f"xl/{ties[each.get(BY_ID)]}"
        for each in _read(book, BOOK).iter(f"{CELLS}sheet")
    }


def _strings(book: zipfile.ZipFile) -> Mapping[str, str]:
    """Give the texts that cells name by number."""
    if STRINGS not in book.namelist():
        return {}
    return {str(at): "".join(each.itertext()) for at, each in enumerate(_read(book, STRINGS))}


def _cells(book: zipfile.ZipFile, part: str, strings: Mapping[str, str]) -> Cells:
    found: Cells = {}
    for cell in _read(book, part).iter(f"{CELLS}c"):
        value = cell.findtext(f"{CELLS}v") or ""
        if cell.get("t") == "s":
            value = strings[value]
        if cell.get("t") == "inlineStr":
            value = "".join(cell.itertext())
        formula = cell.findtext(f"{CELLS}f") or ""
        found[cell.get("r", "")] = (value, formula and f"={formula}", cell.get("s", ""))
    return found
