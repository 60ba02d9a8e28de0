"""The Gauss-Newton posterior: slopes over the width of what is still in doubt, on luck that the search has not seen.

Queues make a simulation flat here and steep there, so slopes at a point say little. They are taken by regression over points drawn from
the posterior itself, again and again until it stands still, and what a straight line misses there is counted as doubt about the target.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calibration.parameters import FARTHEST, Prior
from calibration.problem import Doubt, Problem

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]

FAR = 2.0
"""Standard deviations beyond which a target tells less of the parameters than its standard deviation says."""

LONGEST_STEP = 1.5
"""No position moves further in one round, in prior standard deviations."""

STILL = 0.25
"""The posterior stands still when no mean moves by more than this part of its standard deviation."""

POINTS_PER_PARAMETER = 3

TRIED = (0.0, 0.25, 0.5, 1.0)
"""Parts of a step that are tried."""


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


@dataclass(frozen=True)
class Luck:
    """Replications of a posterior: of each point of a line, and of the chance of each target (more, at the mean alone)."""

    line: range
    chance: range
    seed: int


def line_around(problem: Problem, around: Prior, free: Positions, luck: Luck) -> Line:
    """The line through numbers at points of a distribution; the points lie in pairs to both sides of its mean, on the free positions."""
    from scipy.stats import norm
    from scipy.stats.qmc import LatinHypercube

    pairs = max(4, -(-POINTS_PER_PARAMETER * len(free) // 2))
    standard = np.zeros((pairs, problem.space.size))
    standard[:, free] = norm.ppf(LatinHypercube(len(free), rng=luck.seed).random(pairs))
    points = around.draws(np.vstack([standard, -standard]))
    found = problem.expected(points, luck.line, luck.seed)
    found = np.where(np.isfinite(found), found, np.nan_to_num(_means(found), nan=0.0))
    design = np.column_stack([np.ones(len(points)), (points - around.mean)[:, free]])
    solved, *_ = np.linalg.lstsq(design, found, rcond=1e-8)
    left = found - design @ solved
    slopes = np.zeros((found.shape[1], problem.space.size))
    slopes[:, free] = solved[1:].T
    return Line(solved[0], slopes, (left**2).sum(axis=0) / max(len(points) - len(free) - 1, 1))


def _means(found: Floats) -> Floats:
    """Mean of what is defined of each column; nan where nothing is."""
    defined = np.isfinite(found)
    number = defined.sum(axis=0)
    return np.asarray(np.divide(np.where(defined, found, 0.0).sum(axis=0), number, out=np.full(len(number), np.nan), where=number > 0))


def posterior(problem: Problem, prior: Prior, start: Prior, free: Positions, luck: Luck, rounds: int) -> Posterior:
    """Gauss-Newton rounds from a first guess, each with a line over the width of the last posterior.

    A step is taken only as far as it brings the simulation nearer to the targets.
    """
    here = start
    for done in range(1, rounds + 1):  # noqa: B007 - the last one is told
        doubt, noise = _chance(problem, here.mean, luck)
        sd = with_noise(doubt, len(luck.chance))
        line = line_around(problem, here, free, luck)
        line = replace(line, at=line.at - noise)
        found = updated(problem, prior, here.mean, line, sd)
        tried = here.mean + np.outer(TRIED, found.mean - here.mean)
        costs = _costs(problem, prior, sd, tried, problem.expected(tried, luck.line, luck.seed) - noise)
        mean = tried[int(np.argmin(costs))]
        moved = np.max(np.abs(mean - here.mean) / np.sqrt(np.diag(found.covariance)))
        here = Prior(mean, found.covariance)
        if moved < STILL:
            break
    return Posterior(here.mean, here.covariance, line, doubt, done)


def _chance(problem: Problem, mean: Floats, luck: Luck) -> tuple[Doubt, Floats]:
    """The doubt about each target at the mean, and by how much the luck of the line's few replications misses that of many."""
    many = problem.single(mean[None], luck.chance, luck.seed)[0]
    few = problem.expected(mean[None], luck.line, luck.seed)[0]
    return problem.doubt(many), np.nan_to_num(few - _means(many), nan=0.0)


def _costs(problem: Problem, prior: Prior, sd: Floats, points: Floats, expected: Floats) -> list[float]:
    """Half the sum of squared residuals at each point."""
    residuals = np.arcsinh(problem.differences(expected) / sd)
    return [0.5 * float(np.sum(r**2) + np.sum(prior.whitened(x) ** 2)) for x, r in zip(points, residuals, strict=True)]


def updated(problem: Problem, prior: Prior, at: Floats, line: Line, sd: Floats) -> Prior:
    """The posterior that a line gives: the prior and every target, each as sure as it is."""
    spread = np.sqrt(sd**2 + line.missed)
    z = problem.differences(line.at) / spread
    count = np.where(problem.met(line.at), 0.0, np.sqrt((1.0 + FAR**2) / (1.0 + np.maximum(np.abs(z), FAR) ** 2)))
    scaled = line.slopes / spread[:, None] * count[:, None]
    known = np.linalg.inv(prior.covariance)
    covariance = np.linalg.inv(scaled.T @ scaled + known)
    step = -covariance @ (scaled.T @ (z * count) + known @ (at - prior.mean))
    step = np.clip(step, -LONGEST_STEP, LONGEST_STEP)
    return Prior(np.clip(at + step, -FARTHEST, FARTHEST), (covariance + covariance.T) / 2.0)


def with_noise(doubt: Doubt, replications: int) -> Floats:
    """Standard deviations of the targets with the noise that a mean over so many replications still has."""
    return np.asarray(np.hypot(doubt.total(), doubt.chance / np.sqrt(replications)))
