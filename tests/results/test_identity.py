"""A calibration is known by the law, the assumptions, a small run's log and its data; what changed since is told by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from results import identity as room
from results.identity import calibration, facts, identity
from scenarios.load import load
from scenarios.schema.posterior import Posterior
from scenarios.schema.scenario import Scenario
from sim.people import sample
from sim.run import play
from tests.small_county.county import measure, small_county, with_capacities, with_measure, with_values

TARGETS = "a" * 64
DRAWS = ({"sfi.apply_days_mean": 30.0}, {"sfi.apply_days_mean": 60.0})


def calibrated(scenario: Scenario) -> Scenario:
    """The scenario with a posterior of its own."""
    own = Posterior(DRAWS, facts(scenario, TARGETS, date(2026, 11, 26), "Prov"))
    return scenario.model_copy(update={"posterior": own})


def outdated(scenario: Scenario) -> tuple[str, ...]:
    found = calibration(scenario)
    assert found is not None
    return found.outdated


def test_what_has_not_changed_is_up_to_date() -> None:
    scenario = calibrated(small_county())
    found = calibration(scenario)
    assert found is not None
    assert found.outdated == ()
    assert found.identity == identity(scenario).whole(TARGETS)
    assert found.identity != identity(scenario).whole("b" * 64)
    assert calibration(small_county()) is None


def test_a_changed_law_and_a_changed_assumption_are_told_apart() -> None:
    scenario = calibrated(small_county())
    assert outdated(with_values(scenario, {"law.so_hours": 90.0})) == ("law",)
    assert outdated(with_values(scenario, {"sfi.apply_days_mean": 200.0})) == ("assumptions",)
    fewer = with_capacities(scenario, {("caseworkers", "99", ""): {None: 1}})
    assert outdated(fewer) == ("assumptions",)


def test_changed_code_is_told_where_nothing_else_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = calibrated(small_county())
    monkeypatch.setattr(room, "play", lambda short, people: play(short, people)[1:])
    assert outdated(scenario) == ("engine",)
    assert outdated(with_values(scenario, {"sfi.apply_days_mean": 200.0})) == ("assumptions",)


def test_measures_texts_and_later_arrivals_change_nothing() -> None:
    scenario = small_county()
    found = identity(scenario)
    capacity = ({"service": "caseworkers", "add": 1.0},)
    assert identity(with_measure(scenario, measure(capacity=capacity))) == found
    assert identity(scenario.model_copy(update={"name": "other", "title_sv": "Annat"})) == found
    more = replace(scenario.arrivals, asylum=tuple(a if m < scenario.decision else 2.0 * a for a, m in _months(scenario)))
    assert identity(scenario.model_copy(update={"arrivals": more})) == found


def _months(scenario: Scenario) -> list[tuple[float, date]]:
    return list(zip(scenario.arrivals.asylum, scenario.arrivals.months, strict=True))


def test_both_readings_and_every_priority_of_a_county_agree() -> None:
    base = identity(load("jamtland"))
    assert {identity(load(name)) for name in ("jamtland/utfall", "jamtland/gemensam-so")} == {base}


def test_a_reading_of_another_decision_is_up_to_date() -> None:
    own = Posterior(DRAWS, facts(load("stockholm"), TARGETS, date(2026, 11, 26), "Prov"))
    referral = load("stockholm/remiss-2008")
    assert referral.decision < load("stockholm").decision
    assert outdated(referral.model_copy(update={"posterior": own})) == ()


def test_of_many_people_every_nth_household_is_taken_whole() -> None:
    people = sample(small_county(), 1, 0)
    some = room._every(people, 4)
    heads = set(people.id[np.unique(people.household)[::4]].tolist())
    assert set(some.id[some.household].tolist()) == heads
    whole = people.id[np.isin(people.id[people.household], sorted(heads))]
    assert some.id.tolist() == whole.tolist()
    chosen = np.flatnonzero(np.isin(people.id, some.id))
    name = next(iter(people.luck))
    assert np.array_equal(some.luck[name], people.luck[name][:, chosen])
