"""Quotas, batches and hazards against known answers."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from itertools import pairwise
from math import exp

import numpy as np
import pytest
from simpy.events import Event

from sim.engines.clock import Clock
from sim.luck import TICKS_PER_DAY, Floats, on_grid, uniforms
from sim.mechanisms.batches.process import Batches, Members
from sim.mechanisms.hazard.process import Hazard
from sim.mechanisms.quotas.process import Quotas
from sim.policies.first_come import first_come
from sim.policies.largest_share_left import largest_share_left
from sim.stages.work import rules
from tests.theory.stations import ARRIVE, DONE, LOOK, REPLICATIONS, agrees, come, poisson, standing

TICK = 1.0 / TICKS_PER_DAY


class Counter:
    """One quota, refilled with `units` each day before anyone comes; unused units are kept for the day."""

    def __init__(self, units: float) -> None:
        self.clock = Clock(0.0)
        self.quota: Quotas = self.clock.add_place(lambda number: Quotas(self.clock, number, ("a",), first_come, largest_share_left))
        self.units = units
        self.waiting = 0
        self.left_over: list[int] = []
        self.served: dict[int, float] = {}

    def run(self, arrivals: Floats, days: int) -> None:
        """Serve whoever comes in `days` days."""
        self.clock.process(self._refill(days))
        self.clock.process(come(self.clock, arrivals, self._customer))
        self.clock.advance(float(days))

    def _refill(self, days: int) -> Generator[Event, None, None]:
        for day in range(days):
            yield self.clock.until(float(day), LOOK, 0)
            self.left_over.append(self.waiting)
            self.quota.refill(0, self.units, 0.0, self.units)

    def _customer(self, i: int) -> Generator[Event, None, None]:
        self.waiting += 1
        with self.quota.join(i, standing(self.clock)) as ticket:
            yield ticket
        self.waiting -= 1
        self.served[i] = self.clock.now


def test_a_daily_quota_of_one_leaves_the_queue_of_bulk_service() -> None:
    """With A ~ Poisson(r) a day, Q' = max(Q + A - 1, 0): the mean is r²/(2(1-r)), and it is 0 with probability (1-r)e^r."""
    rate, days = 0.5, 36_000
    means, empty = [], []
    for k in range(REPLICATIONS):
        counter = Counter(1.0)
        arrivals = poisson(rate, k, int(rate * days * 1.1))
        counter.run(arrivals[arrivals < days], days)
        left = np.array(counter.left_over[days // 20 :])
        means.append(float(left.mean()))
        empty.append(float((left == 0).mean()))
    agrees(np.array(empty), (1.0 - rate) * exp(rate))
    agrees(np.array(means), rate * rate / (2.0 * (1.0 - rate)))


def test_even_arrivals_and_a_daily_quota_have_a_known_day_for_each() -> None:
    """Three come at noon each day and two units are given at each midnight: number j is served on day max(its own, its rank's)."""
    days = 30
    counter = Counter(2.0)
    counter.run(np.repeat(np.arange(days) + 0.5, 3), days)
    served = [counter.served.get(j) for j in range(3 * days)]
    expected = [d + 0.5 if d == j // 2 else float(j // 2) for j, d in ((j, j // 3) for j in range(2 * days))]
    assert served[: 2 * days] == expected
    assert served[2 * days :] == [None] * days


def test_the_wait_to_form_a_group() -> None:
    """With leaders enough, the mean wait for a group of k is (k-1)/(2 rate), and groups are full."""
    rate, size, count = 2.0, 8, 4_000
    waits = []
    for k in range(REPLICATIONS):
        clock, groups = Clock(0.0), FullGroups(size)
        batches: Batches = clock.add_place(lambda number, clock=clock, groups=groups: Batches(clock, number, 10_000, first_come, groups))
        arrivals = poisson(rate, k, count)
        begun = np.zeros(count)
        clock.process(come(clock, arrivals, partial(join_group, clock, batches, begun)))
        clock.advance(float("inf"))
        assert groups.sizes == [size] * (count // size)
        waits.append(float(np.mean(begun - arrivals)))
    agrees(np.array(waits), (size - 1) / (2.0 * rate))


class FullGroups:
    """One pool; a group starts when it is full and never ends."""

    def __init__(self, size: int) -> None:
        self.size, self.sizes = size, list[int]()

    def pool(self, home: int) -> str:
        """The only pool."""
        return "all"

    def enough(self, pool: Members) -> bool:
        """A full group."""
        return len(pool) >= self.size

    def most(self) -> int:
        """A full group."""
        return self.size

    def start(self, batches: Batches, members: Members) -> None:
        """Note the size and let the members go."""
        self.sizes.append(len(members))
        for member in members:
            member.started.succeed()


def join_group(clock: Clock, batches: Batches, begun: Floats, i: int) -> Generator[Event, None, None]:
    """Wait in the only pool and note when the group began."""
    yield batches.join(i, standing(clock), 0).started
    begun[i] = clock.now


class Exposure:
    """A base hazard in bands, times a factor that others change."""

    def __init__(self, per_year: tuple[float, ...], factor: float) -> None:
        self.per_year, self.now = per_year, factor

    def factor(self) -> float:
        return self.now

    def gathered(self, age_from: float, age_to: float) -> float:
        return rules.exposure(self.per_year, age_from, age_to)

    def days_until(self, age: float, needed: float) -> float:
        return rules.days_until(self.per_year, age, needed)


PER_YEAR = (0.5, 1.2, 0.0, 0.8, 0.3)
FACTORS = ((0.0, 1.0), (100.0, 0.0), (250.0, 2.0), (800.0, 0.5))
"""Days on which the factor changes, and to what."""


def cumulative(age: float) -> float:
    """The integral of base hazard times factor up to an age, written out apart from the code under test."""
    steps = sorted({0.0, age, *(d for d, _ in FACTORS), *rules.BAND_DAYS})
    total = 0.0
    for low, high in pairwise(steps):
        if high <= age:
            band = max(b for b, begins in enumerate(rules.BAND_DAYS) if begins <= low)
            factor = [f for d, f in FACTORS if d <= low][-1]
            total += PER_YEAR[band] / 365.25 * factor * (high - low)
    return total


def strike_days(thresholds: Floats, horizon: float) -> Floats:
    """The day on which each hazard strikes (inf: not before the horizon)."""
    clock = Clock(0.0)
    days = np.full(len(thresholds), np.inf)
    rates = Exposure(PER_YEAR, 1.0)

    def strike(i: int) -> None:
        days[i] = clock.now

    hazards = [Hazard(clock, i, DONE, 0.0, rates, partial(strike, i)) for i in range(len(thresholds))]

    def change() -> Generator[Event, None, None]:
        for when, factor in FACTORS:
            yield clock.until(when, ARRIVE, 0)
            rates.now = factor
            for hazard in hazards:
                hazard.touch()

    for hazard, threshold in zip(hazards, thresholds.tolist(), strict=True):
        hazard.begin(threshold)
    clock.process(change())
    clock.advance(horizon)
    return days


def test_a_hazard_strikes_on_the_day_its_threshold_is_used_up() -> None:
    thresholds = -np.log1p(-uniforms(1, 0, "theory.threshold", 500))
    days = strike_days(thresholds, 2000.0)
    for day, threshold in zip(days.tolist(), thresholds.tolist(), strict=True):
        if np.isinf(day):
            assert cumulative(2000.0 - TICK) < threshold
        else:
            assert cumulative(day) >= threshold - 1e-9
            assert cumulative(day - TICK) <= threshold + 1e-9


@pytest.mark.parametrize("age", [90.0, 365.25, 1000.0])
def test_survival_is_piecewise_exponential(age: float) -> None:
    survivors = []
    for k in range(REPLICATIONS):
        days = strike_days(-np.log1p(-uniforms(1, k, "theory.threshold", 3_000)), 1100.0)
        survivors.append(float(np.mean(days > age)))
    agrees(np.array(survivors), exp(-cumulative(age)))


def test_a_touched_hazard_keeps_its_day() -> None:
    """Recomputing with an unchanged factor moves nothing by more than rounding to the grid."""
    clock, struck = Clock(0.0), []
    rates = Exposure((1.0,) * 5, 1.0)
    hazard = Hazard(clock, 0, DONE, 0.0, rates, lambda: struck.append(clock.now))
    hazard.begin(1.0)

    def touch() -> Generator[Event, None, None]:
        for day in range(365):
            yield clock.until(day + 0.3, ARRIVE, 0)
            hazard.touch()

    clock.process(touch())
    clock.advance(1000.0)
    assert struck == [pytest.approx(365.25, abs=2 * TICK)]


def test_days_until_is_the_inverse_of_exposure() -> None:
    ages = on_grid(uniforms(1, 0, "theory.age", 200) * 2000.0)
    for age, needed in zip(ages.tolist(), (uniforms(1, 0, "theory.needed", 200) * 3.0).tolist(), strict=True):
        days = rules.days_until(PER_YEAR, age, needed)
        assert rules.exposure(PER_YEAR, age, age + days) == pytest.approx(needed, abs=1e-9)
