"""Made-up counties in memory: Västmanland with fewer people, and five counties with 64 municipalities and 120 000 people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from scenarios.county import Capacity, CapacityStep, County, Municipality, SubArea
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from scenarios.values import Number

MUNICIPALITIES = (10, 8, 26, 7, 13)
"""Municipalities of the five counties."""
PEOPLE = 120_000
"""People of all five together; a county has its share by municipalities."""
BASE_PEOPLE = 55_538
"""People of Västmanland's base scenario, of whom the others get a share."""
FIRST_CODE = 91
QUOTAS = frozenset({"kommuntal", "dwellings", "health_slots"})
"""Services counted in parts of a unit; all others are whole seats."""


@cache
def vastmanland() -> Scenario:
    """The base scenario of all of them."""
    return load("vastmanland")


def five_counties() -> list[Scenario]:
    """The five counties, simulated one by one: nothing couples them."""
    return [made_up(FIRST_CODE + k, count, count / sum(MUNICIPALITIES)) for k, count in enumerate(MUNICIPALITIES)]


@cache
def five_counties_once() -> tuple[Scenario, ...]:
    """The five counties, made once a process."""
    return tuple(five_counties())


def one_large_county() -> Scenario:
    """All 64 municipalities as one coupled county on one agenda."""
    return made_up(FIRST_CODE + len(MUNICIPALITIES), sum(MUNICIPALITIES), 1.0)


def tiny() -> Scenario:
    """A county of some hundred people."""
    return made_up(FIRST_CODE, 10, 0.005)


def made_up(code: int, count: int, share: float) -> Scenario:
    """A county with so many municipalities, copied in turn from Västmanland's, and a share of the people."""
    base = vastmanland()
    times = share * PEOPLE / BASE_PEOPLE
    people = base.people
    shares = {name: _scaled(getattr(people, name), times) for name in ("share_nation_stays", "share_nation_settles")}
    return base.model_copy(update={"people": people.model_copy(update=shares), "county": _county(base.county, code, count, times)})


def _scaled(number: Number, times: float) -> Number:
    return number.model_copy(update={"steps": tuple(s.model_copy(update={"value": s.value * times}) for s in number.steps)})


def _county(base: County, code: int, count: int, times: float) -> County:
    originals = [base.municipalities[k % len(base.municipalities)] for k in range(count)]
    towns = tuple(replace(town, code=code * 100 + k, name=f"{town.name} {k}") for k, town in enumerate(originals, start=1))
    of_subarea = {key: tuple(town.code for town in towns if town.subarea == key) for key in base.subareas}
    subareas = {key: SubArea(base.subareas[key].name_sv, codes) for key, codes in of_subarea.items() if codes}
    areas = {str(town.code): str(original.code) for town, original in zip(towns, originals, strict=True)}
    areas |= {key: key for key in subareas} | {str(code): base.code}
    found = tuple(
        _capacity(capacity, area, times * _share(area, towns) / _share(original, base.municipalities))
        for capacity in base.capacities
        for area, original in areas.items()
        if original == capacity.area
    )
    return replace(base, code=str(code), name=f"County {code}", municipalities=towns, subareas=subareas, capacities=found)


def _share(area: str, towns: tuple[Municipality, ...]) -> float:
    """An area's share of the county's people, by the weights of own settlement; 1 for the county itself."""
    weights: Mapping[str, float] = {str(town.code): town.weight_self_settled for town in towns}
    whole = sum(weights.values())
    inside = sum(town.weight_self_settled for town in towns if area in {str(town.code), town.subarea})
    return (inside or whole) / whole


def _capacity(capacity: Capacity, area: str, times: float) -> Capacity:
    """The capacity as many times as large: whole seats, at least one where there were any."""
    steps = []
    for step in capacity.steps:
        effective = step.effective * times
        if capacity.service not in QUOTAS:
            effective = max(round(effective), 1) if step.effective >= 1.0 else 0
        steps.append(CapacityStep(step.since, float(effective), 0.0))
    return replace(capacity, area=area, steps=tuple(steps))
