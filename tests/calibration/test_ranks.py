"""Simulation-based calibration on a model whose posterior is known: uniform ranks when it is right, told apart when it is not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calibration.parameters import Prior
from calibration.validation.ranks import DRAWS, Ranks, ranks, uniformity

SETS, SIZE = 60, 4


def ranked(narrower: float, shifted: float = 0.0) -> Ranks:
    """Ranks of truths from a standard normal prior, each measured once with standard deviation 1.

    The right posterior of a measurement y is normal with mean y / 2 and variance 1 / 2.
    """
    rng = np.random.default_rng(11)
    found = []
    for number in range(SETS):
        truth: NDArray[np.float64] = rng.standard_normal(SIZE)
        measured = truth + rng.standard_normal(SIZE)
        found.append(ranks(truth, Prior(measured / 2.0 + shifted, np.eye(SIZE) / 2.0 * narrower**2), 1, number))
    return np.array(found)


def test_the_right_posterior_has_uniform_ranks() -> None:
    found = uniformity(ranked(1.0))
    assert found.uniform
    assert sum(found.counts) == SETS * SIZE


def test_an_overconfident_posterior_is_caught() -> None:
    found = uniformity(ranked(0.5))
    assert not found.uniform
    assert found.counts[0] + found.counts[-1] > 2 * found.counts[4] + 2 * found.counts[5]


def test_a_posterior_that_lies_to_one_side_is_caught_in_each_parameter() -> None:
    assert max(uniformity(ranked(1.0, shifted=0.7)).each) < 0.05


def test_a_rank_counts_the_draws_below() -> None:
    prior = Prior(np.zeros(1), np.eye(1))
    assert ranks(np.array([-9.0]), prior, 1, 0).tolist() == [0]
    assert ranks(np.array([9.0]), prior, 1, 0).tolist() == [DRAWS]
    assert 30 < int(ranks(np.array([0.0]), prior, 1, 0)[0]) < 70
