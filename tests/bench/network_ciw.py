"""The reduced scenario in Ciw, fed with the same people and durations: priority classes for families, who are all alike at the courses."""

from __future__ import annotations

from math import inf
from typing import Any

import ciw  # type: ignore[import-untyped]
import numpy as np

from sim.luck import Floats
from tests.bench.network import People

PLACEMENT, SFI = 1, 2
CLASSES = ("family", "single", "student")
"""Customer classes: the first two wait for a placement, families first; everyone becomes a student, and students are first come."""


class _Given(ciw.dists.Distribution):  # type: ignore[misc]
    """Numbers drawn before the run; Ciw copies its distributions, these are only read."""

    def __deepcopy__(self, _memory: object) -> _Given:
        return self


class Arrivals(_Given):
    """Days between the arrivals of one class; none after the last."""

    def __init__(self, days: list[float]) -> None:
        self._gaps = iter(np.diff([0.0, *days]).tolist())

    def sample(self, t: float | None = None, ind: Any = None) -> float:
        """Days until the next arrival."""
        return next(self._gaps, inf)


class Placing(_Given):
    """Days until someone is placed; people are numbered by arrival, from 1."""

    def __init__(self, days: list[float]) -> None:
        self._days = days

    def sample(self, t: float | None = None, ind: Any = None) -> float:
        """The person's own."""
        days: float = self._days[ind.id_number - 1]
        return days


class Courses(_Given):
    """Days of each course."""

    def __init__(self, days: list[list[float]]) -> None:
        self._days = days

    def sample(self, t: float | None = None, ind: Any = None) -> float:
        """The person's own, of the course that comes now: as many courses are still on the way as the route has left."""
        courses = self._days[ind.id_number - 1]
        days: float = courses[len(courses) - 1 - len(ind.route)]
        return days


def network(people: People, start: float, places: int, seats: int) -> Any:
    """Placement, then as many rounds of SFI as there are courses."""
    arrivals = {
        name: Arrivals([when - start for when, family in zip(people.arrival, people.family, strict=True) if family == (name == "family")])
        for name in CLASSES[:2]
    }
    placing, courses = Placing(people.placing), Courses(people.courses)

    def route(individual: Any, _simulation: Any) -> list[int]:
        return [SFI] * len(people.courses[individual.id_number - 1])

    stays = {one: {other: float(one == other) for other in CLASSES} for one in CLASSES}
    becomes_student = {one: {other: float(other == "student") for other in CLASSES} for one in CLASSES}
    return ciw.create_network(
        arrival_distributions={name: [arrivals.get(name), None] for name in CLASSES},
        service_distributions={name: [placing, courses] for name in CLASSES},
        number_of_servers=[places, seats],
        priority_classes={"family": 0, "single": 1, "student": 0},
        class_change_matrices=[becomes_student, stays],
        routing={name: ciw.routing.ProcessBased(route) for name in CLASSES},
    )


def in_ciw(people: People, start: float, places: int, seats: int) -> Floats:
    """Days that each waited for a placement and for SFI seats, shape (n, 2)."""
    ciw.seed(1)
    simulation = ciw.Simulation(network(people, start, places, seats))
    simulation.simulate_until_max_customers(len(people.arrival))
    waits = np.zeros((len(people.arrival), 2))
    for record in simulation.get_all_records():
        waits[record.id_number - 1, record.node - 1] += record.waiting_time
    return waits
