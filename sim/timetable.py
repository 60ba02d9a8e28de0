"""The places of one run and everything that happens to them by date: worked out before the run, as data for either engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from scenarios.calendar import date_of, day, month_starts
from sim.declare import Mechanism, Place
from sim.events import PLACES
from sim.mechanisms.quotas.rules import monthly_part
from sim.policies import SEPARATOR

if TYPE_CHECKING:
    from scenarios.county import Capacity
    from scenarios.schema.scenario import Scenario
    from scenarios.values import Number

FIRST_COME = "first_come"
"""The policy of a place that names no parameter for it."""


@dataclass(frozen=True)
class PlaceAtStart:
    """One place as the run begins: its kind, the areas it serves (a stock each, if a quota), seats or leaders, and who goes first."""

    kind: str
    mechanism: Mechanism
    areas: tuple[str, ...]
    language: str
    capacity: int
    policy: str
    where: str = ""


@dataclass(frozen=True)
class Resize:
    """From `when` on, the place has so many seats or leaders."""

    when: float
    place: int
    capacity: int


@dataclass(frozen=True)
class Reorder:
    """From `when` on, another policy or other pools: everyone who waits is ordered anew, once."""

    when: float
    place: int
    policy: str


@dataclass(frozen=True)
class Refill:
    """At `when`, a quota's stock gets `units`, of `yearly` a year, and keeps `most`."""

    when: float
    place: int
    stock: int
    units: float
    yearly: float
    most: float


@dataclass(frozen=True)
class Redirect:
    """From `when` on, a shared quota's stock is chosen by another policy."""

    when: float
    place: int
    where: str


Change = Resize | Reorder | Redirect | Refill


