"""One number of a planner's history, and how sure it is as a sample."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

from results.indicators.indicator import Indicator

FEWEST = 6
"""Counts below this are not told apart, whatever a file says: 1-5 stand for each other, as in Swedish statistics."""

QUANTILES = {"p25": 0.25, "median": 0.5, "p90": 0.9}

TOGETHER = 1.5
"""Variance of a count of persons in proportion to its size: people come in households, so that it is more than that of single persons.
Measured on counts of simulated histories against their spread over replications (1.24 squared)."""

BOUNDS = {
    "percent": (0.0, 100.0),
    "percentage_points": (-100.0, 100.0),
    "days": (0.0, 10_000.0),
    "persons": (0.0, 1e6),
    "number": (0.0, 10_000.0),
    "per_1000": (0.0, 1_000.0),
}
"""What a number of each unit can be."""

MOST_PER = 10_000.0
"""What a count in percent of another can be: it may be greater than the other, but not by any amount."""


@dataclass(frozen=True)
class Observation:
    """One number of a history.

    Attributes
    ----------
    indicator, per, area, group, first, last
        What was observed, as in the catalogue and the published figures: `per` is the count it is taken in percent of, or empty;
        `first` and `last` are years, or both one month.
    value
        The number in its unit; nan where only bounds are known.
    low, high
        Bounds of a number that is held back; nan where the number itself is known.
    unit
        The indicator's unit; percent where it is taken in percent of another.
    persons
        Persons or events behind it; 0 where it is not known.
    se
        Standard error from sampling and rounding, in the unit.
    source
        File, sheet and row.
    note
        What the file says about it.
    """

    indicator: str
    per: str
    area: str
    group: str
    first: str
    last: str
    value: float
    low: float
    high: float
    unit: str
    persons: float
    se: float
    source: str
    note: str = ""

    @property
    def censored(self) -> bool:
        """Whether only bounds are known."""
        return self.value != self.value

    @property
    def period(self) -> str:
        """As it is written in files."""
        return self.first if self.first == self.last else f"{self.first}-{self.last}"


def bounds_of(indicator: Indicator, per: str = "") -> tuple[float, float]:
    """What a number can be; the use of a capacity can be above 100 percent."""
    if per:
        return 0.0, MOST_PER
    low, high = BOUNDS[indicator.unit]
    return (low, 10.0 * high) if indicator.key.startswith("use_") else (low, high)


def sampling_error(indicator: Indicator, value: float, people: float, per: str = "") -> float | None:
    """The standard error of a number as a sample of so many persons; None where it takes persons that are not known.

    A share is binomial, with half a person added to each side so that 0 of 10 is not sure. A count is Poisson, and wider for households
    where it is of a year. A mean and the quantiles of a wait are those of an exponential wait: a quantile's error is sqrt(p (1 - p) / n)
    divided by the density there. A difference of two shares has the greatest variance of both; how far municipalities differ has no
    such formula.
    """
    if indicator.statistic in {"count", "series", "kinds"} and not per:
        return sqrt(max(value, 1.0) * (TOGETHER if indicator.statistic == "count" else 1.0))
    if people < 1.0 or indicator.statistic == "spread":
        return None
    if per or indicator.unit == "percent":
        share = (min(value / 100.0, 1.0) * people + 0.5) / (people + 1.0)
        return 100.0 * sqrt(share * (1.0 - share) / people)
    if indicator.statistic in QUANTILES:
        p = QUANTILES[indicator.statistic]
        return max(value, 1.0) * sqrt(p / ((1.0 - p) * people)) / -log(1.0 - p)
    if indicator.statistic == "gap":
        return 100.0 * sqrt(0.5 / people)
    if indicator.statistic == "rate":
        return max(value, 0.01) / sqrt(people)
    return max(value, 1.0) / sqrt(people)


def rounding_error(decimals: int) -> float:
    """The standard error of a number that was rounded to so many decimals."""
    return 10.0**-decimals / sqrt(12.0)
