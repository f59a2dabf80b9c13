"""How sure the figures of a formula are: its own standing, its section's, or that they were set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from funding.worksheet.column import Column
from tests.properties.engine import run
from tests.properties.writing import write_toml
from tests.rules.chosen import BUSY, FORMULAS, HEAD
from tests.rules.on_a_board import Table, drivers, outcome

Path = tuple[str, ...]
HUNDRED = 100
BOARD: Table = {**BUSY, "board": {**BUSY["board"], "lead": "health"}}


def other(value: object) -> object:
    """Give another figure of the same sort as one in a file; None for what is no figure."""
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str) and value.replace(".", "").isdigit():
        return f"{Decimal(value) * 9 / 10:f}"
    if isinstance(value, str) and value.endswith("%"):
        return f"{Decimal(value[:-1]) * 9 / 10:f}%"
    if isinstance(value, str) and value.startswith("£"):
        return f"£{(Decimal(value[1:]) + 1):.2f}"
    return None


def table_at(table: Any, path: Path) -> object:
    """Give what stands at a path."""
    for key in path:
        table = table[key]
    return table


def figures_in(table: Mapping[str, Any], above: Path = ()) -> Iterator[tuple[Path, object]]:
    """Give every figure of a formula with another in its place; parts of 100% change places."""
    parts = {key: each for key, each in table.items() if str(each).endswith("%")}
    if sum(Decimal(each[:-1]) for each in parts.values()) == HUNDRED:
        first, *others = parts.values()
        yield above, dict(zip(parts, [*others, first], strict=True))
        parts.clear()
    for key, value in table.items():
        path = (*above, key)
        if isinstance(value, dict):
            yield from figures_in(value, path)
        elif other(value) is not None and (key in parts or not str(value).endswith("%")):
            yield path, other(value)


CHANGES = [
    (name, path, value)
    for name, table in FORMULAS.items()
    for path, value in figures_in(table)
    if value != table_at(table, path)
]


def parameters(formula: Table, path: Path = (), value: object = None) -> dict[str, Column]:
    """Give the columns of figures that a formula states, by name; with one set by the scenario."""
    for key in reversed(path):
        value = {key: value}
    scenario = {**BOARD, "set": {"drawn": value}} if path else BOARD
    (one,) = run(write_toml({**HEAD, **formula}), write_toml(scenario)).runs
    return {
        column.name: column
        for column in one.sheet.worksheet
        if column.values is not None and column.unit != "flag"
    }


BESIDE = {"matched_of_kind"}
"""It holds parts of single partners too, where they are never looked up: they rest on others."""


@pytest.mark.parametrize(("name", "path", "value"), CHANGES)
def test_just_the_figures_that_a_scenario_sets_are_assumed(
    name: str, path: Path, value: object
) -> None:
    """A column of figures has one that was set if, and only if, one of its figures is another."""
    before = parameters(FORMULAS[name])
    after = parameters(FORMULAS[name], path, value)
    changed = {
        each
        for each, column in after.items()
        if each not in before or column.values != before[each].values
    }
    was_set = {
        each
        for each, column in after.items()
        if any(figure.source.startswith("set by") for figure in column.figures)
    }
    assert was_set
    assert was_set == (changed if was_set & BESIDE else changed - BESIDE)


@pytest.mark.parametrize(
    ("section", "listed", "figures"),
    [
        ("measure", {"of": "need", "bands": [{"up_to": 9, "rate": 2}, {"rate": 1}]}, 3),
        ("transition", {"start": "2019-20", "steps": ["20%", "55%"]}, 2),
    ],
)
def test_of_a_list_that_a_scenario_sets_every_figure_is_assumed(
    section: str, listed: Table, figures: int
) -> None:
    own = section == "transition"
    formula: Table = {"driver": {"by": "need" if own else "mine"}}
    formula[section] = listed if own else {"mine": listed}
    key, value = [*listed.items()][-1]
    found = parameters(formula, (section, *([] if own else ["mine"]), key), value)
    sources = [figure.source for column in found.values() for figure in column.figures]
    assert len(sources) == figures
    assert all(source.startswith("set by") for source in sources)


def standing(formula: Table, **scenario: Any) -> dict[str, list[tuple[str, str, str]]]:
    """Give of each column of figures what they are of, how sure they are and whence."""
    (one,) = outcome(formula, driver=PEOPLE, **scenario).runs
    return {
        column.name: [(each.what, each.status, each.source) for each in column.figures]
        for column in one.sheet.worksheet
        if column.figures
    }


PEOPLE = drivers(people={"council": 30, "force": 20, "trust": 10})


def test_a_measure_stands_as_its_section_does_unless_it_says_otherwise() -> None:
    own = {"of": "people", "threshold": 2, "status": "proposed", "source": "a letter"}
    measure: Table = {
        "status": "agreed",
        "source": "minutes",
        "plain": {"of": "own", "threshold": 1},
    }
    found = standing({"measure": {**measure, "own": own}, "driver": {"by": "plain"}})
    assert found["plain_threshold"] == [("plain threshold", "agreed", "minutes")]
    assert found["own_threshold"] == [("own threshold", "proposed", "a letter")]


def test_a_group_s_table_stands_as_its_section_does_unless_it_says_otherwise() -> None:
    groups: Table = {
        "status": "agreed",
        "source": "minutes",
        "north": {"members": ["council"], "within": {"table": {"council": "100%"}}},
        "south": {
            "members": ["force"],
            "within": {"table": {"force": "100%"}},
            "status": "proposed",
            "source": "a letter",
        },
    }
    found = standing({"groups": groups, "equal": {}})
    assert found["table_in_group_north"] == [("council", "agreed", "minutes")]
    assert found["table_in_group_south"] == [("force", "proposed", "a letter")]


def test_matched_parts_of_kinds_and_of_partners_stand_by_themselves() -> None:
    found = standing({"matched": {"police": "10%", "council": "20%"}, "equal": {}})
    assert [what for what, _, _ in found["matched_of_kind"]] == ["police"]
    assert [what for what, _, _ in found["matched_own"]] == ["council"]
    assert "matched_own" not in standing({"matched": {"police": "10%"}, "equal": {}})


REST: Table = {
    "percentages": {
        "local_authority": "rest",
        "health_board": {"value": "25%", "status": "proposed", "source": "a letter"},
        "police": "20%",
        "missing_kind": "others pro rata",
        "status": "agreed",
        "source": "minutes",
    }
}
LEFT = "the rest: what the others leave of 100%"


def test_the_rest_is_no_surer_than_the_percentages_that_leave_it() -> None:
    found = standing(REST)["percentage"]
    assert found[0] == ("local_authority", "proposed", LEFT)
    assert found[2] == ("police", "agreed", "minutes")


def test_the_rest_of_a_percentage_that_was_set_is_assumed() -> None:
    found = parameters(REST, ("percentages", "police"), "30%")["percentage"].figures
    assert [(each.what, each.status) for each in found] == [
        ("local_authority", "assumed"),
        ("health_board", "proposed"),
        ("police", "assumed"),
    ]
    assert found[0].source == LEFT


def test_a_rest_that_a_scenario_sets_is_assumed_itself() -> None:
    whole = {"local_authority": "55%", "health_board": "25%", "police": "20%", "status": "agreed"}
    found = parameters({"percentages": whole}, ("percentages", "local_authority"), "rest")
    assert found["percentage"].figures[0].source.startswith("set by")
