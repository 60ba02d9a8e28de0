"""From cohorts to the tables of all yearly indicators: one number for each group, area and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from results.indicators.catalogue import CATALOGUE
from results.indicators.cohort import Cohort, Occasions
from results.indicators.dates import Floats, Ints
from results.indicators.grid import Grid
from results.indicators.groups import kinds_of
from results.indicators.history import History
from results.indicators.indicator import Indicator
from results.indicators.layout import Layout, Sheet
from results.indicators.spread import shrunken_spread, shrunken_spread_of_rates

QUANTILES = {"p25": 0.25, "median": 0.5, "p90": 0.9}
SHARES = frozenset({"share", "mean"})


@dataclass(frozen=True, eq=False)
class _Sums:
    """Sums by group, place and year, one row a group of an indicator: observations, their weights, weights times values."""

    people: Floats
    weight: Floats
    part: Floats


class Tables:
    """The tables of one replication's yearly indicators."""

    def __init__(self, history: History, layout: Layout) -> None:
        self.history, self.layout, self.grid = history, layout, layout.grid
        self._cells = (len(self.grid.years) + 1) * (len(self.grid.codes) + 1)
        self._placed: dict[int, tuple[Ints, Ints]] = {}
        self._kind: dict[tuple[int, tuple[str, ...]], Ints] = {}
        self._tally: dict[tuple[int, tuple[str, ...]], Floats] = {}

    def sheet(self, cohorts: Mapping[str, Cohort]) -> Sheet:
        """Values and people of all yearly indicators, shape (groups of indicators, areas, periods)."""
        shape = (self.layout.yearly.size, len(self.grid.codes) + 1, len(self.grid.years))
        sums = _Sums(np.zeros(shape), np.zeros(shape), np.zeros(shape))
        for indicator, rows in self.layout.yearly.rows.items():
            if not indicator.of:
                self._add(sums, indicator, cohorts[indicator.key], rows)
        people, weight, part = (_over_areas(each, self.grid) for each in (sums.people, sums.weight, sums.part))
        values = np.divide(part, weight, out=np.full(people.shape, np.nan), where=weight > 0.0)
        self._waits(values, cohorts)
        for indicator, rows in self.layout.yearly.rows.items():
            if indicator.statistic == "count":
                values[rows] = people[rows]
            elif indicator.statistic == "rate":
                values[rows] = people[rows] / self.grid.thousand_years
            elif indicator.statistic == "kinds":
                values[rows] = self._labels(cohorts[indicator.key])
            elif indicator.of:
                self._derive(indicator, values, people)
        return Sheet(values, people)

    def _add(self, sums: _Sums, indicator: Indicator, cohort: Cohort, rows: slice) -> None:
        groups = indicator.groups
        sums.people[rows] = self._counted(cohort, groups)
        if indicator.statistic not in SHARES:
            return
        assert cohort.value is not None
        kind = cohort.observed(self._kinds(cohort.of, groups))
        if cohort.weight is not None:
            sums.weight[rows] = self._summed(kind, groups, cohort.weight)
            sums.part[rows] = self._summed(kind, groups, cohort.weight * cohort.value)
            return
        sums.weight[rows] = sums.people[rows]
        if cohort.value.dtype == np.bool_:
            sums.part[rows] = self._summed(kind.take(np.flatnonzero(cohort.value)), groups)
        else:
            sums.part[rows] = self._summed(kind, groups, cohort.value)

    def _counted(self, cohort: Cohort, groups: tuple[str, ...]) -> Floats:
        key = id(cohort), groups
        if key not in self._tally:
            self._tally[key] = self._summed(cohort.observed(self._kinds(cohort.of, groups)), groups)
        return self._tally[key]

    def _summed(self, kind: Ints, groups: tuple[str, ...], weight: Floats | None = None) -> Floats:
        """Sums by group, place and year of observations given by their kind, year and place in one number."""
        member = kinds_of(groups).member
        found = np.bincount(kind, weight, minlength=member.shape[1] * self._cells).reshape(member.shape[1], self._cells)
        sums: Floats = (member @ found).reshape(len(groups), len(self.grid.years) + 1, -1)[:, :-1]
        return sums.swapaxes(1, 2)

    def _place(self, of: Occasions) -> tuple[Ints, Ints]:
        """Place and year of each occasion."""
        if id(of) not in self._placed:
            self._placed[id(of)] = self.grid.place_of(of.place), self.grid.year_of(of.when)
        return self._placed[id(of)]

    def _kinds(self, of: Occasions, groups: tuple[str, ...]) -> Ints:
        """Kind, year and place of each occasion in one number."""
        kinds = kinds_of(groups)
        key = id(of), kinds.traits
        if key not in self._kind:
            place, year = self._place(of)
            found = kinds.of(of, self.history)
            found *= self._cells
            found += year * (len(self.grid.codes) + 1)
            found += place
            self._kind[key] = found
        return self._kind[key]

    def _waits(self, values: Floats, cohorts: Mapping[str, Cohort]) -> None:
        """Fill in the quantiles; indicators of one cohort are worked out together."""
        together: dict[tuple[int, tuple[str, ...]], list[Indicator]] = {}
        for indicator in self.layout.yearly.rows:
            if indicator.statistic in QUANTILES:
                together.setdefault((id(cohorts[indicator.key]), indicator.groups), []).append(indicator)
        for (_, groups), alike in together.items():
            cohort, strata = cohorts[alike[0].key], self.layout.strata(alike)
            year, kind = cohort.observed(self._place(cohort.of)[1]), cohort.observed(self._kinds(cohort.of, groups))
            shape = (len(groups), len(self.grid.areas), len(self.grid.periods))
            tables = strata.quantiles(cohort, kind, year, [QUANTILES[indicator.statistic] for indicator in alike], shape)
            for indicator, table in zip(alike, tables, strict=True):
                values[self.layout.yearly.rows[indicator]] = table

    def _labels(self, cohort: Cohort) -> Floats:
        """Number of different labels, of all observations."""
        assert cohort.value is not None
        place, year = (cohort.observed(each) for each in self._place(cohort.of))
        labels, label = np.unique(cohort.value, return_inverse=True)
        shape = (len(labels), len(self.grid.codes) + 1, len(self.grid.years) + 1)
        found = np.bincount((label * shape[1] + place) * shape[2] + year, minlength=shape[0] * shape[1] * shape[2]).reshape(shape)
        numbers: Floats = (_over_areas(found[:, :, :-1].astype(np.float64), self.grid) > 0.0).sum(axis=0).astype(np.float64)
        return numbers

    def _derive(self, indicator: Indicator, values: Floats, people: Floats) -> None:
        """Fill in what is taken of another indicator."""
        row = self.layout.yearly.row(indicator.key, "all")
        if indicator.statistic == "gap":
            men, women = (self.layout.yearly.row(indicator.of, group) for group in ("men", "women"))
            values[row], people[row] = values[men] - values[women], np.minimum(people[men], people[women])
            return
        of, towns = self.layout.yearly.row(indicator.of, "all"), slice(1, 1 + len(self.grid.codes))
        people[row] = people[of]
        for period in self.layout.yearly.periods(indicator):
            if CATALOGUE[indicator.of].statistic == "rate":
                values[row, 0, period] = shrunken_spread_of_rates(people[of, towns, period], self.grid.thousand_years[towns, period])
            else:
                values[row, 0, period] = shrunken_spread(values[of, towns, period], people[of, towns, period], self.grid.inhabitants)


def _over_areas(sums: Floats, grid: Grid) -> Floats:
    """Sums by place and year added up by area and period."""
    # Row by row: one large product would be spread over threads that cost more than it does.
    found: Floats = grid.members @ (sums @ grid.within)
    return found
