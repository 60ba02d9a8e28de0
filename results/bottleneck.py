"""Where the next bottleneck arises: the queue that grows, and the capacity that fills, when a measure lets more people through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from results.comparison import Comparison
from results.indicators.beside import QUEUES
from results.indicators.capacity import TRACK_OF
from results.intervals import Floats, intervals
from scenarios.calendar import day

FULL = 95.0
"""Use of a capacity, percent, from which it counts as full."""

WINDOW_MONTHS = 3
"""Months that a rise must last to count: one busy month is no bottleneck."""


@dataclass(frozen=True)
class Bottleneck:
    """A queue that grows because of a measure.

    Attributes
    ----------
    track
        Queue: key of what people wait for.
    service
        Capacity behind it; empty where none is known.
    area
        Area of the queue: the county, a municipality or a sub-area.
    month
        Month of the greatest rise, "2018-03".
    persons, low, high
        More people waiting then (mean of the months around), with the interval.
    use
        Use of the capacity then in the scenario, percent; nan where the area has no capacity of its own.
    """

    track: str
    service: str
    area: str
    month: str
    persons: float
    low: float
    high: float
    use: float

    @property
    def full(self) -> bool:
        """Whether the capacity is used up in that month."""
        return self.use >= FULL


@dataclass(frozen=True)
class Rise:
    """The greatest rise of a queue: the number of the month in the middle of it, and how many more wait then, with the interval."""

    month: int
    persons: float
    low: float
    high: float


def bottlenecks(comparison: Comparison, area: str = "") -> tuple[Bottleneck, ...]:
    """Queues of one area (the county by default) that grow, told from zero, the fastest growing first.

    Each queue is smoothed over three months in each replication; its greatest mean rise after the decision is the candidate, and counts
    when its interval leaves zero out. As the month is chosen among many, the interval is raised to hold for all of them at once.
    """
    grid = comparison.base.layout.grid
    where = area or grid.county
    found = [one for track in QUEUES if (one := _of_queue(comparison, track, where)) is not None]
    return tuple(sorted(found, key=lambda each: (-each.persons, each.track)))


def next_bottleneck(comparison: Comparison) -> Bottleneck | None:
    """The queue in the county that grows most, if any can be told from zero, at its sub-area or municipality that grows most."""
    county = bottlenecks(comparison)
    if not county:
        return None
    track, grid = county[0].track, comparison.base.layout.grid
    places = [one for area in grid.areas[1:] if (one := _of_queue(comparison, track, area)) is not None]
    towns = [one for one in places if one.area.isdigit()]
    return max(towns or places or [county[0]], key=lambda each: (each.persons, each.area))


def _of_queue(comparison: Comparison, track: str, area: str) -> Bottleneck | None:
    grid, study = comparison.base.layout.grid, comparison.base
    decided = day(study.scenario.decision)
    months = [
        m
        for m, name in enumerate(grid.month_names)
        if grid.months[m] >= decided and (f"queue_{track}", area, "all", name) in study.place_of
    ]
    if len(months) < WINDOW_MONTHS or len(comparison.replications) < 2:
        return None
    columns = [study.place_of[f"queue_{track}", area, "all", grid.month_names[m]] for m in months]
    rise = greatest_rise(comparison.differences[:, columns], comparison.draws)
    if rise is None:
        return None
    month = grid.month_names[months[rise.month]]
    service = next((service for service, of in TRACK_OF.items() if of == track), "")
    return Bottleneck(track, service, area, month, rise.persons, rise.low, rise.high, _use(comparison, service, area, month))


def greatest_rise(differences: Floats, draws: Sequence[int] = ()) -> Rise | None:
    """When a queue grows most, smoothed over `WINDOW_MONTHS`; None where that cannot be told from zero.

    Parameters
    ----------
    differences
        How many more wait at the end of each month, shape (replications, months): at least two and `WINDOW_MONTHS`.
    draws
        The draw of parameters of each replication; empty where all have the same.
    """
    rise = np.apply_along_axis(_smooth, 1, differences)
    mean = rise.mean(axis=0)
    best = int(np.argmax(mean))
    confidence = 1.0 - 0.05 / (differences.shape[1] / WINDOW_MONTHS)
    half = float(intervals(rise[:, best], draws, confidence).half)
    if not mean[best] - half > 0.0:
        return None
    return Rise(best + WINDOW_MONTHS // 2, float(mean[best]), float(mean[best] - half), float(mean[best] + half))


def _smooth(series: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.convolve(series, np.full(WINDOW_MONTHS, 1.0 / WINDOW_MONTHS), mode="valid")


def _use(comparison: Comparison, service: str, area: str, month: str) -> float:
    study = comparison.scenario
    column = study.place_of.get((f"use_{service}", area, "all", month))
    return float("nan") if column is None else float(study.values[:, column].mean())
