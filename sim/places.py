"""The places of one run in SimPy: built from the timetable, and changed at its dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from simpy.events import Event

from sim.destinations import Destinations
from sim.engines.clock import Clock
from sim.events import CAPACITY_CHANGE
from sim.mechanisms.batches.process import Batches, Grouping
from sim.mechanisms.queue import Ticket
from sim.mechanisms.quotas.process import Quotas
from sim.mechanisms.seats.process import Seats
from sim.policies import key_by
from sim.policies.largest_share_left import largest_share_left
from sim.policies.where import BEST_EXPECTED, WHERE
from sim.timetable import Change, PlaceAtStart, Redirect, Refill, Resize, Timetable

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

Built = Seats | Quotas | Batches


class Places:
    """All places by kind and area; capacities, policies and pools follow their dates, quotas are refilled each month."""

    def __init__(self, clock: Clock, scenario: Scenario, groupings: Mapping[str, Grouping], destinations: Destinations) -> None:
        self._clock, self._groupings, self._destinations = clock, groupings, destinations
        self._timetable = Timetable(scenario)
        self._built: list[Built] = [clock.add_place(partial(self._build, place)) for place in self._timetable.places]
        self._of_language: dict[str, list[int]] = {}
        self._near: dict[tuple[str, int], Built] = {}
        for number, change in enumerate(self._timetable.changes, start=1):
            event = clock.until(change.when, CAPACITY_CHANGE, number)
            assert event.callbacks is not None
            event.callbacks.append(partial(self._carry_out, change))

    def seats(self, kind: str, municipality: int) -> Seats:
        """The seats that serve a municipality."""
        found = self._serving(kind, municipality)
        assert isinstance(found, Seats)
        return found

    def neighbours(self, kind: str, municipality: int) -> tuple[tuple[int, float], ...]:
        """Municipalities whose seats a municipality's people may also be offered, nearest first, and minutes of travel."""
        return self._timetable.neighbours(kind, municipality)

    def opens(self, kind: str, municipality: int) -> float:
        """The day from which the seats that serve a municipality are more than none: now, later, or never (infinity)."""
        seats, now = self.seats(kind, municipality), self._clock.now
        if seats.capacity > 0:
            return now
        return next((day for day in self._timetable.openings[seats.number] if day > now), inf)

    def quotas(self, kind: str, municipality: int) -> Quotas:
        """The quota that serves a municipality; the shared one for any."""
        found = self._serving(kind, municipality)
        assert isinstance(found, Quotas)
        return found

    def batches(self, kind: str, language: int) -> Batches:
        """The pools of one language, by its number in the county."""
        if kind not in self._of_language:
            self._of_language[kind] = self._timetable.by_language(kind)
        found = self._built[self._of_language[kind][language]]
        assert isinstance(found, Batches)
        return found

    def _serving(self, kind: str, municipality: int) -> Built:
        found = self._near.get((kind, municipality))
        if found is None:
            found = self._near[kind, municipality] = self._built[self._timetable.serving(kind, municipality)]
        return found

    def _build(self, place: PlaceAtStart, number: int) -> Built:
        key: Callable[..., int] = key_by(place.policy)
        if place.mechanism == "quotas":
            quota = Quotas(self._clock, number, place.areas, key, largest_share_left)
            if place.where:
                self._send(quota, place.where)
            return quota
        if place.mechanism == "seats":
            return Seats(self._clock, number, place.capacity, key)
        return Batches(self._clock, number, place.capacity, key, self._groupings[place.kind])

    def _send(self, quota: Quotas, where: str) -> None:
        """Choose a shared quota's stocks by a policy."""
        sent, clock = self._destinations, self._clock

        def choose(left: list[float], yearly: list[float], ticket: Ticket) -> int:
            return sent.choose(WHERE[where], left, yearly, ticket.subject, ticket.need, clock.now)

        def plan(tickets: list[Ticket], left: list[float], yearly: list[float]) -> list[int]:
            return sent.plan([t.subject for t in tickets], [t.need for t in tickets], left, yearly, self._clock.now)

        quota.send(choose, plan if WHERE[where] == BEST_EXPECTED else None)

    def _carry_out(self, change: Change, _: Event) -> None:
        place = self._built[change.place]
        if isinstance(change, Refill):
            assert isinstance(place, Quotas)
            place.refill(change.stock, change.units, change.yearly, change.most)
        elif isinstance(change, Redirect):
            assert isinstance(place, Quotas)
            self._send(place, change.where)
            self._clock.touch(change.place)
        elif isinstance(change, Resize):
            assert isinstance(place, Seats | Batches)
            place.resize(change.capacity)
        else:
            place.order_anew(key_by(change.policy))
