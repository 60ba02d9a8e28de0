"""What the selection is held against: procedures in two stages that give every system as much as the first stage calls for.

All promise what the selection promises: where the best is better by the indifference or more, it is chosen with the stated confidence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from results.priorities.selecting.study.configurations import INDIFFERENCE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NODES = 400
"""Points by which the distribution of a variance or a mean is represented in the constants below."""


def clark_yang(first: Floats, confidence: float) -> Ints:
    """Equal allocation, any covariances (Clark and Yang 1986): as many as the most variable paired difference calls for."""
    systems, n = first.shape
    own = np.cov(first)
    variances = np.diagonal(own)[:, None] + np.diagonal(own)[None, :] - 2.0 * own
    needed = student_constant(n - 1, (1.0 - confidence) / (systems - 1)) ** 2 * variances.max()
    return np.full(systems, _at_least(n, needed))


def nelson_matejcik(first: Floats, confidence: float) -> Ints:
    """Equal allocation where all differences are as variable (Nelson and Matejcik 1995): one variance of them all."""
    systems, n = first.shape
    free = (systems - 1) * (n - 1)
    off = first - first.mean(axis=1, keepdims=True)
    variance = 2.0 * float(((off - off.mean(axis=0)) ** 2).sum()) / free
    return np.full(systems, _at_least(n, equicorrelated_constant(systems, free, confidence) ** 2 * variance))


def rinott(first: Floats, confidence: float) -> Ints:
    """Each system by its own variance, as if no luck were shared (Rinott 1978); not equal where variances are not."""
    systems, n = first.shape
    constant = rinott_constant(systems, n, confidence)
    return np.array([_at_least(n, constant**2 * variance) for variance in first.var(axis=1, ddof=1)])


YARDSTICKS: dict[str, Callable[[Floats, float], Ints]] = {
    "Clark-Yang": clark_yang,
    "Nelson-Matejcik": nelson_matejcik,
    "Rinott": rinott,
}
"""By name: from the first stage, shape (systems, observations), and the confidence to the observations of each system."""


@lru_cache(maxsize=64)
def student_constant(free: int, error: float) -> float:
    """Student's t that is exceeded with the probability `error`."""
    from scipy.special import stdtrit

    return float(stdtrit(free, 1.0 - error))


@lru_cache(maxsize=64)
def equicorrelated_constant(systems: int, free: int, confidence: float) -> float:
    """What the largest of `systems` - 1 Student variables with correlation 1/2 stays below with the stated confidence."""
    from scipy.special import chdtri, ndtr, ndtri

    shares = (np.arange(NODES) + 0.5) / NODES
    scales, shifts = np.sqrt(chdtri(free, shares) / free)[:, None], ndtri(shares)[None, :]

    def reached(constant: float) -> float:
        return float((ndtr(shifts + np.sqrt(2.0) * constant * scales) ** (systems - 1)).mean())

    return _solved(reached, confidence)


@lru_cache(maxsize=64)
def rinott_constant(systems: int, first: int, confidence: float) -> float:
    """Rinott's constant for variances from `first` observations each."""
    from scipy.special import chdtri, ndtr

    variances = chdtri(first - 1, (np.arange(NODES) + 0.5) / NODES)
    spread = np.sqrt((first - 1) * (1.0 / variances[:, None] + 1.0 / variances[None, :]))

    def reached(constant: float) -> float:
        return float((ndtr(constant / spread).mean(axis=1) ** (systems - 1)).mean())

    return _solved(reached, confidence)


def _solved(reached: Callable[[float], float], confidence: float) -> float:
    from scipy.optimize import brentq

    return float(brentq(lambda constant: reached(constant) - confidence, 0.0, 100.0))


def _at_least(first: int, needed: float) -> int:
    return max(first, int(np.ceil(needed / INDIFFERENCE**2)))
