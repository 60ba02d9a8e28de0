"""One more of something in one place: what could be tried, how much is tried, and how long people wait for it there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from results.indicators.capacity import MECHANISM, OF_AN_INTRODUCTION, TRACK_OF, YEARLY, integral
from results.indicators.history import History
from results.intervals import Floats
from results.priorities.choices.budget import years_of
from scenarios.calendar import day
from scenarios.county import Capacity, County, area_of
from scenarios.measured import with_measures
from scenarios.measures import CapacityChange, Measure
from scenarios.schema.scenario import Scenario
from scenarios.vocabulary import SERVICES
from sim.events import PLACES
from sim.stages.start.rules import INTRODUCTION

ASKED = ("sfi_seats", "so_leaders", "dwellings", "caseworkers", "practice_places")
"""Services that one more is tried of, where no others are asked for: seats, leaders, dwellings, caseworkers, practice places."""

PART = 0.1
"""How much more is tried, of what there is: at least one, and no more than a tenth, so that what one more brings is seen."""

MONTHS_A_YEAR = 12.0


@dataclass(frozen=True)
class More:
    """A little more of a service in one area, and in one language where it is divided by that, from the decision on.

    `add` is in the service's own unit: places, persons a year, or dwellings a month.
    """

    service: str
    area: str
    language: str
    add: float

    @property
    def track(self) -> str:
        """What people wait for."""
        return TRACK_OF[self.service]

    @property
    def a_year(self) -> float:
        """How many more that is a year: seats kept all year, or what a quota gives in it."""
        return self.add * (MONTHS_A_YEAR if _is_monthly(self.service) else 1.0)

    def laid_on(self, scenario: Scenario) -> Scenario:
        """The scenario with it, beside the measures that it has."""
        languages = (self.language,) if self.language else ()
        change = CapacityChange(service=self.service, areas=(self.area,), languages=languages, add=self.add)
        measure = Measure(
            id="one-more",
            title_sv=SERVICES[self.service].sv,
            title_en=SERVICES[self.service].en,
            goal="-",
            responsible=("-",),
            decided=scenario.decision,
            lead_time_days=0,
            evidence="M",
            evidence_note_sv="-",
            capacity=(change,),
        )
        return with_measures(scenario, (*scenario.measures, measure))


def every(scenario: Scenario, services: Iterable[str] = ASKED) -> tuple[More, ...]:
    """All that could be tried: each capacity of some services, in the order of the county's table."""
    wanted = tuple(services)
    rows = [row for service in wanted for row in scenario.county.capacities if row.service == service]
    return tuple(More(row.service, row.area, row.language, _little(row, scenario)) for row in rows)


def _is_monthly(service: str) -> bool:
    return MECHANISM[service] == "quotas" and service not in YEARLY


def _little(row: Capacity, scenario: Scenario) -> float:
    """A whole number of seats or persons; of what is given by the month, a whole number a year."""
    since, until = reported(scenario)
    held = float(integral(row, np.array([since, until]))[1]) / (until - since)
    months = MONTHS_A_YEAR if _is_monthly(row.service) else 1.0
    return max(1.0, float(np.floor(PART * held * months + 0.5))) / months


def reported(scenario: Scenario) -> tuple[float, float]:
    """The first day of the years reported from the decision on, and the day after their last."""
    years = years_of(scenario)
    return day(date(years[0], 1, 1)), day(date(years[-1] + 1, 1, 1))


def waited(history: History, tried: Sequence[More]) -> Floats:
    """Days that people wait for each of them from the decision to the end of the run, all persons together, shape (tried,).

    Where nobody waits at all, one more changes nothing: whoever comes is served at once without it. That holds of what serves its own area
    alone, by the smallest area that has it. Where neighbours are offered the seats, or several areas share a quota, everyone who waits for
    the service counts.
    """
    return np.array([_days(history, more) for more in tried])


def _days(history: History, more: More) -> float:
    county, spells = history.scenario.county, history.spells(more.track).waited()
    if more.service in OF_AN_INTRODUCTION:
        spells = spells.take((spells.detail == INTRODUCTION) == OF_AN_INTRODUCTION[more.service])
    if more.language:
        number = next(k for k, language in enumerate(county.languages) if language.key == more.language)
        spells = spells.take(spells.detail == number)
    over = np.minimum(np.minimum(spells.start, spells.end), history.horizon)
    days = np.maximum(0.0, over - np.maximum(spells.join, day(history.scenario.decision)))
    if _is_shared(more.service, history.scenario):
        return float(days.sum())
    home = history.place_of(spells, spells.begin)
    return float(days[np.isin(home, _codes(county, more))].sum())


def _is_shared(service: str, scenario: Scenario) -> bool:
    """Whether one area's places may serve another's people."""
    place = next(place for place in PLACES.values() if place.service == service)
    if place.shared or place.mechanism == "batches":
        return True
    steps = scenario.parameter(place.across).steps if place.across else ()
    return any(isinstance(step.value, (int, float)) and step.value > 0.0 for step in steps)


def _codes(county: County, more: More) -> list[int]:
    """The municipalities that an area's service serves, and 0 for people whose home is not known."""
    return [0, *(m.code for m in county.municipalities if _served_by(county, more.service, m.code) == more.area)]


def _served_by(county: County, service: str, code: int) -> str:
    try:
        return county.served_by(service, code)
    except KeyError:
        return ""


def grid_area(county: County, area: str) -> str:
    """An area of a service as the indicators name it: the county, a municipality, or a sub-area "19:norra"."""
    codes = {area_of(m.code) for m in county.municipalities}
    return area if area == county.code or area in codes else f"{county.code}:{area}"
