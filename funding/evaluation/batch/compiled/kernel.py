"""Compiling the text of a program with numba, and running it on all processors.

What is compiled is kept in a folder of the user's own, named by the text, so that the next process
need not compile it again.
"""

from __future__ import annotations

import hashlib
import math
import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
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
"""So many boards are given to a processor at once."""


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
        # Whole numbers that cannot be below nothing spare numba to look for places from the end.
        first, last = np.uint64(0), np.uint64(boards)
        if boards <= CHUNK:
            self._function(first, last, *cells)
        else:
            self._function(first, first, *cells)
            starts = range(0, boards, CHUNK)
            spans = [(np.uint64(n), np.uint64(min(n + CHUNK, boards))) for n in starts]
            with ThreadPoolExecutor(processors()) as pool:
                for done in [pool.submit(self._function, *span, *cells) for span in spans]:
                    done.result()
        self.left += int(bad.sum())
        return bad


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
