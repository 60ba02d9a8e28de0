"""A small county in memory: three municipalities, two languages, a few hundred people, tight capacities; no file is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from scenarios.arrivals import Arrivals
from scenarios.calendar import day, month_starts
from scenarios.county import Capacity, CapacityStep, County, Language, Municipality, SubArea
from scenarios.links import complete
from scenarios.measured import with_measures
from scenarios.measures import Measure
from scenarios.schema.scenario import PARAMETERS, Scenario, attribute_of
from scenarios.values import Number, Text, Vector
from tests.small_county.values import BORDERS, SECTIONS

START, END = date(2013, 1, 1), date(2018, 12, 31)
TOWNS = (9901, 9902, 9903)

Steps = Mapping[date | None, Any]
"""Values by the date from which they hold; None stands for the beginning."""

SEATS: dict[str, dict[str, Steps]] = {
    "sfi_seats": {
        "9901": {None: 16, date(2016, 1, 1): 24, date(2017, 6, 1): 14},
        "ost": {None: 6, date(2016, 1, 1): 10},
        "99": {None: 3, date(2017, 1, 1): 5},
    },
    "caseworkers": {"99": {None: 2, date(2016, 6, 1): 3}},
    "introduction_officers": {"9901": {None: 1}, "99": {None: 1, date(2014, 3, 1): 2}},
    "preparation_places": {"99": {None: 14}},
    "practice_places": {"9901": {None: 5}, "99": {None: 4, date(2015, 1, 1): 2}},
    "asylum_activity_places": {"99": {None: 8}},
    "preschool_places": {"9901": {None: 12}, "99": {None: 10}},
    "school_places": {"9901": {None: 30}, "99": {None: 30, date(2016, 8, 1): 45}},
    "kommuntal": {"9901": {None: 24, date(2016, 1, 1): 50}, "9902": {None: 10}, "9903": {None: 6, date(2016, 1, 1): 20}},
    "dwellings": {"9901": {None: 2}, "9902": {None: 1}, "9903": {None: 0.5}},
    "health_slots": {"99": {None: 9}},
    "unaccompanied_places": {"9901": {None: 15, date(2016, 1, 1): 30}, "9902": {None: 6}, "9903": {None: 4}},
    "hvb_places": {"9901": {None: 20, date(2016, 6, 1): 35, date(2017, 6, 1): 12}, "99": {None: 8}},
    "family_home_places": {"99": {None: 10}},
    "stodboende_places": {"99": {None: 0, date(2016, 1, 1): 12}},
    "youth_dwellings": {"9901": {None: 0.75}, "9902": {None: 0.5}, "9903": {None: 0.25}},
    "komvux_places": {"99": {None: 5}},
    "training_places": {"99": {None: 3, date(2016, 1, 1): 5}},
    "validation_places": {"9901": {None: 1}, "99": {None: 1}},
    "rehabilitation_places": {"99": {None: 4}},
    "language_support_places": {"99": {None: 4}},
    "guide_places": {"9901": {None: 5}, "ost": {None: 2}, "99": {None: 0, date(2015, 1, 1): 3}},
    "coaching_places": {"99": {None: 0, date(2014, 6, 1): 6, date(2017, 1, 1): 0}},
    "language_practice_places": {"99": {None: 5}},
    "equal_matching_places": {"99": {None: 5}},
    "early_start_places": {"99": {None: 0, date(2015, 1, 1): 5}},
    "municipal_jobs_places": {"99": {None: 3, date(2016, 1, 1): 6}},
}
LEADERS: dict[str, Steps] = {"north": {None: 2}, "south": {None: 1, date(2016, 1, 1): 0, date(2016, 9, 1): 1}}


def small_county() -> Scenario:
    """The small county as it is."""
    sections: dict[str, Any] = {
        attribute_of(key): PARAMETERS[key](**{name: dated(PARAMETERS[key], name, value) for name, value in values.items()})
        for key, values in SECTIONS.items()
    }
    return Scenario(
        name="small",
        title_sv="Litet län",
        title_en="Small county",
        question_sv="Hur går det?",
        question_en="How does it go?",
        start=START,
        decision=date(2016, 1, 1),
        end=END,
        report_from=2014,
        report_to=2017,
        reading="outcome",
        future="planned",
        county=_county(),
        arrivals=arrivals(),
        measures=(),
        unit_costs=(),
        **sections,
    )


def dated(section: type, name: str, value: Any) -> Number | Vector | Text:
    """A parameter from a plain value, or from values by date."""
    kind: Any = section.model_fields[name].annotation  # type: ignore[attr-defined]
    steps = value if isinstance(value, Mapping) else {None: value}
    found: Number | Vector | Text = kind(steps=tuple({"from": since, "value": v, "assumption": True} for since, v in steps.items()))
    return found


def arrivals(factor: float = 1.0) -> Arrivals:
    """National arrivals: 1 500 seekers a month, five times as many in the autumn of 2015, few later; 150 quota refugees a month.

    A tenth as many unaccompanied children as other seekers.
    """
    months = tuple(month_starts(START, END))
    autumn, later = date(2015, 8, 1), date(2016, 1, 1)
    asylum = tuple(factor * (1_500.0 if m < autumn else 7_500.0 if m < later else 500.0) for m in months)
    quota = tuple(factor * 150.0 for _ in months)
    alone = tuple(value / 10.0 for value in asylum)
    asylum_most, quota_most, alone_most = (tuple(1.5 * value / factor for value in series) for series in (asylum, quota, alone))
    return Arrivals(months, asylum, quota, alone, asylum_most, quota_most, alone_most)


def _town(code: int, name: str, subarea: str, weight: float, place: tuple[float, float]) -> Municipality:
    return Municipality(
        code=code,
        name=name,
        subarea=subarea,
        kind="town",
        population={2015: int(1000 * weight)},
        unemployment=6.0 + weight / 10.0,
        latitude=place[0],
        longitude=place[1],
        weight_asylum=weight,
        weight_assigned=weight,
        weight_self_settled=weight,
        share_moves_3_years=0.5,
    )


def _county() -> County:
    rows = [capacity(service, area, steps) for service, areas in SEATS.items() for area, steps in areas.items()]
    rows += [capacity("so_leaders", "99", steps, language) for language, steps in LEADERS.items()]
    towns = (
        _town(9901, "Ettby", "ost", 60.0, (59.6, 16.5)),
        _town(9902, "Tvåby", "ost", 25.0, (59.7, 16.3)),
        _town(9903, "Treby", "vast", 15.0, (59.9, 15.9)),
    )
    return County(
        code="99",
        name="Litet län",
        municipalities=towns,
        links=complete({}, towns, BORDERS["speed_kmh"], BORDERS["fixed_minutes"]),
        subareas={"ost": SubArea("Östra", (9901, 9902), 9901), "vast": SubArea("Västra", (9903,))},
        languages=(Language("north", "nordiska", "Northern"), Language("south", "sydiska", "Southern")),
        capacities=tuple(rows),
        council_sv="Rådet",
        preparers_sv="Gruppen",
        parties={},
    )


def capacity(service: str, area: str, steps: Steps, language: str = "") -> Capacity:
    """A capacity from values by date, no background."""
    found = tuple(CapacityStep(day(when or START), float(value), 0.0) for when, value in steps.items())
    return Capacity(service, area, language, found)


def with_values(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """The same scenario with other parameters: by "section.field", a plain value or values by date."""
    changed: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        section, _, field = name.partition(".")
        changed.setdefault(section, {})[field] = dated(PARAMETERS[section], field, value)
    update = {attribute_of(key): getattr(scenario, attribute_of(key)).model_copy(update=fields) for key, fields in changed.items()}
    return scenario.model_copy(update=update)


def with_capacities(scenario: Scenario, steps: Mapping[tuple[str, str, str], Steps]) -> Scenario:
    """The same scenario with other capacities, by (service, area, language)."""
    rows = tuple(
        capacity(c.service, c.area, steps[key], c.language) if (key := (c.service, c.area, c.language)) in steps else c
        for c in scenario.county.capacities
    )
    return scenario.model_copy(update={"county": replace(scenario.county, capacities=rows)})


def with_arrivals(scenario: Scenario, factor: float) -> Scenario:
    """The same scenario with `factor` times as many newcomers."""
    return scenario.model_copy(update={"arrivals": arrivals(factor)})


def with_measure(scenario: Scenario, measure: Measure) -> Scenario:
    """The same scenario with a measure, applied as the loader applies it."""
    return with_measures(scenario, (measure,))


def measure(**fields: Any) -> Measure:
    """A measure decided on 2016-01-01 and in force the same day, unless the fields say otherwise."""
    given: dict[str, Any] = {
        "id": "test",
        "title_sv": "Prov",
        "title_en": "Test",
        "goal": "3.4",
        "responsible": ("kommun",),
        "decided": date(2016, 1, 1),
        "lead_time_days": 0,
        "evidence": "M",
        "evidence_note_sv": "Prov",
    }
    return Measure(**(given | fields))
