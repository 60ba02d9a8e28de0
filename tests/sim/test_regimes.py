"""The municipal introduction, work in the asylum period and the health clinics, in whole runs of the small county."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from scenarios.calendar import add_months, day
from scenarios.county import SubArea
from scenarios.schema.scenario import Scenario
from sim.events import EVENT
from sim.run import Run, simulate
from sim.stages.placement.rules import SELF_SETTLED
from sim.stages.start.rules import INTRODUCTION, PLAN, PROGRAMME, TIME_OUT
from tests.small_county.county import SEATS, Steps, small_county, with_capacities, with_values
from tests.small_county.play import Log
from tests.small_county.reading import spells

CHANGE = date(2014, 1, 1)


def rows(run: Run, name: str) -> Log:
    found: Log = run.events[run.events["event"] == EVENT[name]]
    return found


def first(run: Run, name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Day of each person's first event of a kind, infinity where there is none."""
    found = np.full(run.population.n, np.inf)
    for row in rows(run, name)[::-1]:
        found[row["person"]] = row["time"]
    return found


def test_whoever_was_received_before_the_change_is_introduced_and_nobody_else() -> None:
    run = simulate(with_values(small_county(), {"law.plan_requires_reception": 1}), 1, 0)
    received = first(run, "placement.received")
    started = rows(run, "start.plan_started")
    introduced = started["detail"] == INTRODUCTION
    before = received[started["person"]] < day(CHANGE)
    assert np.array_equal(introduced, before)
    assert np.any(started["time"][introduced] >= day(CHANGE)), "some introductions begin after the change"
    assert set(started["detail"].tolist()) == {PLAN, INTRODUCTION, PROGRAMME}


def test_an_introduction_runs_to_its_end_by_its_own_time() -> None:
    scenario = with_values(small_county(), {"law.plan_months": 3, "law.introduction_months": 20, "law.pause_most_months": 0})
    run = simulate(scenario, 1, 0)
    over = [s for s in spells(run) if s.track == "plan" and s.last == "start.plan_ended"]
    ends = {(row["person"], row["time"]): row["detail"] for row in rows(run, "start.plan_ended")}
    timed_out = [s for s in over if ends[s.person, s.ended] == TIME_OUT]
    lengths = {INTRODUCTION: 20, PLAN: 3, PROGRAMME: 3}
    assert {s.detail for s in timed_out} == set(lengths)
    for spell in timed_out:
        assert spell.ended == add_months(spell.began, lengths[spell.detail]), spell


def test_talks_of_an_introduction_wait_for_the_municipality_s_own_officers() -> None:
    nobody: dict[tuple[str, str, str], Steps] = {("introduction_officers", area, ""): {None: 0} for area in SEATS["introduction_officers"]}
    run = simulate(with_capacities(small_county(), nobody), 1, 0)
    begun = rows(run, "start.talk_begun")
    assert INTRODUCTION in rows(run, "start.talk_wanted")["detail"]
    assert INTRODUCTION not in begun["detail"]
    assert PLAN in begun["detail"]


def test_no_course_of_civic_orientation_in_an_introduction_unless_the_municipality_has_one() -> None:
    quiet = {"so.share_in_introduction": 0.0, "law.so_others": 0}
    run = simulate(with_values(small_county(), quiet), 1, 0)
    started = rows(run, "start.plan_started")
    introduced = set(started["person"][started["detail"] == INTRODUCTION].tolist())
    others = set(started["person"].tolist()) - introduced
    queued = set(rows(run, "so.queued")["person"].tolist())
    assert not queued & introduced
    assert queued & others


def test_nobody_works_in_the_asylum_period_and_has_a_job_at_reception_where_nobody_may() -> None:
    run = simulate(with_values(small_county(), {"asylum.share_may_work": 0.0}), 1, 0)
    assert len(rows(run, "asylum.work_started")) == 0
    received = first(run, "placement.received")
    assert not np.any(rows(run, "work.started")["time"] == received[rows(run, "work.started")["person"]])


def test_a_job_in_the_asylum_period_ends_with_it_and_some_have_it_still_at_reception() -> None:
    keen = {"asylum.share_may_work": 1.0, "asylum.job_per_year": (5.0,) * 3, "asylum.job_days_mean": 3000, "asylum.share_keeps_job": 1.0}
    run = simulate(with_values(small_county(), keen), 1, 0)
    permit, refused, received = (first(run, name) for name in ("asylum.permit", "asylum.refused", "placement.received"))
    over = np.minimum(permit, refused)
    jobs = [s for s in spells(run) if s.track == "asylum_work"]
    assert all(s.ended <= over[s.person] for s in jobs if np.isfinite(s.ended))
    at_permit = {s.person for s in jobs if s.ended == permit[s.person]}
    doors = dict(zip(rows(run, "placement.received")["person"].tolist(), rows(run, "placement.received")["detail"].tolist(), strict=True))
    started = rows(run, "work.started")
    at_once = {int(p) for p, t in zip(started["person"], started["time"], strict=True) if t == received[p]}
    keeps = {p for p in at_permit if doors.get(p) == SELF_SETTLED}
    assert len(keeps) > 10
    assert at_once == keeps
    assert np.any(np.isfinite(refused[[s.person for s in jobs]])), "those later refused worked too"


def with_clinic(clinic: int | None) -> Scenario:
    scenario = small_county()
    subareas = {"ost": SubArea("Östra", (9901, 9902), clinic), "vast": SubArea("Västra", (9903,), clinic)}
    return scenario.model_copy(update={"county": replace(scenario.county, subareas=subareas)})


def test_everybody_is_examined_where_the_clinic_is_and_at_home_where_a_team_comes() -> None:
    base = with_values(with_clinic(9902), {"health.mobile_share": 0.0})
    assert set(rows(simulate(base, 1, 0), "health.examined")["municipality"].tolist()) == {9902}
    mobile = simulate(with_values(base, {"health.mobile_share": 1.0}), 1, 0)
    assert set(rows(mobile, "health.examined")["municipality"].tolist()) == {9901, 9902, 9903}


@pytest.mark.parametrize(("mobile", "comes"), [(0.0, False), (1.0, True)])
def test_those_who_live_away_do_not_come_when_the_way_takes_all(mobile: float, comes: bool) -> None:
    far = {"health.share_lost_per_hour": 1.0, "health.mobile_share": mobile, "health.share_attends": 1.0}
    scenario = with_clinic(9901)
    links = {**scenario.county.links, (9903, 9901): 60.0}
    scenario = with_values(scenario.model_copy(update={"county": replace(scenario.county, links=links)}), far)
    run = simulate(scenario, 1, 0)
    seekers = rows(run, "asylum.applied")
    away = set(seekers["person"][seekers["municipality"] == 9903].tolist())
    permits = first(run, "asylum.permit")
    examined = rows(run, "health.examined")
    during = {int(p) for p, t in zip(examined["person"], examined["time"], strict=True) if t < permits[p]}
    assert bool(during & away) is comes


def test_a_clinic_in_each_municipality_and_a_team_that_visits_all_are_the_same() -> None:
    """What costs no attendance changes nothing but the place."""
    at_home = with_values(with_clinic(None), {"health.mobile_share": 0.0})
    visited = with_values(with_clinic(9902), {"health.mobile_share": 1.0})
    assert np.array_equal(simulate(at_home, 1, 0).events, simulate(visited, 1, 0).events)
