"""The fit: Latin hypercube starts, least squares with common random numbers, and a Gauss-Newton posterior on luck not used before.

Residuals are asinh of the differences in standard deviations: queues have heavy tails, and one far target must not pull everything. The
prior stands beside them as further residuals, so that what the targets do not tell stays where it was believed to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calibration.evaluate import Progress
from calibration.identify import Identifiability, identifiability, jacobian
from calibration.parameters import FARTHEST, Prior
from calibration.posterior import Luck, Moved, Posterior, posterior
from calibration.problem import Problem

Floats = NDArray[np.float64]

SEARCH_STEP = 0.3
"""Steps of the search's slopes, in prior standard deviations."""

TOLD = 0.98
"""A parameter of which no more than this part of the prior's doubt is expected to be left is told of, whether it is searched or not."""

LUCK = {"doubt": 0, "identify": 1_000, "design": 2_000, "search": 3_000, "final": 4_000, "shown": 5_000, "check": 6_000, "predict": 7_000}
"""First replication of each part of a fit: none is fitted on the luck that it is judged on."""


@dataclass(frozen=True)
class Effort:
    """How much is simulated in each part.

    `untouched` is the part of a prior standard deviation that must be expected to be left for a parameter to keep its prior unsearched.
    """

    chance: int = 40
    slopes: int = 4
    designed: int = 64
    starts: int = 2
    search: int = 1
    rounds: int = 5
    final: int = 4
    polish: int = 3
    shown: int = 10
    checked: int = 160
    untouched: float = 0.98


THOROUGH = Effort()
QUICK = Effort(chance=24, slopes=3, designed=32, starts=1, search=1, rounds=4, final=3, polish=2, shown=8, checked=80, untouched=0.85)


@dataclass(frozen=True)
class Running:
    """How a fit is run: on how many workers, with which seed, how thoroughly, and who is told how far it has come.

    `checkpoint` is the file of its simulations: with the same one it goes on where it was stopped.
    """

    workers: int = 1
    seed: int = 1
    effort: Effort = THOROUGH
    checkpoint: Path | None = None
    progress: Progress | None = None


@dataclass(frozen=True)
class Fit:
    """A fitted problem.

    Attributes
    ----------
    before
        What the targets were expected to tell.
    cost
        Half the sum of squared residuals at each start's end, for how alike the starts end.
    expected
        Simulated numbers at the posterior's mean, shape (targets,).
    """

    prior: Prior
    before: Identifiability
    cost: tuple[float, ...]
    posterior: Posterior
    expected: Floats

    @property
    def after(self) -> Prior:
        """The posterior, in the form of a prior for what comes next."""
        return Prior(self.posterior.mean, self.posterior.covariance)

    @property
    def left(self) -> Floats:
        """Part of each prior standard deviation that is left, shape (size,)."""
        return np.asarray(np.sqrt(np.diag(self.posterior.covariance) / np.diag(self.prior.covariance)))


def fit(problem: Problem, prior: Prior, seed: int, effort: Effort | None = None) -> Fit:
    """Fit a problem's positions to its targets.

    Parameters
    ----------
    seed
        Seed of the design and of all simulated luck.
    """
    asked = effort or Effort()
    centre = np.clip(prior.mean, -FARTHEST, FARTHEST)
    doubt = problem.doubt(problem.single(centre[None], _luck("doubt", asked.chance), seed)[0])
    before = identifiability(*jacobian(problem, centre, _luck("identify", asked.slopes), seed), doubt.total(), prior)
    search = _Search(problem, prior, doubt.total(), before.searched(asked.untouched), seed, asked)
    ends = [search.from_start(start) for start in search.starts()]
    best = min(ends, key=lambda end: end.cost)
    luck = Luck(_luck("final", asked.final), _luck("final", asked.chance), seed)
    moved = Moved(search.free, np.flatnonzero(before.searched(TOLD)))
    found = posterior(problem, prior, best.around, moved, luck, asked.polish)
    expected = problem.expected(found.mean[None], _luck("shown", asked.shown), seed)[0]
    return Fit(prior, before, tuple(end.cost for end in ends), found, expected)


