"""A formula put on a small board, run as a user runs it, and asked for a word or a column."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from funding import Outcome
from tests.properties.engine import run
from tests.properties.writing import write_toml

F = Fraction
Table = dict[str, Any]

FORMULA: Table = {"id": "drawn", "title": "Drawn", "source": "a test", "covers": "all"}
PARTNERS = [
    {"id": "council", "kind": "local_authority"},
    {"id": "force", "kind": "police"},
    {"id": "trust", "kind": "nhs_trust"},
]
COST = {"pool": "core", "item": "unit", "amount": "£300.00"}
SCENARIO: Table = {
    "title": "A board",
    "year": "2020-21",
    "formulas": ["drawn"],
    "board": {"id": "board"},
    "partner": PARTNERS,
    "cost": [COST],
}


def outcome(formula: Table, **scenario: Any) -> Outcome:
    """Run a formula's sections on the board of three, with other tables of its scenario."""
    given = {**SCENARIO, **scenario}
    if "years" in given:
        del given["year"]
    return run(write_toml({**FORMULA, **formula}), write_toml(given))


def result(formula: Table, year: int = 0, **scenario: Any) -> Mapping[str, Any]:
    """Give what is published of one year."""
    words: Mapping[str, Any] = outcome(formula, **scenario).to_dict()["results"][year]
    return words


def words(formula: Table, word: str, year: int = 0, **scenario: Any) -> list[F]:
    """Give a published word of each partner, in order."""
    return [F(each[word]) for each in result(formula, year, **scenario)["partners"]]


def cells(formula: Table, column: str, **scenario: Any) -> list[F]:
    """Give a column of the worksheet: a cell of each partner, or the board's one."""
    (one,) = outcome(formula, **scenario).runs
    sheet = one.sheet
    found = [sheet.cell(column, place) for place in range(len(sheet.rows))]
    return found if len(set(found)) > 1 else found[:1]


def last_year(**assessed: str) -> list[Table]:
    """Write what partners were assessed for in the year before."""
    return [{"partner": who, "assessed": amount} for who, amount in assessed.items()]


def drivers(**by_name: Mapping[str, int]) -> list[Table]:
    """Write drivers with their figures."""
    return [
        {"name": name, "year": 2020, "source": "a test", "values": dict(values)}
        for name, values in by_name.items()
    ]
