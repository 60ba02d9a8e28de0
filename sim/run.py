"""One replication: a pure function from scenario, seed and replication to people and their event log."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from simpy.events import Event

from scenarios.calendar import day
from sim.engines.choice import Engine
from sim.engines.simpy import Stages, World
from sim.envelope import FAMILY, SEEKER, UNACCOMPANIED
from sim.events import TIMER
from sim.people import CHILD, Population, sample
from sim.stages.asylum.process import seek
from sim.stages.placement.process import quota
from sim.stages.practice.process import bring_forward
from sim.stages.so.process import Groups
from sim.stages.unaccompanied.process import come_alone
from sim.stages.work.market import market_factors
from sim.stages.work.process import broke_off, hired, let_go
from sim.state import Household, Person

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario

ARRIVAL, ARRIVAL_ALONE = TIMER["asylum.arrival"], TIMER["unaccompanied.arrival"]


class _Reactions:
    """What work and practice make of activities."""

    hired, let_go, broke_off = staticmethod(hired), staticmethod(let_go), staticmethod(broke_off)
    brought_forward = staticmethod(bring_forward)


FLOW = Stages({"so.groups": Groups}, _Reactions())
"""What the stages of the flow say of their groups, and how they react to activities."""


@dataclass(frozen=True)
class Run:
    """What a replication gives: the people present, and their event log sorted by (time, person, event)."""

    population: Population
    events: NDArray[np.void]


def simulate(scenario: Scenario, seed: int, replication: int, engine: Engine = "simpy") -> Run:
    """Simulate one replication; the same arguments give the same log, and either engine gives the same."""
    people = sample(scenario, seed, replication)
    return Run(people, play(scenario, people, engine))


def play(scenario: Scenario, people: Population, engine: Engine = "simpy") -> NDArray[np.void]:
    """Everything that happens to these people: the log, sorted.

    `simpy` is the reference that a reviewer reads; `compiled` is the same flow for hundreds of replications. Numba is imported only
    for the latter.
    """
    if engine == "compiled":
        from sim.engines.compiled import play as play_compiled

        with _collector_resting():
            return play_compiled(scenario, people)
    with _collector_resting():
        world = World(scenario, people, market_factors(scenario), FLOW)
        everyone = households(people)
        world.process(_arrivals(world, [h for h in everyone if not world.alone[h.head]]))
        world.process(_arrivals_alone(world, [h for h in everyone if world.alone[h.head]]))
        world.advance(day(scenario.end))
        return world.rows().sorted()


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Switch cyclic garbage collection off meanwhile: it costs a fifth of the time here and finds next to nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def households(people: Population) -> list[Household]:
    """The households in the order of their arrival; a family abroad waits with its sponsor."""
    found: dict[int, Household] = {}
    heads, cohorts, roles = people.household.tolist(), people.cohort.tolist(), people.role.tolist()
    for i, head in enumerate(heads):
        h = found.setdefault(head, Household(head))
        p = Person(i, h, roles[i], adult=roles[i] != CHILD)
        (h.family if cohorts[i] == FAMILY else h.members).append(p)
        if cohorts[i] not in (FAMILY, UNACCOMPANIED) and roles[i] == CHILD:
            h.has_children = True
    arrival = people.arrival
    return sorted(found.values(), key=lambda h: (arrival[h.head], h.head))


def _arrivals(w: World, waiting: list[Household]) -> Generator[Event, None, None]:
    arrival, cohort = w.people.arrival.tolist(), w.people.cohort.tolist()
    waiting.reverse()
    while waiting:
        h = waiting.pop()
        yield w.until(arrival[h.head], ARRIVAL, h.head)
        w.process(seek(w, h) if cohort[h.head] == SEEKER else quota(w, h))


def _arrivals_alone(w: World, waiting: list[Household]) -> Generator[Event, None, None]:
    arrival = w.people.arrival.tolist()
    for h in waiting:
        yield w.until(arrival[h.head], ARRIVAL_ALONE, h.head)
        w.process(come_alone(w, h))
