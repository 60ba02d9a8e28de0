"""The places of one run: built from what the stages declare and what the county has, and changed at their dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from scenarios.calendar import date_of, day, month_starts
from sim.declare import Place
from sim.engines.clock import Clock
from sim.events import CAPACITY_CHANGE, PLACES
from sim.mechanisms.batches.process import Batches, Grouping
from sim.mechanisms.quotas.process import Quotas
from sim.mechanisms.quotas.rules import monthly_part
from sim.mechanisms.seats.process import Seats
from sim.policies import QUEUE_POLICIES
from sim.policies.largest_share_left import largest_share_left
from sim.policies.standing import Standing

if TYPE_CHECKING:
    from scenarios.county import Capacity
    from scenarios.schema.scenario import Scenario
    from scenarios.values import Number

SHARED = ""
"""The area of a quota with one queue before the stocks of all areas."""


class Places:
    """All places by kind and area; capacities, policies and pools follow their dates, quotas are refilled each month."""

    def __init__(self, clock: Clock, scenario: Scenario, groupings: Mapping[str, Grouping]) -> None:
        self._clock, self._scenario, self._groupings = clock, scenario, groupings
        self._seats: dict[tuple[str, str], Seats] = {}
        self._quotas: dict[tuple[str, str], Quotas] = {}
        self._batches: dict[tuple[str, str], Batches] = {}
        self._near: dict[tuple[str, int], str] = {}
        self._given: dict[tuple[str, str, int], float] = {}
        self._changes = 0
        for kind, place in PLACES.items():
            self._build(kind, place)
            for parameter in filter(None, (place.policy, place.pools)):
                self._on_dates(scenario.parameter(parameter).days, partial(self._order_anew, kind, place))
        for first in month_starts(scenario.start, scenario.end):
            self._at(day(first), partial(self._refill, day(first)))

    def seats(self, kind: str, municipality: int) -> Seats:
        """The seats that serve a municipality."""
        return self._seats[kind, self._area(kind, municipality)]

    def quotas(self, kind: str, municipality: int) -> Quotas:
        """The quota that serves a municipality; the shared one for any."""
        return self._quotas[kind, SHARED if PLACES[kind].shared else self._area(kind, municipality)]

    def batches(self, kind: str, language: str) -> Batches:
        """The pools of one language, by its key."""
        return self._batches[kind, language]

    def _area(self, kind: str, municipality: int) -> str:
        found = self._near.get((kind, municipality))
        if found is None:
            found = self._near[kind, municipality] = self._scenario.county.served_by(PLACES[kind].service, municipality)
        return found

    def _capacities(self, place: Place) -> list[Capacity]:
        return [capacity for capacity in self._scenario.county.capacities if capacity.service == place.service]

    def _policy(self, place: Place) -> Callable[[Standing], int]:
        name = self._scenario.parameter(place.policy).at(self._clock.now) if place.policy else "first_come"
        return QUEUE_POLICIES[str(name)]

    # building

    def _build(self, kind: str, place: Place) -> None:
        capacities, key = self._capacities(place), self._policy(place)
        if place.mechanism == "quotas":
            together = tuple(capacity.area for capacity in capacities)
            for areas in [together] if place.shared else [(area,) for area in together]:
                quota = self._clock.add_place(lambda number, areas=areas: Quotas(self._clock, number, areas, key, largest_share_left))
                self._quotas[kind, SHARED if place.shared else areas[0]] = quota
            return
        for capacity in capacities:
            now = int(capacity.effective(self._clock.now))
            if place.mechanism == "seats":
                seats = self._clock.add_place(lambda number, now=now: Seats(self._clock, number, now, key))
                self._seats[kind, capacity.area] = seats
                self._follow(capacity, seats)
            else:
                grouping = self._groupings[kind]
                groups = self._clock.add_place(lambda number, now=now, of=grouping: Batches(self._clock, number, now, key, of))
                self._batches[kind, capacity.language] = groups
                self._follow(capacity, groups)

    # dated changes

    def _at(self, when: float, change: Callable[[], None]) -> None:
        """Carry out a dated change at its instant, before anything else."""
        self._changes += 1
        event = self._clock.until(when, CAPACITY_CHANGE, self._changes)
        assert event.callbacks is not None
        event.callbacks.append(lambda _: change())

    def _on_dates(self, dates: tuple[float, ...], change: Callable[[], None]) -> None:
        for when in dates:
            if when > self._clock.now:
                self._at(when, change)

    def _follow(self, capacity: Capacity, place: Seats | Batches) -> None:
        for when, effective in capacity.changes():
            self._on_dates((when,), partial(place.resize, int(effective)))

    def _order_anew(self, kind: str, place: Place) -> None:
        key = self._policy(place)
        for held in (self._seats, self._quotas, self._batches):
            for (which, _), found in held.items():
                if which == kind:
                    found.order_anew(key)

    def _refill(self, when: float) -> None:
        """What every quota gets on the first of a month."""
        for kind, place in PLACES.items():
            for capacity in self._capacities(place) if place.mechanism == "quotas" else ():
                quota = self._quotas[kind, SHARED if place.shared else capacity.area]
                if place.per == "year":
                    self._refill_from_year(kind, quota, capacity, when)
                    continue
                number = capacity.effective(when)
                months = cast("Number", self._scenario.parameter(place.keeps)).at(when) if place.keeps else 1.0
                quota.refill(capacity.area, number, number * 12.0, max(1.0, number * months))

    def _refill_from_year(self, kind: str, quota: Quotas, capacity: Capacity, when: float) -> None:
        """A year's number is spread over its months and kept until it is used."""
        date, number = date_of(when), capacity.effective(when)
        given = self._given.get((kind, capacity.area, date.year), 0.0)
        part = monthly_part(number, given, 13 - date.month)
        self._given[kind, capacity.area, date.year] = given + part
        quota.refill(capacity.area, part, number, float("inf"))
