"""The Gauss-Newton posterior: slopes over the width of what is still in doubt, on luck that the search has not seen.

Queues make a simulation flat here and steep there, so slopes at a point say little: first they come from clouds of points around the mean,
which lead to where the targets are met, then from points to both sides along one position at a time, which tell how sure it is. What the
slopes' own noise would seem to tell is taken off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.identify import information
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

NEAREST, FURTHEST = 0.2, 1.0
"""Slopes are taken at least and at most so many prior standard deviations to each side."""

POINTS_PER_PARAMETER = 5
"""Points of a cloud for each position that is searched."""

LEAST_WIDTH = 0.2
"""A cloud is at least so wide, in prior standard deviations."""

NARROWER = 0.5
"""A cloud that led nowhere is followed by one of this part of its width."""

LINES = 4
"""Lines are taken anew at most so many times at the end."""

STALLED = 2
"""The rounds end after so many in a row that lead nowhere."""

TRIED = (0.0, 0.25, 0.5, 1.0)
"""Parts of a step that are tried."""


@dataclass(frozen=True)
class Line:
    """A straight line through simulated numbers around a point.

    Attributes
    ----------
    at
        Numbers at the point itself, shape (targets,).
    slopes
        Shape (targets, size).
    noise
        Variance of each slope, from its replications, same shape.
    bent
        Variance of what is not straight over the width of the posterior, shape (targets,): large where the normal form is a poor one.
    """

    at: Floats
    slopes: Floats
    noise: Floats
    bent: Floats


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


def line_around(problem: Problem, around: Prior, at: Floats, free: Positions, luck: Luck) -> Line:
    """The line through points to both sides of a mean, one position at a time, as far away as the posterior is wide.

    One at a time, since then nearly all luck stays common: moved all at once, people change places in the queues and half the chance of
    a replication is new.
    """
    width = np.sqrt(np.diag(around.covariance))[free]
    reach = np.clip(width, NEAREST, FURTHEST)
    moves = np.zeros((len(free), problem.space.size))
    moves[np.arange(len(free)), free] = reach
    ahead, behind = (np.clip(around.mean + sign * moves, -FARTHEST, FARTHEST) for sign in (1.0, -1.0))
    seen = problem.single(np.vstack([around.mean[None], ahead, behind]), luck.line, luck.seed)
    here, up, down = seen[0], seen[1 : len(free) + 1], seen[len(free) + 1 :]
    run = np.diagonal((ahead - behind)[:, free])
    each = np.nan_to_num((up - down) / run[:, None, None], nan=0.0)
    bends = np.nan_to_num((up + down - 2.0 * here) / (run[:, None, None] / 2.0) ** 2, nan=0.0)
    slopes, noise = (np.zeros((len(at), problem.space.size)) for _ in range(2))
    slopes[:, free] = each.mean(axis=1).T
    noise[:, free] = each.var(axis=1, ddof=1).T / len(luck.line)
    # A bend f'' missed over a width s has variance (f'' s^2)^2 / 2; what chance alone would give is taken off.
    curved = bends.mean(axis=1) ** 2 - bends.var(axis=1, ddof=1) / len(luck.line)
    bent = np.maximum((curved * np.minimum(width, reach)[:, None] ** 4).sum(axis=0) / 2.0, 0.0)
    return Line(at, slopes, noise, bent)


def _means(found: Floats) -> Floats:
    """Mean of what is defined of each column; nan where nothing is."""
    defined = np.isfinite(found)
    number = defined.sum(axis=0)
    return np.asarray(np.divide(np.where(defined, found, 0.0).sum(axis=0), number, out=np.full(len(number), np.nan), where=number > 0))


@dataclass(frozen=True)
class Moved:
    """Which positions a posterior is about.

    Attributes
    ----------
    free
        Those that are searched.
    told
        Those and the ones that the targets tell little of: nobody searches along these, but what they may be counts in how sure the
        others are.
    """

    free: Positions
    told: Positions


def posterior(problem: Problem, prior: Prior, start: Prior, moved: Moved, luck: Luck, rounds: int) -> Posterior:
    """Gauss-Newton rounds from a first guess, and slopes one position at a time where they end.

    In the rounds the slopes come from a cloud of points around the mean, which sees past the small steps that whole places make. A step
    is taken only as far as it brings the simulation nearer to the targets; where a point of the cloud does so more, it goes there. A
    cloud that leads nowhere may be too wide for where it stands: the next one is narrower, and the rounds end at the second in a row.
    """
    here, free, still = start, moved.free, 0
    for done in range(1, rounds + 1):
        doubt, at, missed = _chance(problem, here.mean, luck)
        sd = with_noise(doubt, len(luck.chance))
        cloud = cloud_around(problem, _wide(here, free, NARROWER**still), free, luck, done)
        line = Line(at, cloud.slopes, cloud.noise, np.zeros(len(at)))
        found = updated(problem, prior, here.mean, line, sd)
        tried = np.vstack([here.mean + np.outer(TRIED, found.mean - here.mean), cloud.points])
        seen = np.vstack([problem.expected(tried[: len(TRIED)], luck.line[:1], luck.seed), cloud.found]) - missed
        mean = tried[int(np.argmin(_costs(problem, prior, sd, tried, seen)))]
        step = np.max(np.abs(mean - here.mean) / np.sqrt(np.diag(found.covariance)))
        here = Prior(mean, found.covariance)
        still = still + 1 if step < STILL else 0
        if still == STALLED:
            break
    return _at_the_end(problem, prior, here, moved.told, luck, done)


def _at_the_end(problem: Problem, prior: Prior, here: Prior, told: Positions, luck: Luck, done: int) -> Posterior:
    """Lines along every position that the targets tell of, taken anew where one leads on: the last stands where the mean is."""
    for last in range(LINES, 0, -1):
        doubt, at, _ = _chance(problem, here.mean, luck)
        sd = with_noise(doubt, len(luck.chance))
        line = line_around(problem, here, at, told, luck)
        found = updated(problem, prior, here.mean, line, sd)
        mean = _nearer(problem, prior, here.mean, found.mean, sd, luck, at)
        still = bool(np.max(np.abs(mean - here.mean) / np.sqrt(np.diag(found.covariance))) < STILL)
        here = Prior(mean, found.covariance)
        if still or last == 1:
            break
    return Posterior(here.mean, here.covariance, line, doubt, done)


def _nearer(problem: Problem, prior: Prior, here: Floats, there: Floats, sd: Floats, luck: Luck, at: Floats) -> Floats:
    """The point on the way from one to another where the simulation comes nearest to the targets; `at` are the numbers where it begins.

    By how much the few replications of a point miss the many is taken from where it begins: nearly all of it is luck in common.
    """
    tried = here + np.outer(TRIED, there - here)
    seen = problem.expected(tried, luck.line, luck.seed)
    return np.asarray(tried[int(np.argmin(_costs(problem, prior, sd, tried, seen - np.nan_to_num(seen[0] - at, nan=0.0))))])


def _wide(around: Prior, free: Positions, part: float) -> Prior:
    """A part of its width, with at least one over which whole places do not show, along the free positions alone."""
    covariance = np.zeros_like(around.covariance)
    covariance[np.ix_(free, free)] = part**2 * around.covariance[np.ix_(free, free)]
    covariance[free, free] += LEAST_WIDTH**2
    others = np.setdiff1d(np.arange(len(covariance)), free)
    covariance[others, others] = 1e-12
    return Prior(around.mean, covariance)


@dataclass(frozen=True)
class Cloud:
    """Points around a mean, what they gave, and the slopes through them with the variance of each.

    Shapes (points, size), (points, targets), and twice (targets, size).
    """

    points: Floats
    found: Floats
    slopes: Floats
    noise: Floats


def cloud_around(problem: Problem, around: Prior, free: Positions, luck: Luck, round_: int) -> Cloud:
    """One replication at points of a distribution, in pairs to both sides of its mean, and the regression through them."""
    from scipy.special import ndtri
    from scipy.stats.qmc import LatinHypercube

    pairs = max(6, POINTS_PER_PARAMETER * len(free) // 2)
    standard = np.zeros((pairs, problem.space.size))
    standard[:, free] = ndtri(LatinHypercube(len(free), rng=1000 * luck.seed + round_).random(pairs))
    points = around.draws(np.vstack([standard, -standard]))
    found = problem.expected(points, luck.line[:1], luck.seed)
    found = np.where(np.isfinite(found), found, np.nan_to_num(_means(found), nan=0.0))
    design = np.column_stack([np.ones(len(points)), (points - around.mean)[:, free]])
    inverse = np.linalg.pinv(design.T @ design)
    solved = inverse @ design.T @ found
    missed = ((found - design @ solved) ** 2).sum(axis=0) / max(len(points) - len(free) - 1, 1)
    slopes, noise = (np.zeros((found.shape[1], problem.space.size)) for _ in range(2))
    slopes[:, free] = solved[1:].T
    noise[:, free] = np.outer(missed, np.diag(inverse)[1:])
    return Cloud(points, found, slopes, noise)


def _chance(problem: Problem, mean: Floats, luck: Luck) -> tuple[Doubt, Floats, Floats]:
    """At the mean: the doubt about each target, the numbers of many replications, and by how much the luck of one misses them."""
    many = problem.single(mean[None], luck.chance, luck.seed)[0]
    at = _means(many)
    one = problem.expected(mean[None], luck.line[:1], luck.seed)[0]
    return problem.doubt(many), np.where(np.isfinite(at), at, one), np.nan_to_num(one - at, nan=0.0)


def _costs(problem: Problem, prior: Prior, sd: Floats, points: Floats, expected: Floats) -> list[float]:
    """Half the sum of squared residuals at each point."""
    residuals = np.arcsinh(problem.differences(expected) / sd)
    return [0.5 * float(np.sum(r**2) + np.sum(prior.whitened(x) ** 2)) for x, r in zip(points, residuals, strict=True)]


def updated(problem: Problem, prior: Prior, at: Floats, line: Line, sd: Floats) -> Prior:
    """The posterior that a line gives: the prior and every target, each as sure as it is."""
    spread = np.hypot(sd, np.sqrt(line.bent))
    z = problem.differences(line.at) / spread
    count = np.where(problem.met(line.at), 0.0, np.sqrt((1.0 + FAR**2) / (1.0 + np.maximum(np.abs(z), FAR) ** 2)))
    scaled = line.slopes / spread[:, None] * count[:, None]
    known = np.linalg.inv(prior.covariance)
    covariance = np.linalg.inv(information(scaled, ((count / spread) ** 2) @ line.noise) + known)
    # The noise of the slopes tells nothing, but it is in the gradient: a step by what they truly tell would run after it.
    step = -np.linalg.solve(scaled.T @ scaled + known, scaled.T @ (z * count) + known @ (at - prior.mean))
    step = np.clip(step, -LONGEST_STEP, LONGEST_STEP)
    return Prior(np.clip(at + step, -FARTHEST, FARTHEST), (covariance + covariance.T) / 2.0)


def with_noise(doubt: Doubt, replications: int) -> Floats:
    """Standard deviations of the targets with the noise that a mean over so many replications still has."""
    return np.asarray(np.hypot(doubt.total(), doubt.chance / np.sqrt(replications)))
