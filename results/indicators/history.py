"""One replication's persons and events, indexed once so that every indicator reads arrays and none walks the log."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from results.indicators.cohort import Occasions
from results.indicators.dates import Floats, Ints
from results.indicators.homes import Homes, homes_of
from results.indicators.kept import Kept
from results.indicators.spells import DAYS, Log, Rows, Spells, derive_spells, new
from scenarios.calendar import DAYS_PER_YEAR, day
from scenarios.schema.scenario import Scenario
from sim.events import EVENT, EVENTS
from sim.stages.start.rules import INTRODUCTION

ADULT = 18.0
"""Age at which girls and boys become women and men, years."""

ORDINARY, SUBSIDISED, BUSINESS, STUDIES = 0, 1, 2, 3
"""Kinds of work in the log's detail; 10 is added for part time beside a plan."""

PART_TIME = 10


TRACKS = tuple(dict.fromkeys(event.track for event in EVENTS))
"""All tracks, in the order of their events."""

_TRACK = {event.name: event.track for event in EVENTS}
_TRACK_OF = np.array([TRACKS.index(event.track) for event in EVENTS])


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
        self._log = {name: np.ascontiguousarray(run.events[name]) for name in ("time", "municipality", "detail", "event")}
        self._person, self._order, self._bounds = _by_track(run.events["person"], self._log["event"], self.n)
        self._tracks: dict[str, Rows] = {}
        self._rows: dict[str, Rows] = {}
        self._spells: dict[str, Spells] = {}
        self._first: dict[str, Floats] = {}
        self.kept = Kept()

    def _track(self, name: str) -> Rows:
        """All events of a track, sorted by person and time."""
        if name not in self._tracks:
            at = TRACKS.index(name)
            part = slice(self._bounds[at], self._bounds[at + 1])
            order = self._order[part]
            self._tracks[name] = Rows(Log(self._person[part], **{name: column.take(order) for name, column in self._log.items()}))
        return self._tracks[name]

    def rows(self, name: str) -> Rows:
        """Events of this kind, sorted by person and time."""
        if name not in self._rows:
            track = self._track(_TRACK[name])
            self._rows[name] = track.take(track.event == EVENT[name])
        return self._rows[name]

    def first(self, name: str) -> Floats:
        """Day of each person's first event of this kind, shape (n,); infinity where there is none."""
        if name not in self._first:
            self._first[name] = self.first_of(self.rows(name))
        return self._first[name]

    def first_of(self, rows: Rows) -> Floats:
        """Day of each person's first row, shape (n,); infinity where there is none."""
        found, firsts = np.full(self.n, np.inf), np.flatnonzero(new(rows.person))
        found[rows.person.take(firsts)] = rows.time.take(firsts)
        return found

    def first_place(self, name: str) -> Ints:
        """Municipality of each person's first event of this kind, shape (n,); 0 where there is none."""
        rows = self.rows(name)
        found = np.zeros(self.n, np.int64)
        found[rows.person[::-1]] = rows.municipality[::-1]
        return found

    def spells(self, track: str) -> Spells:
        """The spells of a track, derived from its events' roles."""
        if track not in self._spells:
            self._spells[track] = derive_spells(self._track(track))
        return self._spells[track]

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
    def introduced(self) -> NDArray[np.bool_]:
        """Whether each person's first plan was a municipal introduction, shape (n,)."""
        found = np.zeros(self.n, dtype=bool)
        found[self.plan.person] = self.plan.detail == INTRODUCTION
        return found

    @cached_property
    def plan_end(self) -> Floats:
        """Day the first plan ended, shape (n,); infinity while it runs and where there is none."""
        found = np.full(self.n, np.inf)
        found[self.plan.person] = self.plan.end
        return found

    @cached_property
    def plans_begun(self) -> Occasions:
        """The first plans at their start, where the person lives then."""
        return Occasions(self.plan.person, self.plan.start, self.home_at(self.plan.person, self.plan.start))

    @cached_property
    def plans_over(self) -> Occasions:
        """The first plans at their end, where the person lives then; infinity while they run."""
        return Occasions(self.plan.person, self.plan.end, self.home_at(self.plan.person, self.plan.end))

    @cached_property
    def receptions(self) -> Occasions:
        """First receptions in a municipality of the county."""
        person = np.flatnonzero(np.isfinite(self.received))
        return Occasions(person, self.received[person], self.first_home[person])

    @cached_property
    def _homes(self) -> Homes:
        return homes_of(self.rows("placement.received").merged(self.rows("moves.moved")), self.n)

    def home_at(self, person: Ints, when: Floats) -> Ints:
        """Municipality where each person lives at `when`, or last lived in the county; 0 before reception."""
        return self._homes.at(person, when)

    def place_of(self, spells: Spells, when: Floats) -> Ints:
        """Municipality of each spell's service, else where the person lives at `when`."""
        unknown = np.flatnonzero(spells.municipality <= 0)
        if len(unknown) == 0:
            return spells.municipality
        found = spells.municipality.copy()
        found[unknown] = self.home_at(spells.person[unknown], when[unknown])
        return found

    def in_county_at(self, person: Ints, when: Floats) -> NDArray[np.bool_]:
        """Whether each person lives in the county, received, at `when`."""
        inside: NDArray[np.bool_] = (self.received.take(person) <= when) & (self.left.take(person) > when)
        return inside

    def in_plan_at(self, person: Ints, when: Floats) -> NDArray[np.bool_]:
        """Whether each person's plan is under way at `when`."""
        under_way: NDArray[np.bool_] = (self.plan_start.take(person) <= when) & (self.plan_end.take(person) > when)
        return under_way

    def once_a_household(self, person: Ints, when: Floats) -> Ints:
        """Rows that keep one of several members of a household at one instant: dwellings are given to households, not to persons."""
        pair = self.people.household[person] * DAYS + when
        order = np.argsort(pair, kind="stable")
        return np.sort(order[new(pair[order])])

    def age_at(self, person: Ints, when: Floats) -> Floats:
        """Age of each person at `when`, years."""
        age: Floats = (np.where(np.isfinite(when), when, 0.0) - self.people.birth.take(person)) / DAYS_PER_YEAR
        return age


def _by_track(person: NDArray[Any], event: NDArray[Any], persons: int) -> tuple[Ints, Ints, Ints]:
    """The log's rows by track, person and time: their persons, which rows they are, and where each track begins.

    One sort of whole numbers: track, person and row packed into one, as the log itself is sorted by time.
    """
    for_row, for_person = len(event).bit_length(), persons.bit_length()
    key = (_TRACK_OF << (for_person + for_row)).take(event)
    key |= person.astype(np.int64) << for_row
    key |= np.arange(len(event))
    key.sort()
    order = key & ((1 << for_row) - 1)
    key >>= for_row
    bounds = np.searchsorted(key, np.arange(len(TRACKS) + 1) << for_person)
    key &= (1 << for_person) - 1
    return key, order, bounds
