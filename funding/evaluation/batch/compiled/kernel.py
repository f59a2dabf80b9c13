"""Compiling the text of a program with numba, and running it on all processors.

What is compiled is kept in a folder of the user's own, named by the text, so that the next process
need not compile it again.
"""

from __future__ import annotations

import hashlib
import math
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from funding.evaluation.batch.compiled import helpers
from funding.evaluation.batch.compiled.executing import function_of
from funding.evaluation.batch.compiled.helpers import HELPERS
from funding.evaluation.batch.compiled.lines import NotCompiled
from funding.evaluation.batch.compiled.text import Text
from funding.evaluation.batch.numbers import Flags, Whole
from funding.evaluation.batch.program import Program

WORTH = 3_000
"""So many boards a line of text NumPy works out while numba compiles it."""
CHUNK = 16_384
"""So many boards are given to a processor at once, at most."""
SHARE = 2_048
"""So many boards are worth a processor of their own: waking it costs as much as a hundred."""
Span = tuple[np.uint64, np.uint64]
"""Some of the boards: from one up to another."""


def processors() -> int:
    """Give how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_installed() -> bool:
    """Say whether numba is there: the extra `fast`."""
    return find_spec("numba") is not None


@dataclass(eq=False)
class Kernel:
    """A program compiled to machine code, at its first run."""

    program: Program
    text: Text
    asked: int = 0
    """How many boards it was asked for so far, or might have been."""
    left: int = 0
    """How many of those that it worked out were out of its range."""

    @property
    def is_worth(self) -> bool:
        """Whether there was so much to do that the time to compile it is, or was, saved again."""
        return "_function" in vars(self) or self.asked >= WORTH * len(self.text.lines)

    @cached_property
    def _function(self) -> Callable[..., None]:
        return _compiled(self.text.source())

    @cached_property
    def _rows(self) -> list[NDArray[np.int64]]:
        return [np.array(self.program.classes[n], dtype=np.int64) for n in self.text.loops]

    def run(
        self,
        figures: Mapping[str, Whole],
        boards: int,
        partners: Mapping[str, Whole],
        board: Mapping[str, Whole],
    ) -> Flags:
        """Work out the boards into the arrays given; flag those that are out of its range."""
        bad = np.zeros(boards, dtype=np.bool_)
        order = np.array(self.program.by_id, dtype=np.int64)
        inputs = [np.ascontiguousarray(figures[name]) for name in self.text.inputs]
        outputs = [
            *(partners[n] for n in self.program.partners),
            *(board[n] for n in self.program.board),
        ]
        cells = (bad, order, *self._rows, *inputs, *outputs)
        self._run_spans(_spans(boards), cells)
        self.left += int(np.count_nonzero(bad))
        return bad

    def _run_spans(self, spans: Sequence[Span], cells: Sequence[NDArray[Any]]) -> None:
        """Let every processor take one span after the other, until none is left."""
        waiting = iter(spans)

        def work() -> None:
            for first, last in waiting:
                self._function(first, last, *cells)

        others = min(processors(), len(spans)) - 1
        if others > 0 and "_function" not in vars(self):
            self._function(*(np.uint64(0),) * 2, *cells)  # compiled once, and not by each
        done = [_others().submit(work) for _ in range(others)]
        work()
        for each in done:
            each.result()


@cache
def _others() -> ThreadPoolExecutor:
    """Give the threads that help the one that asks; they wait until they are needed."""
    return ThreadPoolExecutor(max(1, processors() - 1), "funding")


if hasattr(os, "register_at_fork"):
    # A process that is forked has none of the threads, and would wait for them.
    os.register_at_fork(after_in_child=_others.cache_clear)


def _spans(boards: int) -> list[Span]:
    """Cut so many boards into spans, so that every processor has some if there are enough.

    Whole numbers that cannot be below nothing spare numba to look for places from the end.
    """
    each = min(CHUNK, max(SHARE, -(-boards // processors())))
    starts = range(0, boards, each)
    return [(np.uint64(start), np.uint64(min(start + each, boards))) for start in starts]


def kernel_of(program: Program, ranges: Mapping[str, int]) -> Kernel | None:
    """Prepare a program for numba; None where numba is not there, or a step has no text."""
    if not is_installed():
        return None
    try:
        return Kernel(program, Text(program, ranges))
    except NotCompiled:
        return None


def _compiled(source: str) -> Callable[..., None]:
    """Compile the text, of which nothing is a user's own."""
    from numba import njit

    # What numba kept has in it what the text calls: of other helpers it would be another kernel.
    known = source + Path(helpers.__file__).read_text(encoding="utf-8")
    digest = hashlib.sha256(known.encode()).hexdigest()[:32]
    # What numba kept asks for its module by name.
    module = ModuleType(f"funding_kernel_{digest}")
    sys.modules[module.__name__] = module
    names = vars(module)
    names |= {"np": np, "math": math}
    names |= {each.__name__: njit(nogil=True, error_model="numpy")(each) for each in HELPERS}
    path = _kept(source, f"{module.__name__}.py")
    kernel = function_of(source, "kernel", names, where=str(path or module.__name__))
    compiling: Any = njit(nogil=True, error_model="numpy", cache=path is not None)
    function: Callable[..., None] = compiling(kernel)
    return function


def _kept(source: str, name: str) -> Path | None:
    """Write the text where numba keeps what it made of it beside; None where that cannot be."""
    from platformdirs import user_cache_path

    path = user_cache_path("funding") / "kernels" / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists() or path.read_text(encoding="utf-8") != source:
            path.write_text(source, encoding="utf-8")
    except OSError:
        return None
    return path
