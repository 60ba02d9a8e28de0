"""Series by month: people in each queue on the last day of the month, people in plan, capacity used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from results.indicators.capacity import use_of
from results.indicators.dates import Floats
from results.indicators.grid import Grid
from results.indicators.history import History
from results.indicators.indicator import Indicator
from results.indicators.spells import Spells

QUEUE, USE = "queue_", "use_"


def series(indicator: Indicator, group: str, history: History, grid: Grid) -> Floats:
    """A series by area and month, shape (areas, months); capacity is a share, the others are persons."""
    if indicator.key.startswith(USE):
        return use_of(indicator.key.removeprefix(USE), history, grid)
    if indicator.key == "in_plan":
        spells = history.spells("plan").served()
        return _present(spells, spells.start, spells.end, history, grid, group)
    spells = history.spells(indicator.key.removeprefix(QUEUE))
    spells = spells.take(np.isfinite(spells.join))
    return _present(spells, spells.join, np.minimum(spells.start, spells.end), history, grid, group)


def _present(spells: Spells, since: Floats, until: Floats, history: History, grid: Grid, group: str) -> Floats:
    """Spells under way at the end of each month (since < end of month <= until), shape (areas, months)."""
    chosen = _of_group(spells, group, history)
    spells, since, until = spells.take(chosen), since[chosen], until[chosen]
    home = history.home_at(spells.person, since)
    place = grid.place_of(np.where(spells.municipality > 0, spells.municipality, home))
    ends = grid.months[1:]
    shape = (len(grid.codes) + 1, len(ends) + 1)
    first = np.searchsorted(ends, since, side="right")
    last = np.searchsorted(ends, until, side="right")
    size = shape[0] * shape[1]
    change = np.bincount(place * shape[1] + first, minlength=size) - np.bincount(place * shape[1] + last, minlength=size)
    counts: Floats = grid.members @ np.cumsum(change.reshape(shape), axis=1)[:, :-1].astype(np.float64)
    return counts


def _of_group(spells: Spells, group: str, history: History) -> NDArray[np.bool_]:
    if group == "all":
        return np.ones(len(spells.person), bool)
    return np.asarray(history.people.sex[spells.person] == (1 if group == "women" else 0))
