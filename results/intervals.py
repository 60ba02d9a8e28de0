"""One interval everywhere: 95 % confidence interval for the expected value over replications (Student's t)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
"""Confidence of every interval in files, charts and tables."""


@dataclass(frozen=True)
class Intervals:
    """Mean and interval of many numbers over replications, arrays of one shape; nan where undefined.

    A number that any replication lacks has no mean: those that lack it (nobody behind it, or a median not reached) are not like the others.
    With one replication there is a mean but no interval.
    """

    mean: Floats
    low: Floats
    high: Floats

    @property
    def half(self) -> Floats:
        """Half the width of each interval."""
        return (self.high - self.low) / 2.0

    @property
    def told_apart(self) -> NDArray[np.bool_]:
        """Where the interval leaves zero out."""
        return np.asarray((self.low > 0.0) | (self.high < 0.0))


def critical(replications: int, confidence: float = CONFIDENCE) -> float:
    """Student's t for a two-sided interval over so many replications; nan for fewer than two."""
    from scipy.special import stdtrit

    return float(stdtrit(replications - 1, 0.5 + confidence / 2.0)) if replications > 1 else float("nan")


def intervals(values: Floats, confidence: float = CONFIDENCE) -> Intervals:
    """Mean and interval over the first axis.

    Parameters
    ----------
    values
        Shape (replications, …).
    """
    n = values.shape[0]
    mean = values.mean(axis=0) if n else np.full(values.shape[1:], np.nan)
    if n < 2:
        return Intervals(mean, np.full(mean.shape, np.nan), np.full(mean.shape, np.nan))
    half = critical(n, confidence) * values.std(axis=0, ddof=1) / np.sqrt(n)
    return Intervals(mean, mean - half, mean + half)
