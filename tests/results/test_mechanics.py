"""The parts that every indicator stands on: calendar, spells, waits, spread."""

from __future__ import annotations

from datetime import date
from math import isnan, sqrt

import numpy as np
import pytest

from results.indicators.dates import add_months_all, year_day_all, year_of_all
from results.indicators.history import TRACKS
from results.indicators.spread import shrunken_spread
from results.indicators.survival import Waits
from scenarios.calendar import add_months, day, year_of
from sim.events import EVENTS
from tests.results.logs import KOPING, SALA, VASTERAS, Story, layout


def days(*dates: str) -> np.ndarray:
    return np.array([day(date.fromisoformat(text)) for text in dates])


def test_many_months_are_added_as_one_is() -> None:
    when = np.concatenate([days("2016-01-31", "2015-12-31", "2017-03-09"), [6000.25]])
    for months in (0, 1, 2, 12, 24):
        assert add_months_all(when, float(months)).tolist() == [add_months(t, months) for t in when]
    assert add_months_all(days("2016-01-31", "2016-01-31"), np.array([1.0, 3.0])).tolist() == days("2016-02-29", "2016-04-30").tolist()


def test_never_stays_never() -> None:
    assert add_months_all(np.array([np.inf]), 2.0)[0] == np.inf
    assert year_of_all(np.array([np.inf, 6000.0])).tolist() == [0, year_of(6000.0)]
    assert year_day_all(np.array([2017]), 11)[0] == day(date(2017, 11, 1))


def test_a_spell_is_waiting_then_service() -> None:
    story = Story()
    story.tell(
        story.person(), ("2016-01-01", "sfi.queued", 21), ("2016-02-01", "sfi.course_started", 21), ("2016-06-01", "sfi.course_passed", 21)
    )
    spells = story.history().spells("sfi")
    assert (spells.join[0], spells.start[0], spells.end[0]) == tuple(days("2016-01-01", "2016-02-01", "2016-06-01"))


def test_an_end_and_a_new_beginning_at_one_instant_are_two_spells() -> None:
    story = Story()
    story.tell(
        story.person(),
        ("2016-01-01", "sfi.queued", 22),
        ("2016-01-01", "sfi.course_started", 22),
        ("2016-06-01", "sfi.course_passed", 22),
        ("2016-06-01", "sfi.queued", 23),
        ("2016-06-01", "sfi.course_started", 23),
    )
    spells = story.history().spells("sfi")
    assert spells.start.tolist() == days("2016-01-01", "2016-06-01").tolist()
    assert spells.end.tolist() == [day(date(2016, 6, 1)), np.inf]
    assert spells.detail.tolist() == [22, 23]


def test_each_end_is_its_own_spells_where_service_takes_no_time() -> None:
    story = Story()
    for person in (story.person(), story.person()):
        story.tell(
            person,
            ("2016-01-01", "sfi.queued", 21),
            ("2016-02-01", "sfi.course_started", 21),
            ("2016-02-01", "sfi.dropped_out", 21),
            ("2016-03-01", "sfi.queued", 21),
            ("2016-04-01", "sfi.withdrawn", 21),
            ("2016-05-01", "sfi.course_started", 22),
        )
    spells = story.history().spells("sfi")
    assert spells.person.tolist() == [0, 0, 0, 1, 1, 1]
    assert spells.join.tolist() == [*days("2016-01-01", "2016-03-01"), np.inf] * 2
    assert spells.start.tolist() == [days("2016-02-01")[0], np.inf, days("2016-05-01")[0]] * 2
    assert spells.end.tolist() == [*days("2016-02-01", "2016-04-01"), np.inf] * 2


def test_what_waits_for_a_service_is_declared_before_its_start() -> None:
    for track in TRACKS:
        numbers = {role: [e.number for e in EVENTS if e.track == track and e.role == role] for role in ("join", "start")}
        assert max(numbers["join"], default=-1) < min(numbers["start"], default=len(EVENTS))


