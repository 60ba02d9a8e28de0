"""Activities and programmes: rules by hand-made examples, and what happens to single people in the small county."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import numpy as np
import pytest

from scenarios.activities import ACTIVITIES
from scenarios.calendar import day
from sim.engines.choice import Engine
from sim.events import EVENT, EVENTS
from sim.people import WOMAN, sample
from sim.run import Run, play, simulate
from sim.stages.activities.rules import chance, effect, overall, reach
from sim.stages.work.rules import PART_TIME, SUBSIDISED, shifted
from tests.small_county.county import Steps, small_county, with_capacities, with_values
from tests.small_county.play import by_person
from tests.small_county.reading import spells

NAMES = tuple(kind.name for kind in ACTIVITIES)


def test_the_chance_of_an_offer() -> None:
    assert chance(0.5, 0.3, False, 1.0) == 0.5
    assert chance(0.5, 0.3, True, 1.0) == pytest.approx(0.15)
    assert chance(0.5, 0.3, True, 0.0) == 0.0


def test_an_effect_lies_in_its_range_and_only_its_causal_share_counts() -> None:
    assert effect(2.0, 4.0, 0.0, 1.0) == 2.0
    assert effect(2.0, 4.0, 0.25, 1.0) == 2.5
    assert effect(2.0, 4.0, 0.25, 0.5) == 1.75
    assert effect(2.0, 4.0, 0.25, 0.0) == 1.0


def test_an_effect_on_one_kind_of_work_raises_that_kind_alone() -> None:
    """Hazards 0.5, 0.3, 0.1, 0.1 of 1; subsidised work doubles: 1.3 in all, of which 0.6 are subsidised."""
    shares = (0.5, 0.3, 0.1, 0.1)
    factors = tuple(reach(2.0, share) for share in (0.0, 1.0, 0.0, 0.0))
    whole = overall(shares, factors)
    assert whole == pytest.approx(1.3)
    assert shifted(shares, factors, whole) == pytest.approx((0.5 / 1.3, 0.6 / 1.3, 0.1 / 1.3, 0.1 / 1.3))
    assert overall(shares, (1.0,) * 4) == 1.0
    assert shifted(shares, (1.0,) * 4, 1.0) == shares


@pytest.fixture(scope="module", params=["simpy", "compiled"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Either engine."""
    return cast("Engine", request.param)


def of_track(run: Run, name: str) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    """The rows of one track."""
    return run.events[np.isin(run.events["event"], [e.number for e in EVENTS if e.track == name])]


def without(run: Run, name: str) -> dict[int, bytes]:
    """Each person's rows without those of one track."""
    rows = run.events[~np.isin(run.events["event"], [e.number for e in EVENTS if e.track == name])]
    return by_person(replace(run, events=rows))


@pytest.mark.parametrize("name", ["guide", "coaching", "equal_matching"])
def test_what_is_beside_everything_else_and_has_no_effect_changes_nothing_else(name: str, engine: Engine) -> None:
    neutral = with_values(small_county(), {f"{name}.effect": (1.0,) * 4})
    plenty: Steps = {None: 1000}
    capacities = {(c.service, c.area, ""): plenty for c in neutral.county.capacities if c.service == f"{name}_places"}
    many, few = simulate(with_capacities(neutral, capacities), 1, 0, engine), simulate(neutral, 1, 0, engine)
    assert len(of_track(many, name)) > len(of_track(few, name))
    assert without(many, name) == without(few, name)


def test_nobody_queues_for_what_does_not_exist_and_all_may_when_it_opens(engine: Engine) -> None:
    opens = date(2016, 3, 1)
    closed: Steps = {None: 0}
    later: Steps = {None: 0, opens: 1000}
    of = ("coaching_places", "99", "")
    none = simulate(with_capacities(small_county(), {of: closed}), 1, 0, engine)
    run = simulate(with_capacities(small_county(), {of: later}), 1, 0, engine)
    assert len(of_track(none, "coaching")) == 0
    rows = of_track(run, "coaching")
    assert rows["time"].min() == day(opens)
    assert np.sum((rows["time"] == day(opens)) & (rows["event"] == EVENT["activities.coaching_started"])) > 10
    assert np.array_equal(none.events[none.events["time"] < day(opens)], run.events[run.events["time"] < day(opens)])


def test_the_effect_is_drawn_once_a_replication_and_alike_in_every_scenario() -> None:
    one, other = sample(small_county(), 1, 0), sample(with_values(small_county(), {"coaching.effect_causal": 0.5}), 1, 0)
    assert np.array_equal(one.effect_luck, other.effect_luck)
    assert len(set(one.effect_luck.tolist())) == len(ACTIVITIES)
    assert not np.array_equal(one.effect_luck, sample(small_county(), 1, 1).effect_luck)


