"""The text of a kernel, run by Python itself with numbers of 64 bits: slow, but at once.

So the text of a thousand formulas can be tried, where numba would take seconds for each.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from funding.evaluation.batch.compiled.helpers import HELPERS
from funding.evaluation.batch.compiled.text import Text

LEAST = np.int64(-(2**63))


class _Floor:
    """Cut as a processor does: what is out of range is the least number."""

    @staticmethod
    def floor(number: float) -> np.int64:
        """Cut to a whole number."""
        return np.int64(math.floor(number)) if abs(number) < 2**63 else LEAST


def interpreted(text: Text) -> Callable[..., None]:
    """Give the kernel as a function of Python."""
    names: dict[str, Any] = {
        "np": np,
        "math": _Floor,
        "float": np.float64,
        **{each.__name__: each for each in HELPERS},
        "cut": _Floor.floor,
    }
    source = _with_wide_numbers(text.source())
    exec(compile(source, "<kernel>", "exec"), names)
    kernel = names["kernel"]

    def run(start: int, stop: int, *cells: Any) -> None:
        with np.errstate(all="ignore"):
            kernel(start, stop, *cells)

    return run


def _with_wide_numbers(source: str) -> str:
    """Let every sum that begins with a number begin with one of 64 bits."""
    return source.replace(" = 0\n", " = np.int64(0)\n")
