"""A scenario at each end of the ranges that its figures have: how far the answer moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from funding.comparison.outcome import Outcome
from funding.errors import InputError
from funding.formula.library import library_for
from funding.formula.model import Formula
from funding.scenario.estimates import Estimate, ranged, without_range
from funding.scenario.model import Scenario
from funding.scenario.opening import narrow
from funding.scenario.reading import scenario_of
from funding.simulation import simulate
from funding.toml import Document, KeyPath

ENDS: tuple[Estimate, ...] = ("low", "high")
MOST_ALONE = 12
"""So many costs, and as many figures of formulas, are tried one by one; each takes two runs."""


@dataclass(frozen=True, eq=False)
class Ends:
    """What comes out at the low and at the high end of one range, or of all those of costs.

    `cost` is the item whose range it is, `figure` the figure of a formula; neither for all costs.
    """

    low: Outcome
    high: Outcome
    cost: str | None = None
    figure: str | None = None


@dataclass(frozen=True)
class Stuck:
    """A figure of a formula that cannot be moved alone, and why: percentages must make a whole."""

    figure: str
    why: str


def ends_of(scenario: Scenario, folders: Iterable[Path] = ()) -> Iterator[Ends | Stuck]:
    """Run a scenario at both ends of all ranges of costs together, then of each range by itself.

    Nothing where no figure has a range. `folders` are those in which formulas were looked for.
    """
    further = tuple(folders)
    yield from _of_costs(scenario, further)
    figures = list(_figures_with_a_range(scenario))
    for formula, path, ends in figures[:MOST_ALONE]:
        name = ".".join(map(str, (formula.id, *path)))
        # Only the formulas that it is a figure of are run again.
        where = [each.id for each in scenario.formulas if formula in each.alone()]
        document = narrow(scenario.document, where)
        documents = (document.override({("set", formula.id, *path): (end, name)}) for end in ends)
        try:
            low, high = (_run(document, further) for document in documents)
        except InputError as error:
            yield Stuck(name, error.faults[0].message)
        else:
            yield Ends(low, high, figure=name)


def _of_costs(scenario: Scenario, folders: tuple[Path, ...]) -> Iterator[Ends]:
    data: dict[str, Any] = dict(scenario.document.data)
    places = ranged(data.get("cost"))
    if not places:
        return
    low, high = (_at(scenario, data, end, folders) for end in ENDS)
    yield Ends(low, high)
    if 1 < len(places) <= MOST_ALONE:
        for place in places:
            alone = {**data, "cost": without_range(data["cost"], place)}
            low, high = (_at(scenario, alone, end, folders) for end in ENDS)
            yield Ends(low, high, str(data["cost"][place]["item"]))


def _at(
    scenario: Scenario, data: dict[str, Any], end: Estimate, folders: tuple[Path, ...]
) -> Outcome:
    return _run(replace(scenario.document, data={**data, "estimate": end}), folders)


def _run(document: Document, folders: tuple[Path, ...]) -> Outcome:
    return simulate(scenario_of(document, library_for(document.origin, folders)))


def _figures_with_a_range(scenario: Scenario) -> Iterator[tuple[Formula, KeyPath, list[object]]]:
    """Give each figure of the formulas that states a range, and that nothing has replaced."""
    alone = dict.fromkeys(each for formula in scenario.formulas for each in formula.alone())
    for formula in alone:
        for path, ends in _ranges(formula.document.data):
            yield formula, path, ends


def _ranges(table: Mapping[str, object], *path: str) -> Iterator[tuple[KeyPath, list[object]]]:
    ends = table.get("range")
    if "value" in table and isinstance(ends, list):
        yield path, ends
    for key, value in table.items():
        if isinstance(value, dict) and key != "set":
            yield from _ranges(value, *path, key)