class Timetable:
    """All places, numbered in the order in which they serve, and all dated changes, numbered in the order of ties at one instant."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario, self._start = scenario, day(scenario.start)
        self._given: dict[tuple[str, str, int], float] = {}
        self._neighbours: dict[tuple[str, int], tuple[tuple[int, float], ...]] = {}
        self._numbers: dict[tuple[str, str], list[int]] = {}
        self.places: list[PlaceAtStart] = []
        self.changes: list[Change] = []
        for kind, place in PLACES.items():
            self._build(kind, place)
            if place.where:
                later = [d for d in scenario.parameter(place.where).days if d > self._start]
                self.changes += [Redirect(d, n, self._where(place, d)) for d in later for n, p in enumerate(self.places) if p.kind == kind]
            dates = {d for name in self._ordering(place) for d in scenario.parameter(name).days}
            for when in sorted(d for d in dates if d > self._start):
                self.changes += [Reorder(when, n, self._policy(place, when)) for n, p in enumerate(self.places) if p.kind == kind]
        for first in month_starts(scenario.start, scenario.end):
            for kind, place in PLACES.items():
                if place.mechanism == "quotas":
                    self._refill(kind, place, day(first))

    @cached_property
    def openings(self) -> list[list[float]]:
        """The days from which each place has seats or leaders by a dated change, in rising order, by number of the place."""
        found: list[list[float]] = [[] for _ in self.places]
        for change in self.changes:
            if isinstance(change, Resize) and change.capacity > 0:
                found[change.place].append(change.when)
        return [sorted(days) for days in found]

    def serving(self, kind: str, municipality: int) -> int:
        """The number of the place of a kind that serves a municipality (a shared quota serves any)."""
        place = PLACES[kind]
        area = "" if place.shared else self._scenario.county.served_by(place.service, municipality)
        return self._numbers[kind, area][0]

    def by_language(self, kind: str) -> list[int]:
        """The numbers of a kind's places in the order of the county's languages."""
        return [self._numbers[kind, language.key][0] for language in self._scenario.county.languages]

    def neighbours(self, kind: str, municipality: int) -> tuple[tuple[int, float], ...]:
        """Municipalities whose seats a municipality's people may be offered at some time, nearest first, and minutes of travel.

        Of several that share their seats only the nearest stands here, and none that shares them with the municipality itself.
        """
        if (kind, municipality) not in self._neighbours:
            self._neighbours[kind, municipality] = self._find_neighbours(kind, municipality)
        return self._neighbours[kind, municipality]

    def _find_neighbours(self, kind: str, municipality: int) -> tuple[tuple[int, float], ...]:
        if not self._is_ever_open(PLACES[kind]):
            return ()
        county = self._scenario.county
        ways = sorted((county.minutes(municipality, m.code), m.code) for m in county.municipalities)
        found: dict[int, tuple[int, float]] = {}
        for minutes, code in ways:
            found.setdefault(self.serving(kind, code), (code, minutes))
        found.pop(self.serving(kind, municipality))
        return tuple(found.values())

    def _is_ever_open(self, place: Place) -> bool:
        """Whether neighbours are offered seats at any time of the run."""
        steps = self._scenario.parameter(place.across).steps if place.across else ()
        return any(cast("float", step.value) > 0.0 for step in steps)

    def _ordering(self, place: Place) -> list[str]:
        """The parameters whose dates order a place's queues anew."""
        names = [name for name in (place.policy, place.pools) if name]
        return [*names, place.across, "borders.policy"] if self._is_ever_open(place) else names

    def _capacities(self, place: Place) -> list[Capacity]:
        return [capacity for capacity in self._scenario.county.capacities if capacity.service == place.service]

    def _policy(self, place: Place, when: float) -> str:
        policy = str(self._scenario.parameter(place.policy).at(when)) if place.policy else FIRST_COME
        if not self._is_ever_open(place):
            return policy
        is_open = cast("Number", self._scenario.parameter(place.across)).at(when) > 0.0
        return policy + SEPARATOR + (self._scenario.borders.policy.at(when) if is_open else "closed")

    def _where(self, place: Place, when: float) -> str:
        return str(self._scenario.parameter(place.where).at(when)) if place.where else ""

    def _add(self, place: PlaceAtStart, name: str) -> int:
        number = len(self.places)
        self._numbers.setdefault((place.kind, name), []).append(number)
        self.places.append(place)
        return number

    def _build(self, kind: str, place: Place) -> None:
        capacities, policy = self._capacities(place), self._policy(place, self._start)
        if place.mechanism == "quotas":
            together = tuple(capacity.area for capacity in capacities)
            for areas in [together] if place.shared else [(area,) for area in together]:
                first = PlaceAtStart(kind, place.mechanism, areas, "", 0, policy, self._where(place, self._start))
                self._add(first, "" if place.shared else areas[0])
            return
        for capacity in capacities:
            now = int(capacity.effective(self._start))
            name = capacity.language if place.mechanism == "batches" else capacity.area
            number = self._add(PlaceAtStart(kind, place.mechanism, (capacity.area,), capacity.language, now, policy), name)
            self.changes += [Resize(when, number, int(effective)) for when, effective in capacity.changes() if when > self._start]

    def _refill(self, kind: str, place: Place, when: float) -> None:
        """What every stock of a kind of quota gets on the first of a month."""
        for position, capacity in enumerate(self._capacities(place)):
            number = self._numbers[kind, "" if place.shared else capacity.area][0]
            stock = position if place.shared else 0
            units = capacity.effective(when)
            if place.per == "year":
                part = self._part_of_year(kind, capacity, when)
                self.changes.append(Refill(when, number, stock, part, units, float("inf")))
                continue
            months = cast("Number", self._scenario.parameter(place.keeps)).at(when) if place.keeps else 1.0
            self.changes.append(Refill(when, number, stock, units, units * 12.0, max(1.0, units * months)))

    def _part_of_year(self, kind: str, capacity: Capacity, when: float) -> float:
        """A year's number is spread over its months and kept until it is used."""
        date = date_of(when)
        given = self._given.get((kind, capacity.area, date.year), 0.0)
        part = monthly_part(capacity.effective(when), given, 13 - date.month)
        self._given[kind, capacity.area, date.year] = given + part
        return part
