"""The county: its municipalities, sub-areas, languages, parties, and what each service can take."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from scenarios.goals import Asked, Goal
from scenarios.language import text_of
from scenarios.origins import Origin


@dataclass(frozen=True)
class Municipality:
    """A municipality by its SCB code.

    `population` is by year, `unemployment` in percent, coordinates in degrees; the weights share out the county's asylum seekers,
    assigned and self-settled newcomers; `share_moves_3_years` is the share who leave the municipality within three years.
    """

    code: int
    name: str
    subarea: str
    kind: str
    population: Mapping[int, int]
    unemployment: float
    latitude: float
    longitude: float
    weight_asylum: float
    weight_assigned: float
    weight_self_settled: float
    share_moves_3_years: float

    @property
    def area(self) -> str:
        """The SCB code as text of four digits: the key of the municipality as an area."""
        return area_of(self.code)


def area_of(code: int) -> str:
    """The key of a municipality as an area: its SCB code in four digits."""
    return f"{code:04d}"


@dataclass(frozen=True)
class SubArea:
    """A named part of the county; `clinic` is the municipality with the health clinic for its people (None: each its own)."""

    name_sv: str
    codes: tuple[int, ...]
    clinic: int | None = None


@dataclass(frozen=True)
class Language:
    """A language, or a group of languages, that newcomers speak; its number is its place in the county's list."""

    key: str
    sv: str
    en: str
    group: str = ""

    @property
    def label(self) -> str:
        """The name in the language of the reader."""
        return text_of(self.sv, self.en)


@dataclass(frozen=True)
class PartyName:
    """What a party to the agreement is called from a date on (None: from the beginning)."""

    since: date | None
    name_sv: str


@dataclass(frozen=True)
class CapacityStep:
    """From day `since` on: what a service can take, and how much of it people outside the flow take, in the same unit."""

    since: float
    value: float
    background: float

    @property
    def effective(self) -> float:
        """What is left for the people of the flow."""
        return max(0.0, self.value - self.background)


@dataclass(frozen=True)
class Capacity:
    """A service's dated capacity in an area (municipality code, sub-area or county code), where needed by language."""

    service: str
    area: str
    language: str
    steps: tuple[CapacityStep, ...]

    @cached_property
    def _days(self) -> tuple[float, ...]:
        return tuple(step.since for step in self.steps[1:])

    def step(self, when: float) -> CapacityStep:
        """The step that holds at the instant `when` (days); the first one also before its day."""
        return self.steps[bisect_right(self._days, when)]

    def at(self, when: float) -> float:
        """The capacity at the instant `when`, people outside the flow included."""
        return self.step(when).value

    def effective(self, when: float) -> float:
        """What is left for the people of the flow at the instant `when`; never below 0."""
        return self.step(when).effective

    def changes(self) -> tuple[tuple[float, float], ...]:
        """Day and effective capacity of every step after the first."""
        return tuple((step.since, step.effective) for step in self.steps[1:])


@dataclass(frozen=True)
class County:
    """A county as the scenario has it; municipalities stand in the order of their codes.

    `links` are journeys in minutes, one way, by the codes of two municipalities.
    """

    code: str
    name: str
    municipalities: tuple[Municipality, ...]
    subareas: Mapping[str, SubArea]
    languages: tuple[Language, ...]
    capacities: tuple[Capacity, ...]
    council_sv: str
    preparers_sv: str
    parties: Mapping[str, tuple[PartyName, ...]]
    agreement_sv: str = ""
    agreement_en: str = ""
    cycle_sv: str = ""
    cycle_en: str = ""
    goals: tuple[Goal, ...] = ()
    asked: tuple[Asked, ...] = ()
    origins: tuple[Origin, ...] = ()
    links: Mapping[tuple[int, int], float] = field(default_factory=dict)

    @cached_property
    def _capacity_by_key(self) -> dict[tuple[str, str, str], Capacity]:
        return {(c.service, c.area, c.language): c for c in self.capacities}

    @cached_property
    def _areas(self) -> dict[str, tuple[str, ...]]:
        services = {c.service for c in self.capacities}
        return {s: tuple(dict.fromkeys(c.area for c in self.capacities if c.service == s)) for s in services}

    @cached_property
    def _subarea_of(self) -> dict[int, str]:
        return {m.code: m.subarea for m in self.municipalities}

    def areas(self, service: str) -> tuple[str, ...]:
        """The areas that have the service, in the order of the county's table."""
        return self._areas.get(service, ())

    def served_by(self, service: str, municipality: int) -> str:
        """The area whose service a municipality's people use: the smallest that has it.

        Raises
        ------
        KeyError
            Where no area around the municipality has the service.
        """
        having = self.areas(service)
        for area in (area_of(municipality), self._subarea_of[municipality], self.code):
            if area in having:
                return area
        raise KeyError(service, municipality)

    def capacity(self, service: str, area: str, language: str = "") -> Capacity:
        """The capacity of a service in an area, where needed by language.

        Raises
        ------
        KeyError
            Where the county's table has no such capacity.
        """
        return self._capacity_by_key[service, area, language]

    def minutes(self, start: int, end: int) -> float:
        """Minutes of travel, one way, between two municipalities; none within one.

        Raises
        ------
        KeyError
            Where there is no such journey.
        """
        return 0.0 if start == end else self.links[start, end]

    def municipality(self, code: int) -> Municipality:
        """The municipality with an SCB code.

        Raises
        ------
        KeyError
            Where the county has no municipality with that code.
        """
        return self._municipality_by_code[code]

    @cached_property
    def _municipality_by_code(self) -> dict[int, Municipality]:
        return {m.code: m for m in self.municipalities}

    def goal(self, key: str) -> Goal | None:
        """The goal with a key; None where the agreement has none."""
        return next((goal for goal in self.goals if goal.key == key), None)

    @cached_property
    def clinics(self) -> dict[int, tuple[int, float]]:
        """The municipality of each municipality's health clinic, and the hours to it."""
        found = {}
        for m in self.municipalities:
            clinic = self.subareas[m.subarea].clinic
            place = m.code if clinic is None else clinic
            found[m.code] = place, self.minutes(m.code, place) / 60.0
        return found

    def party_sv(self, key: str, when: date) -> str:
        """What a party is called on a date."""
        names = self.parties[key]
        holding = [name for name in names if name.since is None or name.since <= when]
        return (holding or [names[0]])[-1].name_sv
