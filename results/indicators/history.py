"""One replication's persons and events, indexed once so that every indicator reads arrays and none walks the log."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from results.indicators.dates import Floats, Ints
from results.indicators.spells import DAYS, Rows, Spells, derive_spells, merged
from scenarios.calendar import DAYS_PER_YEAR, day
from scenarios.schema.scenario import Scenario
from sim.declare import Role
from sim.events import EVENT, EVENTS

ADULT = 18.0
"""Age at which girls and boys become women and men, years."""

ORDINARY, SUBSIDISED, BUSINESS, STUDIES = 0, 1, 2, 3
"""Kinds of work in the log's detail; 10 is added for part time beside a plan."""

PART_TIME = 10


class Persons(Protocol):
    """What the indicators read of the persons: arrays of one length, a simulated population or a historical cohort."""

    @property
    def n(self) -> int:
        """Number of persons."""

    @property
    def household(self) -> NDArray[Any]:
        """Number of the person's household, alike for its members."""

    @property
    def sex(self) -> NDArray[Any]:
        """0 man, 1 woman."""

    @property
    def birth(self) -> NDArray[Any]:
        """Birthday, day number."""

    @property
    def schooling(self) -> NDArray[Any]:
        """0: 0-6 years of school, 1: 7-9, 2: 10-12, 3: 13 or more."""

    @property
    def path(self) -> NDArray[Any]:
        """SFI study path 1-3; 0 for children."""

    @property
    def stays(self) -> NDArray[Any]:
        """Whether the person lives in the county as an asylum seeker."""

    @property
    def special_need(self) -> NDArray[Any]:
        """Whether the person has special needs."""


class Run(Protocol):
    """One replication: persons, and the event log sorted by time, person, event."""

    @property
    def population(self) -> Persons:
        """The persons."""

    @property
    def events(self) -> NDArray[Any]:
        """The log: time, person, municipality, event, detail."""


