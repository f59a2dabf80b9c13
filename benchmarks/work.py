"""What is measured: a work, that is rows, what is right for them, and engines that work them out.

Nothing here needs the library: the peers' own environments import it too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.int64]
"""Rows one beside the other, as whole numbers: figures by rows, or what was found by rows."""

Make = Callable[[int, str, int], Cells]
Right = Callable[[Cells], Cells]
KINDS = ("random", "round", "adversarial")
BASELINE = "numpy"


@dataclass(frozen=True)
class Engine:
    """One way to do a work: made ready for rows, and run as often as one likes.

    `out` makes whole pence of what was found, `redone` counts the rows left to exact fractions.
    """

    ready: Callable[[Cells], Any]
    run: Callable[[Any], Any]
    out: Callable[[Any, Cells], Cells]
    redone: Callable[[Any], int] | None = None


@dataclass(frozen=True)
class Work:
    """A work: `make` gives rows of a kind by a seed, `right` what is right for them.

    An engine is made when it is asked for, and may raise `ImportError`. `checked` rows of each kind
    are compared with what is right. `apart` names the engines that have an environment of their
    own.
    """

    name: str
    make: Make
    right: Right
    engines: Mapping[str, Callable[[], Engine]]
    checked: int
    apart: tuple[str, ...] = field(default=())


def share_right(found: Cells, right: Cells) -> float:
    """Give the share of rows on which every figure is right."""
    return float((found == right).all(axis=0).mean())
