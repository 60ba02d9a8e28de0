"""A model small enough to know the answer: numbers that are linear in the positions, with chance of a known size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from calibration.evaluate import Seen
from calibration.parameters import Calibrated, Number, Space
from calibration.problem import Problem
from calibration.targets import Target

Floats = NDArray[np.float64]

SIZE, TARGETS = 3, 8


def space(size: int = SIZE) -> Space:
    """Positions of as many values, each between 0 and 1."""
    return Space(
        tuple(Calibrated(f"v{k}", "county", (Number(f"sfi.v{k}", 0.0, 0.5, 1.0),), f"värde {k}", f"value {k}") for k in range(size))
    )


def target(name: str, value: float | None, se: float = 1.0, discrepancy: float = 0.0, bounds: tuple[float, float] | None = None) -> Target:
    """A target of an indicator that is a share."""
    low, high = bounds or (None, None)
    return Target(
        name, "19", "self_support", "", "all", "2015", "2015", value, low, high, "percent", se, discrepancy, "", "", "", "", False
    )


class Toy(Problem):
    """A problem whose simulation is `slopes @ positions` and, where asked for, a bend and chance."""

    def __init__(self, slopes: Floats, observed: Sequence[Target], chance: float = 0.0, bend: float = 0.0) -> None:
        self.slopes, self.chance, self.bend = slopes, chance, bend
        self.space, self.targets, self.fixed = space(slopes.shape[1]), tuple(observed), {}
        self._own = np.ones((1, len(observed)), dtype=bool)
        self._counted = np.zeros(len(observed), dtype=bool)
        self.simulations = 0

    def seen(self, positions: Floats, replications: Sequence[int], seed: int) -> Seen:
        """Numbers of every point and replication; a replication has the same luck at every point."""
        self.simulations += len(positions) * len(replications)
        straight = positions @ self.slopes.T
        luck = np.array([np.random.default_rng([seed, number]).standard_normal(len(self.targets)) for number in replications])
        values = (straight + self.bend * straight**2)[:, None, None, :] + self.chance * luck[None, :, None, :]
        return Seen(values, np.ones_like(values))

    def apart(self, positions: Floats, replications: Sequence[Sequence[int]], seed: int) -> Floats:
        """Numbers of each point in replications of its own."""
        pairs = zip(positions, replications, strict=True)
        return np.concatenate([self.single(position[None], numbers, seed) for position, numbers in pairs])


def slopes(seed: int = 1, size: int = SIZE, targets: int = TARGETS) -> Floats:
    """Slopes of a toy."""
    return np.random.default_rng(seed).standard_normal((targets, size)) * 2.0
