"""What a kernel calls for what has no few lines: written for one board, and compiled with it."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from funding.evaluation.batch.numbers import Claims, Flags, Near, Whole

Number = TypeVar("Number", np.int64, np.float64)
Places = NDArray[np.int64]


def one_more(units: Whole, claims: Claims, order: Places, left: int) -> None:
    """Give one more unit each to the greatest claims; of equal ones, in the order given."""
    if left <= 0:
        return
    # Greatest first: from the top of 64 bits down, and a sort that keeps the order of equals.
    ranked = np.argsort(~claims[order], kind="mergesort")
    for place in range(min(left, len(order))):
        units[order[ranked[place]]] += 1


def bring(room: Whole, place: int, cells: Whole, first: int, size: int) -> None:
    """Copy figures of some boards into a room, from a place in it on."""
    for board in range(size):
        room[place + board] = cells[first + board]


def bring_rows(room: Whole, place: int, lane: int, cells: Whole, first: int, size: int) -> None:
    """Copy figures of partners of some boards into a room, each partner's into a lane of it."""
    for row in range(len(cells)):
        for board in range(size):
            room[place + np.uint64(row * lane) + board] = cells[row, first + board]


def take(room: Whole, place: int, cells: Whole, first: int, size: int) -> None:
    """Copy figures of some boards out of a room, or flags."""
    for board in range(size):
        cells[first + board] = room[place + board]


def take_rows(room: Whole, place: int, lane: int, cells: Whole, first: int, size: int) -> None:
    """Copy figures of partners of some boards out of a room."""
    for row in range(len(cells)):
        for board in range(size):
            cells[row, first + board] = room[place + np.uint64(row * lane) + board]


def cut(number: float) -> np.int64:
    """Cut to a whole number."""
    return np.int64(number)


def pick(condition: bool, then: Number, otherwise: Number) -> Number:  # noqa: FBT001  # as in `choose`
    """Give one where a condition holds, and the other where it does not."""
    return then if condition else otherwise


def settle(amount: float, near: Near, between: NDArray[np.bool_], below: NDArray[np.bool_]) -> None:
    """Guess with floats who is between the bounds at the level, and who below the lower one.

    `near` has for each partner its weight, lower and upper bound and start. What is reached rises
    in straight pieces between the points at which a partner leaves its lower bound or meets its
    upper one; the piece is looked for in which the amount is reached.
    """
    people = len(between)
    bends, slopes = np.empty(2 * people), np.empty(2 * people)
    count, reached = 0, 0.0
    for row in range(people):
        weight, low, high, start = near[0, row], near[1, row], near[2, row], near[3, row]
        reached += min(max(start, low), high)
        if weight > 0.0:
            bends[count] = max((low - start) / weight, 0.0)
            bends[count + 1] = max((high - start) / weight, 0.0)
            slopes[count], slopes[count + 1] = weight, -weight
            count += 2
    order = np.argsort(bends[:count], kind="mergesort")
    slope, middle = 0.0, 0.0
    for place in range(count - 1):
        here, there = bends[order[place]], bends[order[place + 1]]
        slope += slopes[order[place]]
        reached += (there - here) * slope
        middle = (here + there) / 2.0
        if reached >= amount - 1e-12 * abs(amount):
            break
    for row in range(people):
        weight, low, high, start = near[0, row], near[1, row], near[2, row], near[3, row]
        at = start + middle * weight
        between[row] = (weight > 0.0) & (at > low) & (at < high)
        below[row] = at <= low if weight > 0.0 else start <= low


def level(
    amount: np.int64, whole: Whole, between: Flags, below: Flags
) -> tuple[np.int64, np.int64]:
    """Guess a level: what is left for those between their bounds, and what they weigh.

    `whole` has for each partner its weight, lower and upper bound and start.
    """
    left, weighs, begins = amount, np.int64(0), np.int64(0)
    for row in range(len(between)):
        weight, low, high, start = whole[0, row], whole[1, row], whole[2, row], whole[3, row]
        begins += min(max(start, low), high)
        if between[row]:
            left -= start
            weighs += weight
        else:
            left -= low if below[row] else high
    if begins == amount:
        return np.int64(0), np.int64(1)
    return left, weighs


HELPERS = (bring, bring_rows, take, take_rows, cut, pick, one_more, settle, level)
