"""Formulas by name: beside the scenario first, then the shipped ones."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from funding.errors import Fault, InputError
from funding.formula.model import Formula
from funding.formula.reading import read_formula
from funding.places import shipped_folder
from funding.toml import did_you_mean


@dataclass(frozen=True)
class Library:
    """The folders that formulas are looked for in, first to last."""

    folders: tuple[Path, ...]

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every formula's file by its name; an earlier folder's goes before a later one's."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted(folder.glob("*.toml")):
                found.setdefault(path.stem, path)
        return found

    def load(self, name: str) -> Formula:
        """Read the formula of a name; raise `InputError` if there is none or it has faults."""
        if name not in self.files:
            raise InputError([Fault(name, 0, 0, "there is no such formula", self.help_for(name))])
        return read_formula(self.files[name], _shown(self.files[name]))

    def help_for(self, name: str) -> str:
        """Give the nearest name, or all of them."""
        return did_you_mean(name, self.files)


def _shown(path: Path) -> str:
    """Write a path as short as it can be typed: from the working folder, or in full."""
    try:
        return min(os.path.relpath(path), str(path), key=len)
    except ValueError:  # on another drive
        return str(path)


def library_beside(path: Path | None) -> Library:
    """Give the library of a scenario: `formulas/` in or next to its folder, and the shipped."""
    beside: Iterable[Path] = ()
    if path is not None:
        folder = path.resolve().parent
        beside = (folder / "formulas", folder.parent / "formulas")
    folders = dict.fromkeys((*beside, shipped_folder("formulas")))
    return Library(tuple(folder for folder in folders if folder.is_dir()))
