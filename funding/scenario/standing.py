"""How sure each figure of a scenario is: as it says, else as the scenario says of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar, get_args

from funding.language import _, in_english
from funding.scenario.between import SharedCostFile
from funding.scenario.file import BoardFile, ReservesFile, ScenarioFile
from funding.scenario.lines import BudgetFile, DriverFile, Sourced
from funding.scenario.over_time import IndexFile
from funding.toml import KeyPath
from funding.toml.fields import Status

T = TypeVar("T", Sourced, BudgetFile, DriverFile, ReservesFile, SharedCostFile, IndexFile)

_LISTS = (
    *("cost", "shared_cost", "grant", "income", "rate", "in_kind", "answer", "last_year"),
    *("arrears_paid", "account", "driver", "budget", "index", "notice"),
)


def least_sure(statuses: Iterable[str]) -> str:
    """Give the status of what rests on several figures: the least sure of theirs."""
    return max(statuses, key=get_args(Status).index)


def with_standing(file: ScenarioFile, changed: Mapping[KeyPath, str]) -> ScenarioFile:
    """Give the file with the status of every figure filled in, and its source as it is shown.

    A figure that was put in place of the file's own is an assumption, whatever the file says;
    `changed` has the paths of those, each with the words that put it there.
    """
    lists = {
        name: [_filled((name, i), table, file, changed) for i, table in enumerate(tables)]
        for name in _LISTS
        for tables in [getattr(file, name)]
    }
    boards = [_board(i, board, file, changed) for i, board in enumerate(file.boards)]
    return file.model_copy(update={**lists, "board": boards})


def _board(
    place: int, board: BoardFile, file: ScenarioFile, changed: Mapping[KeyPath, str]
) -> BoardFile:
    """Give a board with the standing of its reserves filled in."""
    if board.reserves is None:
        return board
    path: KeyPath = ("board", place) if isinstance(file.board, list) else ("board",)
    reserves = _filled((*path, "reserves"), board.reserves, file, changed)
    return board.model_copy(update={"reserves": reserves})


def _filled(here: KeyPath, table: T, file: ScenarioFile, changed: Mapping[KeyPath, str]) -> T:
    for path, words in changed.items():
        if path[: len(here)] == here:
            by = _("set by {place}", place=words)
            return table.model_copy(update={"status": "assumed", "source": by})
    source = in_english(table.source or "") or None
    if table.status and source == table.source:
        return table
    return table.model_copy(update={"status": table.status or file.status, "source": source})
