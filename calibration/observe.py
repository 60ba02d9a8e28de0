"""From a simulated history to the numbers that targets are held against: the same indicator code as every report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from calibration.targets import Target
from results.indicators.catalogue import CATALOGUE
from results.indicators.compute import compute
from results.indicators.grid import grid_of
from results.indicators.history import History
from results.indicators.layout import layout_of
from scenarios.schema.scenario import Scenario
from sim.run import Run

Floats = NDArray[np.float64]

NATION = "00"
"""Area of targets for the whole country."""


@dataclass(frozen=True)
class _Read:
    """Columns of one target in a row of numbers: those of its indicator over its years, and of what it is taken in percent of."""

    own: NDArray[np.intp]
    per: NDArray[np.intp]
    counted: bool


LOOKS_AHEAD_YEARS = 3
"""How long after its cohort's year the latest target may be observed: the share still in the municipality after three years."""


def shortened(scenario: Scenario, targets: Sequence[Target]) -> Scenario:
    """The scenario run no longer than its targets need."""
    last = min(scenario.end.year, max(int(target.last[:4]) for target in targets) + LOOKS_AHEAD_YEARS)
    report_to = min(scenario.report_to, last)
    period = {"end": date(last, 12, 31), "report_from": min(scenario.report_from, report_to), "report_to": report_to}
    return scenario.model_copy(update=period)


class Observer:
    """Reads the targets' numbers from a simulated history of one county."""

    def __init__(self, scenario: Scenario, targets: Sequence[Target]) -> None:
        keys = {key for target in targets for key in (target.indicator, target.per) if key}
        self.layout = layout_of(grid_of(scenario), keys)
        place = {key: column for column, key in enumerate(self.layout.keys)}
        self.reads = [_read(target, self.layout.grid.county, place) for target in targets]

    def __call__(self, run: Run, scenario: Scenario) -> tuple[Floats, Floats]:
        """The number of each target and the persons behind it, each of shape (targets,); nan and 0 where there is none."""
        values, people = compute(History(run, scenario), self.layout)
        found = [_observed(read, values, people) for read in self.reads]
        return np.array([value for value, _ in found]), np.array([weight for _, weight in found])


def _read(target: Target, county: str, place: dict[tuple[str, str, str, str], int]) -> _Read:
    area = county if target.area == NATION else target.area
    one = target.first == target.last
    periods = [target.first] if one else [str(year) for year in range(int(target.first), int(target.last) + 1)]
    own = [place.get((target.indicator, area, target.group, period), -1) for period in periods]
    per = [place.get((target.per, area, target.group, period), -1) for period in periods] if target.per else []
    return _Read(np.array(own), np.array(per, dtype=np.intp), CATALOGUE[target.indicator].statistic == "count")


def _observed(read: _Read, values: Floats, people: Floats) -> tuple[float, float]:
    """The value of one target, several years weighted by the persons behind, and these persons."""
    if min(read.own) < 0 or (len(read.per) and min(read.per) < 0):
        return float("nan"), 0.0
    if len(read.per):
        whole = float(values[read.per].sum())
        return (100.0 * float(values[read.own].sum()) / whole, whole) if whole > 0.0 else (float("nan"), 0.0)
    weights = np.where(np.isfinite(values[read.own]), people[read.own], 0.0)
    total = float(weights.sum())
    if read.counted:
        return float(values[read.own].mean()), total
    if len(read.own) == 1:
        return float(values[read.own[0]]), total
    return (float(np.nansum(values[read.own] * weights) / total), total) if total > 0.0 else (float("nan"), 0.0)
