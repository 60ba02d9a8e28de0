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
    """Expected numbers at a point, shape (targets,), and their slopes by central differences of these steps, shape (targets, size)."""
    size = problem.space.size
    ahead, behind = (np.clip(at + sign * steps * np.eye(size), -FARTHEST, FARTHEST) for sign in (1.0, -1.0))
    found = problem.expected(np.vstack([at[None], ahead, behind]), replications, seed)
    run = np.diagonal(ahead - behind)
    slopes = np.nan_to_num((found[1 : size + 1] - found[size + 1 :]) / run[:, None], nan=0.0)
    return found[0], np.asarray(slopes.T)


def identifiability(slopes: Floats, sd: Floats, prior: Prior) -> Identifiability:
    """What slopes of shape (targets, size) say with targets of these standard deviations."""
    root = prior.root()
    whitened = (slopes / sd[:, None]) @ root
    precision = np.eye(root.shape[0]) + whitened.T @ whitened
    covariance = root @ np.linalg.inv(precision) @ root.T
    spread = np.sqrt(np.diag(covariance))
    before = np.sqrt(np.diag(prior.covariance))
    return Identifiability(np.asarray(np.linalg.svd(whitened, compute_uv=False)), spread / before, covariance)
