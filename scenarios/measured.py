"""A scenario with measures laid on it after it was read: others than its own, fewer, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scenarios.county import Capacity
from scenarios.measures import Measure, apply_capacities, apply_settings
from scenarios.schema.scenario import PARAMETERS, Scenario, attribute_of
from scenarios.values import Parameter


def unmeasured(scenario: Scenario) -> Scenario:
    """The same scenario without its measures."""
    before = scenario.unmeasured
    if before is None:
        return scenario
    parameters, capacities = before
    sections = {attribute_of(key): PARAMETERS[key](**fields) for key, fields in parameters.items()}
    county = replace(scenario.county, capacities=tuple(capacities))
    return scenario.model_copy(update={**sections, "county": county, "measures": (), "unmeasured": None})


def with_measures(scenario: Scenario, measures: Sequence[Measure]) -> Scenario:
    """The scenario with these measures in place of its own, in their order."""
    base = unmeasured(scenario)
    return laid_on(base.model_copy(update={"measures": tuple(measures)}), parameters_of(base), base.county.capacities)


def parameters_of(scenario: Scenario) -> dict[str, dict[str, Parameter]]:
    """The parameters of a scenario by section and field."""
    return {key: dict(getattr(scenario, attribute_of(key))) for key in PARAMETERS}


def laid_on(scenario: Scenario, parameters: Mapping[str, Mapping[str, Parameter]], capacities: Sequence[Capacity]) -> Scenario:
    """A scenario of these parameters and capacities with its measures applied to them."""
    changed = apply_settings(parameters, scenario.measures)
    sections = {attribute_of(key): PARAMETERS[key](**fields) for key, fields in changed.items()}
    measured = apply_capacities(capacities, scenario.measures, scenario.county.municipalities)
    before = (parameters, tuple(capacities)) if scenario.measures else None
    return scenario.model_copy(update={**sections, "county": replace(scenario.county, capacities=measured), "unmeasured": before})
