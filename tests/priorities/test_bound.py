"""The bound in hindsight on little problems: never below the best of all allocations, and equal to it where that is known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from results.indicators.dates import Floats
from results.priorities.hindsight.bound import Needs, greatest

DAYS = 12
FOR_GOOD = float("inf")

Unit = tuple[int, int, float, int]
"""Ready, days to the limit, stay, weight."""

units = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(1, 5), st.integers(1, 3)), min_size=1, max_size=4)
capacities = st.lists(st.integers(0, 2), min_size=DAYS, max_size=DAYS)


def needs(of: list[Unit]) -> Needs:
    """Units of one pool."""
    ready, wait, stay, weight = (np.array(column, dtype=np.float64) for column in zip(*of, strict=True))
    return Needs(np.zeros(len(of), np.int64), ready, ready + wait, stay, weight.astype(np.int64))


def bound(of: list[Unit], by_day: list[int], length: int) -> int:
    """The bound with periods of `length` days, from the capacity of each day."""
    first = min(ready for ready, *_ in of)
    days = np.array(by_day[first:], dtype=np.float64)
    days = days[: len(days) // length * length]
    edges: Floats = first + length * np.arange(len(days) // length + 1.0)
    return greatest(needs(of), edges, days.reshape(-1, length).mean(axis=1)[None, :])


def allocations(of: list[Unit], by_day: list[int]) -> Iterator[int]:
    """Persons in time in each way to let the units begin on whole days within the capacity of each day, or not at all."""
    choices = [[None, *range(ready, ready + wait + 1)] for ready, wait, *_ in of]
    for begins in product(*choices):
        busy = [0] * (2 * DAYS)
        for begin, (_, _, stay, _) in zip(begins, of, strict=True):
            if begin is not None:
                for day in range(begin, int(min(begin + stay, 2 * DAYS))):
                    busy[day] += 1
        if all(taken <= there for taken, there in zip(busy, by_day, strict=False)):
            yield sum(weight for begin, (*_, weight) in zip(begins, of, strict=True) if begin is not None)


@given(units, capacities, st.sampled_from([1, 2, 3, 5]))
@settings(max_examples=150, deadline=None)
def test_no_allocation_gets_beyond_the_bound(of: list[Unit], by_day: list[int], length: int) -> None:
    assert bound(of, by_day, length) >= max(allocations(of, by_day))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.just(1), st.integers(1, 3)), min_size=1, max_size=4), capacities)
@settings(max_examples=100, deadline=None)
def test_where_each_stays_a_day_the_bound_by_days_is_the_best_allocation(of: list[Unit], by_day: list[int]) -> None:
    assert bound(of, by_day, 1) == max(allocations(of, by_day))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.just(FOR_GOOD), st.integers(1, 3)), min_size=1, max_size=4), capacities)
@settings(max_examples=100, deadline=None)
def test_what_is_kept_for_good_is_counted_from_the_first_day(of: list[Unit], given_by_day: list[int]) -> None:
    first = min(ready for ready, *_ in of)
    there = np.cumsum([0] * first + given_by_day[first:])
    found = greatest(needs(of), np.arange(first, DAYS + 1.0), there[None, first:].astype(np.float64))
    assert found == max(allocations(of, there.tolist()))


def test_with_enough_for_all_everybody_is_in_time_and_with_nothing_nobody() -> None:
    of: list[Unit] = [(0, 2, 5, 1), (1, 0, 4, 2), (1, 3, 3, 3)]
    assert bound(of, [3] * DAYS, 1) == 6
    assert bound(of, [0] * DAYS, 1) == 0


def test_one_seat_goes_to_those_who_weigh_most() -> None:
    of: list[Unit] = [(0, 0, 12, 1), (0, 0, 12, 3), (0, 0, 12, 2)]
    assert bound(of, [1] * DAYS, 1) == 3


def test_pools_do_not_help_each_other() -> None:
    both = needs([(0, 0, 2, 1), (0, 0, 2, 1)])
    apart = Needs(np.array([0, 1]), both.ready, both.limit, both.stay, both.weight)
    edges = np.arange(4.0)
    assert greatest(both, edges, np.array([[2.0, 2.0, 2.0]])) == 2
    assert greatest(apart, edges, np.array([[2.0, 2.0, 2.0], [0.0, 0.0, 0.0]])) == 1


@pytest.mark.parametrize("length", [1, 2, 4])
def test_longer_periods_bound_no_lower(length: int) -> None:
    of: list[Unit] = [(0, 1, 4, 1), (0, 2, 4, 1), (4, 1, 4, 1), (5, 0, 4, 1)]
    assert bound(of, [1] * DAYS, length) >= bound(of, [1] * DAYS, 1) == 2
