"""How many replications a wanted precision needs, over all headline indicators of the county at once.

Precision is the error of the mean: what more replications mend. How uncertain the parameters are is no part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, isfinite

import numpy as np
from numpy.typing import NDArray

from results.intervals import CONFIDENCE, Floats, error_of_mean

FIRST = 5
"""Replications before the precision is looked at for the first time."""

MOST = 200
"""Replications after which no more are run, reached or not."""

LEAST_SIZE = 10.0
"""Least size that a half-width is held against, in the indicator's unit: 10 percent, percentage points or days.

Half-widths relative to a gap or a share near zero would never be small.
"""


def widest(values: Floats, chosen: NDArray[np.bool_], draws: Sequence[int] = ()) -> float:
    """Largest relative half-width by the error of the mean over the chosen numbers; nan where none is defined.

    The intervals hold all at once: the confidence of each is raised so that together they keep 95 % (Bonferroni). A half-width is
    relative to the mean's size, at least `LEAST_SIZE`.

    Parameters
    ----------
    values
        Shape (replications, numbers).
    chosen
        Numbers looked at, shape (numbers,).
    draws
        The draw of parameters of each replication; empty where all have the same.
    """
    looked_at = values[:, chosen]
    looked_at = looked_at[:, np.isfinite(looked_at).all(axis=0)]
    n, size = looked_at.shape
    if n < 2 or not size:
        return float("nan")
    half = error_of_mean(looked_at, draws, 1.0 - (1.0 - CONFIDENCE) / size)
    return float(np.max(half / np.maximum(np.abs(looked_at.mean(axis=0)), LEAST_SIZE)))


def next_total(done: int, reached: float, wanted: float, most: int = MOST) -> int:
    """How many replications to have before looking again: `done` where the precision is reached or the most are done.

    Half-widths fall with the root of the number; at most twice as many are run before the next look.
    """
    if done >= most or (isfinite(reached) and reached <= wanted):
        return done
    if done < FIRST:
        return min(FIRST, most)
    needed = ceil(done * (reached / wanted) ** 2) if isfinite(reached) else 2 * done
    return min(most, max(done + 1, min(needed, 2 * done)))
