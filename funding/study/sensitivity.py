"""How much of what is not known about each bill is due to each draw: Sobol' indices.

Two samples are drawn; then for each draw the first sample with that draw's numbers of the second.
The first-order index is what would go, of the variance, if the draw were known (Saltelli and others
2010, Computer Physics Communications 181, equation b of table 2); the total index what would be
left if all others were (Jansen 1999, equation f). All sums are exact; the whole is repeated with
numbers of other seeds, and how far the repeats lie apart gives the interval.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from funding.evaluation.batch.numbers import FITS, Whole
from funding.language import _
from funding.study.ready import Prepared, Ready
from funding.study.sampling import Sample
from funding.study.tallies import HALF, Tally
from funding.study.work import BLOCK, Piece

LIMBS = 3
"""Sums of squares are kept in so many numbers of `HALF` bits."""
CUT = 20
"""A factor is cut after so many bits, so that its products fit into 64."""


@dataclass(frozen=True)
class Sensing:
    """The sums that the indices of one case are made of."""

    case: int

    def pieces(self, prepared: Prepared) -> int:
        """Give how many pieces it is: each of some draws of one repeat."""
        asked = prepared.study.file.sensitivity
        return asked.repeats * -(-asked.draws // BLOCK) if asked else 0

    def work(self, prepared: Prepared, number: int) -> Piece:
        """Do one piece."""
        asked = prepared.study.file.sensitivity
        if asked is None:
            raise ValueError(_("nothing is asked about sensitivity"))
        repeat, block = divmod(number, -(-asked.draws // BLOCK))
        start = block * BLOCK
        count = min(BLOCK, asked.draws - start)
        width = len(prepared.dimensions)
        file = prepared.study.file
        sample = Sample(file.sampling, file.seed, 2 * width, asked.draws, stream=1 + repeat)
        both = sample.at(start, count)
        first, second = both[:width], both[width:]
        mixed = {}
        for draw in prepared.study.draws:
            swapped = first.copy()
            for whose, place in prepared.dimensions.items():
                if whose[0] == draw.name:
                    swapped[place] = second[place]
            mixed[draw.name] = swapped
        names = [draw.name for draw in prepared.study.draws]
        samples = [prepared.drawn(each) for each in (first, second, *mixed.values())]
        tallies = []
        for ready in prepared.runs:
            used = [n for n, name in enumerate(names) if name in ready.changed.names.values()]
            asked_of = [0, 1, *(n + 2 for n in used)]
            case = prepared.study.cases[self.case]
            found = {
                n: ready.work_out(prepared.figures(ready, case, samples[n], count), count)
                for n in asked_of
            }
            has_result = np.logical_and.reduce([each.has_result(count) for each in found.values()])
            away = {
                n: each.partners["cash"][:, has_result] - ready.bills[:, None]
                for n, each in found.items()
            }
            tallies.append(_sums(ready, away, len(names), repeat, asked.repeats))
        return Piece({key: np.concatenate([each[key] for each in tallies]) for key in tallies[0]})


def _sums(ready: Ready, away: dict[int, Whole], draws: int, repeat: int, repeats: int) -> Tally:
    """Sum what two samples, and each mixture of them, came to; all else stays nothing."""
    people = len(ready.partners)
    drawn = np.zeros((people, repeats), dtype=np.int64)
    alone = np.zeros((people, repeats, 4, LIMBS), dtype=np.int64)
    mixed = np.zeros((people, repeats, draws, 2, LIMBS), dtype=np.int64)
    one = np.ones(away[0].shape[1], dtype=np.int64)
    drawn[:, repeat] = len(one)
    for person in range(people):
        first, second = away[0][person], away[1][person]
        pairs = [(first, one), (first, first), (second, one), (second, second)]
        alone[person, repeat] = [_limbs(product_of(a, b)) for a, b in pairs]
        for n, each in away.items():
            if n >= 2:
                change = each[person] - first
                pairs = [(second, change), (change, change)]
                mixed[person, repeat, n - 2] = [_limbs(product_of(a, b)) for a, b in pairs]
    return {"drawn": drawn, "alone": alone, "mixed": mixed}


def product_of(first: Whole, second: Whole) -> int:
    """Give the sum of products, exactly."""
    size = int(np.abs(first).max(initial=0)) * len(first)
    largest = int(np.abs(second).max(initial=0))
    if size * (1 << CUT) < FITS and size * (largest >> CUT) < FITS:
        above, below = second >> CUT, second & ((1 << CUT) - 1)
        return (int(first @ above) << CUT) + int(first @ below)
    return sum(a * b for a, b in zip(first.tolist(), second.tolist(), strict=True))


def _limbs(number: int) -> list[int]:
    mask = (1 << HALF) - 1
    return [number & mask, number >> HALF & mask, number >> 2 * HALF]


def _whole(limbs: NDArray[np.int64]) -> int:
    return sum(int(each) << HALF * place for place, each in enumerate(limbs))


@dataclass(frozen=True)
class Index:
    """A share of the variance, and how far from it the true one may be, with 95 % confidence."""

    value: float
    margin: float


@dataclass(frozen=True)
class Indices:
    """What is due to one draw: by itself, and with all that it does together with others."""

    first: Index
    total: Index


def indices_of(tally: Tally, partner: int) -> Iterator[Indices | None]:
    """Give the indices of a partner's bill, draw by draw; None where the bill never changes."""
    every = [_indices(tally, partner, n) for n in range(tally["drawn"].shape[1])]
    for draw in range(tally["mixed"].shape[2]):
        known = [each[draw] for each in every if each]
        if len(known) < 2:
            yield None
        else:
            yield Indices(*(_index([float(each[n]) for each in known]) for n in (0, 1)))


def _indices(tally: Tally, partner: int, repeat: int) -> list[tuple[Fraction, Fraction]]:
    count = int(tally["drawn"][partner, repeat])
    if not count:
        return []
    of_first, squares, of_second, more = map(_whole, tally["alone"][partner, repeat])
    mean = Fraction(of_first + of_second, 2 * count)
    variance = Fraction(squares + more, 2 * count) - mean * mean
    if not variance:
        return []
    return [
        (Fraction(_whole(a), count) / variance, Fraction(_whole(b), 2 * count) / variance)
        for a, b in tally["mixed"][partner, repeat]
    ]


def _index(values: list[float]) -> Index:
    """Give the mean of the repeats and, by Student's t, how far the true value may be from it."""
    from scipy.stats import t

    mean, spread = float(np.mean(values)), float(np.std(values, ddof=1))
    return Index(mean, float(t.ppf(0.975, len(values) - 1)) * spread / len(values) ** 0.5)
