"""Uniform numbers of a study: any of them can be had without those before it.

A number is known by its seed, by what is drawn (the dimension) and by which draw it is. So it is
the same in whatever order, in whatever pieces and on whatever machine the study is worked out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from funding.study.distribution import BITS, ONE, Uniform

Method = Literal["sobol", "latin-hypercube", "random"]
SOBOL_BITS = 32
MOST_OF_SOBOL = 21_201
"""So many dimensions have direction numbers (Joe and Kuo 2008)."""
ROUNDS = 6


@dataclass(frozen=True, eq=False)
class Sample:
    """So many draws of so many dimensions, by one of the methods.

    `stream` sets apart several samples of one seed.
    """

    method: Method
    seed: int
    dimensions: int
    draws: int
    stream: int = 0
    _known: dict[str, Uniform] = field(default_factory=dict, repr=False)

    def at(self, start: int, count: int) -> Uniform:
        """Give dimensions by draws, each below 2**53, from one draw on."""
        if self.dimensions == 0:
            return np.zeros((0, count), dtype=np.uint64)
        if self.method == "sobol":
            return self._sobol(np.arange(start, start + count, dtype=np.uint64))
        loose = np.stack([self._random(d, start, count) for d in range(self.dimensions)])
        return loose if self.method == "random" else self._strata(start, loose)

    def _random(self, dimension: int, start: int, count: int) -> Uniform:
        """Give independent numbers, by a generator that counts."""
        # Four numbers come of each count.
        first, skipped = divmod(start, 4)
        stream = np.random.Philox(key=self._key(dimension), counter=[first, 0, 0, 0])
        numbers: Uniform = stream.random_raw(skipped + count)[skipped:]
        return numbers >> np.uint64(64 - BITS)

    def _key(self, dimension: int, purpose: int = 0) -> Uniform:
        return np.array([self.seed, purpose << 63 | self.stream << 32 | dimension], dtype=np.uint64)

    def _strata(self, start: int, loose: Uniform) -> Uniform:
        """Let each dimension have one draw in each of as many equal strata as there are draws."""
        draws = np.uint64(self.draws)
        whole, over = np.uint64(ONE // self.draws), np.uint64(ONE % self.draws)
        found = np.empty_like(loose)
        for dimension, inside in enumerate(loose):
            places = np.arange(start, start + loose.shape[1], dtype=np.uint64)
            stratum = self._permuted(dimension, places)
            first, last = (
                each * whole + (each * over + draws - np.uint64(1)) // draws
                for each in (stratum, stratum + np.uint64(1))
            )
            found[dimension] = first + inside % (last - first)
        return found

    def _permuted(self, dimension: int, places: Uniform) -> Uniform:
        """Give each draw a stratum of its own, as if they had been shuffled.

        A cipher of few rounds shuffles a power of four of numbers; what falls outside is shuffled
        again until it is inside.
        """
        half = np.uint64(max((self.draws - 1).bit_length() + 1, 2) // 2)
        mask = (np.uint64(1) << half) - np.uint64(1)
        keys = np.random.Philox(key=self._key(dimension, 1)).random_raw(ROUNDS)
        found, outside = places.copy(), np.ones(len(places), dtype=np.bool_)
        while outside.any():
            left, right = found[outside] >> half, found[outside] & mask
            for key in keys:
                mixed = (right ^ key) * np.uint64(0x9E3779B97F4A7C15)
                mixed = (mixed ^ (mixed >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
                left, right = right, left ^ ((mixed ^ (mixed >> np.uint64(29))) & mask)
            found[outside] = left << half | right
            outside = found >= np.uint64(self.draws)
        return found

    def _sobol(self, places: Uniform) -> Uniform:
        """Give points of Sobol's sequence, scrambled: sums, without carrying, of a few of them."""
        steps = self._known.get("steps")
        if steps is None:
            steps = self._known.setdefault("steps", self._steps())
        found = np.repeat(steps[:, :1], len(places), axis=1)
        for bit in range(steps.shape[1] - 1):
            has = (places >> np.uint64(bit)) & np.uint64(1)
            found ^= steps[:, bit + 1 : bit + 2] * has
        return found << np.uint64(BITS - SOBOL_BITS)

    def _steps(self) -> Uniform:
        """Give the first point, and what every power of two adds to it."""
        from scipy.stats import qmc

        generator = np.random.default_rng([self.seed, self.stream])
        sequence = qmc.Sobol(self.dimensions, scramble=True, bits=SOBOL_BITS, rng=generator)
        first = _points(sequence)
        steps = [first]
        done = 1
        for bit in range((self.draws - 1).bit_length()):
            sequence.fast_forward(2**bit - done)
            steps.append(_points(sequence) ^ first)
            done = 2**bit + 1
        return np.stack(steps, axis=1)


def _points(sequence: object) -> Uniform:
    """Give the next point, in whole parts."""
    found = np.asarray(sequence.random(1))[0]  # type: ignore[attr-defined]  # scipy has no types
    whole: Uniform = (found * 2**SOBOL_BITS).astype(np.uint64)
    return whole
