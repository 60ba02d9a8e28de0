"""How far apart the means of two systems must be, after so many pairs, before something may be said of them.

Both bounds are of the paired differences, whatever luck the systems share. Both may be looked at after every observation: that is
what they are made for, and an ordinary interval is not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST = 4
"""Fewest observations from which a variance is worked with."""

LOST = 2
"""Degrees of freedom given up for a variance that is estimated anew at every look.

Without them a pair of systems is decided wrongly up to twice as often as it should be, as the first looks come when the variance happens to
be small; with them as often as stated or less (measured for first looks from 5 to 10 and errors from 0.1 to 5 percent).
"""

EFFECT = 2.0
"""Size of an effect, in standard deviations of a difference, for which intervals are made: the larger, the narrower after few pairs.

With 2, intervals are finite from 5 or 6 pairs on, and after 60 they are a few percent wider than they could be.
"""


def drop_distance(variances: Floats, pairs: int, error: float, indifference: float) -> Floats:
    """How far a system's mean may lie below another's before it is dropped; 0 where the larger mean simply wins.

    The triangle of Kim and Nelson (2001) for one pair: a system that is better by the indifference or more is dropped with at most
    the probability `error`, however often one looks. The variance is the one of all pairs so far, as in their later KN++, with `LOST`
    degrees of freedom less than it has.

    Parameters
    ----------
    variances
        Of the paired differences, any shape.
    pairs
        Observations that the variances and means are of, at least `LEAST`.
    error
        Probability of dropping the better one, for this pair alone.
    indifference
        Difference that is worth telling, in the unit of the observations.
    """
    free = pairs - 1 - LOST
    factor = (pairs - 1) * ((2.0 * error) ** (-2.0 / free) - 1.0)
    distances: Floats = np.maximum(factor * variances / indifference - indifference * pairs, 0.0) / (2.0 * pairs)
    return distances


def half_width(variance: float, pairs: int, error: float) -> float:
    """Half the width of an interval for one expected difference that holds at all numbers of pairs at once; infinite for few pairs.

    A confidence sequence of Student's kind: the ratio of the likelihood of an effect drawn from a normal distribution to that of no effect,
    the scale integrated out, is a martingale when there is no effect (Lai 1976; Wang and Ramdas 2025), so it ever exceeds 1 / error with at
    most the probability `error`. Stopping when one likes does it no harm.

    Parameters
    ----------
    variance
        Of the paired differences.
    pairs
        Observations behind it.
    error
        Probability that the interval misses at any number of pairs, both sides together.
    """
    if pairs < 2:
        return float("inf")
    spread = 1.0 + pairs * EFFECT**2
    reached = (np.sqrt(spread) / error) ** (2.0 / pairs)
    if reached >= spread:
        return float("inf")
    student = (pairs - 1) * (reached - 1.0) / (1.0 - reached / spread)
    return float(np.sqrt(student * variance / pairs))
