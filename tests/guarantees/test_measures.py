"""Measures: one that changes nothing changes nothing, none changes the past, and none touches those whom it cannot touch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

import numpy as np
import pytest

from scenarios.activities import ACTIVITIES
from scenarios.calendar import day
from scenarios.measures import CapacityChange, Setting
from scenarios.reallocation import Key, Shift
from scenarios.schema.scenario import Scenario
from sim.engines.choice import Engine
from sim.events import EVENT
from sim.run import Run, simulate
from tests.small_county.county import TOWNS, capacity, measure, small_county, with_measure, with_values
from tests.small_county.play import by_person

NOTHING: dict[str, dict[str, Any]] = {
    "none": {},
    "adds no seat": {"capacity": (CapacityChange(service="sfi_seats", add=0.0),)},
    "factor one": {"capacity": (CapacityChange(service="kommuntal", factor=1.0),)},
    "the same value": {"settings": (Setting(parameter="practice.access_women", value=0.8),)},
    "the same list": {"settings": (Setting(parameter="work.kind_shares", value=[0.45, 0.3, 0.05, 0.2]),)},
    "the same policy": {"settings": (Setting(parameter="sfi.policy", value="first_come"),)},
    "borders as they were": {"settings": (Setting(parameter="borders.sfi_open", value=0),)},
    "nothing moved": {"shift": (Shift(service="kommuntal", changes={"9901": 0.0}),)},
    "a programme that is there already": {"capacity": (CapacityChange(service="guide_places", add=0.0),)},
    "the same effect": {"settings": (Setting(parameter="training.effect", value=[1.2, 1.6, 1.2, 1.6]),)},
    "pools as they were": {"settings": (Setting(parameter="so.pooled", value=0),)},
}

PRIORITIES: dict[str, dict[str, Any]] = {
    "more sfi seats": {"capacity": (CapacityChange(service="sfi_seats", add=10.0),)},
    "fewer sfi seats": {"capacity": (CapacityChange(service="sfi_seats", factor=0.5),)},
    "pooled so": {"settings": (Setting(parameter="so.pooled", value=1),)},
    "practice": {
        "capacity": (CapacityChange(service="practice_places", add=5.0),),
        "settings": (Setting(parameter="practice.access_women", value=1.0),),
    },
    "dwellings": {"capacity": (CapacityChange(service="dwellings", factor=2.0),)},
    "health": {
        "capacity": (CapacityChange(service="health_slots", add=20.0),),
        "settings": (Setting(parameter="health.share_called", value=1.0),),
    },
    "talks": {"capacity": (CapacityChange(service="caseworkers", add=2.0),)},
    "parallel": {"settings": (Setting(parameter="practice.share_parallel", value=1.0),)},
    "asylum activities": {
        "capacity": (CapacityChange(service="asylum_activity_places", add=20.0),),
        "settings": (Setting(parameter="asylum.share_offered_activity", value=1.0),),
    },
    "a programme": {"capacity": (CapacityChange(service="language_practice_places", add=20.0),)},
    "support on path 1": {
        "settings": (Setting(parameter="sfi.path_1_pass_factor", value=1.5), Setting(parameter="sfi.path_1_days_factor", value=1.2)),
    },
    "equal access": {"settings": (Setting(parameter="training.access_women", value=1.0),)},
    "policy": {"settings": (Setting(parameter="sfi.policy", value="families_first"),)},
    "borders": {"settings": (Setting(parameter="borders.sfi_open", value=1), Setting(parameter="borders.policy", value="equal"))},
    "even spread": {"settings": (Setting(parameter="placement.where", value="even_spread"),)},
    "experiment": {"settings": (Setting(parameter="placement.where", value="best_expected"),)},
    "key": {"key": (Key(service="kommuntal", population=0.5, labour_market=0.5),)},
    "shift": {"shift": (Shift(service="kommuntal", changes={"9901": -10.0, "9902": 10.0}),)},
    "allotment": {"capacity": (CapacityChange(service="kommuntal", factor=2.0),)},
}

_SEATS = (
    "sfi_seats",
    "caseworkers",
    "introduction_officers",
    "preparation_places",
    "practice_places",
    "asylum_activity_places",
    "preschool_places",
    "school_places",
    "hvb_places",
    "family_home_places",
    "stodboende_places",
    *(kind.service for kind in ACTIVITIES),
)


@pytest.fixture(scope="module", params=["simpy", "compiled"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Either engine."""
    return cast("Engine", request.param)


