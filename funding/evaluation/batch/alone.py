"""Boards worked out one after the other, in whole numbers of any size, where there are few."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from funding.evaluation.batch.compiled.unbounded import Unbounded
from funding.evaluation.batch.derived import DERIVED, derived
from funding.evaluation.batch.numbers import FITS, Whole
from funding.evaluation.batch.program import Program

FEW = 64
"""So many boards at once take NumPy as long as they take one after the other."""
WORTH = 12
"""So many boards, or calls with few, take as long as compiling the text does."""


class Alone:
    """A program as a function of Python, made once there was enough to do."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._asked = 0

    def is_worth(self, times: int) -> bool:
        """Say whether the text is compiled, or is to be: it is asked for so many times more."""
        self._asked += times
        return "_made" in vars(self) or self._asked >= WORTH

    @cached_property
    def _made(self) -> tuple[list[str], list[list[int]], Callable[..., Any]]:
        text = Unbounded(self._program)
        given = [self._program.by_id, *(list(self._program.classes[n]) for n in text.loops)]
        return text.inputs, given, text.function()

    def run(
        self,
        figures: Mapping[str, Whole],
        places: Sequence[int],
        partners: Mapping[str, Whole],
        board: Mapping[str, Whole],
    ) -> list[int]:
        """Work out the boards at some places into the arrays given; give those that are left."""
        inputs, given, function = self._made
        cells = [figures[name][..., places].T.tolist() for name in inputs]
        done, found, left = [], [], []
        for n, place in enumerate(places):
            result = function(*given, *(each[n] for each in cells))
            if result is None or not self._fits(result):
                left.append(place)
                continue
            done.append(place)
            found.append(self._with_derived(result))
        if done:
            rooms = {**partners, **board}
            for word, values in zip(self._words, zip(*found, strict=True), strict=True):
                rooms[word][..., done] = np.array(values, dtype=np.int64).T
        return left

    @cached_property
    def _words(self) -> list[str]:
        further = DERIVED if self._program.is_summed else ()
        return [*self._program.partners, *self._program.board, *further]

    def _fits(self, result: tuple[Any, ...]) -> bool:
        """Say whether no sum of what was found is too large for the arrays."""
        words = len(self._program.partners)
        size: int = sum(map(abs, result[words:]))
        for each in result[:words]:
            size += sum(map(abs, each))
        return size < FITS

    def _with_derived(self, result: tuple[Any, ...]) -> tuple[Any, ...]:
        """Add the words that follow from others, if they are asked for."""
        if not self._program.is_summed:
            return result
        words = len(self._program.partners)
        sums = dict(zip(self._program.partners, map(sum, result[:words]), strict=True))
        of_board = dict(zip(self._program.board, result[words:], strict=True))
        return (*result, *derived(sums, of_board).values())