class History:
    """One replication, ready for the indicators.

    Parameters
    ----------
    run
        Persons and events.
    scenario
        Resolved scenario: dated law, county, the end of the period.
    """

    def __init__(self, run: Run, scenario: Scenario) -> None:
        self.people = run.population
        self.scenario = scenario
        self.n = int(run.population.n)
        self.horizon = day(scenario.end)
        events = run.events
        order = np.lexsort((events["time"], events["person"], events["event"]))
        self._rows = Rows(
            person=events["person"][order].astype(np.int64),
            time=events["time"][order].astype(np.float64),
            municipality=events["municipality"][order].astype(np.int64),
            detail=events["detail"][order].astype(np.int64),
            event=events["event"][order].astype(np.int64),
        )
        self._bounds = np.searchsorted(self._rows.event, np.arange(len(EVENTS) + 1))
        self._spells: dict[str, Spells] = {}

    def rows(self, *names: str) -> Rows:
        """Events of these kinds, sorted by person and time."""
        parts = [self._part(slice(self._bounds[EVENT[name]], self._bounds[EVENT[name] + 1])) for name in names]
        return parts[0] if len(parts) == 1 else merged(parts)

    def _part(self, part: slice) -> Rows:
        rows = self._rows
        return Rows(rows.person[part], rows.time[part], rows.municipality[part], rows.detail[part], rows.event[part])

    def first(self, *names: str) -> Floats:
        """Day of each person's first event of these kinds, shape (n,); infinity where there is none."""
        return self.first_of(self.rows(*names))

    def first_of(self, rows: Rows) -> Floats:
        """Day of each person's first row, shape (n,); infinity where there is none."""
        found = np.full(self.n, np.inf)
        found[rows.person[::-1]] = rows.time[::-1]
        return found

    def first_place(self, *names: str) -> Ints:
        """Municipality of each person's first event of these kinds, shape (n,); 0 where there is none."""
        rows = self.rows(*names)
        found = np.zeros(self.n, np.int64)
        found[rows.person[::-1]] = rows.municipality[::-1]
        return found

    def spells(self, track: str) -> Spells:
        """The spells of a track, derived from its events' roles."""
        if track not in self._spells:
            served = frozenset(event.number for event in EVENTS if event.track == track and event.role == "served")
            joins, starts, ends = (self._of(track, *roles) for roles in (("join",), ("start",), ("end", "served")))
            self._spells[track] = derive_spells(joins, starts, ends, served)
        return self._spells[track]

    def _of(self, track: str, *roles: Role) -> Rows:
        names = [event.name for event in EVENTS if event.track == track and event.role in roles]
        return self.rows(*names) if names else self._part(slice(0, 0))

    @cached_property
    def received(self) -> Floats:
        """Day of first reception in a municipality of the county, shape (n,)."""
        return self.first("placement.received")

    @cached_property
    def first_home(self) -> Ints:
        """Municipality of first reception, shape (n,); 0 where never received."""
        return self.first_place("placement.received")

    @cached_property
    def door(self) -> Ints:
        """Door of reception (0 assigned, 1 self-settled, 2 quota, 3 relatives), shape (n,); -1 where never received."""
        rows = self.rows("placement.received")
        found = np.full(self.n, -1, np.int64)
        found[rows.person[::-1]] = rows.detail[::-1]
        return found

    @cached_property
    def permit(self) -> Floats:
        """Day of the permit; of arrival for those whose permit came before they travelled."""
        return np.minimum(self.first("asylum.permit"), self.first("placement.arrived"))

    @cached_property
    def left(self) -> Floats:
        """Day of leaving the county after reception, shape (n,); infinity for those who stayed."""
        return self.first("moves.left_county")

    @cached_property
    def plan(self) -> Spells:
        """First plan of each person who got one, sorted by person."""
        return self.spells("plan").served().first_each()

    @cached_property
    def plan_start(self) -> Floats:
        """Day the first plan started, shape (n,)."""
        found = np.full(self.n, np.inf)
        found[self.plan.person] = self.plan.start
        return found

    @cached_property
    def plan_end(self) -> Floats:
        """Day the first plan ended, shape (n,); infinity while it runs and where there is none."""
        found = np.full(self.n, np.inf)
        found[self.plan.person] = self.plan.end
        return found

    @cached_property
    def _homes(self) -> Rows:
        return self.rows("placement.received", "moves.moved")

    def home_at(self, person: Ints, when: Floats) -> Ints:
        """Municipality where each person lives at `when`, or last lived in the county; 0 before reception."""
        homes = self._homes
        if len(homes.person) == 0:
            return np.zeros(len(person), np.int64)
        at = np.searchsorted(homes.key, person * DAYS + np.minimum(when, DAYS - 1), side="right") - 1
        known = (at >= 0) & (homes.person[np.maximum(at, 0)] == person)
        return np.where(known, homes.municipality[np.maximum(at, 0)], 0)

    def in_county_at(self, person: Ints, when: Floats) -> NDArray[np.bool_]:
        """Whether each person lives in the county, received, at `when`."""
        inside: NDArray[np.bool_] = (self.received[person] <= when) & (self.left[person] > when)
        return inside

    def in_plan_at(self, person: Ints, when: Floats) -> NDArray[np.bool_]:
        """Whether each person's plan is under way at `when`."""
        under_way: NDArray[np.bool_] = (self.plan_start[person] <= when) & (self.plan_end[person] > when)
        return under_way

    def once_a_household(self, person: Ints, when: Floats) -> Ints:
        """Rows that keep one of several members of a household at one instant: dwellings are given to households, not to persons."""
        pairs = np.stack([self.people.household[person].astype(np.float64), when])
        kept: Ints = np.sort(np.unique(pairs, axis=1, return_index=True)[1]).astype(np.int64)
        return kept

    def age_at(self, person: Ints, when: Floats) -> Floats:
        """Age of each person at `when`, years."""
        age: Floats = (np.where(np.isfinite(when), when, 0.0) - self.people.birth[person]) / DAYS_PER_YEAR
        return age
