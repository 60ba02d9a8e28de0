"""Series by month: people in each queue on the last day of the month, people in plan, what happened in it, capacity used."""

from __future__ import annotations

import numpy as np

from results.indicators import entries, families
from results.indicators.capacity import use_of
from results.indicators.cohort import Occasions
from results.indicators.dates import Floats, Ints
from results.indicators.grid import Grid
from results.indicators.groups import kinds_of
from results.indicators.history import History
from results.indicators.layout import Layout, Sheet
from results.indicators.spells import Spells
from results.indicators.studies import at_course
from results.indicators.unaccompanied import STOCK

QUEUE, USE, READERS = "queue_", "use_", "sfi_readers_month_"


def series(history: History, layout: Layout) -> Sheet:
    """All series, shape (groups of indicators, areas, months); capacity is a share, the others are persons."""
    grid = layout.grid
    shape = (layout.monthly.size, len(grid.codes) + 1, len(grid.month_names))
    present, uses = np.zeros(shape), {}
    for indicator, rows in layout.monthly.rows.items():
        if indicator.key in families.PLACES:
            uses[rows.start] = families.places(indicator.key, history, grid)
        elif indicator.key in families.UNDER_WAY:
            present[rows] = _present(*families.under_way(indicator.key, history), history, grid, indicator.groups)
        elif indicator.key in entries.KEYS:
            present[rows] = _during(entries.happened(indicator.key, history), history, grid, indicator.groups)
        elif indicator.key.startswith(USE):
            uses[rows.start] = use_of(indicator.key.removeprefix(USE), history, grid)
        elif indicator.key == "in_plan":
            spells = history.spells("plan").served()
            present[rows] = _present(spells, spells.start, spells.end, history, grid, indicator.groups)
        elif indicator.key.startswith(READERS):
            spells = history.spells("sfi").served()
            spells = spells.take(at_course(spells, indicator.key.removeprefix(READERS)))
            present[rows] = _present(spells, spells.start, spells.end, history, grid, indicator.groups)
        elif indicator.key.startswith(STOCK):
            spells = history.spells(indicator.key.removeprefix(STOCK)).served()
            present[rows] = _present(spells, spells.start, spells.end, history, grid, indicator.groups)
        else:
            spells = history.spells(indicator.key.removeprefix(QUEUE)).waited()
            present[rows] = _present(spells, spells.join, np.minimum(spells.start, spells.end), history, grid, indicator.groups)
    people = grid.members @ present
    values = people.copy()
    for row, use in uses.items():
        values[row] = use
    return Sheet(values, people)


def _present(spells: Spells, since: Floats, until: Floats, history: History, grid: Grid, groups: tuple[str, ...]) -> Floats:
    """Spells under way at the end of each month (since < end of month <= until), shape (groups, places, months)."""
    begins = Occasions(spells.person, since, history.place_of(spells, since))
    begun, over = (_counted(begins, when, history, grid, groups) for when in (since, until))
    # What began before the first month is there at its end; its last column is for what begins later.
    return _grouped(np.cumsum(begun - over, axis=2), groups)


def _during(occasions: Occasions, history: History, grid: Grid, groups: tuple[str, ...]) -> Floats:
    """Occasions in each month, shape (groups, places, months)."""
    return _grouped(_counted(occasions, occasions.when, history, grid, groups), groups)


def _counted(occasions: Occasions, when: Floats, history: History, grid: Grid, groups: tuple[str, ...]) -> Ints:
    """Occasions by kind, place and the number of months begun by an instant, which may be another than their own."""
    kinds, months = kinds_of(groups), len(grid.months)
    shape = (kinds.member.shape[1], len(grid.codes) + 1, months + 1)
    cell = (kinds.of(occasions, history) * shape[1] + grid.place_of(occasions.place)) * shape[2] + grid.month_of(when)
    return np.bincount(cell, minlength=shape[0] * shape[1] * shape[2]).reshape(shape)


def _grouped(count: Ints, groups: tuple[str, ...]) -> Floats:
    """Numbers by kind added up by group, without what lies before the first month and after the last."""
    found: Floats = np.tensordot(kinds_of(groups).member, count[:, :, 1:-1].astype(np.float64), 1)
    return found
