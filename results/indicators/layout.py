"""Which numbers a run gives, in which order: the keys of one row of a study's matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from results.indicators.catalogue import CATALOGUE
from results.indicators.grid import Grid
from results.indicators.indicator import LOCAL_GROUPS, Indicator

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


def layout_of(grid: Grid) -> Layout:
    """The layout of a grid: catalogue order, then group, area, period."""
    blocks, first = [], 0
    for indicator in CATALOGUE.values():
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
    if indicator.breaks:
        kept &= np.array([not period.crosses(grid.breaks) for period in chosen], dtype=bool)
    else:
        since_break = grid.whole(breaks=True)
        kept &= np.array([period != since_break or period == grid.whole(breaks=False) for period in chosen], dtype=bool)
    return areas[kept], periods[kept]


def _month_cells(grid: Grid, limit: int | None) -> tuple[Positions, Positions]:
    """Every month for the county, months from the year before the reported ones for the other areas."""
    shown = [m for m, name in enumerate(grid.month_names) if int(name[:4]) >= grid.report[0] - 1]
    pairs = [(0, m) for m in range(len(grid.month_names))]
    pairs += [(a, m) for a in range(1, len(grid.areas) if limit is None else limit) for m in shown]
    found = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return found[:, 0], found[:, 1]
