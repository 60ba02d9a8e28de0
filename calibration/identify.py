"""What the targets can tell apart before anything is fitted: the Jacobian, its singular values, and how much each prior would shrink."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.parameters import FARTHEST, Prior
from calibration.problem import Problem

Floats = NDArray[np.float64]

STEP = 0.5
"""Central differences reach this many prior standard deviations to each side: what matters is the slope over the prior, not at a point."""

IDENTIFIED = 0.5
"""A parameter is declared identifiable when the targets are expected to halve its prior standard deviation, or more."""

ALIKE = 0.9
"""Two parameters whose expected posterior correlation is beyond this cannot be told apart."""


@dataclass(frozen=True)
class Identifiability:
    """What targets are expected to tell about parameters.

    Attributes
    ----------
    singular
        Singular values of the Jacobian in prior standard deviations per standard deviation of a target; below 1 a direction is told
        mostly by the prior.
    left
        Part of each prior standard deviation that is expected to be left, shape (size,).
    covariance
        Expected of the posterior, shape (size, size).
    """

    singular: Floats
    left: Floats
    covariance: Floats

    @property
    def identified(self) -> NDArray[np.bool_]:
        """Which parameters are declared identifiable."""
        return np.asarray(self.left <= IDENTIFIED)

    def searched(self, untouched: float) -> NDArray[np.bool_]:
        """Which parameters a search moves: not those of which this part of the prior's doubt or more is expected to be left."""
        return np.asarray(self.left < untouched)

    def alike(self) -> list[tuple[int, int]]:
        """Pairs that cannot be told apart although the targets tell of them."""
        spread = np.sqrt(np.diag(self.covariance))
        high = np.argwhere(np.triu(np.abs(self.covariance / np.outer(spread, spread)) > ALIKE, k=1))
        return [(int(a), int(b)) for a, b in high]


def jacobian(problem: Problem, at: Floats, replications: range, seed: int, steps: Floats | float = STEP) -> tuple[Floats, Floats]:
    """Slopes at a point by central differences of these steps, and the variance of each, both of shape (targets, size).

    The variance is that of a mean over replications; of a single one nothing is known of it, and it is 0.
    """
    size = problem.space.size
    ahead, behind = (np.clip(at + sign * steps * np.eye(size), -FARTHEST, FARTHEST) for sign in (1.0, -1.0))
    found = problem.single(np.vstack([ahead, behind]), replications, seed)
    run = np.diagonal(ahead - behind)
    each = np.nan_to_num((found[:size] - found[size:]) / run[:, None, None], nan=0.0)
    number = len(replications)
    noise = each.var(axis=1, ddof=1) / number if number > 1 else np.zeros_like(each[:, 0])
    return np.asarray(each.mean(axis=1).T), np.asarray(noise.T)


def information(scaled: Floats, noise: Floats) -> Floats:
    """What slopes say, without what their own noise would seem to say; never less than nothing in any direction.

    Parameters
    ----------
    scaled
        Slopes in standard deviations of the targets, shape (targets, size).
    noise
        Variance of the slopes' errors in the same unit, summed over the targets, shape (size,).
    """
    values, vectors = np.linalg.eigh(scaled.T @ scaled - np.diag(noise))
    return np.asarray((vectors * np.maximum(values, 0.0)) @ vectors.T)


def identifiability(slopes: Floats, noise: Floats, sd: Floats, prior: Prior) -> Identifiability:
    """What slopes with errors of these variances, both of shape (targets, size), say with targets of these standard deviations."""
    root = prior.root()
    scaled = slopes / sd[:, None]
    precision = np.eye(root.shape[0]) + root.T @ information(scaled, sd**-2.0 @ noise) @ root
    covariance = root @ np.linalg.inv(precision) @ root.T
    spread = np.sqrt(np.diag(covariance))
    before = np.sqrt(np.diag(prior.covariance))
    return Identifiability(np.asarray(np.linalg.svd(scaled @ root, compute_uv=False)), spread / before, covariance)
