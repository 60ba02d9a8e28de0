"""One interval everywhere: 95 %, for the expected value; by chance alone, or by chance and parameters where these are drawn.

Where all replications have the same parameters it is the confidence interval of their mean (Student's t). Where they draw their parameters
from a posterior, it is where the expected value lies that the county's true parameters give, and those are one more draw: the parts that
chance and parameters have in it are kept apart (one-way analysis of variance with random draws).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
"""Confidence of every interval in files, charts and tables."""

_RATIOS = np.exp(np.linspace(-6.0, 9.0, 61))
"""Ratios of the two mean squares at which the width is worked out; between them it is interpolated."""


@dataclass(frozen=True)
class Intervals:
    """Mean and interval of many numbers over replications, arrays of one shape; nan where undefined.

    A number that any replication lacks has no mean: those that lack it (nobody behind it, or a median not reached) are not like the others.
    With one replication there is a mean but no interval.

    Attributes
    ----------
    mean, low, high
        Mean over replications, and the ends of the interval.
    chance
        Half the width by the error of the mean alone: what more replications lessen.
    parameters
        What the uncertain parameters add: the half-width is the root of the sum of both squares. More replications do not lessen it. nan
        where all replications have the same parameters: then nothing is said of them.
    draws_differ
        Where the draws differ more than chance explains (F test, 5 %). Elsewhere `parameters` is what there may be, and there may be none.
    """

    mean: Floats
    low: Floats
    high: Floats
    chance: Floats
    parameters: Floats
    draws_differ: NDArray[np.bool_]

    @property
    def half(self) -> Floats:
        """Half the width of each interval."""
        return (self.high - self.low) / 2.0

    @property
    def told_apart(self) -> NDArray[np.bool_]:
        """Where the interval leaves zero out."""
        return np.asarray((self.low > 0.0) | (self.high < 0.0))


@dataclass(frozen=True)
class Variances:
    """Analysis of variance over draws: mean squares between and within them, arrays of one shape, and what they rest on.

    `within` is nan where no two replications share a draw. `each` is the effective number of replications of a draw: the number, where
    all draws have as many.
    """

    between: Floats
    within: Floats
    draws: int
    replications: int
    each: float

    @property
    def of_parameters(self) -> Floats:
        """Variance between the expected values of draws, by moments, not below zero; nan where it cannot be told from chance."""
        found: Floats = np.maximum((self.between - self.within) / self.each, 0.0)
        return found

    @property
    def differ(self) -> NDArray[np.bool_]:
        """Where draws differ more than chance explains (F test); nowhere where the two cannot be told apart."""
        from scipy.special import fdtri

        free = self.replications - self.draws
        if not free:
            return np.zeros(self.between.shape, dtype=bool)
        return np.asarray(self.between > float(fdtri(self.draws - 1, free, CONFIDENCE)) * self.within)


def critical(replications: int, confidence: float = CONFIDENCE) -> float:
    """Student's t for a two-sided interval over so many replications, or draws; nan for fewer than two."""
    from scipy.special import stdtrit

    return float(stdtrit(replications - 1, 0.5 + confidence / 2.0)) if replications > 1 else float("nan")


def intervals(values: Floats, draws: Sequence[int] = (), confidence: float = CONFIDENCE) -> Intervals:
    """Mean and interval over the first axis.

    Parameters
    ----------
    values
        Shape (replications, …).
    draws
        The draw of parameters that each replication has; empty where all have the same. Of one draw alone nothing is learnt of parameters.
    """
    n = values.shape[0]
    mean = values.mean(axis=0) if n else np.full(values.shape[1:], np.nan)
    unknown, no = np.full(mean.shape, np.nan), np.zeros(mean.shape, dtype=bool)
    if n < 2:
        return Intervals(mean, unknown, unknown, unknown, unknown, no)
    chance = error_of_mean(values, draws, confidence)
    if len(set(draws)) < 2:
        return Intervals(mean, mean - chance, mean + chance, chance, unknown, no)
    parts = variances(values, draws)
    half = chance * _widening(parts, confidence)
    return Intervals(mean, mean - half, mean + half, chance, np.sqrt(np.maximum(half**2 - chance**2, 0.0)), parts.differ)


