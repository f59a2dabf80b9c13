"""A scenario at each end of the ranges that its costs have: how far the answer moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from funding.comparison.outcome import Outcome
from funding.formula.library import library_for
from funding.scenario.estimates import Estimate, ranged, without_range
from funding.scenario.model import Scenario
from funding.scenario.reading import scenario_of
from funding.simulation import simulate

ENDS: tuple[Estimate, ...] = ("low", "high")
MOST_ALONE = 12
"""So many costs are tried one by one; each takes two runs."""


@dataclass(frozen=True, eq=False)
class Ends:
    """What comes out at the low and at the high end of every range, or (`cost`) of one alone."""

    low: Outcome
    high: Outcome
    cost: str | None = None


def ends_of(scenario: Scenario, folders: Iterable[Path] = ()) -> Iterator[Ends]:
    """Run a scenario at both ends of all ranges together, then of each by itself.

    Nothing where no cost has a range. `folders` are those in which its formulas were looked for.
    """
    data: dict[str, Any] = dict(scenario.document.data)
    places = ranged(data.get("cost"))
    if not places:
        return
    further = tuple(folders)
    low, high = (_at(scenario, data, end, further) for end in ENDS)
    yield Ends(low, high)
    if 1 < len(places) <= MOST_ALONE:
        for place in places:
            alone = {**data, "cost": without_range(data["cost"], place)}
            low, high = (_at(scenario, alone, end, further) for end in ENDS)
            yield Ends(low, high, str(data["cost"][place]["item"]))


def _at(
    scenario: Scenario, data: dict[str, Any], end: Estimate, folders: tuple[Path, ...]
) -> Outcome:
    document = replace(scenario.document, data={**data, "estimate": end})
    return simulate(scenario_of(document, library_for(document.origin, folders)))
