"""A scenario with other values for some of its parameters: what a calibration tries, and what a posterior draws.

A value has an address: `section.field` for every dated value of a parameter, `section.field@2014-04-01` for the one that holds from that
day (`@first` for the one that holds from the beginning), `section.field[2]` for one number of a vector (from 0), or both.
`capacity.sfi_seats` is a factor on what a service has left for the people of the flow, in all areas. Values are set on the scenario as
it is without its measures, and the measures are applied anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor
from typing import Any, Literal

from scenarios.county import Capacity, CapacityStep
from scenarios.measured import laid_on, parameters_of, unmeasured
from scenarios.schema.scenario import Scenario
from scenarios.shares import rounding_offset
from scenarios.values import DatedValue, Parameter
from scenarios.vocabulary import SERVICES

CAPACITY = "capacity"
"""The section of addresses that mean a factor on a service's capacity."""

_ADDRESS = re.compile(r"(?P<section>[a-z_]+)\.(?P<field>[a-z0-9_]+)(?:@(?P<since>first|\d{4}-\d{2}-\d{2}))?(?:\[(?P<entry>\d+)\])?")


@dataclass(frozen=True)
class Address:
    """Where a value belongs: the field of a section, one of its dated values or all (None), one number of a vector or all (None)."""

    section: str
    field: str
    since: date | Literal["first"] | None = None
    entry: int | None = None

    @property
    def name(self) -> str:
        """Section and field, such as "sfi.pass_share"."""
        return f"{self.section}.{self.field}"

    def means(self, step: DatedValue[Any]) -> bool:
        """Whether a dated value is meant."""
        return self.since is None or self.since == (step.since or "first")

    def __str__(self) -> str:
        """As it is written in files."""
        return self.name + (f"@{self.since}" if self.since else "") + ("" if self.entry is None else f"[{self.entry}]")


def address(text: str) -> Address:
    """An address as it is written in files.

    Raises
    ------
    ValueError
        The text is no address.
    """
    found = _ADDRESS.fullmatch(text)
    if found is None:
        raise ValueError(f"no address of a value: {text!r}")
    since, entry = found["since"], found["entry"]
    when: date | Literal["first"] | None = "first" if since == "first" else date.fromisoformat(since) if since else None
    return Address(found["section"], found["field"], when, int(entry) if entry else None)


def with_values(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario with these values, by address, in place of its own; its measures are applied to them as before.

    Raises
    ------
    ValueError
        An address that is none, or that means nothing in this scenario.
    """
    if not values:
        return scenario
    base = unmeasured(scenario)
    parameters = with_parameters(parameters_of(base), values)
    capacities = base.county.capacities
    for text, value in values.items():
        where = address(text)
        if where.section == CAPACITY:
            capacities = _scaled(capacities, where.field, value)
    return laid_on(scenario, parameters, capacities)


def with_parameters(parameters: Mapping[str, Mapping[str, Parameter]], values: Mapping[str, float]) -> dict[str, dict[str, Parameter]]:
    """Parameters by section and field with these values, by address, in place of their own; factors on capacities are passed over.

    Raises
    ------
    ValueError
        An address that is none, or that means nothing here.
    """
    found = {section: dict(fields) for section, fields in parameters.items()}
    for text, value in values.items():
        where = address(text)
        if where.section == CAPACITY:
            continue
        own = found.get(where.section, {})
        if where.field not in own:
            raise ValueError(f"no such parameter: {text!r}")
        own[where.field] = _set(own[where.field], where, value)
    return found


def _set(parameter: Parameter, where: Address, value: float) -> Parameter:
    """A parameter with one value in the places that an address means."""
    if not any(where.means(step) for step in parameter.steps):
        raise ValueError(f"no such dated value: {where}")
    steps: tuple[Any, ...] = parameter.steps
    changed: Parameter = type(parameter)(steps=tuple(_changed(step, where, value) if where.means(step) else step for step in steps))
    return changed


def _changed(step: DatedValue[Any], where: Address, value: float) -> DatedValue[Any]:
    """One dated value with a number changed."""
    if isinstance(step.value, str) or isinstance(step.value, tuple) != (where.entry is not None):
        raise ValueError(f"a number of a vector is meant by its place, other numbers without one: {where}")
    if where.entry is None:
        return step.model_copy(update={"value": value})
    if where.entry >= len(step.value):
        raise ValueError(f"the vector has {len(step.value)} numbers: {where}")
    return step.model_copy(update={"value": (*step.value[: where.entry], value, *step.value[where.entry + 1 :])})


def _scaled(capacities: Sequence[Capacity], service: str, factor: float) -> tuple[Capacity, ...]:
    """All capacities, those of one service with what is left for the flow times a factor.

    Seats and persons stay whole; the county as a whole follows the factor although a single row moves in steps.
    """
    own = [capacity for capacity in capacities if capacity.service == service]
    if not own:
        raise ValueError(f"no capacity of this service: {service!r}")
    offsets = {(c.area, c.language): rounding_offset(row) if SERVICES[service].whole else None for row, c in enumerate(own)}
    return tuple(_scaled_steps(c, factor, offsets[c.area, c.language]) if c.service == service else c for c in capacities)


def _scaled_steps(capacity: Capacity, factor: float, offset: float | None) -> Capacity:
    steps = []
    for step in capacity.steps:
        left = factor * step.effective
        whole = left if offset is None or factor == 1.0 else floor(left + offset)
        steps.append(CapacityStep(step.since, step.background + whole, step.background))
    return replace(capacity, steps=tuple(steps))
