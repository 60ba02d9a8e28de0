"""A scenario against another, replication by replication over the same people: what differs, and whether it is told from zero."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from results.indicators.catalogue import CATALOGUE
from results.intervals import CONFIDENCE, Floats, Intervals, intervals
from results.study import Key, Study
from scenarios.posterior import draw_numbers

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Difference:
    """One paired difference, scenario minus base.

    Attributes
    ----------
    key
        Indicator, area, group, period.
    mean, low, high
        In the indicator's unit (percentage points for shares); the interval is the 95 % confidence interval for the expected difference.
    up, down
        Replications in which the scenario's number is higher and lower than the base's.
    replications
        Replications compared.
    told_apart
        Whether the interval leaves zero out; if not, the two cannot be told apart.
    better
        True where the scenario does better by the indicator's direction, False where worse; None where not told apart or neither.
    """

    key: Key
    mean: float
    low: float
    high: float
    up: int
    down: int
    replications: int
    told_apart: bool
    better: bool | None

    @property
    def share_with_sign(self) -> float:
        """Share of replications whose difference has the sign of the mean: "in 7 of 10 calculations"."""
        return max(self.with_sign, 0) / self.replications if self.replications else float("nan")

    @property
    def with_sign(self) -> int:
        """Number of replications whose difference has the sign of the mean; all without a difference where the mean is zero."""
        if self.mean == 0.0:
            return self.replications - self.up - self.down
        return self.up if self.mean > 0.0 else self.down


@dataclass(frozen=True)
class Comparison:
    """Two studies of the same seed, paired by replication.

    Attributes
    ----------
    base, scenario
        The studies; what a difference is taken from, and of.
    """

    base: Study
    scenario: Study

    @cached_property
    def replications(self) -> tuple[int, ...]:
        """Numbers of the replications that both studies have."""
        return tuple(sorted(set(self.base.replications) & set(self.scenario.replications)))

    @cached_property
    def differences(self) -> Floats:
        """Scenario minus base, shape (replications, keys); nan where either is undefined."""
        return self._of(self.scenario) - self._of(self.base)

    def _of(self, study: Study) -> Floats:
        rows = [study.replications.index(number) for number in self.replications]
        return study.values[rows]

    @cached_property
    def intervals(self) -> Intervals:
        """Mean difference and interval, shape (keys,)."""
        return self.over(self.differences)

    @cached_property
    def draws(self) -> tuple[int, ...]:
        """The draw of parameters that each replication has; empty where all have the scenarios' own."""
        return draw_numbers(self.base.scenario, self.replications)

    def over(self, values: Floats, confidence: float = CONFIDENCE) -> Intervals:
        """Mean and interval of anything that was taken in pairs, shape (replications, …)."""
        return intervals(values, self.draws, confidence)

    @cached_property
    def shown(self) -> NDArray[np.bool_]:
        """Which differences are shown: what the base shows, where both are defined with enough persons behind, from the decision's year on.

        Before the decision there is none: a measure changes nothing that happened before it.
        """
        decided = self.base.scenario.decision.year
        since = np.array([int(key[3][-4:] if len(key[3]) == len("2017-2019") else key[3][:4]) >= decided for key in self.base.keys])
        return np.asarray(self.base.shown & self.scenario.usable & np.isfinite(self.intervals.mean) & since)

    def difference(self, indicator: str, area: str = "", group: str = "all", period: str = "") -> Difference | None:
        """One difference; the county and all reported years by default; None where it is not shown.

        Raises
        ------
        KeyError
            The studies have no such number at all.
        """
        column = self.base.place_of[self.base.key(indicator, area, group, period)]
        if not (self.base.usable[column] and self.scenario.usable[column]):
            return None
        return self._at(column)

    def _at(self, column: int) -> Difference:
        found, key = self.intervals, self.base.keys[column]
        mean, low, high = (float(part[column]) for part in (found.mean, found.low, found.high))
        told_apart = bool(found.told_apart[column])
        direction = CATALOGUE[key[0]].better
        better = None if not told_apart or direction == "neither" else (mean > 0.0) == (direction == "more")
        signs = np.sign(self.differences[:, column])
        return Difference(key, mean, low, high, int((signs > 0).sum()), int((signs < 0).sum()), len(self.replications), told_apart, better)

    def headline(self, group: str = "all") -> tuple[Difference, ...]:
        """Differences in the headline indicators of the county over all reported years, for a group that they are split by."""
        keys = [i.key for i in CATALOGUE.values() if i.headline and group in i.groups]
        found = (self.difference(key, group=group) for key in keys)
        return tuple(each for each in found if each is not None)

    def waits_longer(self, indicators: tuple[str, ...] = ()) -> tuple[Difference, ...]:
        """Who waits longer: groups and areas with a wait that rises, told from zero, over all reported years; the largest first."""
        return self._waits(True, indicators)

    def waits_shorter(self, indicators: tuple[str, ...] = ()) -> tuple[Difference, ...]:
        """Who waits less: the counterpart of `waits_longer`."""
        return self._waits(False, indicators)

    def _waits(self, longer: bool, indicators: tuple[str, ...]) -> tuple[Difference, ...]:
        chosen = indicators or WAITS
        keys = [k for k, key in enumerate(self.base.keys) if key[0] in chosen and key[3] == self.base.whole(key[0]) and self.shown[k]]
        risen = [self._at(k) for k in keys if self.intervals.told_apart[k] and (self.intervals.mean[k] > 0.0) == longer]
        return tuple(sorted(risen, key=lambda each: (-abs(each.mean), each.key)))

    def frame(self) -> pd.DataFrame:
        """The differences shown, one a row, in the columns of differences.csv."""
        import pandas as pd

        columns = np.flatnonzero(self.shown)
        keys = [self.base.keys[column] for column in columns]
        return pd.DataFrame(
            {
                "base": self.base.scenario.name,
                "scenario": self.scenario.scenario.name,
                "indicator": [key[0] for key in keys],
                "area": [key[1] for key in keys],
                "group": [key[2] for key in keys],
                "period": [key[3] for key in keys],
                "difference": self.intervals.mean[columns],
                "low": self.intervals.low[columns],
                "high": self.intervals.high[columns],
                "unit": [unit_of_difference(key[0]) for key in keys],
                "replications": len(self.replications),
            }
        )

    def told_apart_frame(self) -> pd.DataFrame:
        """`frame` with, for each difference, whether it is told from zero and in how many replications it is up and down."""
        columns = np.flatnonzero(self.shown)
        signs = np.sign(self.differences[:, columns])
        return self.frame().assign(told_apart=self.intervals.told_apart[columns], up=(signs > 0).sum(axis=0), down=(signs < 0).sum(axis=0))


WAITS: tuple[str, ...] = (
    "reception_wait_median",
    "plan_wait_median",
    "sfi_wait_median",
    "practice_wait_quarter",
    *(key for key in CATALOGUE if key.startswith("wait_") and key.endswith(("_median", "_p90"))),
)
"""Indicators that say how long someone waits."""


def compare(base: Study, scenario: Study) -> Comparison:
    """Pair two studies by replication.

    Raises
    ------
    ValueError
        The studies have different seeds, areas, periods or draws of parameters, or no replication in common: they are not about the same
        people.
    """
    if base.seed != scenario.seed:
        raise ValueError("studies of different seeds are not about the same people")
    if base.keys != scenario.keys:
        raise ValueError("studies of different areas or periods cannot be compared")
    if len({study.scenario.posterior.identity if study.scenario.posterior else "" for study in (base, scenario)}) > 1:
        raise ValueError("studies of different draws of parameters cannot be compared")
    found = Comparison(base, scenario)
    if not found.replications:
        raise ValueError("the studies have no replication in common")
    return found


def unit_of_difference(indicator: str) -> str:
    """Unit of a difference in an indicator: percentage points for percent."""
    unit = CATALOGUE[indicator].unit
    return "percentage_points" if unit == "percent" else unit