def test_home_is_the_last_move_until_then() -> None:
    story = Story()
    story.tell(story.person(), ("2016-01-01", "placement.received"), ("2018-01-01", "moves.moved"))
    story.tell(0, ("2017-01-01", "moves.moved"), at=KOPING)
    story.tell(0, ("2019-01-01", "moves.moved"), at=SALA)
    story.person()
    story.tell(story.person(), ("2018-01-01", "placement.received"), at=SALA)
    at = days("2015-12-31", "2016-01-01", "2017-06-01", "2018-01-01", "2019-01-01")
    history = story.history()
    assert history.home_at(np.zeros(6, np.int64), np.append(at, np.inf)).tolist() == [0, VASTERAS, KOPING, VASTERAS, SALA, SALA]
    assert history.home_at(np.array([1, 2]), np.array([np.inf, np.inf])).tolist() == [0, SALA]


def test_months_and_years_begin_at_midnight() -> None:
    grid = layout().grid
    when = np.append(
        days("2008-12-31", "2009-01-01", "2009-02-01", "2022-12-31", "2023-01-01") + np.array([0.75, 0, -1e-4, 0.75, 0]), np.inf
    )
    assert grid.month_of(when).tolist() == [0, 1, 1, 168, 169, 169]
    assert grid.year_of(when).tolist() == [14, 0, 0, 13, 14, 14]


def test_who_leaves_a_queue_was_never_served_and_may_queue_again() -> None:
    story = Story()
    story.tell(story.person(), ("2016-01-01", "practice.queued"), ("2016-02-01", "practice.withdrawn"))
    story.tell(0, ("2016-03-01", "practice.queued"), ("2016-04-01", "practice.started"), at=KOPING)
    spells = story.history().spells("practice")
    assert spells.start.tolist() == [np.inf, day(date(2016, 4, 1))]
    assert spells.end.tolist() == [day(date(2016, 2, 1)), np.inf]
    assert spells.municipality.tolist() == [1980, KOPING]


def test_a_service_without_queue_and_one_without_length() -> None:
    story = Story()
    story.tell(story.person(), ("2016-01-01", "work.started", 1), ("2016-02-01", "work.ended", 1), ("2016-03-01", "work.started", 0))
    story.tell(0, ("2016-01-01", "health.called"), ("2016-01-20", "health.examined"))
    work, health = story.history().spells("work"), story.history().spells("health")
    assert work.join.tolist() == [np.inf, np.inf]
    assert work.detail.tolist() == [1, 0]
    assert (health.start[0], health.end[0]) == tuple(days("2016-01-20", "2016-01-20"))
    at = days("2016-01-15", "2016-02-15", "2016-03-15")
    assert work.at(np.zeros(3, np.int64), at).tolist() == [0, -1, 1]


@pytest.mark.parametrize(
    ("waits", "happened", "share", "expected"),
    [
        ([10, 20, 30], [True, True, True], 0.5, 20.0),
        # One of four is cut at 15: 3/4 left after 10, then 1/2 of that at 20.
        ([10, 15, 20, 30], [True, False, True, True], 0.5, 20.0),
        # The longest wait is cut: 2/3, 1/3 left, so nine of ten are never reached.
        ([10, 20, 30], [True, True, False], 0.9, float("nan")),
        ([10, 10, 10, 40], [True, True, False, True], 0.5, 10.0),
        ([], [], 0.5, float("nan")),
    ],
)
def test_a_cut_wait_counts_until_it_was_cut(waits: list[float], happened: list[bool], share: float, expected: float) -> None:
    wait = Waits(np.array([0, len(waits)]), np.flatnonzero(~np.array(happened, dtype=bool))).reached(share)[0]
    assert wait < 0 if isnan(expected) else waits[wait] == expected


def test_the_spread_takes_chance_away() -> None:
    # Two equal towns, shares 0.2 and 0.4 of 100: m = 0.3, between = 0.01, sampling = 2 * 0.5 * 0.5 * 0.21 / 100 = 0.00105.
    found = shrunken_spread(np.array([0.2, 0.4]), np.array([100.0, 100.0]), np.array([5000.0, 5000.0]))
    assert found == pytest.approx(sqrt(0.01 - 0.00105))


def test_towns_that_differ_by_no_more_than_chance_do_not_differ() -> None:
    assert shrunken_spread(np.array([0.2, 0.4]), np.array([5.0, 5.0]), np.array([1.0, 1.0])) == 0.0
    assert isnan(shrunken_spread(np.array([0.2, np.nan]), np.array([5.0, 0.0]), np.array([1.0, 1.0])))
