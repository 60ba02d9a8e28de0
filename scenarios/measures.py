"""Measures: dated, costed changes tied to a goal of the agreement, and how they change parameters and capacities.

A measure is in force from the day of the decision plus its lead time. Before that day it changes nothing; after `until`, where
it has one, what would have held without it returns. Several measures act in the order in which they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, pairwise
from math import floor
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scenarios.calendar import day
from scenarios.county import Capacity, CapacityStep, Municipality
from scenarios.language import translate
from scenarios.reallocation import Key, Shift, reallocated
from scenarios.shares import rounding_offset
from scenarios.values import Parameter
from scenarios.vocabulary import SERVICES, Evidence, Payer

_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
_NEARLY = 1e-9
_LARGEST_SEK = 1e11
_LONGEST_DAYS = 3660


class CapacityChange(BaseModel):
    """More, or fewer, of a service's places: added to the capacity or a factor on it, in the areas and languages named (none: all)."""

    model_config = _STRICT

    service: str
    areas: tuple[str, ...] = Field(default=(), strict=False)
    languages: tuple[str, ...] = Field(default=(), strict=False)
    add: float | None = Field(default=None, ge=-100_000, le=100_000)
    factor: float | None = Field(default=None, ge=0, le=100)

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        if (self.add is None) == (self.factor is None):
            raise ValueError(translate("Give either add or factor."))
        return self

    def applied(self, value: float) -> float:
        """The capacity after the change."""
        return max(0.0, value + self.add) if self.add is not None else value * (self.factor or 0.0)


class Setting(BaseModel):
    """A parameter's value while the measure is in force: `parameter` is section.field."""

    model_config = _STRICT

    parameter: str
    value: Any


class Cost(BaseModel):
    """What a measure costs one payer: a sum in SEK per seat and year, year, event, unit or once, in the prices of `year`.

    A sum per year or once is for the measure as it stands; one that is `fixed` is the same however much of the measure is done.
    """

    model_config = _STRICT

    payer: Payer
    sek: float = Field(ge=-_LARGEST_SEK, le=_LARGEST_SEK)
    per: Literal["seat_year", "year", "event", "unit", "once"]
    service: str | None = None
    event: str | None = None
    year: int = Field(ge=1990, le=2100)
    source: str | None = None
    assumption: bool = False
    note: str = ""
    fixed: bool = False

    @model_validator(mode="after")
    def _has_an_origin(self) -> Self:
        _one_origin(self.source, self.assumption)
        _one_subject(self.per, self.service, self.event)
        return self


class UnitCost(BaseModel):
    """What one seat and year of a service, one event or one unit of a quota costs its payer, in the prices of `year`."""

    model_config = _STRICT

    service: str | None = None
    event: str | None = None
    payer: Payer
    sek: float = Field(ge=-_LARGEST_SEK, le=_LARGEST_SEK)
    per: Literal["seat_year", "event", "unit"]
    year: int = Field(ge=1990, le=2100)
    source: str | None = None
    assumption: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _has_an_origin(self) -> Self:
        _one_origin(self.source, self.assumption)
        _one_subject(self.per, self.service, self.event)
        return self


class Measure(BaseModel):
    """One priority: what it changes, when, for which goal, who is responsible, what it costs and how well it is founded.

    `indicators` are those that it is meant to move, the closest first; none where the goal's own stand closest.
    """

    model_config = _STRICT

    id: str = Field(pattern=r"^[a-z0-9åäö_-]{1,64}$")
    title_sv: str = Field(min_length=1)
    title_en: str = Field(min_length=1)
    goal: str = Field(min_length=1)
    responsible: tuple[str, ...] = Field(min_length=1, strict=False)
    decided: date
    lead_time_days: int = Field(ge=0, le=_LONGEST_DAYS)
    notice_days: int = Field(default=0, ge=0, le=_LONGEST_DAYS)
    until: date | None = None
    evidence: Evidence
    evidence_note_sv: str = Field(min_length=1)
    indicators: tuple[str, ...] = Field(default=(), strict=False)
    capacity: tuple[CapacityChange, ...] = Field(default=(), strict=False)
    key: tuple[Key, ...] = Field(default=(), strict=False)
    shift: tuple[Shift, ...] = Field(default=(), strict=False)
    settings: tuple[Setting, ...] = Field(default=(), strict=False)
    costs: tuple[Cost, ...] = Field(default=(), strict=False)

    @property
    def goals(self) -> tuple[str, ...]:
        """Keys of the goals that it serves, the first its own."""
        return tuple(key.strip() for key in self.goal.split(",") if key.strip())

    @property
    def in_force(self) -> date:
        """The first day on which the measure has an effect: the day of the decision plus the lead time."""
        return self.decided + timedelta(days=self.lead_time_days)

    @property
    def days_in_force(self) -> tuple[float, float]:
        """The first day in force, and the day from which it no longer is (infinity for good)."""
        return day(self.in_force), float("inf") if self.until is None else day(self.until)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until <= self.in_force:
            raise ValueError(translate("The measure ends before it comes into force ({date}).").format(date=self.in_force))
        return self


