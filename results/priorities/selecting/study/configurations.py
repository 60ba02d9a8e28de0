"""The problems: how far apart the systems are, how noisy, how their luck hangs together. Stated before anything was measured.

The indifference is 1 in all of them. A problem is made anew in every try, by a named stream of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.luck import Streams

Floats = NDArray[np.float64]
Random = np.random.Generator

SEED = 20261126
INDIFFERENCE = 1.0
SPREAD = 3.0
"""Standard deviation of an observation, in indifferences; where variances are unequal, from 1.5 to 4.5, largest for the best."""

MOST = 1024
"""Observations that a problem holds of each system; ceiling of the selection."""

DRAWS = 64
PARAMETERS = 3
"""Of the posterior in the problems that have one: as many draws as the counties ship, and a few parameters that matter."""


@dataclass(frozen=True)
class Problem:
    """One made-up problem: the true means, shape (systems,), and the observations, shape (systems, `MOST`)."""

    means: Floats
    values: Floats

    def good(self, system: int) -> bool:
        """Whether a system is as good as the best, but for less than the indifference."""
        return bool(self.means[system] > self.means.max() - INDIFFERENCE)


@dataclass(frozen=True)
class Configuration:
    """A kind of problems.

    Attributes
    ----------
    systems
        How many.
    means
        `slippage`: one is better than all others by the indifference, which is the hardest. `ascending`: each is better than the one before
        it by the indifference. `random`: from a normal distribution, standard deviation three indifferences. `equal`: all the same.
    variances
        `equal` or `unequal`.
    correlation
        Between two systems' observations with the same number.
    noise
        `normal`; `heavy` tails (Student's t, 3 degrees of freedom); `skewed` (lognormal); `draws`: parameters that are drawn have an effect
        that all systems share and one of each system's own, and a draw comes again after 64 observations; `rare`: what the best gains it
        gains in one observation of ten.
    """

    systems: int
    means: str
    variances: str = "equal"
    correlation: float = 0.0
    noise: str = "normal"

    @property
    def name(self) -> str:
        """Its name in files and streams."""
        return f"{self.systems}-{self.means}-{self.variances}-{self.correlation:g}-{self.noise}"

    def problem(self, number: int, seed: int = SEED) -> Problem:
        """The problem of one try."""
        random = Random(np.random.Philox(key=Streams(seed, number, 1).key(f"selecting.{self.name}")))
        means = _MEANS[self.means](random, self.systems)
        values = means[:, None] + _NOISE[self.noise](random, self)
        return Problem(means, values)

    def spreads(self) -> Floats:
        """Standard deviation of each system's observations; the best of a slippage comes first."""
        if self.variances == "equal":
            return np.full(self.systems, SPREAD)
        return np.linspace(1.5 * SPREAD, 0.5 * SPREAD, self.systems)


STATED = tuple(
    Configuration(systems, means, variances, correlation)
    for systems in (5, 10, 20, 50)
    for means in ("slippage", "ascending", "random")
    for variances in ("equal", "unequal")
    for correlation in (0.0, 0.5, 0.9)
) + tuple(
    Configuration(10, means, "equal", correlation, noise)
    for noise, correlation in (("heavy", 0.5), ("skewed", 0.5), ("draws", 0.0))
    for means in ("slippage", "ascending", "random")
)
"""Where the selection has to be right as often as it says."""

TIES = tuple(Configuration(systems, "equal", "equal", 0.5) for systems in (5, 20))
"""Where any is right, and none may be told worse."""

BEYOND = (Configuration(10, "slippage", "equal", 0.0, "rare"),)
"""Where the selection is known to fail: what it is warned against."""

TRIED_BY_ALL = tuple(
    Configuration(10, means, variances, correlation)
    for means, variances in (("slippage", "equal"), ("slippage", "unequal"), ("random", "equal"))
    for correlation in (0.0, 0.5)
)
"""Where other procedures are tried."""


def _slippage(_random: Random, systems: int) -> Floats:
    return np.where(np.arange(systems) == 0, INDIFFERENCE, 0.0)


def _ascending(_random: Random, systems: int) -> Floats:
    return -INDIFFERENCE * np.arange(systems, dtype=np.float64)


def _random(random: Random, systems: int) -> Floats:
    return -np.sort(-random.normal(0.0, 3.0 * INDIFFERENCE, systems))


def _equal(_random: Random, systems: int) -> Floats:
    return np.zeros(systems)


def _shared(make: Callable[[Random, tuple[int, ...]], Floats], random: Random, asked: Configuration) -> Floats:
    """Noise in two parts, one that all systems share and one of each system's own."""
    own, common = make(random, (asked.systems, MOST)), make(random, (MOST,))
    mixed: Floats = np.sqrt(1.0 - asked.correlation) * own + np.sqrt(asked.correlation) * common
    return asked.spreads()[:, None] * mixed


def _normal(random: Random, shape: tuple[int, ...]) -> Floats:
    return random.standard_normal(shape)


def _heavy(random: Random, shape: tuple[int, ...]) -> Floats:
    return np.asarray(random.standard_t(3.0, shape) / np.sqrt(3.0))


def _skewed(random: Random, shape: tuple[int, ...]) -> Floats:
    """Lognormal noise of mean 0 and variance 1."""
    return np.asarray((np.exp(random.standard_normal(shape)) - np.exp(0.5)) / np.sqrt(np.exp(2.0) - np.exp(1.0)))


def _draws(random: Random, asked: Configuration) -> Floats:
    """Effects of drawn parameters and, half as variable, the mean luck of a draw's two replications; the mean over all draws is 0."""
    drawn = random.standard_normal((PARAMETERS, DRAWS))
    drawn -= drawn.mean(axis=1, keepdims=True)
    effects = 2.0 + random.standard_normal((asked.systems, PARAMETERS))
    luck = _shared(_normal, random, Configuration(asked.systems, asked.means, asked.variances, 0.5))
    return np.asarray(effects @ np.resize(drawn.T, (MOST, PARAMETERS)).T + luck / np.sqrt(2.0))


def _rare(random: Random, asked: Configuration) -> Floats:
    noise = 0.5 * random.standard_normal((asked.systems, MOST))
    noise[0] += 10.0 * INDIFFERENCE * (random.random(MOST) < 0.1) - INDIFFERENCE
    return noise


_MEANS: dict[str, Callable[[Random, int], Floats]] = {"slippage": _slippage, "ascending": _ascending, "random": _random, "equal": _equal}
_NOISE: dict[str, Callable[[Random, Configuration], Floats]] = {
    "normal": partial(_shared, _normal),
    "heavy": partial(_shared, _heavy),
    "skewed": partial(_shared, _skewed),
    "draws": _draws,
    "rare": _rare,
}
