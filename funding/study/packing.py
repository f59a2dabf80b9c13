"""The files of a study as one: to know it again, and to give it to another machine."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path

import funding
from funding.errors import FundingError
from funding.formula.library import library_for
from funding.language import _
from funding.study.model import Study
from funding.study.reading import read_study
from funding.toml import read_document

STUDY, FORMULAS = "the study.toml", "formulas"
"""No scenario can be called so."""
Pack = Mapping[str, str]
"""The text of each file, by its name; and how many draws are made."""


def pack(study: Study) -> dict[str, str]:
    """Give the study's file, its scenario and its formulas."""
    scenario = study.scenario
    files = {STUDY: study.document.text, "draws": str(study.file.draws)}
    if study.file.scenario is not None:
        files[f"{study.file.scenario}.toml"] = scenario.document.text
    for formula in scenario.formulas:
        for each in formula.alone():
            files[f"{FORMULAS}/{each.id}.toml"] = each.document.text
    return files


def unpack(files: Pack) -> Study:
    """Read a study from its files; raise `FundingError` if a formula here is another than there.

    A formula that is shipped or installed is taken from where it is: a second one of its name would
    be one too many.
    """
    here = library_for().files
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            if path.parent.name == FORMULAS and path.stem in here:
                if read_document(here[path.stem]).text != text:
                    message = _("the formula '{name}' is another one on a worker", name=path.stem)
                    raise FundingError(message)
                continue
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return read_study(Path(folder) / STUDY, draws=int(files["draws"]))


def digest_of(files: Pack) -> str:
    """Give what tells these files, and this version of the library, from any others."""
    known = "\0".join(f"{name}\0{text}" for name, text in sorted(files.items()))
    return hashlib.sha256(f"{funding.__version__}\0{known}".encode()).hexdigest()
