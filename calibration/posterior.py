"""The Gauss-Newton posterior: slopes over the width of what is still in doubt, on luck that the search has not seen.

Queues make a simulation flat here and steep there, so slopes at a point say little. They are taken by regression over points drawn from
the posterior itself, again and again until it stands still, and what a straight line misses there is counted as doubt about the target.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.parameters import FARTHEST, Prior
from calibration.problem import Doubt, Problem

Floats = NDArray[np.float64]

FAR = 2.0
"""Standard deviations beyond which a target tells less of the parameters than its standard deviation says."""

LONGEST_STEP = 1.5
"""No position moves further in one round, in prior standard deviations."""

STILL = 0.25
"""The posterior stands still when no mean moves by more than this part of its standard deviation."""

POINTS_PER_PARAMETER = 3


@dataclass(frozen=True)
class Line:
    """A straight line through simulated numbers around a point: numbers there, slopes, and the variance that it misses.

    Shapes (targets,), (targets, size), (targets,).
    """

    at: Floats
    slopes: Floats
    missed: Floats


@dataclass(frozen=True)
class Posterior:
    """What a fit leaves: a normal distribution of positions, the last line, and the doubt about each target there."""

    mean: Floats
    covariance: Floats
    line: Line
    doubt: Doubt
    rounds: int


def line_around(problem: Problem, around: Prior, luck: range, seed: int) -> Line:
    """The line through numbers at points of a distribution; the points lie in pairs to both sides of its mean."""
    from scipy.stats.qmc import MultivariateNormalQMC

    size = problem.space.size
    pairs = max(2, -(-POINTS_PER_PARAMETER * size // 2))
    standard = MultivariateNormalQMC(np.zeros(size), rng=seed).random(pairs)
    points = around.draws(np.vstack([standard, -standard]))
    found = problem.expected(points, luck, seed)
    found = np.where(np.isfinite(found), found, np.nanmean(np.where(np.isfinite(found), found, np.nan), axis=0))
    found = np.nan_to_num(found, nan=0.0)
    design = np.column_stack([np.ones(len(points)), points - around.mean])
    solved, *_ = np.linalg.lstsq(design, found, rcond=1e-8)
    left = found - design @ solved
    return Line(solved[0], solved[1:].T, (left**2).sum(axis=0) / (len(points) - size - 1))


def posterior(problem: Problem, prior: Prior, start: Prior, luck: range, seed: int, rounds: int) -> Posterior:
    """Gauss-Newton rounds from a first guess, each with a line over the width of the last posterior."""
    here = start
    for done in range(1, rounds + 1):
        doubt = problem.doubt(problem.single(here.mean[None], luck, seed)[0])
        line = line_around(problem, here, luck, seed)
        found = updated(problem, prior, here.mean, line, with_noise(doubt, len(luck)))
        moved = np.max(np.abs(found.mean - here.mean) / np.sqrt(np.diag(found.covariance)))
        here = found
        if moved < STILL:
            break
    return Posterior(here.mean, here.covariance, line, doubt, done)


def updated(problem: Problem, prior: Prior, at: Floats, line: Line, sd: Floats) -> Prior:
    """The posterior that a line gives: the prior and every target, each as sure as it is."""
    spread = np.sqrt(sd**2 + line.missed)
    z = problem.differences(line.at) / spread
    count = np.where(_met(problem, z), 0.0, np.sqrt((1.0 + FAR**2) / (1.0 + np.maximum(np.abs(z), FAR) ** 2)))
    scaled = line.slopes / spread[:, None] * count[:, None]
    known = np.linalg.inv(prior.covariance)
    covariance = np.linalg.inv(scaled.T @ scaled + known)
    step = -covariance @ (scaled.T @ (z * count) + known @ (at - prior.mean))
    step = np.clip(step, -LONGEST_STEP, LONGEST_STEP)
    return Prior(np.clip(at + step, -FARTHEST, FARTHEST), (covariance + covariance.T) / 2.0)


def _met(problem: Problem, z: Floats) -> NDArray[np.bool_]:
    """Which censored targets the simulation is within the bounds of."""
    return np.array([bool(np.isfinite(t.low) or np.isfinite(t.high)) for t in problem.targets]) & (z == 0.0)


def with_noise(doubt: Doubt, replications: int) -> Floats:
    """Standard deviations of the targets with the noise that a mean over so many replications still has."""
    return np.asarray(np.hypot(doubt.total(), doubt.chance / np.sqrt(replications)))
