"""Means with their intervals, as what a search finds is told: over draws of parameters and chance together."""

from __future__ import annotations

from collections.abc import Sequence

from results.intervals import Floats, intervals
from results.priorities.found import Range


def range_of(values: Floats, draws: Sequence[int] = ()) -> Range:
    """The mean of what replications say, with its interval.

    Parameters
    ----------
    values
        Shape (replications,).
    draws
        The draw of parameters of each replication; empty where all have the same.
    """
    return ranges_of(values[:, None], draws)[0]


def ranges_of(values: Floats, draws: Sequence[int] = ()) -> tuple[Range, ...]:
    """The same of several numbers at once, shape (replications, numbers)."""
    found = intervals(values, draws)
    return tuple(Range(*map(float, each)) for each in zip(found.mean, found.low, found.high, strict=True))
