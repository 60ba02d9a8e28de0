"""The reference engine: a world of places around SimPy's clock, in which the stages' processes run."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from simpy.events import Event

from scenarios.calendar import day
from sim.destinations import Destinations
from sim.engines.clock import Clock
from sim.envelope import UNACCOMPANIED
from sim.log import Log
from sim.luck import TICKS_PER_DAY
from sim.mechanisms.batches.process import Batches, Grouping
from sim.mechanisms.quotas.process import Quotas
from sim.mechanisms.seats.process import Seats
from sim.people import Population
from sim.places import Places
from sim.policies.standing import Standing
from sim.state import Household, Person
from sim.towns import Towns

if TYPE_CHECKING:
    from scenarios.schema.scenario import Scenario


class Reactions(Protocol):
    """What other stages do when an activity begins or ends that means something to them (`sim.stages.activities`)."""

    def hired(self, w: World, p: Person, full_time: bool) -> None:
        """A place that is a job has been taken."""

    def let_go(self, w: World, p: Person) -> None:
        """It is over."""

    def broke_off(self, w: World, p: Person) -> None:
        """It is over before its time."""

    def brought_forward(self, w: World, p: Person) -> None:
        """Measures to come are due now."""


Groupings = Mapping[str, Callable[["World"], Grouping]]
"""What the stages say of their groups, by kind of place."""


@dataclass(frozen=True)
class Stages:
    """What the world asks the stages: how their groups form, and how they react to activities."""

    groupings: Groupings
    reactions: Reactions


class World(Clock):
    """Everything a process needs: time, people and their luck, places, the log, and the scenario's dated values."""

    def __init__(self, scenario: Scenario, people: Population, market: dict[int, float], stages: Stages) -> None:
        super().__init__(day(scenario.start))
        self.scenario, self.people = scenario, people
        self.end = day(scenario.end)
        self._log = Log()
        self._luck = {name: [array("d", row.tobytes()) for row in rows] for name, rows in people.luck.items()}
        self._need = people.special_need.tolist()
        self.sex, self.birth, self.language = people.sex.tolist(), people.birth.tolist(), people.language.tolist()
        self.schooling, self.path = people.schooling.tolist(), people.path.tolist()
        self.trait_factor, self.trait_score = people.trait_factor.tolist(), people.trait_score.tolist()
        self.alone = (people.cohort == UNACCOMPANIED).tolist()
        self.stays, self.settles = people.stays.tolist(), people.settles.tolist()
        self.asylum_municipality = people.asylum_municipality.tolist()
        self.market, self._towns = market, Towns(scenario)
        self.moves_per_day = self._towns.moves_per_day
        self.reactions, self.effect_luck = stages.reactions, people.effect_luck.tolist()
        self._destinations = Destinations(scenario, people, scenario.county.areas("kommuntal"))
        groupings = {kind: grouping(self) for kind, grouping in stages.groupings.items()}
        self._places = Places(self, scenario, groupings, self._destinations)

    # what the stages use

    def draw(self, name: str, person: int, occasion: int = 0) -> float:
        """A person's luck in a decision."""
        luck: float = self._luck[name][occasion][person]
        return luck

    def log(self, person: int, event: int, municipality: int, detail: int = 0) -> None:
        """Write a row of the event log at this instant."""
        self._log.add(self.env.now, person, municipality, event, detail)

    def rows(self) -> Log:
        """The log so far."""
        return self._log

    def event(self) -> Event:
        """A fresh event to wait for."""
        return self.env.event()

    def town_of_choice(self, luck: float) -> int:
        """The municipality in which someone settles by themselves."""
        return self._towns.of_choice(luck)

    def other_town(self, home: int, luck: float) -> int:
        """Another municipality of the county to move to."""
        return self._towns.other(home, luck)

    def settle_in(self, municipality: int, household: Household, persons: int) -> None:
        """Count persons of a household as received in a municipality, for the policies of where the assigned are sent."""
        self._destinations.receive(municipality, self.language[household.head], persons, self.env.now)

    def standing(self, person: Person, limit: float) -> Standing:
        """What a policy may know of someone who joins a queue now; `limit` is the day the law's limit runs out."""
        now = int(self.env.now * TICKS_PER_DAY)
        permit = int(person.permit * TICKS_PER_DAY) if person.permit >= 0.0 else now
        return Standing(now, permit, int(limit * TICKS_PER_DAY), person.household.has_children, self._need[person.i])

    def seats(self, kind: str, municipality: int) -> Seats:
        """The seats that serve a municipality."""
        return self._places.seats(kind, municipality)

    def neighbours(self, kind: str, municipality: int) -> tuple[tuple[int, float], ...]:
        """Municipalities whose seats a municipality's people may also be offered, nearest first, and minutes of travel."""
        return self._places.neighbours(kind, municipality)

    def opens(self, kind: str, municipality: int) -> float:
        """The day from which the seats that serve a municipality are more than none: now, later, or never (infinity)."""
        return self._places.opens(kind, municipality)

    def quotas(self, kind: str, municipality: int) -> Quotas:
        """The quota that serves a municipality; the shared one for any."""
        return self._places.quotas(kind, municipality)

    def batches(self, kind: str, language: int) -> Batches:
        """The pools of one language, by its number."""
        return self._places.batches(kind, language)
