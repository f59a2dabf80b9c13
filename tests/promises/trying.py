"""Formulas of these tests, and what comes of looking for boards that break their promises."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from funding.formula.model import Formula
from funding.formula.reading import formula_of
from funding.promises.catalogue import CATALOGUE
from funding.promises.checking import promises_of
from funding.promises.example import Subject
from funding.promises.searching import Found, search
from funding.promises.which_years import year_for
from funding.simulation import load_formula
from funding.toml import parse_document

HERE = Path(__file__).parent

HEAD = """\
id     = "planted"
title  = "A formula with something planted"
source = "made up for this test"
covers = "all"
"""


def formula_from(text: str) -> Formula:
    """Read a formula from the text that comes after its head."""
    return formula_of(parse_document(HEAD + text, "planted.toml"))


def kept_beside(folder: str, name: str) -> Formula:
    """Read one of the formulas that stand beside the tests."""
    return load_formula(str(HERE / folder / f"{name}.toml"))


def tried(formula: Formula, names: Sequence[str] = (), most: int = 200) -> Found:
    """Look for boards that break named promises; without names, all that the formula promises."""
    held = [CATALOGUE[name] for name in names] or promises_of(formula)
    return search(Subject(formula, year_for(formula)), held, most)
