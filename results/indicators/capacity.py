"""How much of each capacity is used, by month and area: seat-days in use over seat-days there are, quotas used over quotas given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from results.indicators.dates import Floats, Ints
from results.indicators.grid import Grid
from results.indicators.history import History
from results.indicators.spells import Spells, new
from scenarios.activities import ACTIVITIES
from scenarios.county import Capacity, County, area_of
from sim.events import PLACES
from sim.stages.start.rules import INTRODUCTION

TRACK_OF = {
    "sfi_seats": "sfi",
    "caseworkers": "talk",
    "introduction_officers": "talk",
    "preparation_places": "preparation",
    "practice_places": "practice",
    "asylum_activity_places": "activity",
    "preschool_places": "preschool",
    "school_places": "school",
    "so_leaders": "so",
    "kommuntal": "assignment",
    "dwellings": "dwelling",
    "health_slots": "health",
    "unaccompanied_places": "child_assignment",
    "hvb_places": "hvb",
    "family_home_places": "family_home",
    "stodboende_places": "stodboende",
    "youth_dwellings": "youth_dwelling",
    **{kind.service: kind.name for kind in ACTIVITIES},
}
"""The track whose service takes each capacity."""

MECHANISM = {place.service: place.mechanism for place in PLACES.values()}

OF_AN_INTRODUCTION = {"caseworkers": False, "introduction_officers": True}
"""Whether a service holds the talks of an introduction, or those of a plan: they share a track."""

PER_HOUSEHOLD = frozenset({"dwellings"})
"""Services that a household takes one of, whatever its size."""

YEARLY = frozenset({"kommuntal", "unaccompanied_places"})
"""Quotas stated a year; the others are stated a month."""


def use_of(service: str, history: History, grid: Grid) -> Floats:
    """Share of a service's capacity in use, shape (areas, months); nan where an area has no capacity of its own or none that month."""
    taken, given = amounts(service, history, grid)
    share: Floats = np.divide(taken, given, out=np.full(given.shape, np.nan), where=given > 0.0)
    return share


def amounts(service: str, history: History, grid: Grid) -> tuple[Floats, Floats]:
    """What is taken and what there is, each of shape (areas, months): seat-days for seats and leaders, a number for quotas."""
    return history.kept.get(("amounts", service), lambda: _amounts(service, history, grid), of=grid)


def _amounts(service: str, history: History, grid: Grid) -> tuple[Floats, Floats]:
    county = history.scenario.county
    supply = grid.kept.get(("supply", service), lambda: _supply(service, county, grid), of=county)
    if not supply.areas or service not in TRACK_OF:
        nothing = np.zeros((len(grid.areas), len(grid.month_names)))
        return nothing, nothing
    spells = in_service(service, history)
    area = supply.area[grid.place_of(history.place_of(spells, spells.start))]
    work_out = _number_in if MECHANISM[service] == "quotas" else _days_in
    return supply.inside @ work_out(spells, area, len(supply.areas), grid, history.horizon), supply.given


def in_service(service: str, history: History) -> Spells:
    """Spells that take a unit of a service each: of a group or a household only one."""
    spells = history.spells(TRACK_OF[service]).served()
    if service in OF_AN_INTRODUCTION:
        spells = spells.take((spells.detail == INTRODUCTION) == OF_AN_INTRODUCTION[service])
    if MECHANISM[service] == "batches":
        spells = _groups(spells)
    if service in PER_HOUSEHOLD:
        spells = spells.take(history.once_a_household(spells.person, spells.start))
    return spells


@dataclass(frozen=True, eq=False)
class _Supply:
    """What there is of a service.

    Attributes
    ----------
    areas
        The areas that have it of their own.
    area
        Which of them serves each place of the grid; the first where the log does not say.
    inside
        1 where such an area lies within an area of the grid, shape (grid areas, areas).
    given
        What there is each month, shape (grid areas, months).
    """

    areas: tuple[str, ...]
    area: Ints
    inside: Floats
    given: Floats


def _supply(service: str, county: County, grid: Grid) -> _Supply:
    areas = county.areas(service)
    given = np.zeros((len(areas), len(grid.month_names)))
    for capacity in county.capacities:
        if capacity.service == service and capacity.area in areas:
            given[areas.index(capacity.area)] += _amount_given(service, capacity, grid)
    serving = [_served_by(service, code, county) for code in grid.codes]
    area = [areas.index(name) if name in areas else 0 for name in serving]
    inside = _to_grid(areas, grid)
    return _Supply(areas, np.array([*area, 0]), inside, inside @ given)


def _served_by(service: str, code: int, county: County) -> str:
    try:
        return county.served_by(service, code)
    except KeyError:
        return ""


def _groups(spells: Spells) -> Spells:
    """One spell a group: those of one language that begin at one instant in one place; it ends with its last member."""
    if len(spells.person) == 0:
        return spells
    order = np.lexsort((spells.municipality, spells.detail, spells.start))
    begins = np.flatnonzero(new(spells.municipality[order]) | new(spells.detail[order]) | new(spells.start[order]))
    return replace(spells.take(order[begins]), end=np.maximum.reduceat(spells.end[order], begins))


def _days_in(spells: Spells, area: Ints, areas: int, grid: Grid, horizon: float) -> Floats:
    """Days in service within each month, shape (areas, months)."""
    until = np.minimum(spells.end, max(horizon, float(grid.months[-1])))
    return np.diff(_sum_after(spells.start, area, areas, grid) - _sum_after(until, area, areas, grid))


def _sum_after(times: Floats, area: Ints, areas: int, grid: Grid) -> Floats:
    """Sum over the times of each area of the days from each to the months' first days, counted from 0."""
    bins = len(grid.months) + 1
    cell = area * bins + grid.month_of(times)
    before, total = (
        np.cumsum(np.bincount(cell, weight, minlength=areas * bins).reshape(areas, bins)[:, :-1], axis=1) for weight in (None, times)
    )
    days: Floats = before * grid.months - total
    return days


def _number_in(spells: Spells, area: Ints, areas: int, grid: Grid, horizon: float) -> Floats:
    """Services begun within each month, shape (areas, months)."""
    bins = len(grid.months) + 1
    begun = np.bincount(area * bins + grid.month_of(spells.start), minlength=areas * bins).reshape(areas, bins)
    return begun[:, 1:-1].astype(np.float64)


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
    of_subarea = {name: {name, *(area_of(code) for code in codes)} for name, codes in grid.subareas}
    for column, area in enumerate(areas):
        for row, name in enumerate(grid.areas):
            short = name.removeprefix(f"{grid.county}:")
            inside[row, column] = float(row == 0 or area == name or area in of_subarea.get(short, ()))
    return inside
