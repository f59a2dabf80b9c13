"""The ranges that files state of their figures: how far what is assumed may be from what is so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from funding.comparison.outcome import Outcome
from funding.scenario.estimates import ESTIMATES


@dataclass(frozen=True)
class Range:
    """A figure that a file gives a range: where, what is taken, and the two ends, as typed."""

    file: str
    where: str
    what: str
    value: str
    low: str
    high: str


def ranges_of(outcome: Outcome) -> Iterator[Range]:
    """Give every range that the scenario or one of its formulas states."""
    scenario = outcome.scenario
    yield from _ranges_in(scenario.id, scenario.document.data, ())
    alone = dict.fromkeys(each for f in scenario.formulas for each in f.alone())
    for formula in alone:
        yield from _ranges_in(formula.id, formula.document.data, ())


def _ranges_in(file: str, value: object, path: tuple[str, ...]) -> Iterator[Range]:
    if isinstance(value, list):
        for place, each in enumerate(value, start=1):
            yield from _ranges_in(file, each, (*path, str(place)))
    if not isinstance(value, Mapping):
        return
    what = str(value.get("item") or (path[-1] if path else file))
    taken, ends = value.get("value", value.get("amount")), value.get("range")
    where = ".".join(path)
    if isinstance(taken, Mapping) and taken.keys() >= set(ESTIMATES):
        yield Range(file, where, what, *(_typed(taken[end]) for end in ("central", "low", "high")))
    elif isinstance(ends, list) and ends and taken is not None:
        pairs = ends if all(isinstance(each, list) for each in ends) else [ends]
        low, high = (", ".join(str(pair[end]) for pair in pairs) for end in (0, -1))
        yield Range(file, where, what, _typed(taken), low, high)
    for key, each in value.items():
        if key not in ("range", "amount", "value"):
            yield from _ranges_in(file, each, (*path, str(key)))


def _typed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
