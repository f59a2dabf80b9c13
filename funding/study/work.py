"""The pieces that a study is worked out in: what each asks, and what comes of it.

A piece is known by its task and its number, and is the same wherever and whenever it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from funding.evaluation.batch.many import Pence
from funding.evaluation.batch.numbers import Whole
from funding.study.ready import Prepared, Ready
from funding.study.rows import Block, file_of
from funding.study.tallies import NEVER, Tally, Windows, count_above, sums_of

BLOCK = 16_384
"""So many draws are a piece: it does not depend on who does the work."""


@dataclass(frozen=True, eq=False)
class Task:
    """All draws of one case: pennies are counted in windows, and at first everything else too."""

    case: int
    windows: Windows
    is_first: bool = True
    has_rows: bool = False

    def pieces(self, prepared: Prepared) -> int:
        """Give how many pieces it is."""
        return pieces_of(prepared)

    def work(self, prepared: Prepared, number: int) -> Piece:
        """Do one of its pieces."""
        asked = {
            id(ready)
            for ready, place in zip(prepared.runs, prepared.places, strict=True)
            if self.is_first or (self.windows.shift[place] >= 0).any()
        }
        block = block_of(prepared, self.case, number, lambda ready: id(ready) in asked)
        tallies = [
            self._tally(prepared, block, ready, place)
            for ready, place in zip(prepared.runs, prepared.places, strict=True)
        ]
        tally = {name: np.concatenate([each[name] for each in tallies]) for name in tallies[0]}
        return Piece(tally, file_of(prepared, block) if self.has_rows else b"")

    def _tally(self, prepared: Prepared, block: Block, ready: Ready, place: slice) -> Tally:
        windows = Windows(self.windows.start[place], self.windows.shift[place])
        found = block.found.get(id(ready))
        if found is None:
            return {"counts": windows.count(np.zeros((len(ready.partners), 0), dtype=np.int64))}
        has_result = found.has_result(block.count)
        cash = found.partners["cash"][:, has_result]
        counted = {"counts": windows.count(cash)}
        if not self.is_first:
            return counted
        return counted | self._first(prepared, block, ready, found, has_result, cash)

    def _first(
        self,
        prepared: Prepared,
        block: Block,
        ready: Ready,
        found: Pence,
        has_result: NDArray[np.bool_],
        cash: Whole,
    ) -> Tally:
        """Count what is counted once: results, bills that rise, and what is not paid."""
        faults = sorted(found.faults)
        nothing = np.full((len(cash), 1), NEVER)
        tally = {
            "draws": _one(cash.shape[1]),
            "least_fault": _one(block.start + faults[0] if faults else NEVER),
            "unfunded": _one((found.board["unfunded"][has_result] > 0).sum()),
            "least": np.concatenate([cash, nothing], axis=1).min(axis=1),
            "most": np.concatenate([cash, -nothing], axis=1).max(axis=1),
            "sum": sums_of(cash),
            "short": (found.partners["shortfall"][:, has_result] > 0).sum(axis=1),
            "rises": count_above(cash, ready.limits),
        }
        return tally | self._against_baseline(prepared, block, ready, found, has_result)

    def _against_baseline(
        self,
        prepared: Prepared,
        block: Block,
        ready: Ready,
        found: Pence,
        has_result: NDArray[np.bool_],
    ) -> Tally:
        """Count the draws on which each pays more, and less, than under the baseline."""
        more, less, compared = (np.zeros(len(ready.partners), dtype=np.int64) for _ in range(3))
        baseline = prepared.baseline_of(ready)
        if baseline is not None:
            other = block.found[id(baseline)]
            both = has_result & other.has_result(block.count)
            for place, partner in enumerate(ready.partners):
                if partner in baseline.partners:
                    cash = found.partners["cash"][place, both]
                    before = other.partners["cash"][baseline.partners.index(partner), both]
                    compared[place] = both.sum()
                    more[place], less[place] = (cash > before).sum(), (cash < before).sum()
        return {"compared": compared, "more": more, "less": less}


@dataclass(frozen=True, eq=False)
class Piece:
    """What came of a piece: its tally, and its rows as a Parquet file, if they were asked for."""

    tally: Tally
    rows: bytes = b""


def pieces_of(prepared: Prepared) -> int:
    """Give how many pieces all draws of a case are."""
    return -(-prepared.study.file.draws // BLOCK)


def block_of(
    prepared: Prepared,
    case: int,
    number: int,
    is_asked: Callable[[Ready], bool] = lambda _: True,
) -> Block:
    """Work out the draws of a piece of a case."""
    start = number * BLOCK
    count = min(BLOCK, prepared.study.file.draws - start)
    return draws_of(prepared, case, start, count, is_asked)


def draws_of(
    prepared: Prepared, case: int, start: int, count: int, is_asked: Callable[[Ready], bool]
) -> Block:
    """Work out some draws of a case, under every formula on every board of which more is asked."""
    drawn = prepared.drawn(prepared.sample.at(start, count))
    tried = prepared.study.cases[case]
    found = {
        id(ready): ready.work_out(prepared.figures(ready, tried, drawn, count), count)
        for ready in prepared.runs
        if is_asked(ready)
    }
    return Block(case, start, count, drawn, found)


def _one(number: int) -> Whole:
    return np.array([number], dtype=np.int64)
