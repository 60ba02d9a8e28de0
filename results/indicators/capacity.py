"""How much of each capacity is used, by month and area: seat-days in use over seat-days there are, quotas used over quotas given."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from results.indicators.dates import Floats, Ints
from results.indicators.grid import Grid
from results.indicators.history import History
from results.indicators.spells import Spells
from scenarios.county import Capacity
from sim.events import PLACES

TRACK_OF = {
    "sfi_seats": "sfi",
    "caseworkers": "talk",
    "preparation_places": "preparation",
    "practice_places": "practice",
    "asylum_activity_places": "activity",
    "preschool_places": "preschool",
    "school_places": "school",
    "so_leaders": "so",
    "kommuntal": "assignment",
    "dwellings": "dwelling",
    "health_slots": "health",
}
"""The track whose service takes each capacity."""

MECHANISM = {place.service: place.mechanism for place in PLACES.values()}

PER_HOUSEHOLD = frozenset({"dwellings"})
"""Services that a household takes one of, whatever its size."""

YEARLY = frozenset({"kommuntal"})
"""Quotas stated a year; the others are stated a month."""


def use_of(service: str, history: History, grid: Grid) -> Floats:
    """Share of a service's capacity in use, shape (areas, months); nan where an area has no capacity of its own or none that month."""
    taken, given = amounts(service, history, grid)
    share: Floats = np.divide(taken, given, out=np.full(given.shape, np.nan), where=given > 0.0)
    return share


def amounts(service: str, history: History, grid: Grid) -> tuple[Floats, Floats]:
    """What is taken and what there is, each of shape (areas, months): seat-days for seats and leaders, a number for quotas."""
    county = history.scenario.county
    areas = county.areas(service)
    shape = (len(grid.areas), len(grid.month_names))
    if not areas or service not in TRACK_OF:
        return np.zeros(shape), np.zeros(shape)
    spells = history.spells(TRACK_OF[service]).served()
    if MECHANISM[service] == "batches":
        spells = _groups(spells)
    if service in PER_HOUSEHOLD:
        spells = spells.take(history.once_a_household(spells.person, spells.start))
    served_in = _area_rows(service, areas, spells, history)
    taken = np.zeros((len(areas), shape[1]))
    given = np.zeros((len(areas), shape[1]))
    for row, area in enumerate(areas):
        own = spells.take(served_in == row)
        capacities = [c for c in county.capacities if c.service == service and c.area == area]
        given[row] = sum((_amount_given(service, c, grid) for c in capacities), np.zeros(shape[1]))
        taken[row] = _days_in(own, grid.months, history.horizon) if MECHANISM[service] != "quotas" else _number_in(own, grid.months)
    to_grid = _to_grid(areas, grid)
    return to_grid @ taken, to_grid @ given


def _area_rows(service: str, areas: Sequence[str], spells: Spells, history: History) -> Ints:
    """Which of the service's areas each spell belongs to; the first where the log does not say."""
    county = history.scenario.county
    codes = [m.code for m in county.municipalities]
    row_of = {}
    for code in codes:
        try:
            row_of[code] = areas.index(county.served_by(service, code))
        except KeyError:
            row_of[code] = 0
    home = history.home_at(spells.person, spells.start)
    where = np.where(spells.municipality > 0, spells.municipality, home)
    table = np.array([row_of[code] for code in codes], dtype=np.int64)
    at = np.minimum(np.searchsorted(codes, where), len(codes) - 1)
    return np.where(np.array(codes)[at] == where, table[at], 0)


def _groups(spells: Spells) -> Spells:
    """One spell a group: those of one language that begin at one instant in one place; it ends with its last member."""
    if len(spells.person) == 0:
        return spells
    keys = np.stack([spells.start, spells.detail.astype(np.float64), spells.municipality.astype(np.float64)])
    _, first, group = np.unique(keys, axis=1, return_index=True, return_inverse=True)
    end = np.full(len(first), -np.inf)
    np.maximum.at(end, group.ravel(), spells.end)
    kept = spells.take(first.astype(np.int64))
    return Spells(kept.person, kept.join, kept.start, end, kept.municipality, kept.detail, kept.over, kept.over_detail)


def _days_in(spells: Spells, months: Floats, horizon: float) -> Floats:
    """Days in service within each month, shape (months,)."""
    until = np.minimum(spells.end, max(horizon, float(months[-1])))
    return np.diff(_sum_after(spells.start, months) - _sum_after(until, months))


def _sum_after(times: Floats, when: Floats) -> Floats:
    """Sum over `times` of the days from each to `when`, counted from 0."""
    ordered = np.sort(times)
    before = np.searchsorted(ordered, when, side="left")
    total = np.concatenate([[0.0], np.cumsum(ordered)])
    days: Floats = before * when - total[before]
    return days


def _number_in(spells: Spells, months: Floats) -> Floats:
    """Services begun within each month, shape (months,)."""
    return np.diff(np.searchsorted(np.sort(spells.start), months, side="left")).astype(np.float64)


def _amount_given(service: str, capacity: Capacity, grid: Grid) -> Floats:
    """What the flow's people are given each month, shape (months,)."""
    days = np.diff(grid.months)
    seat_days: Floats = np.diff(integral(capacity, grid.months))
    if MECHANISM[service] != "quotas":
        return seat_days
    return seat_days / days / (12.0 if service in YEARLY else 1.0)


def integral(capacity: Capacity, when: Floats, *, effective: bool = True) -> Floats:
    """Capacity summed over days, from the first instant on; `effective` takes off what people outside the flow take."""
    first, last = float(when[0]), float(when[-1])
    steps = [step for step in capacity.steps if first < step.since < last]
    held = [capacity.step(first), *steps]
    days = np.array([first, *(step.since for step in steps), last])
    values = np.array([step.effective if effective else step.value for step in held])
    total = np.concatenate([[0.0], np.cumsum(values * np.diff(days))])
    found: Floats = np.interp(when, days, total)
    return found


def _to_grid(areas: Sequence[str], grid: Grid) -> Floats:
    """1 where a service area lies within an area of the grid, shape (grid areas, service areas)."""
    inside: NDArray[np.float64] = np.zeros((len(grid.areas), len(areas)))
    of_subarea = {name: {name, *(str(code) for code in codes)} for name, codes in grid.subareas}
    for column, area in enumerate(areas):
        for row, name in enumerate(grid.areas):
            short = name.removeprefix(f"{grid.county}:")
            inside[row, column] = float(row == 0 or area == name or area in of_subarea.get(short, ()))
    return inside
