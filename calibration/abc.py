"""The check: regression-adjusted approximate Bayesian computation, another way to the same posterior.

Points are drawn around the Gauss-Newton posterior, wider than it, all positions at once; each is simulated once, on luck of its own, with
the doubt about the targets added. What they draw is regressed on what their simulated histories say (Beaumont, Zhang and Balding 2002;
histories are compared by the posterior mean that each would give, Fearnhead and Prangle 2012): where the regression meets the observed
history is the mean, what it leaves is the spread. The points were drawn from a normal distribution of our choice and not from the prior;
the one is taken out and the other put in as normal distributions are, since weights would be lost in so many dimensions.
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

FIRM = 0.02
"""Directions of which histories say less than this part of what they say of the firmest one say nothing by themselves."""

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
    return _regressed(positions, said, around, prior)


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


def _regressed(positions: Floats, said: Floats, drawn: Prior, prior: Prior) -> Check:
    """The posterior that a regression of positions on what their histories say gives."""
    spread = np.maximum(said.std(axis=0), 1e-9)
    design = np.column_stack([np.ones(len(said)), said / spread])
    ridge = 1e-3 * np.eye(design.shape[1])
    ridge[0, 0] = 0.0
    solved = np.linalg.solve(design.T @ design + ridge, design.T @ positions)
    left = positions - design @ solved
    freedom = max(len(positions) - design.shape[1], 1)
    known, before = (np.asarray(np.linalg.inv(each)) for each in (left.T @ left / freedom, drawn.covariance))
    # What the histories say by themselves is never less than nothing in any direction, measured in the spread of what was drawn.
    root = drawn.root()
    values, vectors = np.linalg.eigh(root.T @ (known - before) @ root)
    kept = root @ vectors * np.sqrt(np.maximum(values, 0.0))
    inverse = before @ kept
    first = np.linalg.inv(prior.covariance)
    covariance = np.linalg.inv(inverse @ inverse.T + first)
    mean = covariance @ (inverse @ inverse.T @ _alone(solved[0], known, drawn, before) + first @ prior.mean)
    return Check(np.clip(mean, -FARTHEST, FARTHEST), np.sqrt(np.diag(covariance)), float(len(positions)))


def _alone(at: Floats, known: Floats, drawn: Prior, before: Floats) -> Floats:
    """Where the histories would put the positions if nothing else were known; the mean of what was drawn where they say nothing."""
    said = known @ at - before @ drawn.mean
    information = known - before
    values, vectors = np.linalg.eigh((information + information.T) / 2.0)
    firm = values > FIRM * values.max()
    return np.asarray(drawn.mean + vectors[:, firm] @ ((vectors[:, firm].T @ (said - information @ drawn.mean)) / values[firm]))
