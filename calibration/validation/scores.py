"""How good a forecast is: a mixture of normal distributions against what was observed, scored exactly (no noise is drawn).

A simulated history is one member of the forecast; what the observation is in doubt by beyond the chance that a history holds is the
standard deviation about each member. An observation known only to lie between bounds is taken as equally likely anywhere between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WITHIN_BOUNDS = (np.arange(9) + 0.5) / 9.0
"""Where between its bounds an observation is scored; the mean is taken."""


@dataclass(frozen=True)
class Forecast:
    """Equally likely members, shape (members,), and the standard deviation about each."""

    members: Floats
    sd: float

    @property
    def mean(self) -> float:
        """The expected value."""
        return float(self.members.mean())

    def below(self, value: float) -> float:
        """Probability of a number below the value; half of what lies on it."""
        from scipy.special import ndtr

        if self.sd > 0.0:
            return float(ndtr((value - self.members) / self.sd).mean())
        return float(((self.members < value) + 0.5 * (self.members == value)).mean())

    def quantile(self, probability: float) -> float:
        """The number that is exceeded with probability 1 - `probability`."""
        from scipy.optimize import brentq

        if self.sd <= 0.0 or len(self.members) == 1:
            from scipy.special import ndtri

            return float(np.quantile(self.members, probability) + self.sd * ndtri(probability))
        low, high = (float(end) for end in (self.members.min() - 9.0 * self.sd, self.members.max() + 9.0 * self.sd))
        return float(brentq(lambda value: self.below(value) - probability, low, high, xtol=1e-9 * max(high - low, 1e-300)))


def crps(forecast: Forecast, bounds: tuple[float, float]) -> float:
    """Continuous ranked probability score, in the unit of the number; the absolute error for one sure member.

    Parameters
    ----------
    bounds
        The observation: its value twice, or the bounds that it is known to lie between.
    """
    low, high = bounds
    values = [low] if low == high else list(low + (high - low) * WITHIN_BOUNDS)
    apart = _distance(forecast.members[:, None] - forecast.members[None, :], np.sqrt(2.0) * forecast.sd).mean()
    return float(np.mean([_distance(value - forecast.members, forecast.sd).mean() for value in values]) - 0.5 * apart)


def _distance(apart: Floats, sd: float) -> Floats:
    """Expected absolute value of normal numbers with these means and standard deviation."""
    from scipy.special import ndtr

    if sd <= 0.0:
        return np.abs(apart)
    z = apart / sd
    return np.asarray(2.0 * sd * np.exp(-0.5 * z**2) / np.sqrt(2.0 * np.pi) + apart * (2.0 * ndtr(z) - 1.0))


def covered(forecast: Forecast, bounds: tuple[float, float], probability: float) -> bool:
    """Whether the central interval of the forecast holds the observation, or meets its bounds."""
    tail = (1.0 - probability) / 2.0
    return forecast.below(bounds[0]) <= 1.0 - tail and forecast.below(bounds[1]) >= tail


def missed_by(value: float, bounds: tuple[float, float]) -> float:
    """Absolute error; 0 between bounds."""
    low, high = bounds
    return abs(value - min(max(value, low), high))


def relative(value: float, bounds: tuple[float, float]) -> float:
    """Absolute error in parts of the observation (of the bound that is missed); 0 between bounds, nan where the observation is 0."""
    low, high = bounds
    nearest = min(max(value, low), high)
    return abs(value - nearest) / abs(nearest) if nearest else float("nan")


def part(held: Sequence[bool]) -> float:
    """Part that is true; nan of none."""
    return sum(held) / len(held) if held else float("nan")
