"""Formulas by name, from the places where they may stand.

In this order: beside the scenario (its own folder, `formulas/` in it, `formulas/` next to it), the
folders named with `--formulas`, those that are shipped, and those that installed plugins bring.
Without a scenario: beside where one stands, as if one stood there.
"""

from __future__ import annotations

import filecmp
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import entry_points
from importlib.resources import files as resources_of
from pathlib import Path

from funding.errors import Fault, InputError, PluginError
from funding.formula.model import Formula
from funding.formula.reading import read_formula
from funding.language import _
from funding.places import shipped_folder
from funding.toml import did_you_mean

ENTRY_POINTS = "funding.formulas"

MOST_READ = 65_536
"""How much of a file is looked at, to see whether it is a formula's."""

_COVERS = re.compile(r"^[ \t]*covers[ \t]*=", re.MULTILINE)
"""What every formula file has and no scenario file: they may lie in one folder."""


@dataclass(frozen=True)
class Library:
    """The folders that formulas are looked for in, first to last."""

    folders: tuple[Path, ...]

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every formula's file by its name, the first place first."""
        return {name: paths[0] for name, paths in self._places.items()}

    def load(self, name: str) -> Formula:
        """Read the formula of a name; raise `InputError` if there is none, or there are two.

        A file and its copy, the same to the byte, are one.
        """
        paths = self._places.get(name)
        if paths is None:
            fix = did_you_mean(name, self._places)
            raise InputError([Fault(name, 0, 0, _("there is no such formula"), fix)])
        others = [path for path in paths[1:] if not _are_same(paths[0], path)]
        if others:
            places = shown_path(paths[0])
            for path in others:
                places = _("{places} and {place}", places=places, place=shown_path(path))
            message = _("two formulas are called '{name}': {places}", name=name, places=places)
            raise InputError([Fault(name, 0, 0, message, _("give yours another name"))])
        return read_formula(paths[0], shown_path(paths[0]))

    @cached_property
    def _places(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for path in (path for folder in self.folders for path in _formulas_in(folder)):
            found.setdefault(path.stem, []).append(path)
        return found


def library_for(scenario: Path | None = None, folders: Iterable[Path] = ()) -> Library:
    """Give the library of a scenario's file (None: of none), with further folders.

    Raise `InputError` for a further folder that is none.
    """
    return _library(None if scenario is None else scenario.resolve().parent, folders)


def library_here(folders: Iterable[Path] = ()) -> Library:
    """Give the library of whoever names a formula without a scenario: of where one stands.

    Raise `InputError` for a further folder that is none.
    """
    try:
        return _library(Path.cwd(), folders)
    except FileNotFoundError:  # somebody took it away
        return _library(None, folders)


def _library(home: Path | None, folders: Iterable[Path]) -> Library:
    beside = () if home is None else (home, home / "formulas", home.parent / "formulas")
    further = [folder.resolve() for folder in folders]
    faults = [
        Fault(
            str(folder),
            0,
            0,
            _("there is no such folder"),
            _("check the name after {option}", option="--formulas"),
        )
        for folder in further
        if not folder.is_dir()
    ]
    if faults:
        raise InputError(faults)
    places = (*beside, *further, shipped_folder("formulas").resolve(), *_installed_folders())
    return Library(tuple(folder for folder in dict.fromkeys(places) if folder.is_dir()))


def _formulas_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*.toml")):
        # A name that cannot be shown as it is, and what is no file but waits for a writer for ever.
        if not path.stem.isprintable() or _is_special(path):
            continue
        if folder.name == "formulas" or _says_what_it_covers(path):
            yield path


def _are_same(one: Path, other: Path) -> bool:
    """Say whether two files are alike to the byte; what cannot be read is like no other."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _is_special(path: Path) -> bool:
    try:
        return path.exists() and not (path.is_file() or path.is_dir())
    except OSError:
        return False  # the reader says what is wrong


def _says_what_it_covers(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open(encoding="utf-8", errors="replace") as file:
            return _COVERS.search(file.read(MOST_READ)) is not None
    except OSError:
        return False


def _installed_folders() -> Iterator[Path]:
    """Give the folder of each package of formulas that an installed plugin names."""
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda each: each.name):
        try:
            yield Path(str(resources_of(point.value)))
        except Exception as error:
            package = point.dist.name if point.dist else point.name
            why = _("its formulas cannot be found: {error}", error=error)
            raise PluginError(package, why) from error


def shown_path(path: Path) -> str:
    """Write a path as short as it can be typed: from the working folder, or in full."""
    try:
        return min(os.path.relpath(path), str(path), key=len)
    except (ValueError, OSError):  # on another drive; or where one stands is gone
        return str(path)
