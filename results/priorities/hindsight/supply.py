"""What there is of a service in the whole county by period, and what of it some people take: the resource of a hindsight bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from results.indicators.capacity import MECHANISM, OF_AN_INTRODUCTION, TRACK_OF, integral
from results.indicators.dates import Floats, Ints
from results.indicators.history import History
from results.indicators.spells import Spells
from scenarios.calendar import day, month_starts
from scenarios.county import County
from scenarios.values import Number
from sim.events import PLACES
from sim.stages.start.rules import INTRODUCTION

KEEPS = {place.service: place.keeps for place in PLACES.values()}
"""The parameter that says for how many months each quota's units are kept; empty for one month."""


@dataclass(frozen=True, eq=False)
class Supply:
    """A service over the county: where nobody takes part across pools, a pool each.

    Attributes
    ----------
    service
        The capacity's name.
    pools
        How many: the county's languages for leaders of groups, else one.
    lasting
        Whether what is given is used up (a quota), or given back.
    """

    service: str
    pools: int
    lasting: bool


def supply_of(service: str, county: County) -> Supply:
    """How a service is pooled."""
    mechanism = MECHANISM[service]
    return Supply(service, len(county.languages) if mechanism == "batches" else 1, mechanism == "quotas")


def spells_of(history: History, service: str) -> Spells:
    """All spells of waiting for and using a service."""
    spells = history.spells(TRACK_OF[service])
    if service in OF_AN_INTRODUCTION:
        spells = spells.take((spells.detail == INTRODUCTION) == OF_AN_INTRODUCTION[service])
    return spells


def pool_of(supply: Supply, spells: Spells) -> Ints:
    """The pool of each spell: its language where there are several."""
    return spells.detail.astype(np.int64) if supply.pools > 1 else np.zeros(len(spells.person), np.int64)


def amount(supply: Supply, history: History, used: Spells, edges: Floats) -> Floats:
    """Units that can be in service at once, shape (pools, periods); see `results.priorities.hindsight.bound`.

    In each area and period it is what there was for the flow's people, or what they used where that is more: when capacity falls, those in
    service finish. A group counts as its largest size. A quota has what its stocks could hold at most when the first period begins, and
    what they are given after that; no unit spoils.

    Parameters
    ----------
    used
        The spells served in the run, each unit once.
    edges
        First days of the periods and of the one after the last.
    """
    if supply.lasting:
        return np.asarray(np.maximum(_given_by(supply, history, edges), taken(supply, history, used, edges)))
    county, length = history.scenario.county, edges[1] - edges[0]
    areas = county.areas(supply.service)
    most = _group_most(history) if supply.pools > 1 else 1.0
    keys = [language.key for language in county.languages] if supply.pools > 1 else [""]
    given = np.zeros((supply.pools, len(areas), len(edges) - 1))
    for capacity in county.capacities:
        if capacity.service == supply.service:
            given[keys.index(capacity.language), areas.index(capacity.area)] += most * np.diff(integral(capacity, edges)) / length
    if supply.pools > 1:
        return np.asarray(np.maximum(given.sum(axis=1), taken(supply, history, used, edges)))
    serving = np.array([_area(county, supply.service, int(code), areas) for code in used.municipality], dtype=np.int64)
    busy = [_in_service(used.take(serving == area), history.horizon, edges) for area in range(len(areas))]
    return np.asarray(np.maximum(given[0], np.reshape(busy, given[0].shape)).sum(axis=0)[None, :])


def taken(supply: Supply, history: History, used: Spells, edges: Floats) -> Floats:
    """Units that some spells use, on average over each period (of a quota: in all since the first), shape (pools, periods)."""
    pool = pool_of(supply, used)
    if supply.lasting:
        begun = np.sort(used.start)
        since = np.searchsorted(begun, edges[1:], side="left") - np.searchsorted(begun, edges[0], side="left")
        return np.asarray(since[None, :], dtype=np.float64)
    return np.array([_in_service(used.take(pool == each), history.horizon, edges) for each in range(supply.pools)])


def _in_service(used: Spells, horizon: float, edges: Floats) -> Floats:
    """How many are in service, on average over each period, shape (periods,)."""
    days = _days_before(used.start, edges) - _days_before(np.minimum(used.end, max(horizon, edges[-1])), edges)
    return np.asarray(np.diff(days) / (edges[1] - edges[0]))


def _days_before(times: Floats, edges: Floats) -> Floats:
    """Sum over the times of the days from each to each edge, counted from 0, shape (edges,)."""
    rising = np.sort(times)
    total = np.concatenate([[0.0], np.cumsum(rising)])
    before = np.searchsorted(rising, edges)
    return np.asarray(before * edges - total[before])


def _area(county: County, service: str, code: int, areas: tuple[str, ...]) -> int:
    """Place among the areas of the one that serves a municipality; -1 where none does."""
    try:
        return areas.index(county.served_by(service, code))
    except KeyError:
        return -1


def _group_most(history: History) -> float:
    """The largest group there ever may be, persons."""
    return float(max(step.value for step in history.scenario.so.group_most.steps))


def _given_by(supply: Supply, history: History, edges: Floats) -> Floats:
    """Units of a monthly quota that there have been in all by the end of each period, shape (1, periods)."""
    scenario = history.scenario
    firsts = np.array([day(first) for first in month_starts(scenario.start, scenario.end)])
    capacities = [each for each in scenario.county.capacities if each.service == supply.service]
    units = np.array([[each.effective(first) for first in firsts] for each in capacities]).reshape(len(capacities), len(firsts))
    before, held = firsts < edges[0], 0.0
    for each in range(len(capacities)):
        most = max((_most(supply, history, units[each, month], firsts[month]) for month in np.flatnonzero(before)), default=0.0)
        held += min(most, units[each, before].sum())
    given = np.concatenate([[0.0], np.cumsum(units.sum(axis=0)[~before])])
    return np.asarray(held + given[np.searchsorted(firsts[~before], edges[1:])])[None, :]


def _most(supply: Supply, history: History, units: float, first: float) -> float:
    """What a stock may hold after a month's refill."""
    keeps = KEEPS[supply.service]
    months = cast("Number", history.scenario.parameter(keeps)).at(first) if keeps else 1.0
    return max(1.0, units * months)
