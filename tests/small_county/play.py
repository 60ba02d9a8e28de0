"""Running the small county with people or an order of starting of one's own choice."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from simpy.events import Event

from scenarios.calendar import day
from scenarios.schema.scenario import Scenario
from sim.engines.simpy import World
from sim.envelope import SEEKER
from sim.people import Population
from sim.run import ARRIVAL, ARRIVAL_ALONE, FLOW, Run, households
from sim.stages.asylum.process import seek
from sim.stages.placement.process import quota
from sim.stages.unaccompanied.process import come_alone
from sim.stages.work.market import market_factors
from sim.state import Household

Log = NDArray[np.void]


@dataclass(frozen=True)
class Played:
    """A run with the world it left behind."""

    run: Run
    world: World


def play(scenario: Scenario, people: Population, order: Callable[[list[Household]], Iterable[Household]] = list) -> Played:
    """Simulate these people, each household's process started at once, in an order of choice, to sleep until its arrival."""
    world = World(scenario, people, market_factors(scenario), FLOW)
    for household in order(households(people)):
        world.process(_come(world, household))
    world.advance(day(scenario.end))
    return Played(Run(people, world.rows().sorted()), world)


def _come(w: World, h: Household) -> Generator[Event, None, None]:
    alone, seeker = w.alone[h.head], w.people.cohort[h.head] == SEEKER
    yield w.until(float(w.people.arrival[h.head]), ARRIVAL_ALONE if alone else ARRIVAL, h.head)
    yield from come_alone(w, h) if alone else seek(w, h) if seeker else quota(w, h)


def digest(log: Log) -> str:
    """A short name for a log: equal logs have equal digests."""
    return blake2b(np.ascontiguousarray(log).tobytes(), digest_size=16).hexdigest()


def by_person(run: Run) -> dict[int, bytes]:
    """Each person's rows as bytes, by envelope number, the row number left out."""
    order = np.argsort(run.events["person"], kind="stable")
    rows = run.events[order][["time", "municipality", "event", "detail"]]
    bounds = np.searchsorted(run.events["person"][order], np.arange(run.population.n + 1))
    return {int(i): rows[low:high].tobytes() for i, low, high in zip(run.population.id, bounds, bounds[1:], strict=False)}
