"""Which numbers a run gives, in which order: the keys of one row of a study's matrix."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from results.indicators.catalogue import CATALOGUE
from results.indicators.dates import Floats
from results.indicators.grid import BREAKS, Grid
from results.indicators.indicator import LOCAL_GROUPS, Indicator
from results.indicators.strata import Strata, strata_of

Positions = NDArray[np.intp]


@dataclass(frozen=True)
class Block:
    """One indicator for one group: the cells of its table that are kept, and where they stand in the row."""

    indicator: Indicator
    group: str
    areas: Positions
    periods: Positions
    first: int

    @property
    def place(self) -> slice:
        """Where the block's numbers stand in a row."""
        return slice(self.first, self.first + len(self.areas))


@dataclass(frozen=True, eq=False)
class Sheet:
    """Numbers and the people behind them, each of shape (groups of indicators, areas, periods or months)."""

    values: Floats
    people: Floats


class SheetRows:
    """The rows of a sheet: for each of some indicators one a group, in the order of the layout."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.size = len(blocks)
        self.rows: dict[Indicator, slice] = {}
        self._first: dict[str, int] = {}
        self._blocks: dict[tuple[str, str], Block] = {}
        for number, block in enumerate(blocks):
            first = self._first.setdefault(block.indicator.key, number)
            self.rows[block.indicator] = slice(first, number + 1)
            self._blocks[block.indicator.key, block.group] = block

    def row(self, key: str, group: str) -> int:
        """Row of an indicator's group."""
        return self._first[key] + self._blocks[key, group].indicator.groups.index(group)

    def periods(self, indicator: Indicator, county: bool = True) -> Positions:
        """The periods of an indicator that are kept for the county, or for the other areas."""
        block = self._blocks[indicator.key, "all"]
        return np.unique(block.periods[(block.areas == 0) == county])


@dataclass(frozen=True)
class Layout:
    """All blocks of a grid; the same for every replication and for every scenario on the same grid."""

    grid: Grid
    blocks: tuple[Block, ...]

    @property
    def size(self) -> int:
        """Numbers in a row."""
        return self.blocks[-1].first + len(self.blocks[-1].areas)

    @cached_property
    def yearly(self) -> SheetRows:
        """Rows of the sheet of the indicators by year."""
        return SheetRows([block for block in self.blocks if block.indicator.statistic != "series"])

    @cached_property
    def monthly(self) -> SheetRows:
        """Rows of the sheet of the series."""
        return SheetRows([block for block in self.blocks if block.indicator.statistic == "series"])

    @cached_property
    def _source(self) -> Positions:
        """Where each number of a row stands in the yearly sheet, laid flat, and the monthly one after it."""
        areas, periods, months = len(self.grid.areas), len(self.grid.periods), len(self.grid.month_names)
        found, yearly = np.empty(self.size, np.intp), self.yearly.size * areas * periods
        for block in self.blocks:
            key = block.indicator.key, block.group
            if block.indicator.statistic == "series":
                found[block.place] = yearly + (self.monthly.row(*key) * areas + block.areas) * months + block.periods
            else:
                found[block.place] = (self.yearly.row(*key) * areas + block.areas) * periods + block.periods
        return found

    @cached_property
    def _scale(self) -> Floats:
        return np.repeat([block.indicator.scale for block in self.blocks], [len(block.areas) for block in self.blocks])

    def laid_out(self, yearly: Sheet, monthly: Sheet) -> tuple[Floats, Floats]:
        """Values, in the indicators' units, and people of two sheets in the order of the keys."""
        values = np.concatenate([yearly.values.ravel(), monthly.values.ravel()])[self._source] * self._scale
        return values, np.concatenate([yearly.people.ravel(), monthly.people.ravel()])[self._source]

    def strata(self, indicators: Sequence[Indicator]) -> Strata:
        """The cells of the quantiles of one cohort."""
        return self.grid.kept.get(("strata", *(indicator.key for indicator in indicators)), lambda: self._strata(indicators))

    def _strata(self, indicators: Sequence[Indicator]) -> Strata:
        county, others = (
            np.unique(np.concatenate([self.yearly.periods(indicator, county) for indicator in indicators])) for county in (True, False)
        )
        return strata_of(self.grid, indicators[0].groups, county, others)

    @cached_property
    def keys(self) -> tuple[tuple[str, str, str, str], ...]:
        """Indicator, area, group and period of every number."""
        found = []
        for block in self.blocks:
            names = period_names(self.grid, block.indicator)
            found += [
                (block.indicator.key, self.grid.areas[a], block.group, names[p]) for a, p in zip(block.areas, block.periods, strict=True)
            ]
        return tuple(found)


def period_names(grid: Grid, indicator: Indicator) -> Sequence[str]:
    """Names of an indicator's periods: months for a series, else years and years pooled."""
    return grid.month_names if indicator.statistic == "series" else [period.name for period in grid.periods]


def layout_of(grid: Grid, keys: Collection[str] | None = None) -> Layout:
    """The layout of a grid: catalogue order, then group, area, period; of some indicators only, and what they are taken of."""
    blocks, first = [], 0
    wanted = CATALOGUE if keys is None else {*keys, *(CATALOGUE[key].of for key in keys)}
    for indicator in (indicator for indicator in CATALOGUE.values() if indicator.key in wanted):
        for group in indicator.groups:
            areas, periods = _cells(grid, indicator, group)
            blocks.append(Block(indicator, group, areas, periods, first))
            first += len(areas)
    return Layout(grid, tuple(blocks))


def _cells(grid: Grid, indicator: Indicator, group: str) -> tuple[Positions, Positions]:
    limit = 1 if indicator.county_only or group not in LOCAL_GROUPS else None
    if indicator.statistic == "series":
        return _month_cells(grid, limit if group == "all" else 1)
    areas, periods = grid.cells(limit)
    chosen = [grid.periods[p] for p in periods]
    if indicator.statistic == "spread":
        kept = np.array([period.first < period.last for period in chosen], dtype=bool)
    else:
        kept = np.ones(len(chosen), dtype=bool)
    own = grid.whole(indicator.breaks)
    others = {grid.whole(breaks) for breaks in BREAKS} - {own, *grid.regular}
    kept &= np.array([period not in others and not period.crosses(indicator.breaks) for period in chosen], dtype=bool)
    return areas[kept], periods[kept]


def _month_cells(grid: Grid, limit: int | None) -> tuple[Positions, Positions]:
    """Every month for the county, months from the year before the reported ones for the other areas."""
    shown = [m for m, name in enumerate(grid.month_names) if int(name[:4]) >= grid.report[0] - 1]
    pairs = [(0, m) for m in range(len(grid.month_names))]
    pairs += [(a, m) for a in range(1, len(grid.areas) if limit is None else limit) for m in shown]
    found = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return found[:, 0], found[:, 1]
