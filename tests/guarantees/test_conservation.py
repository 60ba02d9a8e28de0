"""Whole runs: everyone is conserved, no place gives what it has not, the law is kept; for every policy, with pools joined and split."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from scenarios.calendar import day
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from sim.engines.choice import Engine
from sim.envelope import candidates_share
from sim.events import EVENT
from sim.policies import QUEUE_POLICIES
from sim.run import Run, simulate
from tests.small_county.county import small_county, with_values
from tests.small_county.invariants import arrivals_follow_the_series, check_all, no_overtaking
from tests.small_county.reading import spells

ENGINES: tuple[Engine, ...] = ("simpy", "compiled")
POLICIES = (
    "unaccompanied.home_policy",
    "health.policy",
    "placement.policy",
    "placement.dwelling_policy",
    "start.policy",
    "sfi.policy",
    "so.policy",
    "practice.policy",
)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("replication", range(3))
def test_the_small_county_conserves_everyone(replication: int, engine: Engine) -> None:
    scenario = small_county()
    run = simulate(scenario, 1, replication, engine)
    check_all(run, scenario)
    no_overtaking(spells(run), scenario)
    arrivals_follow_the_series(run, scenario, candidates_share(scenario))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("policy", sorted(set(QUEUE_POLICIES) - {"first_come"}))
def test_every_policy_conserves_everyone(policy: str, engine: Engine) -> None:
    values: dict[str, Any] = {name: {None: "first_come", date(2015, 6, 1): policy} for name in POLICIES}
    scenario = with_values(small_county(), values)
    check_all(simulate(scenario, 1, 0, engine), scenario)


@pytest.mark.parametrize("engine", ENGINES)
def test_pools_joined_and_split_conserve_everyone(engine: Engine) -> None:
    scenario = with_values(small_county(), {"so.pooled": {None: 0, date(2014, 6, 1): 1, date(2016, 6, 1): 0}})
    check_all(simulate(scenario, 1, 0, engine), scenario)


def until(scenario: Scenario, end: date) -> Scenario:
    """The same scenario, ended earlier."""
    given, n = scenario.arrivals, sum(month < end for month in scenario.arrivals.months)
    numbers = {name: getattr(given, name)[:n] for name in ("asylum", "quota", "unaccompanied")}
    most = {f"{name}_most": getattr(given, f"{name}_most")[:n] for name in numbers}
    series = replace(given, months=given.months[:n], **numbers, **most)
    return scenario.model_copy(update={"end": end, "arrivals": series})


@pytest.fixture(scope="module")
def vastmanland() -> Scenario:
    """Västmanland in its first six years."""
    return until(load("vastmanland"), date(2015, 1, 1))


@pytest.fixture(scope="module", params=ENGINES)
def early(vastmanland: Scenario, request: pytest.FixtureRequest) -> Run:
    """One run of it."""
    return simulate(vastmanland, 1, 0, request.param)


def test_vastmanland_conserves_everyone(early: Run, vastmanland: Scenario) -> None:
    check_all(early, vastmanland)
    no_overtaking(spells(early), vastmanland)
    arrivals_follow_the_series(early, vastmanland, candidates_share(vastmanland))


def test_everyone_present_arrives_unless_the_sponsor_never_does(early: Run, vastmanland: Scenario) -> None:
    people = early.population
    expected = np.flatnonzero(people.arrival < day(vastmanland.end))
    applied = np.isin(early.events["event"], [EVENT["asylum.applied"], EVENT["placement.selected"]])
    assert np.array_equal(np.sort(early.events["person"][applied]), expected)
    heads = people.household[early.events["person"][applied]]
    assert np.array_equal(early.events["time"][applied], people.arrival[heads])


def decided_after(run: Run, scenario: Scenario, before: date) -> tuple[list[float], list[float]]:
    """Of households that applied before a date: handling time over its input mean, and grant minus its input share."""
    log, household = run.events, run.population.household
    heads = household[log["person"]] == log["person"]
    applied = log[heads & (log["event"] == EVENT["asylum.applied"])]
    when = {int(p): float(t) for p, t in zip(applied["person"], applied["time"], strict=True) if t < day(before)}
    ratios, grants = [], []
    for row in log[heads & (log["event"] == EVENT["asylum.decided"])]:
        person, time = int(row["person"]), float(row["time"])
        if person in when:
            ratios.append((time - when[person]) / scenario.asylum.handling_days_mean.at(when[person]))
            grants.append(int(row["detail"]) - scenario.asylum.share_granted.at(time))
    assert len(ratios) > 0.99 * len(when)
    return ratios, grants


def within_three_errors(values: list[float], truth: float) -> None:
    """The mean lies within three standard errors of the truth."""
    found = np.array(values)
    assert abs(float(found.mean()) - truth) <= 3.0 * float(found.std(ddof=1)) / len(found) ** 0.5


def test_handling_times_and_grants_follow_the_inputs() -> None:
    scenario = small_county()
    runs = [decided_after(simulate(scenario, 2, replication), scenario, date(2015, 7, 1)) for replication in range(6)]
    pooled = [ratio for ratios, _ in runs for ratio in ratios], [grant for _, grants in runs for grant in grants]
    within_three_errors(pooled[0], 1.0)
    within_three_errors(pooled[1], 0.0)


def test_handling_times_and_grants_follow_the_series_of_vastmanland(early: Run, vastmanland: Scenario) -> None:
    ratios, grants = decided_after(early, vastmanland, date(2012, 1, 1))
    within_three_errors(ratios, 1.0)
    within_three_errors(grants, 0.0)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_county_without_any_capacity_still_conserves_everyone(engine: Engine) -> None:
    scenario = small_county()
    none = tuple(replace(c, steps=tuple(replace(s, value=0.0) for s in c.steps)) for c in scenario.county.capacities)
    empty = scenario.model_copy(update={"county": replace(scenario.county, capacities=none)})
    run = simulate(empty, 1, 0, engine)
    check_all(run, empty)
    started = ("sfi.course_started", "so.started", "practice.started", "start.talk_begun", "health.examined", "placement.assigned")
    assert not np.isin(run.events["event"], [EVENT[name] for name in started]).any()
