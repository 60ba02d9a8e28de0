"""The check: regression-adjusted approximate Bayesian computation, another way to the same posterior that believes in no straight line.

Points are drawn around the Gauss-Newton posterior, wider than it; each is simulated once, on luck of its own, with the doubt about the
targets added. Those whose simulated history comes nearest to the observed one are kept, weighted by the prior, and moved along a local
regression to where the observed history lies (Beaumont, Zhang and Balding 2002). Histories are compared by what they say of the
parameters: the posterior mean that each would give (Fearnhead and Prangle 2012).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.parameters import FARTHEST, Prior
from calibration.posterior import Posterior
from calibration.problem import Problem
from sim.luck import uniforms

Floats = NDArray[np.float64]

WIDER = 1.6
"""Points are drawn over so many times the standard deviations of the posterior that is checked."""

NEAREST = 0.5
"""Part of the points that is kept."""

APART = 0.6
"""The two disagree about a parameter when their means lie further apart than this part of the larger standard deviation …"""

OTHER_WIDTH = 1.8
"""… or when one standard deviation is more than so many times the other."""


@dataclass(frozen=True)
class Check:
    """What the other way says: means and standard deviations, shape (size,), and the number of points that count."""

    mean: Floats
    sd: Floats
    points: float

    def disagrees(self, found: Posterior) -> NDArray[np.bool_]:
        """About which parameters the two disagree, shape (size,)."""
        sd = np.sqrt(np.diag(found.covariance))
        apart = np.abs(self.mean - found.mean) > APART * np.maximum(sd, self.sd)
        ratio = self.sd / sd
        return np.asarray(apart | (ratio > OTHER_WIDTH) | (ratio < 1.0 / OTHER_WIDTH))


def check(problem: Problem, prior: Prior, found: Posterior, points: int, first: int, seed: int) -> Check:
    """Check a posterior with so many simulations, from replication `first` on.

    Without any, nothing is checked: the posterior stands, and no points count.
    """
    if not points:
        return Check(found.mean, np.sqrt(np.diag(found.covariance)), 0.0)
    around = Prior(found.mean, found.covariance * WIDER**2)
    positions = around.draws(standard_normals(seed, "calibration.check", points, problem.space.size))
    seen = problem.apart(positions, [[first + k] for k in range(points)], seed)[:, 0]
    noise = standard_normals(seed, "calibration.check_noise", *seen.shape) * found.doubt.beyond_chance()
    told = _told(problem, found, prior)
    differences = problem.differences(np.where(np.isfinite(seen), seen, found.line.at) + noise)
    said = positions_said(differences, told)
    return _adjusted(positions, said, _weights(positions, prior, around))


def standard_normals(seed: int, stream: str, rows: int, columns: int) -> Floats:
    """Standard normal numbers of a named stream, shape (rows, columns)."""
    from scipy.special import ndtri

    return np.asarray(ndtri(uniforms(seed, 0, stream, rows * columns)).reshape(rows, columns))


def _told(problem: Problem, found: Posterior, prior: Prior) -> Floats:
    """What one unit of each difference says of each position, shape (size, targets)."""
    sd = found.doubt.total()
    scaled = found.line.slopes / sd[:, None]
    precision = scaled.T @ scaled + np.linalg.inv(prior.covariance)
    return np.asarray(np.linalg.solve(precision, scaled.T) / sd)


def positions_said(differences: Floats, told: Floats) -> Floats:
    """How far from the observed history each simulated one lies, in what it says of the positions; shape (points, size)."""
    return np.asarray(differences @ told.T)


def _weights(positions: Floats, prior: Prior, drawn: Prior) -> Floats:
    """Prior density over the density that the points were drawn with, up to a factor; the largest are cut."""
    log = 0.5 * (_squares(positions, drawn) - _squares(positions, prior))
    weights = np.exp(log - log.max())
    return np.asarray(np.minimum(weights, np.quantile(weights, 0.95)))


def _squares(positions: Floats, of: Prior) -> Floats:
    centred = positions - of.mean
    return np.asarray(np.einsum("ij,ij->i", centred @ np.linalg.inv(of.covariance), centred))


def _adjusted(positions: Floats, said: Floats, weights: Floats) -> Check:
    """The nearest points moved along a local regression to where the observed history lies."""
    spread = np.maximum(said.std(axis=0), 1e-9)
    # Directions that no target tells of say nothing of nearness.
    distance = np.sqrt(np.sum((said / spread) ** 2, axis=1))
    bound = np.quantile(distance, NEAREST)
    kernel = np.where(distance < bound, 1.0 - (distance / bound) ** 2, 0.0) * weights
    keep = kernel > 0.0
    x, s, w = positions[keep], said[keep], kernel[keep] / kernel[keep].sum()
    root = np.sqrt(w)[:, None]
    design = np.column_stack([np.ones(len(s)), s / spread])
    ridge = 1e-3 * np.eye(design.shape[1])
    ridge[0, 0] = 0.0
    solved = np.linalg.solve((design * root).T @ (design * root) + ridge, (design * root).T @ (x * root))
    moved = np.clip(x - design[:, 1:] @ solved[1:], -FARTHEST, FARTHEST)
    mean = w @ moved
    left = max(1.0 - float(np.sum(w**2)), 1e-9)
    return Check(mean, np.sqrt(w @ (moved - mean) ** 2 / left), float(1.0 / np.sum(w**2)))
