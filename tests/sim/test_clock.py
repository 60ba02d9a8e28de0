"""The clock: times on the grid, ties by kind and subject, windows that end before their instant."""

from __future__ import annotations

from collections.abc import Generator

from hypothesis import given
from hypothesis import strategies as st
from simpy.events import Event

from sim.engines.clock import Clock
from sim.luck import TICKS_PER_DAY


def wait(clock: Clock, when: float, kind: int, subject: int, told: list[tuple[float, int, int]]) -> Generator[Event, None, None]:
    """Note the instant at which an event comes."""
    yield clock.until(when, kind, subject)
    told.append((clock.now, kind, subject))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40), st.integers(0, 2**24 - 1)), max_size=30, unique=True))
def test_timed_events_come_by_time_then_kind_then_subject(events: list[tuple[int, int, int]]) -> None:
    clock, told = Clock(0.0), list[tuple[float, int, int]]()
    for when, kind, subject in events:
        clock.process(wait(clock, float(when), kind, subject, told))
    clock.advance(10.0)
    assert told == sorted((float(when), kind, subject) for when, kind, subject in events)


@given(st.floats(0.0, 20_000.0), st.floats(0.0, 5_000.0))
def test_times_lie_on_the_grid_at_or_just_after_the_wish(start: float, days: float) -> None:
    begin = float(int(start * TICKS_PER_DAY)) / TICKS_PER_DAY
    clock, told = Clock(begin), list[tuple[float, int, int]]()

    def steps() -> Generator[Event, None, None]:
        yield clock.delay(days, 0, 0)
        told.append((clock.now, 0, 0))

    clock.process(steps())
    clock.advance(float("inf"))
    (when, _, _) = told[0]
    assert when * TICKS_PER_DAY == int(when * TICKS_PER_DAY)
    assert 0.0 <= when - (begin + days) <= 1.0 / TICKS_PER_DAY


def test_an_instant_that_has_passed_is_now() -> None:
    clock, told = Clock(5.0), list[tuple[float, int, int]]()
    clock.process(wait(clock, 1.0, 0, 0, told))
    clock.advance(6.0)
    assert told == [(5.0, 0, 0)]


def test_time_stops_before_the_end() -> None:
    clock, told = Clock(0.0), list[tuple[float, int, int]]()
    for when in (1.0, 2.0, 3.0):
        clock.process(wait(clock, when, 0, 0, told))
    clock.advance(2.0)
    assert told == [(1.0, 0, 0)]
    clock.advance(3.5)
    assert told == [(1.0, 0, 0), (2.0, 0, 0), (3.0, 0, 0)]
