"""From a cohort to a table: one number for each area and period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from results.indicators.cohort import Cohort
from results.indicators.dates import Floats, Ints, year_of_all
from results.indicators.grid import Grid
from results.indicators.indicator import Statistic
from results.indicators.spread import shrunken_spread
from results.indicators.survival import quantile

QUANTILES = {"p25": 0.25, "median": 0.5, "p90": 0.9}


@dataclass(frozen=True)
class Table:
    """Values and the persons behind them, each of shape (areas, periods); nan where nobody stands behind a value."""

    values: Floats
    people: Floats


@dataclass(frozen=True)
class Placed:
    """A cohort whose observations have their place and year on the grid."""

    cohort: Cohort
    place: Ints
    year: Ints

    def take(self, chosen: NDArray[np.bool_]) -> Placed:
        """Some of the observations."""
        return Placed(self.cohort.take(chosen), self.place[chosen], self.year[chosen])


def placed(cohort: Cohort, grid: Grid) -> Placed:
    """A cohort on the grid; observations outside its years are left out."""
    year = grid.year_index(year_of_all(cohort.when))
    found = Placed(cohort, grid.place_of(cohort.place), year)
    return found.take(year >= 0)


def table(statistic: Statistic, observations: Placed, grid: Grid, areas: int) -> Table:
    """The table of one indicator and group; only the first `areas` areas are worked out for quantiles and counts of kinds."""
    if statistic in QUANTILES:
        return _quantiles(observations, grid, QUANTILES[statistic], areas)
    if statistic == "kinds":
        return _kinds(observations, grid, areas)
    counts = _spread_out(observations, np.ones(len(observations.place)), grid)
    if statistic == "count":
        return Table(counts, counts)
    cohort = observations.cohort
    weight = np.ones(len(cohort.person)) if cohort.weight is None else cohort.weight
    total = _spread_out(observations, weight, grid)
    part = _spread_out(observations, weight * cohort.value, grid)
    return Table(np.divide(part, total, out=np.full(total.shape, np.nan), where=total > 0.0), counts)


def spread_table(of: Table, grid: Grid) -> Table:
    """The spread between municipalities of a share, in the county's row."""
    values = np.full(of.values.shape, np.nan)
    towns = slice(1, 1 + len(grid.codes))
    for period in range(len(grid.periods)):
        values[0, period] = shrunken_spread(of.values[towns, period], of.people[towns, period], grid.inhabitants)
    return Table(values, of.people)


def gap_table(men: Table, women: Table) -> Table:
    """Men's value minus women's; as many people as stand behind the smaller group."""
    return Table(men.values - women.values, np.minimum(men.people, women.people))


def _spread_out(observations: Placed, weight: Floats, grid: Grid) -> Floats:
    """Sums of `weight` by area and period, shape (areas, periods)."""
    shape = (len(grid.codes) + 1, len(grid.years))
    cell = observations.place * shape[1] + observations.year
    sums = np.bincount(cell, weights=weight, minlength=shape[0] * shape[1]).reshape(shape)
    found: Floats = grid.members @ sums @ grid.within
    return found


def _quantiles(observations: Placed, grid: Grid, share: float, areas: int) -> Table:
    order = np.argsort(observations.year, kind="stable")
    cohort = observations.cohort
    assert cohort.happened is not None
    year, place = observations.year[order], observations.place[order]
    value, happened = cohort.value[order], cohort.happened[order]
    counts = _spread_out(observations, np.ones(len(place)), grid)
    values = np.full(counts.shape, np.nan)
    inside = grid.members.astype(bool)
    for p, period in enumerate(grid.periods):
        low, high = np.searchsorted(year, [period.first - grid.years[0], period.last - grid.years[0] + 1])
        for a in range(areas):
            if not counts[a, p] or not grid.shown(a, p):
                continue
            chosen = inside[a][place[low:high]]
            values[a, p] = quantile(value[low:high][chosen], happened[low:high][chosen], share)
    return Table(values, counts)


def _kinds(observations: Placed, grid: Grid, areas: int) -> Table:
    """Number of different labels."""
    inside = grid.members.astype(bool)
    counts = _spread_out(observations, np.ones(len(observations.place)), grid)
    values = np.zeros(counts.shape)
    for p, period in enumerate(grid.periods):
        years = observations.year + grid.years[0]
        of_period = (years >= period.first) & (years <= period.last)
        for a in range(areas):
            values[a, p] = len(np.unique(observations.cohort.value[of_period & inside[a][observations.place]]))
    return Table(values, counts)
