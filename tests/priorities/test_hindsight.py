"""What any allocation could have reached: on histories written by hand, on little ones made up, and on runs of whole counties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from results.indicators.catalogue import CATALOGUE
from results.indicators.compute import compute
from results.indicators.grid import grid_of
from results.indicators.history import History
from results.indicators.layout import layout_of
from results.priorities.hindsight.hindsight import MEASURES, Hindsight, hindsight, hindsight_frame, hindsights
from results.priorities.hindsight.needs import SERVICES, Service, asked
from results.priorities.hindsight.supply import supply_of
from scenarios.calendar import day
from scenarios.county import Capacity, CapacityStep
from scenarios.load import load
from scenarios.posterior import drawn
from scenarios.schema.scenario import Scenario
from sim.run import simulate
from tests.results.logs import KOPING, SALA, VASTERAS, Story, scenario
from tests.small_county.county import Steps, small_county, with_capacities

SFI, DWELLINGS = (next(each for each in SERVICES if each.indicator == key) for key in ("sfi_in_time_plan", "reception_in_time"))
FIRST = date(2017, 3, 1)
LIMIT_DAYS = 31
"""From 1 March to the day one month later."""


def with_seats(service: str, seats: dict[int, float]) -> Scenario:
    """Västmanland with so much of a service in some municipalities and nothing elsewhere."""
    county = scenario().county
    rows = [
        Capacity(c.service, c.area, c.language, (CapacityStep(day(date(2009, 1, 1)), seats.get(int(c.area), 0.0), 0.0),))
        if c.service == service
        else c
        for c in county.capacities
    ]
    return scenario().model_copy(update={"county": replace(county, capacities=tuple(rows))})


def seen(story: Story, of: Scenario, service: Service = SFI) -> Hindsight:
    """The bounds of a story, with periods of a day."""
    return hindsight(History(story.run(), of), grid_of(of), service, 1.0)


def reader(story: Story, applied: date, begins: date | None, days: int, at: int = VASTERAS, course: int = 21) -> int:
    """Someone in a plan who applies for SFI, and reads from a day on for so many days."""
    person = story.tell(story.person(), ("2017-01-01", "placement.received", 1), ("2017-02-01", "start.plan_started"), at=at)
    story.tell(person, (applied.isoformat(), "sfi.applied"), (applied.isoformat(), "sfi.queued", course), at=at)
    if begins is not None:
        ended = (begins + timedelta(days)).isoformat()
        story.tell(person, (begins.isoformat(), "sfi.course_started", course), (ended, "sfi.course_passed", course), at=at)
    return person


def test_a_free_seat_elsewhere_would_have_served_the_one_who_waited() -> None:
    story = Story()
    reader(story, FIRST, FIRST, 150)
    reader(story, FIRST, FIRST + timedelta(150), 100)
    both = seen(story, with_seats("sfi_seats", {VASTERAS: 1.0, KOPING: 1.0}))
    assert (both.people, both.reached, both.kept, both.bound) == (2, 1, 2, 2)
    assert both.share == 0.5
    alone = seen(story, with_seats("sfi_seats", {VASTERAS: 1.0}))
    assert (alone.reached, alone.kept, alone.bound) == (1, 1, 1)


def test_whoever_is_not_counted_keeps_what_they_had_in_one_bound_alone() -> None:
    story = Story()
    early = story.tell(story.person(), ("2016-01-01", "placement.received", 1), at=KOPING)
    story.tell(early, ("2016-06-01", "sfi.applied"), ("2016-06-01", "sfi.queued", 21), at=KOPING)
    story.tell(early, ("2016-06-01", "sfi.course_started", 21), ("2018-01-01", "sfi.course_passed", 21), at=KOPING)
    reader(story, FIRST, FIRST, 150)
    reader(story, FIRST, FIRST + timedelta(150), 100)
    found = seen(story, with_seats("sfi_seats", {VASTERAS: 1.0, KOPING: 1.0}))
    assert (found.people, found.reached, found.kept, found.bound) == (2, 1, 1, 2)


def test_seats_that_were_used_after_capacity_fell_were_there() -> None:
    story = Story()
    reader(story, FIRST, FIRST, 150)
    found = seen(story, with_seats("sfi_seats", {}))
    assert (found.reached, found.kept, found.bound) == (1, 1, 1)


def test_one_who_was_never_served_takes_no_seat_and_one_who_left_early_is_not_counted() -> None:
    story = Story()
    reader(story, FIRST, None, 0)
    gone = reader(story, FIRST, None, 0)
    story.tell(gone, ("2017-03-10", "sfi.withdrawn", 21))
    found = seen(story, with_seats("sfi_seats", {VASTERAS: 1.0}))
    assert (found.people, found.reached, found.bound) == (1, 0, 1)


def test_a_household_needs_one_dwelling_for_all() -> None:
    story = Story()

    def household(size: int, found: str | None, number: int) -> None:
        for _ in range(size):
            person = story.person(household=number)
            story.tell(person, ("2017-01-10", "asylum.permit"), ("2017-02-01", "placement.queued"))
            story.tell(person, ("2017-03-02", "placement.assigned"), ("2017-03-10", "placement.dwelling_wanted"))
            if found:
                story.tell(person, (found, "placement.dwelling_found"), (found, "placement.reached"), (found, "placement.received"))

    household(1, "2017-04-01", 100)
    household(3, "2017-07-01", 200)
    of = with_seats("dwellings", {VASTERAS: 0.1})
    found = seen(story, of, DWELLINGS)
    # One dwelling may be kept from before March, and less than one more comes before the limit: the family of three should have had it.
    assert (found.people, found.reached, found.bound) == (4, 1, 3)
    needs = asked(History(story.run(), of), grid_of(of), DWELLINGS, supply_of("dwellings", of.county)).needs
    assert needs.weight.tolist() == [1, 3]


people = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60), st.integers(1, 60)), min_size=1, max_size=3)


@given(people, st.integers(1, 2))
@settings(max_examples=25, deadline=None)
def test_no_allocation_of_a_little_history_gets_beyond_the_bound(told: list[tuple[int, int, int]], seats: int) -> None:
    """Each applies on a day, begins when a seat is free and the drawn wait is over, and reads for some days."""
    story, free, needs = Story(), [0] * seats, []
    for applied, wait, days in sorted(told):
        at = min(range(seats), key=free.__getitem__)
        begins = max(applied + wait, free[at])
        free[at] = begins + days
        reader(story, FIRST + timedelta(applied), FIRST + timedelta(begins), days)
        needs.append((applied, days))
    found = seen(story, with_seats("sfi_seats", {SALA: float(seats)}))
    # All limits are a month from the day of applying; a search over whole days that are beginnings or ends of others suffices.
    days_tried = sorted({0, *(r + sum(c) for r, _ in needs for n in range(len(needs)) for c in product([d for _, d in needs], repeat=n))})
    best = 0
    for begins_all in product(*[[None, *(t for t in days_tried if r <= t <= _last(r))] for r, _ in needs]):
        spans = [(b, b + d) for b, (_, d) in zip(begins_all, needs, strict=True) if b is not None]
        if all(sum(b <= at < e for b, e in spans) <= seats for at, _ in spans):
            best = max(best, len(spans))
    assert found.reached <= found.kept <= found.bound
    assert best <= found.bound <= len(told)


def _last(applied: int) -> int:
    """The last day in time for one who applies on a day, both counted from the first."""
    start = FIRST + timedelta(applied)
    month = start.month % 12 + 1
    return (date(start.year, month, start.day if month != 4 or start.day < 31 else 30) - FIRST).days


@cache
def looked_at(name: str, number: int) -> tuple[History, Scenario]:
    """One replication of a county, with the parameters that it draws."""
    of = drawn(load(name), number)
    return History(simulate(of, 1, number, "compiled"), of), of


@pytest.mark.parametrize("name", ["jamtland", "vasternorrland"])
@pytest.mark.parametrize("number", [0, 2])
def test_in_a_county_the_bounds_lie_above_what_was_reached_and_that_is_the_indicator(name: str, number: int) -> None:
    history, of = looked_at(name, number)
    layout = layout_of(grid_of(of))
    values, _people = compute(history, layout)
    for service in SERVICES:
        found = hindsight(history, layout.grid, service)
        assert found.reached <= found.kept <= found.bound <= found.people
        assert found.bound > 0
        whole = layout.grid.whole(CATALOGUE[service.indicator].breaks).name
        key = layout.keys.index((service.indicator, layout.grid.county, "all", whole))
        assert values[key] == pytest.approx(100.0 * found.reached / found.people)


def test_with_seats_for_all_everybody_is_in_time() -> None:
    base = small_county()
    plenty: dict[tuple[str, str, str], Steps] = {
        (c.service, c.area, c.language): {None: 10_000.0} for c in base.county.capacities if c.service == "sfi_seats"
    }
    of = with_capacities(base, plenty)
    history = History(simulate(of, 7, 0), of)
    for service in SERVICES[:2]:
        found = hindsight(history, grid_of(of), service)
        assert found.people > 0
        assert found.reached == found.kept == found.bound == found.people
        assert found.share == 1.0


def test_any_number_of_workers_gives_the_same() -> None:
    alone, both = (hindsights(small_county(), 7, replications=2, services=SERVICES[:2], workers=workers) for workers in (1, 2))
    assert alone == both
    assert alone[0] != alone[1]


def test_the_table_holds_every_service_and_measure_with_intervals() -> None:
    frame = hindsight_frame({"base": small_county()}, 7, replications=2)
    assert len(frame) == len(SERVICES) * len(MEASURES)
    assert set(frame["scenario"]) == {"base"}
    mine = frame[frame["service"] == "sfi_in_time_plan"]
    columns = ["measure", "low", "mean", "high"]
    told = {measure: (low, mean, high) for measure, low, mean, high in mine[columns].itertuples(index=False)}
    assert np.isfinite(list(told.values())).all()
    assert told["reached"][1] <= told["kept"][1] <= told["bound"][1] <= 1.0
    assert told["reached"][0] < told["reached"][1] < told["reached"][2]
