"""Boards of several shapes, formulas and years, worked out in one call, each row by its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from funding.comparison.run import Run
from funding.evaluation.batch.many import Pence
from funding.evaluation.batch.numbers import Whole
from funding.evaluation.result import BOARD_WORDS, PARTNER_WORDS
from funding.language import _
from funding.scenario.model import Scenario
from funding.simulation import simulate
from funding.study.batch import Batch, batch_of, counted, names_of
from funding.study.tables import columns_of, taken, texts_of
from funding.toml import did_you_mean
from funding.worksheet.column import Scope

KEYS = ("board", "formula", "year")
Key = tuple[str, ...]
"""A board, a formula and a year."""


@dataclass(frozen=True, eq=False)
class Bills:
    """What came of the rows of a table: a line for each row and partner, in their order.

    `row` and `partner` say whose a line is; `partners` has for each word its pence by line, `board`
    for each word its pence by row. A row in `faults` has no result, and no lines.
    """

    row: Whole
    partner: NDArray[np.str_]
    partners: dict[str, Whole]
    board: dict[str, Whole]
    faults: dict[int, Exception]
    redone: int


@dataclass(frozen=True, eq=False)
class Batches:
    """The boards, formulas and years of a scenario, each made ready when a row first asks for it.

    `varies` has what varies, as `prepare_batch` takes it; it varies on boards that have it.
    """

    scenario: Scenario
    runs: Mapping[Key, Run]
    varies: Mapping[str, int]
    words: tuple[str, ...]
    _ready: dict[Key, Batch] = field(default_factory=dict, repr=False)

    def run(self, table: Any, *, compiled: bool | None = None) -> Bills:
        """Work out every row of a table: arrays by name, or a table of pandas, polars or Arrow.

        Its columns `board`, `formula` and `year` say which a row is of; each may be left out where
        the scenario has one. All others are as `Batch.run` takes them, with a column a partner for
        what partners have one each; a row needs those of its own board.

        Raise `ValueError` for rows of what there is not, and for figures that are missing or not
        exact.
        """
        columns = columns_of(table)
        keys = self._keys(columns)
        which, places = np.unique(keys, axis=0, return_inverse=True)
        found, used = [], set[str](KEYS)
        for number, key in enumerate(map(tuple, which.tolist())):
            rows = np.flatnonzero(places.reshape(-1) == number)
            batch = self._batch(key)
            names = set(_columns_for(batch))
            used |= names
            some = {n: taken(cells, rows) for n, cells in columns.items() if n in names}
            try:
                found.append((batch, rows, batch.run(some, compiled=compiled)))
            except ValueError as fault:
                raise ValueError(f"{', '.join(key)}: {fault}") from None
        if unknown := sorted(set(columns) - used):
            near = did_you_mean(unknown[0], used)
            raise ValueError(
                _("no row has a use for the column '{name}': {fix}", name=unknown[0], fix=near)
            )
        return _together(found, len(keys), self.words)

    def _keys(self, columns: Mapping[str, Any]) -> NDArray[np.str_]:
        """Give for each row which board, formula and year it is of."""
        lengths = {len(cells) for cells in columns.values()}
        if len(lengths) != 1:
            raise ValueError(_("the columns are not of one length"))
        every = []
        for name, known in zip(KEYS, zip(*self.runs, strict=True), strict=True):
            if name in columns:
                cells = texts_of(name, columns[name])
            elif len(set(known)) == 1:
                cells = np.repeat(np.array(known[:1]), *lengths)
            else:
                each = ", ".join(sorted(set(known)))
                raise ValueError(
                    _("say in a column '{name}' which of {names}", name=name, names=each)
                )
            every.append(cells)
        return np.stack(every, axis=1)

    def _batch(self, key: tuple[str, ...]) -> Batch:
        """Give what is ready for a board, formula and year; make it ready if need be."""
        if key not in self.runs:
            near = did_you_mean(", ".join(key), [", ".join(each) for each in self.runs])
            raise ValueError(_("there is no {run}: {fix}", run=", ".join(key), fix=near))
        if key not in self._ready:
            run = self.runs[key]
            there = {n: parts for n, parts in self.varies.items() if n in run.sheet.worksheet}
            self._ready[key] = batch_of(self.scenario, run, there, self.words)
        return self._ready[key]


def prepare_batches(
    scenario: Scenario,
    varies: Iterable[str] | Mapping[str, int],
    *,
    words: Iterable[str] = (*PARTNER_WORDS, *BOARD_WORDS),
) -> Batches:
    """Make every board, formula and year of a scenario ready for rows of a table.

    As `prepare_batch` for one; what varies need not be on every board.

    Raise `InputError` if the scenario itself has no result, `ValueError` for a name that no board
    has.
    """
    runs: dict[Key, Run] = {names_of(run): run for run in simulate(scenario).runs}
    named = counted(varies)
    known = {column.name for run in runs.values() for column in run.sheet.worksheet}
    for name in named:
        if name not in known:
            near = did_you_mean(name, known)
            raise ValueError(_("no board has a column '{name}': {fix}", name=name, fix=near))
    return Batches(scenario, runs, named, tuple(words))


def _columns_for(batch: Batch) -> Iterable[str]:
    """Name the columns of a table that a batch takes its figures from."""
    for name in batch.parts:
        if batch.many.worksheet[name].scope is Scope.PARTNER:
            yield from (f"{name}.{partner}" for partner in batch.partners)
        else:
            yield name


def _together(
    found: Sequence[tuple[Batch, NDArray[np.intp], Pence]], rows: int, words: Sequence[str]
) -> Bills:
    """Put what came of each board into one list of lines, in the order of the table."""
    lines: dict[str, list[NDArray[Any]]] = {"row": [], "partner": []}
    lines |= {word: [] for word in PARTNER_WORDS if word in words}
    board = {word: np.zeros(rows, dtype=np.int64) for word in BOARD_WORDS if word in words}
    faults: dict[int, Exception] = {}
    for batch, those, pence in found:
        faults |= {int(those[place]): fault for place, fault in pence.faults.items()}
        sound = pence.has_result(len(those))
        lines["row"].append(np.repeat(those[sound], len(batch.partners)))
        lines["partner"].append(np.tile(np.array(batch.partners), int(sound.sum())))
        for word, cells in pence.partners.items():
            lines[word].append(cells[:, sound].T.ravel())
        for word, cells in pence.board.items():
            board[word][those] = cells
    whole = {name: np.concatenate(each) for name, each in lines.items()}
    order = np.argsort(whole["row"], kind="stable")
    row, partner, *others = (each[order] for each in whole.values())
    of_partners = dict(zip(list(whole)[2:], others, strict=True))
    redone = sum(pence.redone for _, _, pence in found)
    return Bills(row, partner, of_partners, board, dict(sorted(faults.items())), redone)
