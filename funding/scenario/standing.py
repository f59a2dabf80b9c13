"""How sure each figure of a scenario is: as it says, else as the scenario says of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from funding.scenario.file import DriverFile, ScenarioFile, Sourced
from funding.toml import KeyPath

T = TypeVar("T", Sourced, DriverFile)

_LISTS = ("cost", "grant", "income", "in_kind", "driver")


def with_standing(file: ScenarioFile, changed: Mapping[KeyPath, str]) -> ScenarioFile:
    """Give the file with the status of every figure filled in.

    A figure that was put in place of the file's own is an assumption, whatever the file says;
    `changed` has the paths of those, each with the words that put it there.
    """
    lists = {
        name: [_standing(name, i, table, file, changed) for i, table in enumerate(tables)]
        for name in _LISTS
        for tables in [getattr(file, name)]
    }
    return file.model_copy(update=lists)


def _standing(
    name: str, place: int, table: T, file: ScenarioFile, changed: Mapping[KeyPath, str]
) -> T:
    for path, words in changed.items():
        if path[:2] == (name, place):
            return table.model_copy(update={"status": "assumed", "source": f"set by {words}"})
    return table if table.status else table.model_copy(update={"status": file.status})
