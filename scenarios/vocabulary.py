"""The words that scenario files may use: services with capacities, events that cost something, payers, grades of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scenarios.activities import ACTIVITIES, STEPS
from scenarios.language import N_, translate

Reading = Literal["decision", "outcome"]
"""As it looked at the decision, or as it turned out."""

Future = Literal["low", "planned", "high", "surge"]
"""Which of the shipped forecasts of arrivals is used; `surge` is no forecast but a test of readiness: the autumn of 2015 once more."""

Payer = Literal["kommun", "region", "stat", "projekt"]
"""Who pays: municipality, region, state, or a project's funds."""

Evidence = Literal["A", "B", "C", "D", "M"]
"""Grade of evidence; M stands for what follows mechanically from the model."""

READINGS: tuple[Reading, ...] = ("decision", "outcome")
FUTURES: tuple[Future, ...] = ("low", "planned", "high", "surge")


@dataclass(frozen=True)
class Service:
    """A service with a capacity: seats that are given back, or a quota that is used up; unit and names.

    An optional one needs no row in a county's table: where it has none, there are no places.
    """

    kind: Literal["seats", "quota"]
    unit: str
    sv: str
    en: str
    optional: bool = False

    @property
    def whole(self) -> bool:
        """Whether it comes in whole numbers: seats and persons, not what is given by the month."""
        return self.kind == "seats" or self.unit == "persons/year"


SERVICES: dict[str, Service] = {
    "kommuntal": Service("quota", "persons/year", "Kommuntal", "Municipal allotment"),
    "dwellings": Service("quota", "dwellings/month", "Bostäder", "Dwellings"),
    "health_slots": Service("quota", "examinations/month", "Hälsoundersökningar", "Health assessments"),
    "caseworkers": Service("seats", "caseworkers", "Handläggare", "Caseworkers"),
    "introduction_officers": Service("seats", "caseworkers", "Introduktionshandläggare", "Introduction officers"),
    "sfi_seats": Service("seats", "seats", "Sfi-platser", "SFI seats"),
    "so_leaders": Service("seats", "leaders", "Samhällskommunikatörer", "Civic orientation leaders"),
    "preparation_places": Service("seats", "places", "Förberedande insatser", "Work preparation places"),
    "practice_places": Service("seats", "places", "Praktikplatser", "Practice places"),
    "asylum_activity_places": Service("seats", "places", "Platser i insatser under asyltiden", "Asylum-time activity places"),
    "preschool_places": Service("seats", "places", "Förskoleplatser", "Preschool places"),
    "school_places": Service("seats", "places", "Skolplatser", "School places"),
    "unaccompanied_places": Service("quota", "persons/year", "Anvisade ensamkommande barn", "Unaccompanied children assigned"),
    "hvb_places": Service("seats", "places", "Platser i HVB", "Places in residential care (HVB)"),
    "family_home_places": Service("seats", "places", "Platser i familjehem", "Places in family homes"),
    "stodboende_places": Service("seats", "places", "Platser i stödboende", "Places in supported housing (stödboende)"),
    "youth_dwellings": Service("quota", "dwellings/month", "Ungdomsbostäder", "Dwellings for young people"),
    **{kind.service: Service("seats", "places", f"Platser: {kind.sv}", f"Places: {kind.en}", optional=True) for kind in ACTIVITIES},
}
"""Every service that capacity tables and measures may name."""

_EVENTS_BY_STAGE: dict[str, tuple[str, ...]] = {
    "asylum": (
        "applied",
        "housing_changed",
        "decided",
        "extended",
        "appealed",
        "permit",
        "refused",
        "departed",
        "activity_queued",
        "activity_started",
        "activity_ended",
        "activity_withdrawn",
        "work_started",
        "work_ended",
    ),
    "placement": (
        "arrived",
        "settled_elsewhere",
        "queued",
        "selected",
        "assigned",
        "reached",
        "dwelling_wanted",
        "dwelling_found",
        "dwelling_withdrawn",
        "temporary_housing",
        "received",
    ),
    "start": ("talk_wanted", "talk_begun", "talk_done", "talk_withdrawn", "plan_started", "plan_ended"),
    "sfi": ("applied", "queued", "course_started", "course_passed", "course_failed", "dropped_out", "interrupted", "withdrawn"),
    "so": ("queued", "started", "completed", "interrupted", "withdrawn"),
    "practice": (
        "preparation_queued",
        "preparation_started",
        "preparation_ended",
        "preparation_withdrawn",
        "queued",
        "started",
        "ended",
        "interrupted",
        "withdrawn",
    ),
    "activities": tuple(f"{kind.name}_{step}" for kind in ACTIVITIES for step in STEPS),
    "health": ("called", "examined", "missed"),
    "leave": ("began", "ended", "plan_part_time", "plan_full"),
    "childcare": ("waited", "found", "withdrawn"),
    "work": ("started", "ended"),
    "moves": ("moved", "left_county"),
    "school": (
        "preschool_requested",
        "preschool_started",
        "preschool_ended",
        "preschool_withdrawn",
        "school_requested",
        "school_started",
        "school_ended",
        "school_withdrawn",
    ),
    "unaccompanied": (
        "queued",
        "assigned",
        "withdrawn",
        *(f"{form}_{step}" for form in ("hvb", "family_home", "stodboende") for step in ("wanted", "placed", "left", "withdrawn")),
        "guardian_appointed",
        "aged_out",
        "folk_high_school_started",
        "folk_high_school_ended",
        "home_wanted",
        "home_found",
        "home_withdrawn",
        "home_by_themselves",
    ),
}

EVENTS = frozenset(f"{stage}.{event}" for stage, events in _EVENTS_BY_STAGE.items() for event in events)
"""Full names of the events of a run, to which a cost may be tied."""

UNITS = (
    N_("share"),
    N_("days"),
    N_("minutes"),
    N_("months"),
    N_("years"),
    N_("hours"),
    N_("hours/week"),
    N_("days/week"),
    N_("persons"),
    N_("persons/year"),
    N_("per year"),
    N_("per unit"),
    N_("share/hour"),
    N_("factor"),
    N_("log sd"),
    N_("policy"),
    N_("km"),
    N_("km/h"),
    N_("SEK/month"),
    N_("SEK/person"),
    N_("SEK/seat_year"),
    N_("SEK/year"),
    N_("SEK/event"),
    N_("SEK/unit"),
    N_("SEK/once"),
    N_("0/1"),
    N_("level"),
    N_("percent"),
    N_("degrees"),
    N_("weight"),
    N_("seats"),
    N_("places"),
    N_("leaders"),
    N_("caseworkers"),
    N_("dwellings/month"),
    N_("examinations/month"),
)
"""Every unit of the schema, of services and of costs, as it is written in the schema."""


def unit_label(unit: str) -> str:
    """A unit in the chosen language."""
    return translate(unit)
