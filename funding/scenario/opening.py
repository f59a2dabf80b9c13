"""Finding a scenario's file, and what is changed in it before it is read."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TextIO
from weakref import WeakKeyDictionary

from funding.errors import Fault, InputError
from funding.files import is_there
from funding.language import _
from funding.places import shipped_folder
from funding.scenario.file import ScenarioFile
from funding.toml import Document, KeyPath, did_you_mean, parse_document, read_document

STDIN = "-"

_READ: WeakKeyDictionary[TextIO, bytes] = WeakKeyDictionary()

Changes = Mapping[KeyPath, tuple[object, str]]
"""Values put in place of a file's own, by path, each with the words that put it there."""


def open_scenario(name: str) -> Document:
    """Read a scenario's document: a file, a shipped scenario by its name, or `-`."""
    if name == STDIN:
        if sys.stdin is None:  # closed by whoever called
            message = _("there is nothing to read from")
            raise InputError([Fault("<stdin>", 0, 0, message, _("name a file"))])
        return parse_document(_standard_input(sys.stdin), "<stdin>")
    path = Path(name)
    if is_there(path) or path.suffix == ".toml" or len(path.parts) > 1:
        return read_document(path, name)
    shipped = {each.stem: each for each in shipped_folder("scenarios").glob("*.toml")}
    if name not in shipped:
        message = _("there is no such file, and no shipped scenario of that name")
        here = [each.name for each in Path().glob("*.toml")]
        raise InputError([Fault(name, 0, 0, message, did_you_mean(name, shipped, also=here))])
    return read_document(shipped[name], name)


def _standard_input(stdin: TextIO) -> bytes:
    """Read what stands there; a second time, for another language, it is what it was."""
    if stdin not in _READ:
        _READ[stdin] = stdin.buffer.read()
    return _READ[stdin]


def change(
    document: Document, changes: Changes, formulas: Collection[str]
) -> tuple[Document, tuple[str, ...]]:
    """Put changed values in; give the document, and a warning for each that changes nothing.

    The first name of a path is a key of the scenario, or else a formula's.
    """
    unchanged = []
    for path, (value, words) in changes.items():
        full = ("set", *path) if path[0] in formulas else path
        if full[0] not in ScenarioFile.model_fields:
            known = {*formulas, *ScenarioFile.model_fields}
            message = _("'{name}' is neither a key of the scenario nor a formula", name=path[0])
            raise InputError([Fault(words, 0, 0, message, did_you_mean(str(path[0]), known))])
        refuse_status(full, Fault(words, 0, 0, "", None))
        changed = document.override({full: (value, words)})
        if changed.data == document.data:
            unchanged.append(_("{change} changes nothing: the value is already that", change=words))
        document = changed
    return document, tuple(unchanged)


def refuse_status(path: KeyPath, place: Fault) -> None:
    """Refuse to make a figure firmer from outside: what is put in its place is an assumption."""
    if path[-1] == "status":
        message = _("how sure a figure is cannot be set from outside its own file")
        fix = _("set the figure itself, which then counts as assumed")
        raise InputError([replace(place, message=message, fix=fix)])


def narrow(document: Document, formulas: Collection[str]) -> Document:
    """Let some formulas run instead of the scenario's own, and no baseline that is not of them."""
    words = " ".join(f"--formula {name}" for name in formulas)
    changed = document.override({("formulas",): (list(formulas), words)})
    if changed.data.get("baseline") in (None, *formulas):
        return changed
    without = {key: value for key, value in changed.data.items() if key != "baseline"}
    return replace(changed, data=without)


def measure_against(document: Document, baseline: str, known: Collection[str]) -> Document:
    """Let changes be measured against a formula, which is run besides those asked for."""
    changed = document.override({("baseline",): (baseline, f"--baseline {baseline}")})
    asked = changed.data.get("formulas")
    if not isinstance(asked, list) or baseline in asked or baseline not in known:
        return changed
    # Added to the data alone, so that the names in the file keep their places.
    return replace(changed, data={**changed.data, "formulas": [*asked, baseline]})
