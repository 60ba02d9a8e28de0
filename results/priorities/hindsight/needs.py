"""Whom an indicator asks about, as units that need a service once: when each could begin, until when that is in time, and for how long.

Who queues, from when and how long each then stays are those of the run. They are no outcome of the allocation here: whoever never
queued is not served, and a course that begins earlier lasts no longer and leads to no earlier next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from results.indicators.capacity import PER_HOUSEHOLD
from results.indicators.catalogue import CATALOGUE
from results.indicators.compute import observe
from results.indicators.dates import Flags, Floats, Ints, add_months_all
from results.indicators.grid import Grid
from results.indicators.history import History
from results.indicators.spells import DAYS, Spells
from results.priorities.hindsight.bound import Needs
from results.priorities.hindsight.supply import Supply, pool_of, spells_of
from scenarios.values import Number
from sim.events import EVENT
from sim.stages.so.rules import group_days


@dataclass(frozen=True)
class Service:
    """A service and the indicator that says who got it in time.

    Attributes
    ----------
    indicator
        Key of the share in time.
    capacity
        Name of what limits it.
    months
        Months to the limit, or the name of the law's.
    until
        What must have come by the limit: the service's beginning, its end, or the plan that it leads to.
    """

    indicator: str
    capacity: str
    months: str | float
    until: Literal["begun", "done", "plan"] = "begun"


SERVICES = (
    Service("sfi_in_time_plan", "sfi_seats", "sfi_months_plan"),
    Service("sfi_in_time_others", "sfi_seats", "sfi_months_others"),
    Service("plan_in_time", "caseworkers", "plan_window_months", "plan"),
    Service("practice_12_months", "practice_places", 12.0),
    Service("so_in_time", "so_leaders", "so_months", "done"),
    Service("reception_in_time", "dwellings", "reception_months"),
    Service("health_in_time", "health_slots", "health_months"),
    Service("preschool_in_time", "preschool_places", "preschool_months"),
    Service("school_in_time", "school_places", "school_months"),
)
"""The services with an indicator of those who got them in time."""


@dataclass(frozen=True, eq=False)
class Asked:
    """Those whom an indicator counts in its reported years.

    Attributes
    ----------
    people
        How many.
    reached
        How many were in time in the run.
    besides
        How many of these without the service, or before any wait for it: a job instead of practice, temporary housing. They stay in time
        whatever the allocation.
    needs
        The units of the others who queued before their limit.
    used
        Every unit's service in the run, once.
    others
        Those of them that are of nobody in `needs`: later courses, people not asked about, other years.
    """

    people: int
    reached: int
    besides: int
    needs: Needs
    used: Spells
    others: Spells


def asked(history: History, grid: Grid, service: Service, supply: Supply) -> Asked:
    """Whom the indicator counts, and what they need."""
    person, when, in_time = _counted(history, grid, service)
    spells = spells_of(history, service.capacity)
    first, joined = _first_since(spells, person, when if service.until != "plan" else np.zeros(len(when)))
    row, served = _served_since(spells, person, first, joined, service)
    start = np.where(served, spells.start[row], np.inf)
    stay = np.where(served, np.minimum(spells.end[row], history.horizon) - spells.start[row], _least_stay(history, service))
    limit = _limit(history, service, when) - _lag(history, service, person, start, stay)
    ready = np.where(joined, spells.begin[first], np.inf)
    besides = in_time & ~(start <= limit)
    chosen = np.flatnonzero(joined & (limit >= ready) & ~besides)
    per_household = service.capacity in PER_HOUSEHOLD
    unit = history.people.household[person] * DAYS + ready if per_household else first.astype(np.float64)
    kept = np.full(len(chosen), np.inf) if supply.lasting else stay[chosen]
    needs = _units(unit[chosen], pool_of(supply, spells)[first[chosen]], ready[chosen], limit[chosen], kept)
    used = spells.served()
    mine = spells.person * DAYS + spells.start
    if per_household:
        used = used.take(history.once_a_household(used.person, used.start))
        mine = history.people.household[spells.person] * DAYS + spells.start
    of_needs = mine[row[chosen[served[chosen]]]]
    theirs = (history.people.household[used.person] if per_household else used.person) * DAYS + used.start
    others = used.take(~np.isin(theirs, of_needs))
    return Asked(len(person), int(in_time.sum()), int(besides.sum()), needs, used, others)


def _counted(history: History, grid: Grid, service: Service) -> tuple[Ints, Floats, Flags]:
    """Person, day and whether in time of those whom the indicator counts in all reported years."""
    cohort = observe(history, {service.indicator})[service.indicator]
    person, when = cohort.observed(cohort.of.person), cohort.observed(cohort.of.when)
    assert cohort.value is not None
    whole = grid.whole(CATALOGUE[service.indicator].breaks)
    year = np.array([*grid.years, 0])[grid.year_of(when)]
    inside = np.flatnonzero((year >= whole.first) & (year <= whole.last))
    return person[inside].astype(np.int64), when[inside], cohort.value[inside].astype(bool)


def _first_since(spells: Spells, person: Ints, since: Floats) -> tuple[Ints, Flags]:
    """Row of each person's first spell that begins at or after a day, and whether there is one."""
    at = np.searchsorted(spells.person * DAYS + spells.begin, person * DAYS + since)
    row = np.minimum(at, max(len(spells.person) - 1, 0))
    return row, (at < len(spells.person)) & (np.append(spells.person, -1)[row] == person)


