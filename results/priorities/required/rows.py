"""The rows of a capacity table that are sought, and a scenario with a plan of places by month in them."""

from __future__ import annotations

from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from results.indicators.grid import Grid
from results.intervals import Floats
from scenarios.calendar import day, shift_months
from scenarios.county import Capacity, CapacityStep, County, area_of
from scenarios.language import translate as _
from scenarios.schema.scenario import Scenario
from scenarios.vocabulary import SERVICES

Plan = tuple[tuple[float, ...], ...]
"""What each row has for the people of the flow in each month, from the first month on: (rows, months)."""

WHOLE_QUOTAS = frozenset({"health_slots"})
"""Monthly numbers that are given in whole units; dwellings a month are given in tenths, ten of them one dwelling in ten months."""

_NEARLY = 1e-6


@dataclass(frozen=True)
class Row:
    """One row of a county's capacity table: its area, where needed its language, and the area of the indicators that it serves."""

    area: str
    language: str
    judged: str

    @property
    def key(self) -> str:
        """How files name it."""
        return f"{self.area}/{self.language}" if self.language else self.area


def rows_in(county: County, service: str, area: str = "") -> tuple[Row, ...]:
    """The rows of a service within an area of the grid (the county by default), or the one that serves a municipality.

    A row is judged by the indicator in its own area; where it has none of its own (a language, or the whole county), that is empty.
    """
    within, serving = _codes(county, area), served(county, service)
    areas = [name for name in county.areas(service) if name in {serving[code] for code in within if code in serving}]
    own = {name: _judged(county, name) for name in areas}
    alone = len(areas) == 1
    found = [c for c in county.capacities if c.service == service and c.area in areas]
    return tuple(Row(c.area, c.language, "" if alone or c.language or own[c.area] == area else own[c.area]) for c in found)


def _codes(county: County, area: str) -> tuple[int, ...]:
    short = area.removeprefix(f"{county.code}:")
    if short in county.subareas:
        return county.subareas[short].codes
    return tuple(m.code for m in county.municipalities if area in ("", county.code, m.area))


def served(county: County, service: str) -> dict[int, str]:
    """The area whose service each municipality's people use, by code; those without any are left out."""
    found = {}
    for municipality in county.municipalities:
        with suppress(KeyError):
            found[municipality.code] = county.served_by(service, municipality.code)
    return found


def _judged(county: County, area: str) -> str:
    """The grid's name of a row's area; none for the county as a whole."""
    if area == county.code:
        return ""
    return f"{county.code}:{area}" if area in county.subareas else area


def row_name(county: County, service: str, row: Row) -> str:
    """What a row is called: its municipality, sub-area or county (the rest, where parts have places of their own), and its language."""
    parts = len(county.areas(service))
    whole = _("{county}, the rest").format(county=county.name) if parts > 1 else county.name
    names = {county.code: whole, **{key: part.name_sv for key, part in county.subareas.items()}}
    names |= {area_of(m.code): m.name for m in county.municipalities}
    language = next((each.label for each in county.languages if each.key == row.language), row.language)
    return f"{names[row.area]}, {language}" if row.language else names[row.area]


def rounded_up(service: str, numbers: Floats) -> Floats:
    """Numbers of places as they can be planned: whole seats; dwellings a month in tenths."""
    unit = unit_of(service)
    found: Floats = np.ceil(np.maximum(numbers, 0.0) / unit - _NEARLY) * unit
    return np.round(found, 6)


def unit_of(service: str) -> float:
    """The least step of a service's capacity."""
    return 1.0 if SERVICES[service].whole or service in WHOLE_QUOTAS else 0.1


def months_from(grid: Grid, first: float) -> tuple[int, ...]:
    """Positions of the grid's months that begin on a day or later."""
    return tuple(range(bisect_left(grid.months[:-1].tolist(), first), len(grid.month_names)))


def blocks_of(grid: Grid, months: tuple[int, ...], hold: int) -> tuple[tuple[int, ...], ...]:
    """The months in stretches during which a plan stays as it is: so many months, counted from January; shorter at the ends."""
    found: dict[tuple[int, int], list[int]] = {}
    for position, month in enumerate(months):
        year, number = (int(part) for part in grid.month_names[month].split("-"))
        found.setdefault((year, (number - 1) // hold), []).append(position)
    return tuple(tuple(each) for each in found.values())


def with_plan(scenario: Scenario, service: str, rows: tuple[Row, ...], days: tuple[float, ...], plan: Plan) -> Scenario:
    """The scenario with a plan in place of what the rows have from the plan's first day on.

    What people outside the flow take stays as it is; the plan is what is left for the flow. `days` are the first days of the plan's months.
    """
    changed = {(row.area, row.language): levels for row, levels in zip(rows, plan, strict=True)}
    capacities = tuple(
        _planned(c, days, changed[c.area, c.language]) if c.service == service and (c.area, c.language) in changed else c
        for c in scenario.county.capacities
    )
    return scenario.model_copy(update={"county": replace(scenario.county, capacities=capacities)})


def _planned(capacity: Capacity, days: tuple[float, ...], levels: tuple[float, ...]) -> Capacity:
    before = [step for step in capacity.steps if step.since < days[0]] or [replace(capacity.steps[0], since=days[0] - 1.0)]
    later = []
    for since, level in zip(days, levels, strict=True):
        others = capacity.step(since).background
        later.append(CapacityStep(since, others + level, others))
    return replace(capacity, steps=(*before, *later))


def ample(rows: tuple[Row, ...], months: int, service: str) -> Plan:
    """More of everything than anyone could use."""
    plenty = 1_000_000.0 if SERVICES[service].kind == "seats" else 10_000.0
    return tuple((plenty,) * months for _row in rows)


def as_plan(levels: Floats) -> Plan:
    """Levels of shape (rows, months) as a plan."""
    return tuple(tuple(float(value) for value in row) for row in levels)


def today(scenario: Scenario, service: str, rows: tuple[Row, ...], days: tuple[float, ...]) -> Floats:
    """What each row has left for the flow in each month as decided, shape (rows, months)."""
    held = [scenario.county.capacity(service, row.area, row.language) for row in rows]
    return np.array([[capacity.effective(since) for since in days] for capacity in held])


def first_month(scenario: Scenario, lead: int = 0) -> float:
    """The day on which a plan can begin: the first of the month of the decision or of the next one, and so many months later."""
    decided = scenario.decision
    return day(shift_months(decided.replace(day=1), lead if decided.day == 1 else lead + 1))
