"""Small studies that the tests run: a board of four, two of another, and what is not known."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import funding
from funding.study import running, sensitivity, work
from funding.study.studying import Studied

SCENARIO = """\
title    = "Two boards"
year     = "2026-27"
formulas = ["equal-shares", "national-60-25-10-5"]
baseline = "equal-shares"

[[board]]
id       = "hill"
name     = "Hill"
reserves = { opening = "£9,000.00", use = "£1,000.00", minimum = "£2,000.00", reduces = ["core"] }

[[board]]
id       = "dale"
name     = "Dale"

[[partner]]
board = "hill"
id    = "council"
name  = "The council"
kind  = "local_authority"

[[partner]]
board = "hill"
id    = "town"
name  = "The town"
kind  = "local_authority"

[[partner]]
board = "hill"
id    = "health"
name  = "The health board"
kind  = "health_board"

[[partner]]
board = "hill"
id    = "police"
name  = "The police"
kind  = "police"

[[partner]]
board = "dale"
id    = "county"
name  = "The county"
kind  = "local_authority"

[[partner]]
board = "dale"
id    = "nurses"
name  = "The nurses"
kind  = "health_board"

[[driver]]
name   = "children_0_17"
year   = 2026
source = "invented"
values = { council = 700, town = 500, health = 1, police = 1, county = 90, nurses = 1 }

[[cost]]
pool   = "core"
item   = "all"
amount = "£60,000.00"

[[cost]]
pool   = "reviews"
item   = "reviews"
amount = "£7,000.01"

[[answer]]
board    = "hill"
partner  = "police"
says     = "agreed"
take_up  = "50%"
date     = 2026-05-12
evidence = "a letter"
"""

STUDY = """\
title    = "What reviews may cost"
scenario = "boards"
draws    = 200
seed     = 7
rises    = ["£1,000", "5%"]

[draw.reviews]
distribution = "poisson"
mean         = 0.8
each         = "board"

[draw.review_cost]
distribution = "triangular"
low          = "£10,000"
likely       = "£25,000"
high         = "£60,000"

[draw.growth]
distribution = "uniform"
low          = "-5%"
high         = "8%"
each         = "partner"

[[input]]
column     = "cost_reviews"
expression = "reviews * review_cost"

[[input]]
column     = "children_0_17"
expression = "children_0_17 * (1 + growth)"
kinds      = ["local_authority"]
"""

ONE_DRAW = """\
scenario = "boards"
draws    = 64
sampling = "latin-hypercube"

[draw.cost]
distribution = "uniform"
low          = "£0"
high         = "£90,000"

[[input]]
column     = "cost_core"
expression = "cost"
"""


def read(
    folder: Path, study: str = STUDY, scenario: str = SCENARIO, **others: Any
) -> funding.Study:
    """Write a study and its scenario into a folder, and read the study."""
    folder.mkdir(exist_ok=True)
    (folder / "boards.toml").write_text(scenario, encoding="utf-8")
    (folder / "study.toml").write_text(study, encoding="utf-8")
    return funding.read_study(folder / "study.toml", **others)


def work_out(folder: Path, study: str = STUDY, scenario: str = SCENARIO, **others: Any) -> Studied:
    """Read a study and work it out, with what it keeps in the same folder."""
    asked = read(folder, study, scenario)
    others = {"state": folder / "kept", "workers": 1, **others}
    return funding.run_study(asked, **others)


def in_small_pieces(monkeypatch: pytest.MonkeyPatch, block: int = 16) -> None:
    """Let a piece be of few draws, so that a small study has many."""
    for module in (work, running, sensitivity):
        monkeypatch.setattr(module, "BLOCK", block)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Read the rows of a study's Parquet file."""
    from pyarrow import parquet

    found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return found


Key = tuple[str, str, str]


def bills_of(rows: list[dict[str, Any]]) -> dict[Key, list[int]]:
    """Give the bills in pence, in order of the draws, by board, formula and partner."""
    found: dict[Key, list[int]] = {}
    for row in rows:
        if row["cash"] is not None:
            key = row["board"], row["formula"], row["partner"]
            found.setdefault(key, []).append(int(row["cash"] * 100))
    return found


def csv_rows(text: str) -> list[dict[str, str]]:
    """Read a CSV."""
    return list(csv.DictReader(text.splitlines()))


class Stopped(KeyboardInterrupt):
    """What a person does who presses Ctrl-C."""


def stop_after(steps: int) -> Callable[[object], None]:
    """Stop the study when it has said so often how far it is."""
    said = []

    def say(progress: object) -> None:
        said.append(progress)
        if len(said) > steps:
            raise Stopped

    return say