@pytest.fixture(scope="module")
def base(engine: Engine) -> Run:
    """The small county as it is."""
    return simulate(small_county(), 1, 0, engine)


@pytest.mark.parametrize("name", NOTHING)
def test_a_measure_that_changes_nothing_changes_nothing_for_anyone(name: str, base: Run, engine: Engine) -> None:
    other = simulate(with_measure(small_county(), measure(**NOTHING[name])), 1, 0, engine)
    assert by_person(other) == by_person(base)


@pytest.mark.parametrize("name", PRIORITIES)
def test_no_measure_changes_what_happened_before_it_was_in_force(name: str, base: Run, engine: Engine) -> None:
    """The day of the decision has a lead time of sixty days: all is the same until then, and something differs afterwards."""
    taken = measure(lead_time_days=60, **PRIORITIES[name])
    other = simulate(with_measure(small_county(), taken), 1, 0, engine)
    in_force = day(taken.in_force)
    before, after = (run.events[run.events["time"] < in_force] for run in (base, other))
    assert np.array_equal(before, after)
    assert not np.array_equal(base.events, other.events)
    gone = [EVENT[name] for name in ("asylum.departed", "placement.settled_elsewhere")]
    left = {int(base.population.id[row["person"]]) for row in before if row["event"] in gone}
    mine, theirs = by_person(base), by_person(other)
    assert left
    assert all(mine[person] == theirs[person] for person in left)


@pytest.mark.parametrize("name", ["more sfi seats", "talks", "pooled so"])
def test_what_would_have_held_returns_when_a_measure_ends(name: str) -> None:
    """In force for no full day between two grants: from 2016-01-01 to 2016-01-02 only what happens then may differ in cause."""
    taken = measure(until=date(2016, 1, 2), **PRIORITIES[name])
    scenario = with_measure(small_county(), taken)
    later = day(date(2016, 1, 2))
    for mine, theirs in zip(small_county().county.capacities, scenario.county.capacities, strict=True):
        assert mine.effective(later) == theirs.effective(later)
        assert mine.effective(later + 800.0) == theirs.effective(later + 800.0)
    assert scenario.so.pooled.at(later) == 0


def towns_apart() -> Scenario:
    """Nothing is shared between municipalities: each has all services, nobody moves, and the common ones are never scarce."""
    scenario = with_values(small_county(), {"moves.share_lease_end_moves": 0.0, "moves.family_factor": 0.0})
    county = scenario.county
    rows = [capacity(service, str(town), {None: 1 if service == "caseworkers" else 4}) for service in _SEATS for town in TOWNS]
    rows += [c for c in county.capacities if c.service in ("kommuntal", "dwellings", "unaccompanied_places", "youth_dwellings")]
    rows += [capacity("health_slots", str(town), {None: 4}) for town in TOWNS]
    rows += [capacity("so_leaders", "99", {None: 500}, language.key) for language in county.languages]
    still = tuple(replace(m, share_moves_3_years=0.0) for m in county.municipalities)
    return scenario.model_copy(update={"county": replace(county, capacities=tuple(rows), municipalities=still)})


@pytest.mark.parametrize("service", ["sfi_seats", "practice_places", "caseworkers", "health_slots"])
def test_people_of_other_municipalities_are_not_touched(service: str, engine: Engine) -> None:
    scenario = towns_apart()
    change = CapacityChange(service=service, areas=("9903",), add=10.0)
    base, other = (simulate(s, 1, 0, engine) for s in (scenario, with_measure(scenario, measure(capacity=(change,)))))
    there = {int(base.population.id[row["person"]]) for row in base.events if row["municipality"] == 9903}
    mine, theirs = by_person(base), by_person(other)
    changed = {person for person in mine if mine[person] != theirs[person]}
    assert changed
    assert changed <= there
