"""The reference engine's clock: SimPy's agenda, ties by content, and the settle phase.

At one instant: first the timed events by (kind, subject); then the lowest-numbered place that can move makes one move, until
none can; then each touched hazard is recomputed once; and again, until nothing moves.
"""

from __future__ import annotations

from collections.abc import Generator
from heapq import heappop, heappush
from math import ceil, inf
from typing import Any, Protocol

from simpy.core import Environment
from simpy.events import Event, Process

from sim.luck import TICKS_PER_DAY
from sim.mechanisms.hazard.process import Hazard

SUBJECT_BITS = 24
"""Bits for the subject within a timed event's key: up to 16 million people."""


class Place(Protocol):
    """Whatever people wait for."""

    def move(self) -> bool:
        """Make one grant or start one group; False when nothing can move."""


class KeyedTimeout(Event):
    """A timeout ordered among its like by (kind, subject), after everything that happens without delay."""

    def __init__(self, env: Agenda, when: float, key: int) -> None:
        self.env = env
        self.callbacks = []
        self._value = None
        self._ok = True
        env.enter(self, when, key)


class Agenda(Environment):
    """SimPy's environment with two short cuts: events entered at an instant, and an instant worked off in one loop.

    They make a lean network about a fifth faster; see docs/decisions/0001.
    """

    def enter(self, event: Event, when: float, key: int) -> None:
        """Put an event on the agenda at the instant `when`, ordered by `key`."""
        heappush(self._queue, (when, key, next(self._eid), event))  # type: ignore[misc]

    def due(self) -> float:
        """The instant of the next event; infinity when there is none."""
        return self._queue[0][0] if self._queue else inf

    def pass_to(self, when: float) -> None:
        """Move the clock on to `when`."""
        self._now = when

    def instant(self) -> None:
        """Carry out all that is due at the present instant, and what that brings about at once."""
        queue = self._queue
        now = self._now
        while queue and queue[0][0] == now:
            event = heappop(queue)[3]
            callbacks, event.callbacks = event.callbacks, None  # type: ignore[assignment]
            for callback in callbacks:
                callback(event)
            if not event._ok and not hasattr(event, "_defused"):
                raise event._value


class Clock:
    """Time, delays, places and hazards; it knows nothing of the stages."""

    def __init__(self, start: float) -> None:
        self.env = Agenda(initial_time=start)
        self.places: list[Place] = []
        self._dirty: list[int] = []
        self._is_dirty: list[bool] = []
        self._hazards: dict[Hazard, None] = {}

    @property
    def now(self) -> float:
        """The present instant, days."""
        now: float = self.env.now
        return now

    def ticks(self, when: float) -> int:
        """An instant in whole ticks of 2^-16 day."""
        return int(when * TICKS_PER_DAY)

    def add_place(self, make: Any) -> Any:
        """Number and keep a place: `make(number)` builds it. Places serve in the order of their numbers."""
        place = make(len(self.places))
        self.places.append(place)
        self._is_dirty.append(False)
        return place

    def delay(self, days: float, kind: int, subject: int) -> KeyedTimeout:
        """An event `days` from now, rounded up to the grid."""
        env = self.env
        now: float = env.now
        when = ceil((now + days) * TICKS_PER_DAY) / TICKS_PER_DAY
        return KeyedTimeout(env, when if when > now else now, 2 + (kind << SUBJECT_BITS) + subject)

    def until(self, when: float, kind: int, subject: int) -> KeyedTimeout:
        """An event at the instant `when`, or now if that has passed."""
        env = self.env
        now: float = env.now
        when = ceil(when * TICKS_PER_DAY) / TICKS_PER_DAY
        return KeyedTimeout(env, when if when > now else now, 2 + (kind << SUBJECT_BITS) + subject)

    def process(self, steps: Generator[Event, Any, Any]) -> Process:
        """Start a process in this instant."""
        return self.env.process(steps)

    def stop(self, track: Process | None) -> None:
        """Interrupt a track that is alive; what it held is given back by the track itself."""
        if track is not None and track.is_alive:
            track.interrupt()

    def touch(self, number: int) -> None:
        """The place may be able to move."""
        if not self._is_dirty[number]:
            self._is_dirty[number] = True
            heappush(self._dirty, number)

    def touch_hazard(self, hazard: Hazard) -> None:
        """Recompute the hazard once when the instant has settled."""
        self._hazards[hazard] = None

    def _settle(self) -> bool:
        dirty = self._dirty
        while dirty:
            number = dirty[0]
            if self.places[number].move():
                return True
            heappop(dirty)
            self._is_dirty[number] = False
        if not self._hazards:
            return False
        touched, self._hazards = self._hazards, {}
        for hazard in touched:
            hazard.recompute()
        return True

    def advance(self, until: float) -> None:
        """Let time pass up to, but not including, the instant `until`."""
        env = self.env
        instant, settle = env.instant, self._settle
        while True:
            instant()
            while (self._dirty or self._hazards) and settle():
                instant()
            when = env.due()
            if when >= until:
                return
            env.pass_to(when)
