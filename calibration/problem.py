"""What a fit compares: simulated and observed numbers of the targets, and how far apart they may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from calibration.evaluate import Evaluator, Seen
from calibration.parameters import Space
from calibration.targets import NATION, Target
from results.indicators.catalogue import CATALOGUE

Floats = NDArray[np.float64]


LEAST_DOUBT = 1e-6
"""Nothing is surer than this: a number that is the same in every replication tells nothing of chance."""


@dataclass(frozen=True)
class Doubt:
    """Standard deviations of the difference between a target and the expected simulated number, by cause; each of shape (targets,).

    `measured` is the target's own (sampling, rounding, disclosure), `chance` what one history differs by from the expected one,
    `discrepancy` what the model is stated to miss. The one history that was measured holds its chance: of the two the larger counts.
    """

    measured: Floats
    chance: Floats
    discrepancy: Floats

    def total(self, *, with_discrepancy: bool = True) -> Floats:
        """All of it together."""
        own = np.maximum(self.measured, self.chance)
        return np.maximum(np.hypot(own, self.discrepancy) if with_discrepancy else own, LEAST_DOUBT)

    def beyond_chance(self) -> Floats:
        """What stands beside the chance that one simulated history already holds."""
        extra = np.sqrt(np.maximum(self.measured**2 - self.chance**2, 0.0))
        return np.asarray(np.hypot(extra, self.discrepancy))


@dataclass
class Problem:
    """A fit's question: which positions of a space make the targets come out, all else at `fixed` values."""

    evaluator: Evaluator
    space: Space
    targets: tuple[Target, ...]
    fixed: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codes = [scenario.county.code for scenario in self.evaluator.setting.scenarios]
        self._own = np.array([[t.area == NATION or t.area[:2] == code[:2] for t in self.targets] for code in codes])
        self._counted = np.array([CATALOGUE[t.indicator].statistic in {"count", "series"} and not t.per for t in self.targets])

    def seen(self, positions: Floats, replications: Sequence[int], seed: int) -> Seen:
        """Every simulation at positions of shape (points, size): shape (points, replications, counties, targets)."""
        points = [{**self.fixed, **self.space.values(each)} for each in positions]
        return self.evaluator.at(points, replications, seed)

    def expected(self, positions: Floats, replications: Sequence[int], seed: int) -> Floats:
        """Simulated number of each target at each point over all replications; shape (points, targets)."""
        return self.over(self.seen(positions, replications, seed), (1, 2))

    def single(self, positions: Floats, replications: Sequence[int], seed: int) -> Floats:
        """Simulated number of each target at each point in each replication; shape (points, replications, targets)."""
        return self.over(self.seen(positions, replications, seed), (2,))

    def apart(self, positions: Floats, replications: Sequence[Sequence[int]], seed: int) -> Floats:
        """As `single`, but each point in replications of its own, as many for each; shape (points, replications, targets)."""
        points = [{**self.fixed, **self.space.values(each)} for each in positions]
        return self.over(self.evaluator.apart(points, replications, seed), (2,))

    def over(self, seen: Seen, axes: tuple[int, ...]) -> Floats:
        """Numbers over replications and counties: weighted by the persons behind; counts are averaged over replications."""
        defined = np.isfinite(seen.values) & self._own
        weight = np.where(defined, np.where(self._counted, 1.0, np.maximum(seen.people, 1e-9)), 0.0)
        total = weight.sum(axis=axes)
        part = (np.where(defined, seen.values, 0.0) * weight).sum(axis=axes)
        return np.asarray(np.divide(part, total, out=np.full(total.shape, np.nan), where=total > 0.0))

    def differences(self, expected: Floats) -> Floats:
        """Simulated minus observed; 0 within the bounds of a censored observation and where nothing was simulated."""
        low, high = np.array([target.bounds for target in self.targets]).reshape(-1, 2).T
        return np.asarray(np.nan_to_num(expected - np.clip(expected, low, high), nan=0.0))

    def met(self, expected: Floats) -> NDArray[np.bool_]:
        """Which censored targets the simulation is within the bounds of: they tell no more; shape (targets,)."""
        bounded = np.array([target.value is None for target in self.targets])
        return np.asarray(bounded & (self.differences(expected) == 0.0))

    def doubt(self, singles: Floats) -> Doubt:
        """The doubt about each target, its chance from replications at one point, shape (replications, targets)."""
        chance = np.nan_to_num(np.nanstd(singles, axis=0, ddof=1), nan=0.0)
        return Doubt(np.array([t.se for t in self.targets]), chance, np.array([t.discrepancy for t in self.targets]))
