"""The TOML blocks of the pages: whole files, and parts put into the smallest whole file."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

from funding.comparison.outcome import Outcome
from funding.formula.model import Formula
from funding.formula.reading import formula_of
from funding.rules.registry import SPLITS
from funding.scenario.reading import scenario_of
from funding.simulation import nominal_worksheet, read_scenario, simulate
from funding.toml import Document
from tests.docs.pages import ROOT, Block, blocks

FORMULA_PAGE = ROOT / "docs/reference/formula-file.md"
SCENARIO_PAGE = ROOT / "docs/reference/scenario-file.md"

Data = dict[str, Any]


def smallest(page: Path, mark: str) -> Data:
    """Give the smallest whole file of a kind: the first that the kind's page shows."""
    return load(next(each for each in blocks(page) if each.mark.split()[0:1] == [mark]))


def load(block: Block) -> Data:
    """Parse a block as TOML."""
    return tomllib.loads(block.text, parse_float=Decimal)


def with_part(whole: Data, part: Data) -> Data:
    """Put a part into a whole file: lists of tables grow, anything else takes its place.

    A way to share takes the place of the whole's own way: there is one for a pool.
    """
    merged = deepcopy(whole)
    if SPLITS.keys() & part.keys():
        merged = {key: value for key, value in merged.items() if key not in SPLITS}
    for key, value in part.items():
        before = merged.get(key)
        grows = isinstance(before, list) and isinstance(value, list)
        if grows and all(isinstance(each, dict) for each in value):
            merged[key] = [*merged[key], *value]
        else:
            merged[key] = value
    return merged


def formula_from(data: Data, block: Block) -> Formula:
    """Read a formula; raise `InputError` if it has a fault."""
    formula = formula_of(Document(str(block), "", data))
    nominal_worksheet(formula)
    return formula


def simulated(data: Data, block: Block) -> Outcome:
    """Run a scenario given as data; raise `InputError` if it has a fault."""
    from funding.formula.library import library_for

    return simulate(scenario_of(Document(str(block), "", data), library_for()))


def simulated_file(path: Path) -> Outcome:
    """Run a scenario that stands in a file."""
    return simulate(read_scenario(path))