def _served_since(spells: Spells, person: Ints, first: Ints, joined: Flags, service: Service) -> tuple[Ints, Flags]:
    """Row of each person's first spell from `first` on that was served (to its end, where that counts), and whether there is one."""
    served = np.isfinite(spells.start)
    if service.until == "done":
        served &= spells.over == EVENT["so.completed"]
    rows = np.append(np.flatnonzero(served), -1)
    at = np.minimum(np.searchsorted(rows[:-1], first), len(rows) - 1)
    row = rows[at]
    return row, joined & (row >= 0) & (np.append(spells.person, -1)[row] == person)


def _least_stay(history: History, service: Service) -> float:
    """How long somebody stays who was never served, days: the favourable end of what is known, for groups their shortest course."""
    if service.until != "done":
        return 0.0
    law, terms = history.scenario.law, history.scenario.so
    hours, weekly = min(step.value for step in law.so_hours.steps), max(step.value for step in terms.hours_per_week.steps)
    return group_days(hours, weekly)


def _limit(history: History, service: Service, when: Floats) -> Floats:
    """The last day in time for what must have come."""
    if isinstance(service.months, float):
        return add_months_all(when, service.months)
    months: Number = getattr(history.scenario.law, service.months)
    return add_months_all(when, months.at_all(when))


def _lag(history: History, service: Service, person: Ints, start: Floats, stay: Floats) -> Floats:
    """Days from the service's beginning to what must have come; none where it is not known."""
    if service.until == "done":
        return stay
    plan = history.plan_start[person]
    known = np.isfinite(plan) & np.isfinite(start) & (service.until == "plan")
    return np.where(known, np.maximum(np.where(known, plan, 0.0) - np.where(known, start, 0.0), 0.0), 0.0)


def _units(unit: Floats, pool: Ints, ready: Floats, limit: Floats, stay: Floats) -> Needs:
    """One row a unit: persons who wait for one dwelling, or a person asked about twice, with what is best of theirs."""
    _names, first, of, count = np.unique(unit, return_index=True, return_inverse=True, return_counts=True)
    latest, shortest = np.full(len(first), -np.inf), np.full(len(first), np.inf)
    np.maximum.at(latest, of, limit)
    np.minimum.at(shortest, of, stay)
    return Needs(pool[first], ready[first], latest, shortest, count.astype(np.int64))
