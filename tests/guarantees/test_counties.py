"""Every county that ships: a tenth of its people under its own law, places and goals; both engines agree, and everyone is conserved."""

from __future__ import annotations

import tomllib
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from scenarios.calendar import day
from scenarios.files import shipped_names
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from scenarios.shipped import shipped
from scenarios.values import Number
from sim.run import simulate
from tests.small_county.comparing import first_difference
from tests.small_county.invariants import check_all

COUNTIES = [item.name for item in shipped() if item.is_county]
FEWEST = 1_000
"""Persons that a county is thinned to about, so that a run takes seconds."""


def thinned(scenario: Scenario, share: float) -> Scenario:
    """The same county with a share of its people: so few that no service is scarce for long, but all dated rules are met."""
    people = scenario.people
    scaled = {name: _times(getattr(people, name), share) for name in type(people).model_fields if name.startswith("share_nation_")}
    return scenario.model_copy(update={"people": people.model_copy(update=scaled)})


def _times(parameter: Number, share: float) -> Number:
    return Number(steps=tuple(step.model_copy(update={"value": step.value * share}) for step in parameter.steps))


@pytest.mark.parametrize("name", COUNTIES)
def test_both_engines_agree_and_everyone_is_conserved(name: str) -> None:
    scenario = thinned(load(name), 0.02 if name == "stockholm" else 0.1)
    reference, compiled = (simulate(scenario, 1, 0, engine) for engine in ("simpy", "compiled"))
    assert reference.population.n > FEWEST
    assert first_difference(reference.events, compiled.events) == ""
    check_all(compiled, scenario)


@cache
def log_of(name: str) -> NDArray[np.void]:
    """The log of one replication of a whole county, by the compiled engine."""
    return simulate(load(name), 1, 0, "compiled").events


@pytest.mark.parametrize("name", [item.name for item in shipped() if item.measures])
def test_a_priority_moves_nobody_before_its_day_and_somebody_after(name: str) -> None:
    """Against what its file extends."""
    extended = tomllib.loads(shipped_names()[name].read_text(encoding="utf-8"))["extends"]
    scenario = load(name)
    ours, theirs = simulate(scenario, 1, 0, "compiled").events, log_of(extended)
    first = day(min(measure.in_force for measure in scenario.measures))
    assert np.array_equal(ours[ours["time"] < first], theirs[theirs["time"] < first])
    assert not np.array_equal(ours, theirs)
