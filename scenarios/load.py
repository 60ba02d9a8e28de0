"""Loading a scenario: files found, laid over each other, checked, read as they were known, measures applied, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from scenarios.arrivals import Arrivals, read_arrivals
from scenarios.checks import Checker, check_cost, check_measure, check_parameters, check_period
from scenarios.county import County
from scenarios.county_files import read_county
from scenarios.errors import Faults, did_you_mean, listed
from scenarios.files import ROOT, beside_file, find, of_shipped
from scenarios.language import translate
from scenarios.links import complete
from scenarios.measures import Measure, UnitCost, apply_capacities, apply_settings
from scenarios.overlay import Layers, read_layers
from scenarios.parameters import Given, read_parameter
from scenarios.posterior_files import known_only, read_posterior
from scenarios.reallocation_checks import check_reallocations
from scenarios.registry import RegisterRow, assumptions, resolved, scenario_hash, sources
from scenarios.schema.posterior import Posterior
from scenarios.schema.scenario import PARAMETERS, About, CountyFiles, Period, Scenario, attribute_of
from scenarios.shapes import read_as, read_table_as
from scenarios.shipped import Shipped, shipped
from scenarios.toml import read_toml
from scenarios.values import Number, Parameter

__all__ = ["RegisterRow", "Shipped", "assumptions", "load", "resolve", "resolved", "scenario_hash", "shipped", "sources"]


def load(name_or_path: str) -> Scenario:
    """The resolved scenario that a shipped name or the path of a TOML file means.

    Raises
    ------
    ScenarioError
        With every fault of every file, when anything is wrong.
    """
    faults = Faults()
    found = find(name_or_path, faults)
    layers = read_layers(found, faults) if found else None
    return resolve(layers, found.name if found else "", faults)


def resolve(layers: Layers | None, name: str, faults: Faults) -> Scenario:
    """The resolved scenario that layers describe, under a name.

    Raises
    ------
    ScenarioError
        With every fault that was told before or is found now.
    """
    scenario = _resolve(layers, name, faults) if layers else None
    faults.stop_if_any()
    assert scenario is not None, "a scenario without faults is complete"
    return scenario


@dataclass(frozen=True)
class _Parts:
    """What was read of a scenario; None stands for what could not be."""

    about: About | None
    period: Period | None
    parameters: Mapping[str, Mapping[str, Parameter]]
    county: County | None
    arrivals: Arrivals | None
    measures: tuple[Measure, ...]
    unit_costs: tuple[UnitCost, ...]
    posterior: Posterior | None


def _resolve(layers: Layers, name: str, faults: Faults) -> Scenario | None:
    """The scenario that the layers describe; None when there are faults."""
    parts = _read_parts(layers, faults)
    if len(faults) or parts.about is None or parts.period is None or parts.county is None or parts.arrivals is None:
        return None
    period, county = parts.period, parts.county
    known = _known(parts.parameters, period.decision if period.reading == "decision" else None)
    changed = apply_settings(known, parts.measures)
    sections = {attribute_of(key): PARAMETERS[key](**fields) for key, fields in changed.items()}
    capacities = apply_capacities(county.capacities, parts.measures, county.municipalities)
    return Scenario.model_validate(
        {
            "name": name,
            **parts.about.model_dump(),
            **period.model_dump(exclude={"forecast"}),
            **sections,
            "county": replace(county, capacities=capacities, links=_links(county, changed)),
            "arrivals": parts.arrivals,
            "measures": parts.measures,
            "unit_costs": parts.unit_costs,
            "unmeasured": (known, county.capacities) if parts.measures else None,
            "posterior": known_only(parts.posterior, known) if parts.posterior else None,
        }
    )


def _read_parts(layers: Layers, faults: Faults) -> _Parts:
    """Read and check every part, going on behind each fault."""
    checker = Checker(layers, faults)
    sections = layers.sections
    whole = layers.complete
    about = read_table_as(About, sections["about"], layers.home("about"), faults, complete=whole)
    period = read_table_as(Period, sections["period"], layers.home("period"), faults, complete=whole)
    files = read_table_as(CountyFiles, sections["county"], layers.home("county"), faults)
    parameters = {key: _read_section(key, layers, faults) for key in PARAMETERS}
    measures = [(read_as(Measure, given, faults), given) for given in layers.lists["measure"]]
    unit_costs = [(read_as(UnitCost, given, faults), given) for given in layers.lists["unit_cost"]]
    known_on = period.decision if period and period.reading == "decision" else None
    county = _read_county(files, layers, faults, known_on) if files and layers.complete else None
    arrivals = None
    if period is not None:
        check_period(period, checker)
        arrivals = _read_arrivals(period, layers, faults)
    check_parameters(parameters, county, checker)
    for measure, given in measures:
        check_measure(given, measure, county, period, checker)
    check_reallocations(measures, county, faults)
    for cost, given in unit_costs:
        if cost is not None:
            check_cost(cost, given, (), checker)
    posterior = read_posterior(layers, parameters, county, faults) if layers.complete else None
    costs = tuple(cost for cost, _ in unit_costs if cost is not None)
    return _Parts(about, period, parameters, county, arrivals, tuple(m for m, _ in measures if m is not None), costs, posterior)


def _read_section(key: str, layers: Layers, faults: Faults) -> dict[str, Parameter]:
    """The parameters of one section that can be used; a fault for each that is unknown, missing or wrong."""
    section, given = PARAMETERS[key], dict(layers.sections[key])
    if key == "law":
        given = {**_national_law(faults), **given}
    for name in [name for name in given if name not in section.model_fields]:
        value, known = given.pop(name), section.model_fields
        message, hint = translate("Nothing reads this key."), did_you_mean(name, known)
        faults.add(value.document.problem(value.path, message, value=False, allowed=listed(known, 40), suggestion=hint))
    read = {}
    for name in section.model_fields:
        if name in given:
            parameter = read_parameter(section, name, given[name], faults)
            if parameter is not None:
                read[name] = parameter
        elif layers.complete and not any((key, name) in document.damaged for document in layers.documents):
            document, path = layers.home(key)
            faults.add(document.problem((*path, name), translate("A required key is missing.")))
    return read


def _national_law(faults: Faults) -> dict[str, Given]:
    """The state's rules, the same for every county."""
    document = read_toml(of_shipped(ROOT / "nation" / "law.toml"), faults)
    return {key: Given(value, document, (key,)) for key, value in document.data.items()} if document else {}


