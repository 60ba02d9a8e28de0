"""Counties borrow strength: from the nation, and from what the other counties say of the same parameter.

A county's parameter is the nation's plus the county's own deviation. What a county's own targets say is the difference between its
posterior and the prior it was fitted with; put together with the nation's fit it is the prior of the next county, which so never meets
its own data twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.parameters import Prior

Floats = NDArray[np.float64]

BETWEEN_COUNTIES = 0.4
"""Standard deviation between counties of a parameter that is the nation's, in standard deviations of its first prior: an assumption, fixed
before any fit."""


@dataclass(frozen=True)
class Told:
    """What targets say of positions by themselves: a precision and the precision times the mean, shapes (size, size) and (size,)."""

    precision: Floats
    weighted: Floats


def told(prior: Prior, posterior: Prior) -> Told:
    """What stands between a prior and its posterior."""
    before, after = np.linalg.inv(prior.covariance), np.linalg.inv(posterior.covariance)
    return Told(after - before, after @ posterior.mean - before @ prior.mean)


def combined(prior: Prior, said: Told) -> Prior:
    """The posterior of a prior and what targets say."""
    before = np.linalg.inv(prior.covariance)
    covariance = np.linalg.inv(before + said.precision)
    covariance = (covariance + covariance.T) / 2.0
    return Prior(covariance @ (before @ prior.mean + said.weighted), covariance)


def county_prior(nation: Prior, others: Sequence[Told], between: float = BETWEEN_COUNTIES) -> Prior:
    """What a county's parameters may be, given the nation's fit and what other counties say.

    Parameters
    ----------
    nation
        Posterior of the national fit.
    others
        What each other county's own targets say of the same positions.
    between
        Standard deviation between counties, in positions.
    """
    size = len(nation.mean)
    mean = nation
    for other in others:
        # The county's own deviation stands between what it says and what it says of the nation.
        kept = np.eye(size) - other.precision @ np.linalg.inv(other.precision + np.eye(size) / between**2)
        mean = combined(mean, Told(kept @ other.precision, kept @ other.weighted))
    return Prior(mean.mean, mean.covariance + between**2 * np.eye(size))


def joined(nation: Prior, county: int) -> Prior:
    """A prior of the nation's parameters followed by so many of the county's own."""
    size = len(nation.mean)
    covariance = np.eye(size + county)
    covariance[:size, :size] = nation.covariance
    return Prior(np.concatenate([nation.mean, np.zeros(county)]), covariance)


def first(said: Told, prior: Prior, size: int) -> Told:
    """What targets say of the first positions when the others are known as the prior has them."""
    rest = np.linalg.inv(prior.covariance[size:, size:])
    inner = np.linalg.inv(said.precision[size:, size:] + rest)
    across = said.precision[:size, size:] @ inner
    centre = prior.mean[size:]
    return Told(
        said.precision[:size, :size] - across @ said.precision[size:, :size],
        said.weighted[:size] - across @ (said.weighted[size:] + rest @ centre),
    )
