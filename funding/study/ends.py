"""A scenario at each end of the ranges that its figures have: how far the answer moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from funding.comparison.outcome import Outcome
from funding.errors import FundingError, InputError
from funding.formula.library import library_for
from funding.formula.model import Formula
from funding.language import _
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
    """What has a range and gives no answer at its ends, and why; or was not tried.

    `figure` is the item of a cost or the figure of a formula; empty for all costs at once.
    """

    figure: str
    why: str


def ends_of(scenario: Scenario, folders: Iterable[Path] = ()) -> Iterator[Ends | Stuck]:
    """Run a scenario at both ends of all ranges of costs together, then of each range by itself.

    Nothing where no figure has a range. `folders` are those in which formulas were looked for.
    """
    further = tuple(folders)
    yield from _of_costs(scenario, further)
    for place, (formula, path, ends) in enumerate(_figures_with_a_range(scenario)):
        name = ".".join(map(str, (formula.id, *path)))
        if place >= MOST_ALONE:
            yield _not_tried(name)
            continue
        # Only the formulas that it is a figure of are run again.
        where = [each.id for each in scenario.formulas if formula in each.alone()]
        document = narrow(scenario.document, where)
        documents = (document.override({("set", formula.id, *path): (end, name)}) for end in ends)
        yield _tried(documents, further, name, figure=name)


def _of_costs(scenario: Scenario, folders: tuple[Path, ...]) -> Iterator[Ends | Stuck]:
    data: dict[str, Any] = dict(scenario.document.data)
    places = ranged(data.get("cost"))
    if not places:
        return
    yield _tried((_at(scenario, data, end) for end in ENDS), folders)
    if len(places) == 1:
        return
    for tried, place in enumerate(places):
        item = str(data["cost"][place]["item"])
        if tried >= MOST_ALONE:
            yield _not_tried(item)
            continue
        alone = {**data, "cost": without_range(data["cost"], place)}
        yield _tried((_at(scenario, alone, end) for end in ENDS), folders, item, cost=item)


def _tried(
    documents: Iterable[Document],
    folders: tuple[Path, ...],
    name: str = "",
    *,
    cost: str | None = None,
    figure: str | None = None,
) -> Ends | Stuck:
    """Run both ends; an end that has no result is said to have none, and why."""
    try:
        low, high = (_run(document, folders) for document in documents)
    except InputError as error:
        return Stuck(name, error.faults[0].message)
    except FundingError as error:
        return Stuck(name, str(error))
    return Ends(low, high, cost, figure)


def _not_tried(name: str) -> Stuck:
    return Stuck(
        name, _("only the first {number} are tried, for each takes time", number=MOST_ALONE)
    )


def _at(scenario: Scenario, data: dict[str, Any], end: Estimate) -> Document:
    return replace(scenario.document, data={**data, "estimate": end})


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
