"""The 49 payers of the Multilateral Fund by their scale, within a floor and a ceiling."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np

import funding
from benchmarks import making
from benchmarks.library import HERE, cash, engines
from benchmarks.work import BASELINE, Cells, Engine, Work

PAYERS = 49
PARTS = {"cost_core": 100, "un_scale": 1}
FLOOR, CEILING = (1, 10_000), (22, 100)
"""The parts of the cost that a payer pays at least, and at most."""


@cache
def prepared() -> funding.Batch:
    """Make the payers ready."""
    scenario = funding.read_scenario(HERE / "payers-board.toml")
    return funding.prepare_batch(scenario, PARTS, words=["cash"])


def make(rows: int, kind: str, seed: int) -> Cells:
    """Make rows of a cost in cents and 49 parts of the scale, each up to twice or half its own."""
    random = np.random.default_rng(seed)
    own = prepared().base(1)["un_scale"]
    by = np.exp(random.uniform(-0.7, 0.7, (PAYERS, rows)))
    scale = np.maximum((own * by).astype(np.int64), 1)
    if kind == "round":
        scale = np.maximum(scale // 10 * 10, 10)
    if kind == "adversarial":
        flat = random.random(rows) < 0.3
        scale[:, flat] = np.maximum(scale[:, flat] // 5_000 * 5_000, 1)
    cost = making.costs(kind, rows, random, 1_000_000_000, 20_000_000_000)
    return np.vstack([cost, scale])


def figures(rows: Cells) -> dict[str, Cells]:
    """Give the figures by the names of the worksheet."""
    return {"cost_core": rows[0], "un_scale": rows[1:]}


def right(rows: Cells) -> Cells:
    """Work out rows in fractions: the least level at which all pay the cost."""
    return np.array([_row(row) for row in rows.T.tolist()], dtype=np.int64).T


def _row(row: list[int]) -> list[int]:
    cost, *scale = row
    low, high = -(-cost * FLOOR[0] // FLOOR[1]), cost * CEILING[0] // CEILING[1]
    places = sorted({Fraction(bound, each) for each in scale for bound in (low, high)})

    def kept(level: Fraction) -> list[int]:
        """Give what each pays at a level, times the level's line."""
        top, line = level.as_integer_ratio()
        return [min(max(top * each, low * line), high * line) for each in scale]

    first, last = 0, len(places) - 1
    while first < last:
        middle = (first + last) // 2
        enough = sum(kept(places[middle])) >= cost * places[middle].denominator
        first, last = (first, middle) if enough else (middle + 1, last)
    level, before = places[first], places[max(first - 1, 0)]
    over = Fraction(sum(kept(level)), level.denominator) - cost
    if over:
        between = (before + level) / 2
        level -= over / sum(each for each in scale if low < each * between < high)
    parts = [divmod(each, level.denominator) for each in kept(level)]
    return making.to_largest([part[0] for part in parts], [part[1] for part in parts], cost)


def by_hand(rows: Cells) -> Cells:
    """Work out rows in floats, block after block: each level between the bounds around it."""
    found = np.empty((PAYERS, rows.shape[1]), dtype=np.int64)
    for where in making.blocks(rows.shape[1], 1_024):
        cost, scale = rows[0, where], rows[1:, where].astype(np.float64)
        low = np.ceil(cost * (FLOOR[0] / FLOOR[1]))
        high = np.floor(cost * (CEILING[0] / CEILING[1]))
        places = np.concatenate([low / scale, high / scale])
        slopes = np.concatenate([scale, -scale])
        order = np.argsort(places, axis=0)
        places = np.take_along_axis(places, order, axis=0)
        slopes = np.cumsum(np.take_along_axis(slopes, order, axis=0), axis=0)
        steps = np.diff(places, axis=0) * slopes[:-1]
        reached = PAYERS * low + np.vstack([np.zeros_like(steps[:1]), np.cumsum(steps, axis=0)])
        last = np.maximum((reached <= cost).sum(axis=0) - 1, 0)[None]
        place, slope, sum_there = (
            np.take_along_axis(each, last, axis=0)[0] for each in (places, slopes, reached)
        )
        level = place + (cost - sum_there) / np.where(slope > 0, slope, 1)
        found[:, where] = making.shared_out(np.clip(level * scale, low, high), cost)
    return found


def work() -> Work:
    """Give the work."""
    mine = engines(prepared, figures, cash)
    numpy = Engine(lambda rows: rows, by_hand, lambda found, _: found)
    return Work("payers", make, right, {**mine, BASELINE: lambda: numpy}, checked=240)
