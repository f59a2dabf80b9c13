"""Workbooks as LibreOffice works them out: wrong values planted first, so that nothing stays.

All workbooks of a test go through LibreOffice at once: starting it takes longer than most of them.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

OFFICE = shutil.which("soffice")
NEEDS_OFFICE = "LibreOffice is not installed"
RECALCULATE_ALWAYS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
    '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>'
)
PLANTED = -987654321
_CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")
_TEXT = re.compile(rb't="(str|e|b)"([^>]*><f>)')
SHEETS = re.compile(r"xl/worksheets/sheet\d+\.xml")

Row = Mapping[str, Any]


def needs_office() -> None:
    """Skip a test without LibreOffice; in CI it fails instead."""
    if OFFICE is None:
        if os.environ.get("CI"):
            pytest.fail(f"{NEEDS_OFFICE}, and CI must have it")
        pytest.skip(NEEDS_OFFICE)


def planted(content: bytes) -> bytes:
    """Give a workbook in which the value beside every formula is wrong."""

    def wrong(name: str, sheet: bytes) -> bytes:
        if not SHEETS.fullmatch(name):
            return sheet
        return _CACHED.sub(rb"\1<v>%d</v>" % PLANTED, _TEXT.sub(rb"\2", sheet))

    return _changed(content, wrong)


def _changed(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            archive.writestr(name, change(name, old.read(name)))
    return new.getvalue()


def recalculated(contents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Give each workbook as LibreOffice saves it, everything in it worked out again."""
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(RECALCULATE_ALWAYS, encoding="utf-8")
    paths = []
    for name, content in contents.items():
        paths.append(folder / f"{name}.xlsx")
        paths[-1].write_bytes(content)
    command = [
        str(OFFICE),
        "--headless",
        f"-env:UserInstallation={profile.as_uri()}",
        *("--convert-to", "xlsx", "--outdir", str(out)),
        *map(str, paths),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return {path.stem: (out / path.name).read_bytes() for path in paths}


def errors_in(content: bytes) -> int:
    """Count the cells that show an error."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if SHEETS.fullmatch(name)]
        return sum(archive.read(name).count(b't="e"') for name in names)


def rows_of(content: bytes, sheet: str) -> list[Row]:
    """Give the rows of a sheet's one table, by the heads of its columns."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=True)
    rows = list(book[sheet].iter_rows(values_only=True))
    book.close()
    heads = next(n for n, row in enumerate(rows) if row.count(None) < len(row) // 2)
    return [dict(zip(map(str, rows[heads]), row, strict=True)) for row in rows[heads + 1 :]]
