"""Quantiles of a cohort's waits in every area, period and group, by sorting whole numbers.

A wait belongs to many cells: its municipality's, its sub-area's and the county's, in each period that holds its year, in each group it
is of. Cells that share no wait are filled together: the waits are written down once for all of them, as numbers that hold the cell and
the wait's rank in the cohort; sorted, they stand cell by cell from the shortest to the longest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from results.indicators.cohort import Cohort
from results.indicators.dates import Flags, Floats, Ints
from results.indicators.grid import Grid
from results.indicators.groups import kinds_of
from results.indicators.indicator import LOCAL_GROUPS
from results.indicators.spells import TICKS
from results.indicators.survival import Waits


@dataclass(frozen=True, eq=False)
class Layer:
    """Areas and periods that share no wait, for all groups.

    Attributes
    ----------
    cell
        The cell of each kind, year and place in one number; a row for each set of groups that share no wait.
    since, until
        First year and the year after the last, as positions among the grid's years.
    """

    cell: NDArray[np.uint32]
    since: int
    until: int


@dataclass(frozen=True, eq=False)
class Strata:
    """All cells of an indicator.

    Attributes
    ----------
    place
        Where each cell stands in a table of shape (groups, areas, periods), flat; -1 for cells of waits in none.
    """

    layers: tuple[Layer, ...]
    place: Ints

    def quantiles(self, cohort: Cohort, kind: Ints, year: Ints, shares: Sequence[float], shape: tuple[int, int, int]) -> list[Floats]:
        """Tables of the days by which each share have had the event, each of `shape`; nan where so large a share never has.

        `kind` is each observation's kind, year and place in one number, `year` the year alone.
        """
        assert cohort.value is not None and cohort.happened is not None
        days, cut, order = _ranked(cohort.value, cohort.happened)
        # The rank of each wait among all, year by year: each layer needs some years in a row.
        rank = np.argsort(year.take(order).astype(np.uint8), kind="stable")
        of_rank = order.take(rank)
        years = np.searchsorted(year.take(of_rank), np.arange(1 + max(layer.until for layer in self.layers)))
        keys, shift = self._keys(kind.take(of_rank), years.tolist(), rank, cut)
        first = np.searchsorted(keys, np.arange(len(self.place) + 1).astype(keys.dtype) << shift)
        waits = Waits(first, np.flatnonzero((keys.astype(np.uint8) & 1).view(bool)) if cut.any() else np.zeros(0, np.int64))
        tables = []
        for share in shares:
            found = waits.reached(share)
            known = np.flatnonzero((found >= 0) & (self.place >= 0))
            table = np.full(shape, np.nan)
            table.ravel()[self.place[known]] = days[(keys[found[known]] & ((1 << shift) - 1)) >> 1]
            tables.append(table)
        return tables

    def _keys(self, kind: Ints, years: list[int], rank: Ints, cut: Flags) -> tuple[Ints, int]:
        """Cell, rank and whether cut in one number, sorted, for each wait in each of its cells; bits behind the cell's number.

        Cells are numbered layer by layer, so that each part can be sorted by itself while it is at hand.
        """
        shift = len(rank).bit_length() + 1
        dtype = np.uint32 if (len(self.place) + 1) << shift < 2**32 else np.int64
        low = (rank << 1 | cut.take(rank)).astype(dtype)
        parts = [(row, slice(years[layer.since], years[layer.until])) for layer in self.layers for row in layer.cell]
        ends = np.cumsum([0, *(part.stop - part.start for _, part in parts)]).tolist()
        keys = np.empty(ends[-1], dtype)
        for (cell, part), (first, last) in zip(parts, pairwise(ends), strict=True):
            own = keys[first:last]
            np.left_shift(cell.take(kind[part]), shift, out=own, dtype=dtype)
            own += low[part]
            own.sort()
        return keys, shift


def _ranked(days: Floats, happened: Flags) -> tuple[Floats, Flags, Ints]:
    """Days and whether cut in their order, the event before the cut at a tie; and whose they are."""
    bits = len(days).bit_length()
    packed = (days * TICKS).astype(np.int64)
    packed <<= 1
    packed |= ~happened
    packed <<= bits
    packed |= np.arange(len(days))
    packed.sort()
    order = packed & ((1 << bits) - 1)
    packed >>= bits
    return (packed >> 1) / TICKS, (packed & 1).astype(bool), order


def strata_of(grid: Grid, groups: tuple[str, ...], county: Ints, others: Ints) -> Strata:
    """The cells of an indicator; `county` and `others` are the periods of the county and of the other areas."""
    member, areas, within = kinds_of(groups).member > 0.0, grid.members > 0.0, _with_none(grid.within.T > 0.0)
    local = [number for number, group in enumerate(groups) if group in LOCAL_GROUPS]
    layers: list[Layer] = []
    place: list[int] = []
    for area_set in _disjoint(areas, range(len(areas))):
        whole = area_set[0] == 0
        for period_set in _disjoint(within, (county if whole else others).tolist()):
            rows = []
            for group_set in _disjoint(member, range(len(groups)) if whole else local):
                cells = list(product(group_set, area_set, period_set))
                row = np.full((member.shape[1], within.shape[1], areas.shape[1]), len(place) + len(cells))
                for number, (group, area, period) in enumerate(cells, len(place)):
                    row[np.ix_(member[group], within[period], areas[area])] = number
                place += [(group * len(areas) + area) * len(within) + period for group, area, period in cells]
                place.append(-1)
                rows.append(row.ravel())
            years = np.flatnonzero(within[period_set].any(axis=0))
            layers.append(Layer(np.array(rows, dtype=np.uint32), int(years[0]), int(years[-1]) + 1))
    return Strata(tuple(layers), np.array(place))


def _with_none(within: Flags) -> Flags:
    """One more year, in no period."""
    return np.append(within, np.zeros((len(within), 1), bool), axis=1)


def _disjoint(sets: Flags, chosen: Iterable[int]) -> list[list[int]]:
    """The chosen rows of a table of flags, put together so that none of a part overlap."""
    parts: list[tuple[list[int], Flags]] = []
    for number in chosen:
        for part, taken in parts:
            if not (taken & sets[number]).any():
                part.append(number)
                np.logical_or(taken, sets[number], out=taken)
                break
        else:
            parts.append(([number], sets[number].copy()))
    return [part for part, _ in parts]
