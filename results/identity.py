"""What a calibration stands on, as hashes: whoever reads a report sees whether its posterior still belongs to what is computed now.

A calibration is known by four things: the law, the assumptions (all other parameters, capacities, municipalities), the log of a fixed
small run of the present code, and the data that it was fitted to. The first three can be worked out again at any time; where one differs
from what the posterior says, the calibration is outdated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.arrivals import Arrivals
from scenarios.calendar import day
from scenarios.county import Capacity
from scenarios.decided import uses_later_data
from scenarios.measured import unmeasured
from scenarios.posterior import Facts, at_point
from scenarios.schema.scenario import PARAMETERS, Scenario, attribute_of
from scenarios.values import Parameter
from sim.people import Population, sample
from sim.run import play

SEED, REPLICATION, YEARS = 1, 0, 3
"""The fixed small run: seed, replication and years from the scenario's first day."""

PEOPLE = 20_000
"""People up to whom the small run takes everybody; of twice as many it takes every second household, and so on."""


@dataclass(frozen=True)
class Identity:
    """What is computed now: hashes of the law, of the assumptions and of the small run's log."""

    law: str
    assumptions: str
    log: str

    def whole(self, targets_sha256: str) -> str:
        """The identity of a calibration of this to the data with that hash."""
        return sha256("\n".join([self.law, self.assumptions, self.log, targets_sha256]).encode()).hexdigest()


@dataclass(frozen=True)
class Calibration:
    """The calibration that a scenario's posterior comes from.

    Attributes
    ----------
    identity, fitted, draws
        Its identity, its day, and the number of its draws.
    outdated
        What has changed since, of "law", "assumptions" and "engine"; empty where it is up to date.
    left
        Addresses of values that it has and this scenario does not draw.
    later
        The day up to which it knew, where that is after the scenario's decision; None elsewhere. Such a calibration was not there at the
        decision, and whether it is up to date cannot be told from a scenario that knows less than it.
    """

    identity: str
    fitted: date
    draws: int
    outdated: tuple[str, ...]
    left: tuple[str, ...] = ()
    later: date | None = None


def identity(scenario: Scenario, known_on: date | None = None) -> Identity:
    """Hashes of the law, the assumptions and the small run of a scenario at its own values and without its measures.

    They do not depend on what a scenario is called, on its measures, on the forecast of arrivals, nor on whether what became known later
    is read: all scenarios of a county agree, unless one sets a parameter or a capacity of its own.

    Parameters
    ----------
    known_on
        What became known after this day is left out; the scenario's decision by default.
    """
    when = known_on or scenario.decision
    base = _as_known(at_point(unmeasured(scenario)), when)
    return Identity(_hash(_parameters(base, ("law",))), _hash(_assumptions(base, when)), _log(base))


def calibration(scenario: Scenario) -> Calibration | None:
    """The calibration behind a scenario and whether it still holds; None where the scenario has no posterior."""
    posterior = scenario.posterior
    if posterior is None:
        return None
    then = posterior.facts
    if uses_later_data(scenario):
        return Calibration(posterior.identity, then.fitted, len(posterior.draws), (), posterior.left, then.known_on)
    now = identity(scenario, then.known_on)
    changed = {"law": now.law != then.law_sha256, "assumptions": now.assumptions != then.assumptions_sha256}
    # The log follows law and assumptions: it tells of the code only where both are the same.
    changed["engine"] = not any(changed.values()) and now.log != then.log_sha256
    outdated = tuple(what for what, is_so in changed.items() if is_so)
    return Calibration(posterior.identity, then.fitted, len(posterior.draws), outdated, posterior.left)


def facts(scenario: Scenario, targets_sha256: str, fitted: date, source: str) -> Facts:
    """What a calibration of a scenario to the data with that hash says of itself, for `scenarios.posterior.write_posterior`.

    Parameters
    ----------
    source
        What it was fitted to and how, in words.
    """
    now = identity(scenario)
    return Facts(
        identity=now.whole(targets_sha256),
        county=scenario.county.code,
        fitted=fitted,
        targets_sha256=targets_sha256,
        law_sha256=now.law,
        assumptions_sha256=now.assumptions,
        log_sha256=now.log,
        known_on=scenario.decision,
        source=source,
    )


