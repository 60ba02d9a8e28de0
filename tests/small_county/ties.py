"""Small counties at random in which much happens at one instant: whole days, coarse luck, equal durations, next to no capacity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from hypothesis import strategies as st

from scenarios.activities import ACTIVITIES
from scenarios.calendar import DAYS_PER_YEAR
from scenarios.county import Capacity, County, Language, SubArea
from scenarios.schema.borders import ORDERS
from scenarios.schema.scenario import Scenario
from scenarios.schema.stages import DESTINATIONS, POLICIES
from sim.events import DRAWS
from sim.luck import Floats
from sim.people import Population, sample
from tests.small_county.alternatives import ACTIVITY_ALTERNATIVES, ALTERNATIVES, LAYOUTS, UNITS
from tests.small_county.county import Steps, capacity, small_county, with_arrivals, with_values

CHANGES = (date(2014, 9, 1), date(2016, 3, 1))
"""Days on which values and capacities may change: firsts of months, when quotas are refilled too."""

START_LATE = date(2013, 1, 15)
"""A start in the middle of a month: those who came before it come at once."""

TIMES = ("exponential", "lognormal")
"""Kinds of luck that stretch a duration or a threshold."""

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class Case:
    """A scenario and people made for it."""

    scenario: Scenario
    people: Population

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """What hypothesis prints of a case that fails: a scenario spelled out would fill pages, and is refused."""
        printer.text(f"Case({len(self.scenario.county.municipalities)} municipalities, {self.people.n} people)")


@dataclass(frozen=True)
class Coarseness:
    """How coarse the people's luck and days are; 0 leaves them as they are.

    Attributes
    ----------
    luck
        Uniform luck is one of 1/luck, 2/luck, … below 1: equal to many shares, and to other people's luck.
    times
        Factors on durations and thresholds are multiples of 1/times above 0.
    arrival_days
        Households come on days that this divides.
    birth_years
        Ages on the day of arrival are multiples of this.
    """

    luck: int
    times: int
    arrival_days: int
    birth_years: float

    def applied(self, people: Population) -> Population:
        """The same people, made coarse."""
        luck = {name: self._coarse(values, DRAWS[name].kind) for name, values in people.luck.items()}
        factor = np.maximum(np.ceil(people.trait_factor * self.times), 1.0) / self.times if self.times else people.trait_factor
        score = np.round(people.trait_score * self.luck) / self.luck if self.luck else people.trait_score
        arrival = np.floor(people.arrival / self.arrival_days) * self.arrival_days if self.arrival_days else people.arrival
        return replace(people, luck=luck, trait_factor=factor, trait_score=score, arrival=arrival, birth=self._births(people, arrival))

    def _coarse(self, values: Floats, kind: str) -> Floats:
        if kind == "uniform" and self.luck:
            return np.clip(np.round(values * self.luck), 1.0, self.luck - 1.0) / self.luck
        if kind in TIMES and self.times:
            return np.maximum(np.ceil(values * self.times), 1.0) / self.times
        return values

    def _births(self, people: Population, arrival: Floats) -> Floats:
        if not self.birth_years:
            return people.birth
        came = arrival[people.household]
        step = self.birth_years * DAYS_PER_YEAR
        return came - np.maximum(np.round((came - people.birth) / step), 0.0) * step


COARSENESS = st.builds(
    Coarseness,
    luck=st.sampled_from((4, 8, 2, 0)),
    times=st.sampled_from((1, 1, 1, 2, 4, 0)),
    arrival_days=st.sampled_from((30, 30, 1, 7, 0)),
    birth_years=st.sampled_from((1.0, 0.5, 0.0)),
)


@st.composite
def cases(draw: Draw) -> Case:
    """A random county of one to three municipalities and languages, with its people."""
    base = small_county()
    county = draw(counties(base.county))
    scenario = with_values(with_arrivals(base, draw(st.sampled_from((0.06, 0.03, 0.1)))), draw(values(len(county.languages))))
    start = draw(st.sampled_from((base.start, START_LATE)))
    scenario = scenario.model_copy(update={"county": county, "start": start})
    people = sample(scenario, 1, draw(st.integers(0, 10_000)))
    return Case(scenario, draw(COARSENESS).applied(people))


@st.composite
def values(draw: Draw, languages: int) -> dict[str, Any]:
    """Parameters, some of them changed by date, back and forth."""
    names = draw(st.lists(st.sampled_from(sorted(ALTERNATIVES)), unique=True, min_size=20, max_size=70))
    found = {name: draw(dated(ALTERNATIVES[name])) for name in names}
    found |= {
        f"{name}policy": draw(dated(POLICIES))
        for name in ("health.", "placement.", "placement.dwelling_", "start.", "sfi.", "so.", "practice.", "unaccompanied.home_")
        if draw(st.booleans())
    }
    if draw(st.booleans()):
        found["borders.policy"] = draw(dated(ORDERS))
    if draw(st.booleans()):
        found["placement.where"] = draw(dated(DESTINATIONS))
    for kind in ACTIVITIES:
        fields = draw(st.lists(st.sampled_from(sorted(ACTIVITY_ALTERNATIVES)), unique=True, max_size=6))
        found |= {f"{kind.name}.{field}": draw(dated(ACTIVITY_ALTERNATIVES[field])) for field in fields}
    shares = {1: (1.0,), 2: (0.5, 0.5), 3: (0.5, 0.25, 0.25)}
    found["people.language_shares"] = shares[languages]
    found["people.schooling_by_language"] = (0.25, 0.25, 0.25, 0.25) * languages
    return found


def dated(alternatives: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """A value for good, or values that change on one or both of the days."""
    value = st.sampled_from(alternatives)
    first, second = CHANGES
    return st.one_of(
        value,
        st.tuples(value, value).map(lambda v: {None: v[0], first: v[1]}),
        st.tuples(value, value, value).map(lambda v: {None: v[0], first: v[1], second: v[2]}),
    )


@st.composite
def counties(draw: Draw, base: County) -> County:
    """Services of one's own or shared with others, and how much of each there is, by date."""
    size = draw(st.sampled_from((3, 1, 2)))
    towns = tuple(
        replace(town, share_moves_3_years=draw(st.sampled_from((0.5, 0.95, 0.0))), weight_self_settled=draw(st.sampled_from((50.0, 10.0))))
        for town in base.municipalities[:size]
    )
    codes = tuple(town.code for town in towns)
    languages = tuple(Language(name, name, name) for name in ("north", "south", "west")[: draw(st.integers(1, 3))])
    minutes = st.sampled_from((30.0, 0.0, 15.0, 45.0))
    rows: list[Capacity] = []
    for service, layouts in LAYOUTS.items():
        for area in draw(st.sampled_from(layouts[size])):
            rows.append(capacity(service, area, draw(amounts(UNITS[service]))))
    rows += [capacity("so_leaders", "99", draw(amounts(UNITS["so_leaders"])), language.key) for language in languages]
    clinic = st.sampled_from((None, *codes))
    return replace(
        base,
        municipalities=towns,
        subareas={
            "ost": SubArea("Östra", tuple(c for c in codes if c != 9903), draw(clinic)),
            "vast": SubArea("Västra", tuple(c for c in codes if c == 9903), draw(clinic)),
        },
        languages=languages,
        capacities=tuple(rows),
        links={(a, b): draw(minutes) for a in codes for b in codes if a != b},
    )


def amounts(units: tuple[float, ...]) -> st.SearchStrategy[Steps]:
    """How much of a service there is, for good or by date."""
    return dated(units).map(lambda found: found if isinstance(found, dict) else {None: found})