def _one_origin(source: str | None, assumption: bool) -> None:
    """A cost has either a source or the mark of an assumption."""
    if bool(source) == assumption:
        raise ValueError(translate("A number needs either a source or the mark of an assumption."))


def _one_subject(per: str, service: str | None, event: str | None) -> None:
    """A cost per seat and year or per unit names its service, one per event its event."""
    needs_service, needs_event = per in ("seat_year", "unit"), per == "event"
    if needs_service != (service is not None) or needs_event != (event is not None):
        raise ValueError(translate("A cost per seat_year or unit names a service, a cost per event an event, others neither."))


def apply_settings(parameters: Mapping[str, Mapping[str, Parameter]], measures: Sequence[Measure]) -> dict[str, dict[str, Parameter]]:
    """The parameters by section and field, with the measures' values from the day on which each is in force."""
    changed = {section: dict(fields) for section, fields in parameters.items()}
    for measure in measures:
        for setting in measure.settings:
            section, _, name = setting.parameter.partition(".")
            old: Any = changed[section][name]
            value = tuple(setting.value) if isinstance(setting.value, list) else setting.value
            changed[section][name] = old.changed(measure.in_force, measure.until, value, f"measure: {measure.id}")
    return changed


def apply_capacities(
    capacities: Sequence[Capacity], measures: Sequence[Measure], municipalities: Sequence[Municipality] = ()
) -> tuple[Capacity, ...]:
    """The capacities with the measures' changes from the day on which each is in force; `municipalities` are needed by a key."""
    *_, last = capacities_by_measure(capacities, measures, municipalities)
    return last


def capacities_by_measure(
    capacities: Sequence[Capacity], measures: Sequence[Measure], municipalities: Sequence[Municipality] = ()
) -> list[tuple[Capacity, ...]]:
    """The capacities before the first measure and after each: what a measure adds is the difference between two that follow each other."""
    changed = list(capacities)
    found = [tuple(changed)]
    for measure in measures:
        for change in measure.capacity:
            changed = _with_changes(changed, change, measure)
        parts: tuple[Key | Shift, ...] = (*measure.key, *measure.shift)
        for part in parts:
            changed = reallocated(changed, part, municipalities, *measure.days_in_force)
        found.append(tuple(changed))
    return found


def _with_changes(capacities: Sequence[Capacity], change: CapacityChange, measure: Measure) -> list[Capacity]:
    """The capacities with one change; seats and persons stay whole, and a county as a whole follows a change that single rows cannot."""
    offsets = (rounding_offset(row) for row in count())
    is_whole = SERVICES[change.service].whole
    return [_with_change(c, change, measure, next(offsets) if is_whole else None) if _is_meant(c, change) else c for c in capacities]


def _is_meant(capacity: Capacity, change: CapacityChange) -> bool:
    """Whether a change is about this capacity."""
    if capacity.service != change.service or (change.areas and capacity.area not in change.areas):
        return False
    return not change.languages or capacity.language in change.languages


def _with_change(capacity: Capacity, change: CapacityChange, measure: Measure, offset: float | None) -> Capacity:
    """One capacity with one change from the measure's first day to its last; an offset tells from which remainder it is rounded up."""
    start, stop = measure.days_in_force
    bounds = {start} if measure.until is None else {start, stop}
    # The first value holds before its own day too: where the change begins no later than that, it gets an earlier day.
    first = min(capacity.steps[0].since, start - 1.0)
    steps = []
    for since in sorted({first, *(step.since for step in capacity.steps), *bounds}):
        old = capacity.step(since)
        new = old.value if not start <= since < stop else change.applied(old.value) if offset is None else _whole(change, old, offset)
        steps.append(CapacityStep(since, new, old.background))
    kept = [steps[0], *(b for a, b in pairwise(steps) if (a.value, a.background) != (b.value, b.background))]
    return replace(capacity, steps=tuple(kept))


def _whole(change: CapacityChange, old: CapacityStep, offset: float) -> float:
    """The capacity after a change by whole seats."""
    return max(0.0, old.value + floor(change.applied(old.value) - old.value + offset + _NEARLY))
