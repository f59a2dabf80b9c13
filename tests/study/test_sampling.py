"""Uniform numbers: any of them can be had by itself, and each method keeps what it promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, qmc

from funding.study.distribution import ONE, Uniform
from funding.study.sampling import MOST_OF_SOBOL, SOBOL_BITS, Method, Sample

METHODS: tuple[Method, ...] = ("sobol", "latin-hypercube", "random")


def whole(method: Method, seed: int = 3, dimensions: int = 4, draws: int = 500) -> Uniform:
    return Sample(method, seed, dimensions, draws).at(0, draws)


@pytest.mark.parametrize("method", METHODS)
@given(start=st.integers(0, 300), count=st.integers(0, 300), draws=st.integers(600, 2**18))
def test_a_piece_is_that_piece_of_the_whole(
    method: Method, start: int, count: int, draws: int
) -> None:
    sample = Sample(method, 11, 3, draws)
    alone = Sample(method, 11, 3, draws).at(start, count)
    assert (alone == sample.at(0, 600)[:, start : start + count]).all()


@pytest.mark.parametrize("method", METHODS)
def test_a_sample_that_begins_anew_in_each_piece_is_seen(method: Method) -> None:
    first, second = (Sample(method, 11, 3, 600).at(start, 300) for start in (0, 300))
    assert (first != second).mean() > 0.9


@pytest.mark.parametrize("method", METHODS)
def test_numbers_far_along_can_be_had_at_once(method: Method) -> None:
    found = Sample(method, 0, 2, 2**30).at(2**30 - 5, 5)
    assert found.shape == (2, 5)
    assert len(np.unique(found)) == 10
    assert (found < ONE).all()


@pytest.mark.parametrize("method", METHODS)
def test_of_nothing_drawn_there_are_no_numbers(method: Method) -> None:
    assert Sample(method, 0, 0, 10).at(3, 5).shape == (0, 5)


@pytest.mark.parametrize("method", METHODS)
def test_a_single_draw_can_be_had(method: Method) -> None:
    assert (Sample(method, 0, 3, 1).at(0, 1) < ONE).all()


@pytest.mark.parametrize("draws", [1, 2, 3, 64, 100, 1_000])
@pytest.mark.parametrize("stream", [0, 5])
def test_sobol_is_the_sequence_that_scipy_makes(draws: int, stream: int) -> None:
    found = Sample("sobol", 7, 5, draws, stream).at(0, draws)
    other = qmc.Sobol(
        5, scramble=True, bits=SOBOL_BITS, rng=np.random.default_rng([7, stream])
    ).random(2 ** (draws - 1).bit_length())[:draws]
    assert (found == (other.T * ONE).astype(np.uint64)).all()


def test_sobol_has_as_many_dimensions_as_it_says() -> None:
    assert qmc.Sobol.MAXDIM == MOST_OF_SOBOL


def test_so_many_points_of_sobol_as_a_power_of_two_leave_no_gap() -> None:
    found = whole("sobol", draws=256) // np.uint64(ONE // 256)
    assert all(len(np.unique(each)) == 256 for each in found)


@given(draws=st.integers(1, 400), seed=st.integers(0, 2**63 - 1))
def test_latin_hypercube_has_one_draw_in_each_stratum_of_each_dimension(
    draws: int, seed: int
) -> None:
    found = Sample("latin-hypercube", seed, 3, draws).at(0, draws)
    for numbers in found:
        strata = sorted(int(each) * draws // ONE for each in numbers)
        assert strata == list(range(draws))


def test_a_sample_that_is_no_latin_hypercube_is_seen() -> None:
    strata = {int(each) * 100 // ONE for each in whole("random", draws=100)[0]}
    assert len(strata) < 100


def test_dimensions_of_a_latin_hypercube_are_shuffled_unlike_each_other() -> None:
    found = whole("latin-hypercube", draws=1_000).astype(np.float64)
    correlated = np.corrcoef(np.vstack([found, np.arange(1_000)]))
    assert (np.abs(correlated[np.triu_indices(5, 1)]) < 0.12).all()  # 3.8 standard deviations


def test_a_stratum_is_any_with_the_same_chance() -> None:
    # Where the first of five draws lies, over 2,000 seeds; one in a million samples is refused.
    places = [
        int(Sample("latin-hypercube", s, 1, 5).at(0, 1)[0, 0]) * 5 // ONE for s in range(2000)
    ]
    _fits(np.bincount(places, minlength=5))


@pytest.mark.parametrize("method", METHODS)
def test_numbers_are_spread_evenly_and_pairs_are_too(method: Method) -> None:
    found = whole(method, draws=4_096)
    for numbers in found:
        _fits(np.bincount((numbers >> np.uint64(49)).astype(int), minlength=16))
    for first, second in ((0, 1), (1, 3), (2, 3)):
        cells = (found[first] >> np.uint64(51)) * np.uint64(4) + (found[second] >> np.uint64(51))
        _fits(np.bincount(cells.astype(int), minlength=16))


def test_numbers_that_are_not_spread_evenly_are_seen() -> None:
    with pytest.raises(AssertionError):
        _fits(np.bincount((whole("random", draws=4_096)[0] >> np.uint64(49)).astype(int) // 2 * 2))


def _fits(counts: np.ndarray) -> None:
    wanted = counts.sum() / len(counts)
    assert ((counts - wanted) ** 2 / wanted).sum() < chi2.ppf(1 - 1e-6, len(counts) - 1)


@pytest.mark.parametrize("method", METHODS)
def test_other_seeds_and_other_streams_give_other_numbers(method: Method) -> None:
    samples = [
        Sample(method, seed, 2, 64, stream).at(0, 64)
        for seed in (0, 1, 2**63 - 1)
        for stream in (0, 1, 2)
    ]
    for place, one in enumerate(samples):
        for other in samples[:place]:
            assert (one != other).mean() > 0.9


@pytest.mark.parametrize("method", METHODS)
def test_the_same_seed_gives_the_same_numbers(method: Method) -> None:
    assert (whole(method) == whole(method)).all()


def test_random_numbers_are_those_of_a_published_generator() -> None:
    # Philox of 4 by 64 bits, as numpy has it; the key is the seed, the stream and the dimension.
    other = np.random.Philox(key=np.array([9, (2 << 32) | 1], dtype=np.uint64)).random_raw(40)
    found = Sample("random", 9, 2, 100, stream=2).at(0, 40)[1]
    assert (found == other >> np.uint64(11)).all()
