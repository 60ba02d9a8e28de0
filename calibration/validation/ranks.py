"""Simulation-based calibration: among draws of its posterior, the rank of a truth that was drawn from the prior is uniform."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.abc import standard_normals
from calibration.parameters import Prior

Floats = NDArray[np.float64]
Ranks = NDArray[np.intp]

DRAWS = 99
"""Posterior draws that a truth is ranked among: ranks 0 to 99."""

BINS = 10
"""Bins of a rank histogram."""

DOUBTFUL = 0.05
"""Ranks are told from uniform where a test gives a probability below this."""


def ranks(truth: Floats, posterior: Prior, seed: int, number: int, draws: int = DRAWS) -> Ranks:
    """How many posterior draws lie below the truth, for each position; shape (size,).

    Parameters
    ----------
    number
        Of the data set: each has draws of its own.
    """
    standard = standard_normals(seed, f"calibration.ranks#{number}", draws, len(truth))
    found: Floats = posterior.mean + standard @ posterior.root().T
    return np.asarray((found < truth).sum(axis=0), dtype=np.intp)


@dataclass(frozen=True)
class Uniformity:
    """Whether ranks are told from uniform.

    Attributes
    ----------
    counts
        All ranks together in `BINS` bins.
    pooled
        Probability of so uneven counts of uniform ranks (chi-square).
    each
        Probability for each parameter (Kolmogorov-Smirnov), times the number of parameters (Bonferroni), at most 1.
    """

    counts: tuple[int, ...]
    pooled: float
    each: tuple[float, ...]

    @property
    def uniform(self) -> bool:
        """Whether no test tells the ranks from uniform."""
        return min(self.pooled, *self.each) >= DOUBTFUL


def uniformity(found: Ranks, draws: int = DRAWS) -> Uniformity:
    """Test ranks of shape (data sets, parameters).

    The ranks of one data set hang together a little where its parameters do, which the chi-square test of all passes over.
    """
    from scipy.stats import chisquare, kstest

    counts = np.histogram(found.ravel(), bins=BINS, range=(-0.5, draws + 0.5))[0]
    # A rank stands for the middle of its part of (0, 1).
    each = [float(kstest((column + 0.5) / (draws + 1.0), "uniform").pvalue) for column in found.T]
    corrected = tuple(min(1.0, probability * len(each)) for probability in each)
    return Uniformity(tuple(int(count) for count in counts), float(chisquare(counts).pvalue), corrected)