def error_of_mean(values: Floats, draws: Sequence[int] = (), confidence: float = CONFIDENCE) -> Floats:
    """Half-width by the error of the mean alone; of draws, as the mean of independent draws.

    Parameters
    ----------
    values, draws
        As in `intervals`; at least two replications.
    """
    n = values.shape[0]
    if len(set(draws)) < 2:
        found: Floats = critical(n, confidence) * values.std(axis=0, ddof=1) / np.sqrt(n)
        return found
    parts = variances(values, draws)
    return np.asarray(critical(parts.draws, confidence) * np.sqrt(parts.between / n))


def variances(values: Floats, draws: Sequence[int]) -> Variances:
    """Mean squares between and within draws, shape of one replication's values.

    Parameters
    ----------
    values
        Shape (replications, …).
    draws
        The draw of each replication, at least two different ones.
    """
    _names, of, counts = np.unique(np.asarray(draws), return_inverse=True, return_counts=True)
    n, groups = values.shape[0], len(counts)
    flat = values.reshape(n, -1)
    means = (np.equal.outer(np.arange(groups), of) / counts[:, None]) @ flat
    between = (counts[:, None] * (means - flat.mean(axis=0)) ** 2).sum(axis=0) / (groups - 1)
    within = ((flat - means[of]) ** 2).sum(axis=0) / (n - groups) if n > groups else np.full(flat.shape[1], np.nan)
    each = (n - float((counts**2).sum()) / n) / (groups - 1)
    shape = values.shape[1:]
    return Variances(between.reshape(shape), within.reshape(shape), groups, n, each)


def _widening(parts: Variances, confidence: float) -> Floats:
    """How many times wider the interval is than by the error of the mean alone.

    Where chance hides how much draws differ, the variance of the parameters is itself uncertain: the interval is the generalised one of
    the model with random draws, over all variances that the two mean squares leave possible.
    """
    if not np.isfinite(parts.within).any():
        return np.full(parts.between.shape, sqrt(1.0 + parts.replications / parts.each))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(parts.between > 0.0, parts.between / parts.within, 0.0)
    table = _widenings(parts.draws, parts.replications - parts.draws, parts.replications / parts.each, confidence)
    found: Floats = np.interp(np.log(np.clip(ratio, _RATIOS[0], _RATIOS[-1])), np.log(_RATIOS), table)
    return found


@lru_cache(maxsize=64)
def _widenings(draws: int, free: int, ratio: float, confidence: float) -> Floats:
    """The widening at each of `_RATIOS`; `free` are the degrees of freedom within draws, `ratio` replications by those of a draw."""
    from scipy.special import chdtri, ndtr

    shares = (np.arange(120) + 0.5) / 120.0
    between = (draws - 1) / chdtri(draws - 1, shares)[:, None]
    within = free / chdtri(free, (np.arange(30) + 0.5) / 30.0)[None, :]
    # Variance of what is sought around the mean, over that of the mean by the mean square between draws.
    over = [(between + np.maximum(between - within / each, 0.0) * ratio).ravel() for each in _RATIOS]
    spread = np.sqrt(np.array([np.broadcast_to(between, (len(shares), within.shape[1])).ravel(), *over]))
    low, high = np.zeros(len(spread)), np.full(len(spread), 1e4)
    for _ in range(50):
        middle = (low + high) / 2.0
        covered = (2.0 * ndtr(middle[:, None] / spread) - 1.0).mean(axis=1)
        low, high = np.where(covered < confidence, middle, low), np.where(covered < confidence, high, middle)
    found: Floats = high[1:] / high[0]
    return found
