"""From a county, an indicator and a value to the places that are needed: everything is checked first, what is written is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from app.progress import progress
from results.areas import area_named, listed_below
from results.files import place_for, writing
from results.indicators.catalogue import CATALOGUE, full_name
from results.priorities.required.found import Required, required
from results.priorities.required.movable import SERVICE_OF, UnmovedError, movable, wanted
from results.priorities.required.rows import rows_in
from results.priorities.required.tables import area_name, range_words, service_name
from results.priorities.required.trials import Asked, Trials
from results.priorities.required.write import write
from results.study import default_replications
from scenarios.county import County
from scenarios.errors import Problem, ScenarioError, did_you_mean, listed
from scenarios.language import text_of
from scenarios.language import translate as _
from scenarios.load import load
from scenarios.posterior import at_point
from scenarios.schema.scenario import Scenario
from scenarios.vocabulary import SERVICES
from sim.engines.cache import is_warm
from sim.engines.choice import Engine, EngineLacksError, choose, make_ready

DONE = 0

PLANS = 18
"""About how many plans a search simulates: what the choice of an engine goes by, and what progress is told against."""


@dataclass(frozen=True)
class Wish:
    """What was typed.

    `reach` is the value as it was written, `area` a name or a code (empty: the county), `hold` the months of a stretch, `lead` the months
    before places can change; with `point` no parameters are drawn; `out` is None where the folder is to be numbered.
    """

    county: str
    indicator: str
    reach: str
    area: str
    hold: int
    most_times: float
    lead: int
    replications: int | None
    seed: int
    point: bool
    engine: str
    workers: int
    out: Path | None


def fulfil(wish: Wish) -> int:
    """Search, write the folder and print the path of its page.

    Raises
    ------
    ScenarioError
        With every fault of the county and of what was asked, before anything is computed.
    """
    asked, replications = _read(wish)
    place = place_for(f"krav-{asked.scenario.name}", wish.out)
    if asked.engine == "compiled" and not is_warm():
        click.echo(_("Compiling the engine; needed once after each new version, about a minute …"), err=True)
        make_ready("compiled")
    title = _("How many are needed: {service}").format(service=text_of(SERVICES[asked.service].sv, SERVICES[asked.service].en))
    with writing(place) as draft:
        expected = PLANS * replications
        with progress(title) as tell, Trials(asked, wish.workers, lambda done, planned: tell(done, max(planned, expected))) as trials:
            found = required(asked, trials, seed=wish.seed, replications=replications)
        click.echo(_("Writing the report …"), err=True)
        write(draft, found)
    _tell(found)
    click.echo(str(place / "report.html"))
    return DONE


def _read(wish: Wish) -> tuple[Asked, int]:
    """What is asked, with all faults at once."""
    faults: list[Problem] = []
    scenario: Scenario | None = None
    try:
        scenario = load(wish.county)
    except ScenarioError as error:
        faults.extend(error.problems)
    indicator = value = None
    try:
        indicator = movable(wish.indicator)
        value = wanted(wish.reach, indicator)
    except UnmovedError as error:
        faults.append(Problem("--indicator", 0, 0, "", str(error)))
    except ValueError as error:
        faults.append(Problem("--reach", 0, 0, "", str(error)))
    area = None
    if scenario is not None:
        area = area_named(scenario.county, wish.area)
        faults += _place_faults(scenario.county, wish.area, area, indicator)
    if faults or scenario is None or indicator is None or value is None or area is None:
        raise ScenarioError(faults)
    if wish.point:
        scenario = at_point(scenario)
    replications = wish.replications or default_replications(scenario)
    engine = _engine(wish, scenario, replications)
    asked = Asked(scenario, indicator, value, SERVICE_OF[indicator], engine, area, wish.hold, wish.most_times, wish.lead)
    if not asked.months:
        message = _("The run ends before any place could be changed.")
        raise ScenarioError([Problem("--lead-months", 0, 0, "", message, str(wish.lead), scenario.end.isoformat())])
    return asked, replications


def _place_faults(county: County, given: str, area: str | None, indicator: str | None) -> list[Problem]:
    if area is None:
        names = listed_below(county)
        message = _("{county} has no such area.").format(county=county.name)
        near = did_you_mean(given, [*names, *county.subareas])
        return [Problem("--area", 0, 0, "", message, given, listed(names, len(names)), near)]
    if indicator is None:
        return []
    if area and CATALOGUE[indicator].county_only:
        message = _("{indicator} is for the county only.").format(indicator=full_name(indicator))
        return [Problem("--area", 0, 0, "", message, given)]
    if not rows_in(county, SERVICE_OF[indicator], area):
        service = SERVICES[SERVICE_OF[indicator]]
        message = _("{county} has no capacity of this kind: {service}.").format(county=county.name, service=text_of(service.sv, service.en))
        return [Problem("--indicator", 0, 0, "", message)]
    return []


def _engine(wish: Wish, scenario: Scenario, replications: int) -> Engine:
    try:
        return choose(wish.engine, scenario, replications * PLANS)
    except EngineLacksError as error:
        message = _("The compiled engine lacks rules that the scenario uses: {rules}. Use --engine simpy or auto.")
        fault = Problem(scenario.name, 0, 0, "--engine", message.format(rules=", ".join(error.rules)))
        raise ScenarioError([fault]) from error


def _tell(found: Required) -> None:
    """Say on stderr how it went, in one line."""
    value = found.value
    told = ".." if value is None else range_words(value, found.asked.indicator)
    if not found.reachable:
        text = _("{area}: the value is not reached with {service} alone; the page says how near one can come.")
    elif found.met_on_average:
        text = _("{area}: {service} that are enough were found; checked anew the value is {value}.")
    else:
        text = _("{area}: checked anew the value is {value}, less good than was asked for.")
    click.echo(text.format(area=area_name(found), service=service_name(found).lower(), value=told), err=True)
