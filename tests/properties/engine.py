"""The engine as the laws see it: two texts in, the published words out."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings

from funding import Outcome, read_scenario, simulate
from tests.properties.writing import write_toml

Table = dict[str, Any]
Words = dict[str, Any]
"""One of the `results` of a result as it is published."""


@dataclass(frozen=True)
class Case:
    """A formula and a scenario as tables, ready to be written as files."""

    formula: Table
    scenario: Table


Engine = Callable[[Case], Words]


TIMES = int(os.environ.get("LAWS_TIMES", "1"))
"""How many times as many examples are tried as otherwise: for a long run, now and then."""


def laws(examples: int) -> settings:
    """Give the settings of a law: the same examples on every machine, no time limit on one."""
    return settings(max_examples=TIMES * examples, derandomize=True, deadline=None, database=None)


def run(formula_text: str, scenario_text: str) -> Outcome:
    """Run one formula, whose id is `drawn`, from two files as a user has them."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "formulas").mkdir()
        (Path(folder) / "formulas" / "drawn.toml").write_text(formula_text, encoding="utf-8")
        scenario = Path(folder) / "scenario.toml"
        scenario.write_text(scenario_text, encoding="utf-8")
        return simulate(read_scenario(scenario))


def published(formula_text: str, scenario_text: str) -> Words:
    """Run, and give what the result says of the first board in the first year."""
    words: Words = run(formula_text, scenario_text).to_dict()["results"][0]
    return words


def settled(case: Case) -> Words:
    """Write a case as its two files, run them, and give what the result says."""
    return published(write_toml(case.formula), write_toml(case.scenario))


def words_by_owner(words: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Give every published sum: the board's under the empty name, each partner's under its id."""
    partners = {each["id"]: _sums(each) for each in words["partners"]}
    return {"": _sums(words), **partners}


def _sums(words: Mapping[str, Any]) -> dict[str, str]:
    return {word: words[word] for word in (*BOARD_WORDS, *PARTNER_WORDS) if word in words}


BOARD_WORDS = (
    "cost",
    "net_cost",
    "true_cost",
    "grants",
    "grants_unused",
    "income",
    "reserves_opening",
    "reserves_used",
    "reserves_closing",
    "surplus",
    "uncovered",
    "shortfall_from_reserves",
    "shortfall_unfunded",
    "unfunded",
)
PARTNER_WORDS = (
    "assessed",
    "assessed_exact",
    "in_kind",
    "in_kind_free",
    "in_kind_on_top",
    "shortfall",
    "borne",
    "cash",
    "in_kind_drawn",
    "in_kind_carried",
    "returned",
    "arrears_paid",
    "arrears",
)