def _as_known(scenario: Scenario, on: date) -> Scenario:
    """The scenario with its parameters as they were known on a day."""
    sections = {attribute_of(key): getattr(scenario, attribute_of(key)) for key in PARAMETERS}
    known = {
        at: section.model_copy(update={name: parameter.known_by(on) for name, parameter in section}) for at, section in sections.items()
    }
    return scenario.model_copy(update=known)


def _hash(content: object) -> str:
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()).hexdigest()


def _parameters(scenario: Scenario, sections: Sequence[str]) -> dict[str, Any]:
    """Dated values, without sources and notes."""
    named = ((s, name, scenario.parameter(f"{s}.{name}")) for s in sections for name in PARAMETERS[s].model_fields)
    return {f"{section}.{name}": _steps(parameter) for section, name, parameter in named}


def _steps(parameter: Parameter) -> list[Any]:
    return [[step.since and step.since.isoformat(), step.value] for step in parameter.steps]


def _assumptions(scenario: Scenario, known_on: date) -> dict[str, Any]:
    county, known = scenario.county, day(known_on)
    towns = [[m.code, m.subarea, sorted(m.population.items()), *_numbers(m)] for m in county.municipalities]
    return {
        "parameters": _parameters(scenario, [section for section in PARAMETERS if section != "law"]),
        "capacities": [_capacity(each, known) for each in county.capacities],
        "municipalities": towns,
        "links": sorted([*pair, minutes] for pair, minutes in county.links.items()),
        "start": scenario.start.isoformat(),
    }


def _numbers(municipality: object) -> list[float]:
    """The numbers of a municipality, in the order of its fields."""
    found = (getattr(municipality, each.name) for each in fields(municipality))  # type: ignore[arg-type]
    return [value for value in found if isinstance(value, float)]


def _capacity(capacity: Capacity, known: float) -> list[Any]:
    """A capacity up to a day: what became known later is about later days."""
    steps = [[step.since, step.value, step.background] for k, step in enumerate(capacity.steps) if k == 0 or step.since < known]
    return [capacity.service, capacity.area, capacity.language, steps]


def _log(scenario: Scenario) -> str:
    """Hash of the small run's log: times lie on a grid, so that it is the same on every machine and for either engine."""
    end = min(date(scenario.start.year + YEARS, scenario.start.month, 1), scenario.end)
    short = scenario.model_copy(update={"end": end, "arrivals": _arrivals(scenario.arrivals, end)})
    people = sample(short, SEED, REPLICATION)
    log = play(short, _every(people, 1 + people.n // PEOPLE))
    found = sha256()
    for name in log.dtype.names or ():
        found.update(np.ascontiguousarray(log[name]).tobytes())
    return found.hexdigest()


def _arrivals(arrivals: Arrivals, end: date) -> Arrivals:
    """The arrivals before a day."""
    months = sum(month < end for month in arrivals.months)
    series = [each.name for each in fields(arrivals) if each.name != "origins"]
    return replace(arrivals, **{name: getattr(arrivals, name)[:months] for name in series})


def _every(people: Population, nth: int) -> Population:
    """Every nth household."""
    if nth == 1:
        return people
    heads = np.unique(people.household)[::nth]
    rows = np.flatnonzero(np.isin(people.household, heads))
    whole = {each.name: getattr(people, each.name) for each in fields(people) if each.name not in ("luck", "effect_luck")}
    kept: dict[str, Any] = {name: value[rows] for name, value in whole.items()}
    kept["household"] = np.searchsorted(rows, people.household[rows]).astype(people.household.dtype)
    return replace(people, **kept, luck=_Luck(people.luck, rows))


class _Luck(Mapping[str, NDArray[np.float64]]):
    """The luck of some people, worked out when a decision asks for it."""

    def __init__(self, luck: Mapping[str, NDArray[np.float64]], rows: NDArray[np.intp]) -> None:
        self._luck, self._rows = luck, rows

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        return self._luck[name][:, self._rows]

    def __iter__(self) -> Iterator[str]:
        return iter(self._luck)

    def __len__(self) -> int:
        return len(self._luck)