@pytest.mark.parametrize("luck", [0.0, 1.0])
def test_the_replications_luck_decides_where_in_its_range_an_effect_lies(luck: float, engine: Engine) -> None:
    """With luck 0 the effect is 1, nothing; with luck 1 it is 10: jobs come sooner."""
    values = {"coaching.effect": (1.0, 10.0, 1.0, 10.0), "coaching.share_offered": (1.0, 0.0)}
    scenario = with_values(with_capacities(small_county(), {("coaching_places", "99", ""): {None: 1000}}), values)
    people = sample(scenario, 1, 0)
    people = replace(people, effect_luck=np.full(len(ACTIVITIES), luck))
    acting = Run(people, play(scenario, people, engine))
    idle = with_values(scenario, {"coaching.effect": (1.0,) * 4})
    nothing = Run(people, play(idle, people, engine))
    assert np.array_equal(acting.events, nothing.events) == (luck == 0.0)
    if luck == 1.0:
        jobs = [int(np.sum(run.events["event"] == EVENT["work.started"])) for run in (acting, nothing)]
        assert jobs[0] > jobs[1]


def test_a_municipal_job_is_subsidised_work_as_long_as_it_is_held(engine: Engine) -> None:
    run = simulate(small_county(), 1, 0, engine)
    found = spells(run)
    work = {(s.person, s.began, s.ended) for s in found if s.track == "work"}
    jobs = [s for s in found if s.track == "municipal_jobs" and not np.isnan(s.began)]
    assert len(jobs) > 20
    assert {(s.person, s.began, s.ended) for s in jobs} <= work
    starts = run.events[run.events["event"] == EVENT["work.started"]]
    kinds = dict(zip(zip(starts["person"].tolist(), starts["time"].tolist(), strict=True), starts["detail"].tolist(), strict=True))
    assert {kinds[s.person, s.began] % PART_TIME for s in jobs} == {SUBSIDISED}


def test_who_is_offered_what() -> None:
    """Assessed before rehabilitation, SFI over before language support, and no training for the women whom access shuts out."""
    scenario = with_values(small_county(), {"training.access_women": 0.0})
    run = simulate(scenario, 1, 0)
    log, people = run.events, run.population

    def first(name: str) -> dict[int, float]:
        rows = log[log["event"] == EVENT[name]]
        return dict(zip(rows["person"][::-1].tolist(), rows["time"][::-1].tolist(), strict=True))

    passed, support = first("sfi.course_passed"), first("activities.language_support_queued")
    assert support
    assert all(passed[person] <= time for person, time in support.items())
    trained = np.unique(of_track(run, "training")["person"])
    assert len(trained) > 10
    assert not np.any(people.sex[trained] == WOMAN)
    validated = np.unique(of_track(run, "validation")["person"])
    assert np.all(people.schooling[validated] >= 2)


def test_an_early_start_makes_preparation_due_at_once(engine: Engine) -> None:
    values = {"practice.preparation_delay_days_mean": 500, "early_start.share_offered": (1.0, 0.0)}
    slow = with_values(with_capacities(small_county(), {("preparation_places", "99", ""): {None: 1000}}), values)
    opened = with_capacities(slow, {("early_start_places", "99", ""): {None: 1000}})
    closed = with_capacities(slow, {("early_start_places", "99", ""): {None: 0}})
    waits = []
    for scenario in (closed, opened):
        found = spells(simulate(scenario, 1, 0, engine))
        plans = {s.person: s.began for s in found if s.track == "plan"}
        waits.append([s.joined - plans[s.person] for s in found if s.track == "preparation" and s.person in plans])
    assert np.median(waits[1]) == 0.0
    assert np.median(waits[0]) > 100.0


def test_what_ends_with_the_plan_and_what_runs_on(engine: Engine) -> None:
    """Komvux runs on; coaching, which is offered with a plan alone, neither goes on nor is waited for after it."""
    values = {"coaching.share_offered": (1.0, 0.0), "coaching.runs_on": 0, "coaching.days_mean": 600}
    found = spells(simulate(with_values(small_county(), values), 1, 0, engine))
    plans = {s.person: s for s in found if s.track == "plan"}
    for spell in found:
        if spell.track == "coaching":
            assert spell.ended <= plans[spell.person].ended
    after = [s for s in found if s.track == "komvux" and s.person in plans and s.began < plans[s.person].ended < s.ended]
    assert after