def _luck(part: str, replications: int) -> range:
    return range(LUCK[part], LUCK[part] + replications)


@dataclass(frozen=True)
class _End:
    """Where a search ends: half the sum of squares there, and the positions with the covariance that its slopes give."""

    cost: float
    around: Prior


class _Search:
    """Least squares from several starts on common luck, over the positions that the targets tell of."""

    def __init__(self, problem: Problem, prior: Prior, sd: Floats, searched: NDArray[np.bool_], seed: int, effort: Effort) -> None:
        self.problem, self.prior, self.sd, self.seed, self.effort = problem, prior, sd, seed, effort
        self.free = np.flatnonzero(searched)
        self.luck = _luck("search", effort.search)

    def starts(self) -> list[Floats]:
        """The prior's middle and the best points of a Latin hypercube over the prior."""
        from scipy.special import ndtri
        from scipy.stats.qmc import LatinHypercube

        if not len(self.free):
            return [self.prior.mean]
        sample = LatinHypercube(len(self.free), rng=self.seed).random(self.effort.designed)
        standard = np.zeros((len(sample), self.problem.space.size))
        standard[:, self.free] = ndtri(sample)
        points = self.prior.draws(standard)
        expected = self.problem.expected(points, [LUCK["design"]], self.seed)
        costs = [0.5 * float(np.sum(self._residuals(x, f) ** 2)) for x, f in zip(points, expected, strict=True)]
        order = np.argsort(costs, kind="stable")[: self.effort.starts - 1]
        return [np.clip(self.prior.mean, -FARTHEST, FARTHEST), *points[order]]

    def from_start(self, start: Floats) -> _End:
        """Where the search from one start ends."""
        from scipy.optimize import least_squares

        if not len(self.free):
            return _End(0.0, Prior(start, self.prior.covariance))

        def residuals(free: Floats) -> Floats:
            whole = self._whole(start, free)
            return self._residuals(whole, self._expected(whole[None])[0])

        def slopes_at(free: Floats) -> Floats:
            return self._slopes(self._whole(start, free))

        found = least_squares(
            residuals,
            np.clip(start[self.free], -FARTHEST + 0.01, FARTHEST - 0.01),
            jac=slopes_at,
            bounds=(-FARTHEST, FARTHEST),
            max_nfev=self.effort.rounds,
            ftol=1e-3,
            xtol=1e-2,
            gtol=1e-3,
        )
        slopes = np.asarray(found.jac, dtype=np.float64)
        covariance = self.prior.covariance.copy()
        covariance[np.ix_(self.free, self.free)] = np.linalg.inv(slopes.T @ slopes)
        others = np.setdiff1d(np.arange(len(covariance)), self.free)
        covariance[np.ix_(self.free, others)] = covariance[np.ix_(others, self.free)] = 0.0
        return _End(float(found.cost), Prior(self._whole(start, found.x), covariance))

    def _whole(self, start: Floats, free: Floats) -> Floats:
        whole = start.copy()
        whole[self.free] = free
        return whole

    def _expected(self, positions: Floats) -> Floats:
        return self.problem.expected(positions, self.luck, self.seed)

    def _residuals(self, positions: Floats, expected: Floats) -> Floats:
        differences = self.problem.differences(expected) / self.sd
        return np.concatenate([np.arcsinh(differences), self.prior.whitened(positions)])

    def _slopes(self, positions: Floats) -> Floats:
        """Slopes of the residuals by differences towards the middle, where the range is wide enough."""
        steps = np.where(positions[self.free] > 0.0, -SEARCH_STEP, SEARCH_STEP)
        moved = np.repeat(positions[None], len(self.free), axis=0)
        moved[np.arange(len(self.free)), self.free] += steps
        found = self._expected(np.vstack([positions[None], moved]))
        here = self._residuals(positions, found[0])
        there = [self._residuals(x, f) for x, f in zip(moved, found[1:], strict=True)]
        return np.stack([(each - here) / step for each, step in zip(there, steps, strict=True)], axis=1)
