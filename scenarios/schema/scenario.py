"""The whole scenario: what is asked, when, where, under which law, with which parameters and measures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from scenarios.activities import ACTIVITIES
from scenarios.arrivals import Arrivals
from scenarios.county import Capacity, County
from scenarios.measures import Measure, UnitCost
from scenarios.schema.activities import Activity
from scenarios.schema.borders import Borders
from scenarios.schema.field import Section
from scenarios.schema.law import Law
from scenarios.schema.people import People
from scenarios.schema.posterior import Posterior
from scenarios.schema.stages import Asylum, Childcare, Health, Leave, Moves, Placement, Practice, School, Sfi, So, Start, Work
from scenarios.schema.unaccompanied import Unaccompanied
from scenarios.values import Parameter
from scenarios.vocabulary import Future, Reading

_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)

PARAMETERS: dict[str, type[Section]] = {
    "law": Law,
    "people": People,
    "asylum": Asylum,
    "health": Health,
    "placement": Placement,
    "start": Start,
    "childcare": Childcare,
    "sfi": Sfi,
    "so": So,
    "practice": Practice,
    **{kind.name: Activity for kind in ACTIVITIES},
    "leave": Leave,
    "work": Work,
    "moves": Moves,
    "school": School,
    "borders": Borders,
    "unaccompanied": Unaccompanied,
}
"""The sections of a scenario file whose keys are dated parameters, in the order of the flow."""

PLAIN_SECTIONS = ("about", "period", "county")
"""The sections of a scenario file whose keys are plain values."""

STAGES = tuple(PARAMETERS)


def attribute_of(section: str) -> str:
    """The attribute of a `Scenario` that holds a section: its name, but `start_stage` for the stage `start`."""
    return "start_stage" if section == "start" else section


class About(BaseModel):
    """What the scenario is called and which question it answers."""

    model_config = _STRICT

    title_sv: str = Field(min_length=1)
    title_en: str = Field(min_length=1)
    question_sv: str = Field(min_length=1)
    question_en: str = Field(min_length=1)


class Period(BaseModel):
    """When the run starts and ends, when the decision is taken, which years are reported, and from which point of view."""

    model_config = _STRICT

    start: date
    decision: date
    end: date
    report_from: int = Field(ge=1990, le=2100)
    report_to: int = Field(ge=1990, le=2100)
    reading: Literal["decision", "outcome"] = "decision"
    future: Future = "planned"
    forecast: str | None = None


class CountyFiles(BaseModel):
    """The files that describe the county, relative to the file that names them.

    `posterior` holds draws of a calibration; without it, or with an empty text in a file laid over another, nothing is drawn.
    """

    model_config = _STRICT

    county: str = "county.toml"
    municipalities: str = "municipalities.csv"
    capacity: str = "capacity.csv"
    links: str | None = None
    posterior: str | None = None


Unmeasured = tuple[Mapping[str, Mapping[str, Parameter]], tuple[Capacity, ...]]
"""Parameters by section and field, and capacities, before any measure."""


class Scenario(Section):
    """A resolved scenario: read as it was known, measures applied, frozen.

    `unmeasured` is what it was before its measures, None where it has none: what other values are set on (`scenarios.drawn`).
    `posterior` is what each replication draws its values from (`scenarios.posterior`), None where all have the scenario's own.
    """

    name: str
    title_sv: str
    title_en: str
    question_sv: str
    question_en: str
    start: date
    decision: date
    end: date
    report_from: int
    report_to: int
    reading: Reading
    future: Future
    law: Law
    people: People
    asylum: Asylum
    health: Health
    placement: Placement
    start_stage: Start
    childcare: Childcare
    sfi: Sfi
    so: So
    practice: Practice
    komvux: Activity
    training: Activity
    validation: Activity
    rehabilitation: Activity
    language_support: Activity
    guide: Activity
    coaching: Activity
    language_practice: Activity
    equal_matching: Activity
    early_start: Activity
    municipal_jobs: Activity
    leave: Leave
    work: Work
    moves: Moves
    school: School
    borders: Borders
    unaccompanied: Unaccompanied
    county: County
    arrivals: Arrivals
    measures: tuple[Measure, ...]
    unit_costs: tuple[UnitCost, ...]
    unmeasured: Unmeasured | None = None
    posterior: Posterior | None = None

    def parameter(self, name: str) -> Parameter:
        """A parameter by section and name, such as "sfi.pace_spread"."""
        section, _, key = name.partition(".")
        found: Parameter = getattr(getattr(self, attribute_of(section)), key)
        return found
