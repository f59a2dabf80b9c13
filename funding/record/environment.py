"""What an output rests on besides its own files: the data, installed plugins, and versions."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from funding.formula import library
from funding.record.model import Plugin, Source
from funding.rules import installed

CAN_CHANGE_BYTES = (
    *("babel", "hypothesis", "jinja2", "markupsafe", "numpy", "pydantic", "scipy", "sympy"),
    *("tabulate", "xlsxwriter", "z3-solver"),
)
"""The libraries that words, layout or numbers of an output come through."""


@cache
def versions_here() -> tuple[tuple[str, str], ...]:
    """Give the version of this library, of Python, and of what can change an output's bytes."""
    from funding import __version__

    found = {"funding": __version__, "python": platform.python_version()}
    for name in CAN_CHANGE_BYTES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # an extra that is not installed
            continue
    return tuple(sorted(found.items()))


@cache
def data_here() -> tuple[Source, ...]:
    """Give the files of Welsh reference data."""
    found = [each for each in files("funding.data").iterdir() if each.name.endswith(".csv")]
    return tuple(sorted(Source(each.name, digest(each.read_bytes())) for each in found))


@cache
def plugins_here() -> tuple[Plugin, ...]:
    """Give the installed packages that bring rules or formulas."""
    found: dict[tuple[str, str], set[str]] = {}
    for group in (installed.ENTRY_POINTS, library.ENTRY_POINTS):
        for point in entry_points(group=group):
            package = point.dist.name if point.dist else point.name
            number = point.dist.version if point.dist else ""
            found.setdefault((package, number), set()).add(_top(point))
    return tuple(sorted(Plugin(*key, _digest_of(sorted(tops))) for key, tops in found.items()))


def digest(content: bytes) -> str:
    """Give the SHA-256 of some bytes, in hexadecimal digits."""
    return sha256(content).hexdigest()


def _top(point: EntryPoint) -> str:
    return point.value.partition(":")[0].partition(".")[0].strip()


def _digest_of(packages: list[str]) -> str:
    """Give one hash of all files of some packages: their names and what is in them."""
    whole = sha256()
    for name, path in sorted(each for package in packages for each in _files_of(package)):
        whole.update(f"{name}\n{digest(path.read_bytes())}\n".encode())
    return whole.hexdigest()


def _files_of(package: str) -> Iterator[tuple[str, Path]]:
    """Give the files of a package, each by its name inside it; what Python compiled is left out."""
    spec = find_spec(package)
    if spec is None:
        return
    folders = [Path(each) for each in spec.submodule_search_locations or ()]
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"{package}/{path.relative_to(folder).as_posix()}", path
    if not folders and spec.origin is not None:
        yield Path(spec.origin).name, Path(spec.origin)
