"""A reduced scenario: the placement queue, then SFI courses to D. With the project's clock and seats, and plainly in SimPy."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import simpy
from simpy.events import Event

from scenarios.schema.scenario import Scenario
from sim.engines.clock import Clock
from sim.luck import TICKS_PER_DAY, Floats, on_grid
from sim.mechanisms.seats.process import Seats
from sim.people import ADULT, Population
from sim.policies.families_first import families_first
from sim.policies.first_come import first_come
from sim.policies.standing import Standing
from sim.stages.sfi import rules

ARRIVE, PLACED, COURSE_END = 3, 2, 1
PLACES = 225
"""With so many places the mean wait is near the 152 days that people stayed in ABO after their permit in 2014-2015."""
FEWER_PLACES, MORE_PLACES = 180, 300
SFI_SEATS = 2_000


@dataclass(frozen=True)
class People:
    """The same people and durations for both: day of permit, days until placed, days of each course, families."""

    arrival: list[float]
    placing: list[float]
    courses: list[list[float]]
    family: list[bool]


def people_of(scenario: Scenario, population: Population) -> People:
    """Adults who might settle in the county, with their own luck."""
    rows = np.flatnonzero((population.role == ADULT) & population.settles & np.isfinite(population.arrival))
    rows = rows[np.argsort(population.arrival[rows], kind="stable")]
    placing = on_grid(scenario.placement.preparation_days_mean.at(0.0) * population.luck["placement.preparation"][0][rows])
    days = np.array(scenario.sfi.course_days.at(0.0)).reshape(3, 4)
    pace = population.luck["sfi.pace"]
    courses = []
    for row in rows.tolist():
        path = int(population.path[row])
        first = rules.FIRST_COURSE[path]
        courses.append(on_grid(np.array([days[path - 1][c - 1] * pace[c - first][row] for c in range(first, 5)])).tolist())
    arrival = population.arrival[rows] + np.arange(len(rows)) / TICKS_PER_DAY  # no two at one instant: plain SimPy has no rule for ties
    return People(arrival.tolist(), placing.tolist(), courses, (population.children[rows] > 0).tolist())


def ours(people: People, start: float, places: int) -> Floats:
    """Days that each waited for a placement and for SFI seats, shape (n, 2), with the project's clock and seats."""
    clock = Clock(start)
    placement: Seats = clock.add_place(lambda number: Seats(clock, number, places, families_first))
    sfi: Seats = clock.add_place(lambda number: Seats(clock, number, SFI_SEATS, first_come))
    waits = np.zeros((len(people.arrival), 2))

    def standing(i: int) -> Standing:
        now = int(clock.now * TICKS_PER_DAY)
        return Standing(now, now, now, people.family[i], False)

    def person(i: int) -> Generator[Event, None, None]:
        since = clock.now
        with placement.join(i, standing(i)) as place:
            yield place
            waits[i, 0] = clock.now - since
            yield clock.delay(people.placing[i], PLACED, i)
        for days in people.courses[i]:
            since = clock.now
            with sfi.join(i, standing(i)) as seat:
                yield seat
                waits[i, 1] += clock.now - since
                yield clock.delay(days, COURSE_END, i)

    def arrivals() -> Generator[Event, None, None]:
        for i, when in enumerate(people.arrival):
            yield clock.until(when, ARRIVE, i)
            clock.process(person(i))

    clock.process(arrivals())
    clock.advance(float("inf"))
    return waits


def plain(people: People, start: float, places: int) -> Floats:
    """The same with `simpy.PriorityResource` and `simpy.Resource`, as the library's manual writes such a network."""
    env = simpy.Environment(initial_time=start)
    placement, sfi = simpy.PriorityResource(env, places), simpy.Resource(env, SFI_SEATS)
    waits = np.zeros((len(people.arrival), 2))

    def person(i: int) -> Generator[Event, None, None]:
        since = env.now
        with placement.request(priority=0 if people.family[i] else 1) as place:
            yield place
            waits[i, 0] = env.now - since
            yield env.timeout(people.placing[i])
        for days in people.courses[i]:
            since = env.now
            with sfi.request() as seat:
                yield seat
                waits[i, 1] += env.now - since
                yield env.timeout(days)

    def arrivals() -> Generator[Event, None, None]:
        for i, when in enumerate(people.arrival):
            yield env.timeout(when - env.now)
            env.process(person(i))

    env.process(arrivals())
    env.run()
    return waits
