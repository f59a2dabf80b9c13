"""Guesses with floats of who is where, which exact steps then check; and the order of claims."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from funding.evaluation.batch.numbers import Claims, Flags, Near

MOST_IN_A_BYTE = 256
Counts = NDArray[np.uint8] | NDArray[np.uint16]


def who_is_between(
    amount: Near, weight: Near, low: Near, high: Near, start: Near
) -> tuple[Flags, Flags]:
    """Guess who is between its bounds at the level, and who is below its lower one.

    What is reached rises in straight pieces between the points at which a partner leaves its lower
    bound or meets its upper one; the piece is looked for in which the amount is reached.
    """
    moves = weight > 0
    leaves = np.where(moves, np.maximum((low - start) / weight, 0.0), np.inf)
    meets = np.where(moves, np.maximum((high - start) / weight, 0.0), np.inf)
    bends = np.concatenate([leaves, meets])
    slopes = np.concatenate([np.where(moves, weight, 0.0), np.where(moves, -weight, 0.0)])
    order = np.argsort(bends, axis=0, kind="stable")
    bends = np.take_along_axis(bends, order, axis=0)
    slope = np.cumsum(np.take_along_axis(slopes, order, axis=0), axis=0)
    gaps = np.diff(bends, axis=0)
    rises = np.where(np.isfinite(gaps), gaps, 0.0) * slope[:-1]
    begins = np.clip(start, low, high).sum(axis=0)
    reached = begins + np.cumsum(rises, axis=0)
    enough = reached >= amount - 1e-12 * np.abs(amount)
    piece = np.where(enough.any(axis=0), enough.argmax(axis=0), len(gaps) - 1)[None]
    middle = (
        np.take_along_axis(bends[:-1], piece, axis=0) + np.take_along_axis(bends[1:], piece, axis=0)
    ) / 2
    at = start + middle * weight
    below = np.where(moves, at <= low, start <= low)
    return moves & (at > low) & (at < high), below


def claims_before(claims: Claims, order: Sequence[int]) -> Counts:
    """Give for each row how many claims come before its own; of equal ones, by the order given."""
    rows = list(order)
    sorted_claims = claims[rows]
    # The fewer bits a count has, the more of them are added at once.
    counts = np.uint8 if len(rows) <= MOST_IN_A_BYTE else np.uint16
    # If all were equal, each would come after those before it in the order.
    found: Counts = np.empty(claims.shape, dtype=counts)
    found[:] = np.arange(len(rows), dtype=counts)[:, None]
    for place in range(len(rows) - 1):
        greater = (sorted_claims[place + 1 :] > sorted_claims[place]).view(np.uint8)
        found[place] += greater.sum(axis=0, dtype=counts)
        found[place + 1 :] -= greater
    back = np.empty_like(found)
    back[rows] = found
    return back
