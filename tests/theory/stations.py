"""Plain customers on the project's own clock: they come, wait, are served and go. Durations from the project's own luck."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial

import numpy as np
from simpy.events import Event

from sim.engines.clock import Clock
from sim.luck import TICKS_PER_DAY, Floats, on_grid, uniforms
from sim.mechanisms.queue import Key, Ticket
from sim.mechanisms.seats.process import Seats
from sim.policies.first_come import first_come
from sim.policies.standing import Standing

ARRIVE, DONE, LOOK = 3, 2, 1
"""Kinds of timed events: at one instant people look first, then leave, then come."""

REPLICATIONS = 20


def exponential(mean: float, replication: int, stream: str, count: int) -> Floats:
    """`count` exponential durations."""
    return on_grid(-mean * np.log1p(-uniforms(1, replication, f"theory.{stream}", count)))


def poisson(rate: float, replication: int, count: int, stream: str = "arrivals") -> Floats:
    """Times of `count` arrivals of a Poisson stream."""
    times: Floats = np.cumsum(exponential(1.0 / rate, replication, stream, count))
    return times


def standing(clock: Clock, first: bool = False) -> Standing:
    """The standing of someone who joins now; `first` puts them in the class that families-first serves first."""
    now = int(clock.now * TICKS_PER_DAY)
    return Standing(now, now, now, has_children=first, special_need=False)


class Leavers:
    """A place that settles after the seats and sends away whoever has none."""

    def __init__(self, clock: Clock, number: int) -> None:
        self.clock, self.number = clock, number
        self.asked: list[Event] = []

    def ask(self) -> Event:
        """An event that comes when the places before this one have settled."""
        event = self.clock.env.event()
        self.asked.append(event)
        self.clock.touch(self.number)
        return event

    def move(self) -> bool:
        """Send one away; False when nobody has asked."""
        if self.asked:
            self.asked.pop().succeed()
            return True
        return False


class Station:
    """Customers before seats; after `run`: when each began service (nan: sent away) and when each ended."""

    def __init__(self, seats: int, key: Key = first_come, loses: bool = False) -> None:
        self.clock = Clock(0.0)
        self.seats: Seats = self.clock.add_place(lambda number: Seats(self.clock, number, seats, key))
        self.leavers: Leavers = self.clock.add_place(lambda number: Leavers(self.clock, number))
        self.loses = loses

    def run(self, arrivals: Floats, services: Floats, first: list[bool] | None = None) -> None:
        """Let all customers through; `first` marks those of the class that goes first."""
        count = len(arrivals)
        self.arrivals, self.begun, self.ended = arrivals, np.full(count, np.nan), np.full(count, np.nan)
        classes = [False] * count if first is None else first
        self.clock.process(come(self.clock, arrivals, partial(self._customer, services.tolist(), classes)))
        self.clock.advance(float("inf"))

    @property
    def waits(self) -> Floats:
        """Days from arrival to service."""
        return self.begun - self.arrivals

    def _customer(self, services: list[float], classes: list[bool], i: int) -> Generator[Event, None, None]:
        clock = self.clock
        with self.seats.join(i, standing(clock, classes[i])) as seat:
            yield from self._wait(seat)
            if not seat.triggered:
                return
            self.begun[i] = clock.now
            yield clock.delay(services[i], DONE, i)
        self.ended[i] = clock.now

    def _wait(self, seat: Ticket) -> Generator[Event, None, None]:
        yield (seat | self.leavers.ask()) if self.loses else seat


def come(clock: Clock, arrivals: Floats, start: Callable[[int], Generator[Event, None, None]]) -> Generator[Event, None, None]:
    """Start a process for each arrival, in its time."""
    for i, when in enumerate(arrivals.tolist()):
        yield clock.until(when, ARRIVE, i)
        clock.process(start(i))


def agrees(samples: Floats, truth: float) -> None:
    """The mean lies within four standard errors of the truth, and these are at most 1 % of it."""
    assert len(samples) >= REPLICATIONS
    error = float(np.std(samples, ddof=1)) / len(samples) ** 0.5
    assert error <= 0.01 * truth, f"standard error {error / truth:.4f} of the value"
    assert abs(float(np.mean(samples)) - truth) <= 4.0 * error, f"{np.mean(samples):.5f} against {truth:.5f}, standard error {error:.5f}"