def _read_county(files: CountyFiles, layers: Layers, faults: Faults, known_on: date | None) -> County | None:
    """The county; a file that nobody names is the default one beside the first file that says what the scenario is called."""
    beside, _ = layers.home("about")
    named = files.model_dump(exclude_none=True, exclude={"posterior"})
    given = {key: layers.sections["county"].get(key, Given(name, beside, ("county", key))) for key, name in named.items()}
    return read_county(given, faults, known_on)


def _links(county: County, parameters: Mapping[str, Mapping[str, Parameter]]) -> dict[tuple[int, int], float]:
    """Journeys between all municipalities: those that the county gives, the others worked out."""
    speed, fixed = (cast("Number", parameters["borders"][name]).at(0.0) for name in ("speed_kmh", "fixed_minutes"))
    return complete(county.links, county.municipalities, speed, fixed)


def _read_arrivals(period: Period, layers: Layers, faults: Faults) -> Arrivals | None:
    """National arrivals, with the planner's own forecast where the scenario names one."""
    forecast = None
    if period.forecast is not None:
        given = layers.sections["period"]["forecast"]
        told = given.document.problem(given.path, "")
        forecast = beside_file(period.forecast, given.document.found, faults, told)
    if period.start >= period.end or (period.end.year - period.start.year) > 60:
        return None
    return read_arrivals(period, forecast, faults)


def _known(parameters: Mapping[str, Mapping[str, Parameter]], on: date | None) -> dict[str, dict[str, Parameter]]:
    """The parameters as they were known on a day; all of them where no day is given, revised ones too: they may be asked for later."""
    return {
        section: {name: parameter if on is None else parameter.known_by(on) for name, parameter in fields.items()}
        for section, fields in parameters.items()
    }
