"""Seats against queueing theory: Erlang C, Erlang B, Cobham's priorities, infinitely many servers, Little's law."""

from __future__ import annotations

from math import factorial

import numpy as np
import pytest
from scipy.special import ndtri

from sim.luck import TICKS_PER_DAY, Floats, on_grid, uniforms
from sim.policies.families_first import families_first
from tests.theory.stations import REPLICATIONS, Station, agrees, exponential, poisson

LARGE = 1_000_000


def erlang_b(servers: int, load: float) -> float:
    """Share of customers lost in M/M/c/c."""
    terms = [load**k / factorial(k) for k in range(servers + 1)]
    return terms[-1] / sum(terms)


def erlang_c(servers: int, load: float) -> float:
    """Share of customers who wait in M/M/c."""
    lost = erlang_b(servers, load)
    return lost / (1.0 - load / servers * (1.0 - lost))


def cut(values: Floats) -> Floats:
    """What is left after the first tenth, in which the empty station fills."""
    return values[len(values) // 10 :]


def test_waiting_follows_erlang_c() -> None:
    servers, rate, count = 2, 1.0, 42_000
    waited, waits = [], []
    for k in range(REPLICATIONS):
        station = Station(servers)
        station.run(poisson(rate, k, count), exponential(1.0, k, "service", count))
        waited.append(float(np.mean(cut(station.waits) > 0.0)))
        waits.append(float(np.mean(cut(station.waits))))
    agrees(np.array(waited), erlang_c(servers, rate))
    agrees(np.array(waits), erlang_c(servers, rate) / (servers - rate))


def test_lost_customers_follow_erlang_b() -> None:
    servers, rate, count = 3, 3.0, 6_000
    lost = []
    for k in range(REPLICATIONS):
        station = Station(servers, loses=True)
        station.run(poisson(rate, k, count), exponential(1.0, k, "service", count))
        lost.append(float(np.mean(np.isnan(cut(station.begun)))))
        assert np.nanmax(station.waits) == 0.0
    agrees(np.array(lost), erlang_b(servers, rate))


def test_two_classes_follow_cobham() -> None:
    first_rate, rate, count = 0.2, 0.45, 42_000
    waits: tuple[list[float], list[float]] = ([], [])
    for k in range(REPLICATIONS):
        station = Station(1, families_first)
        first = uniforms(1, k, "theory.class", count) < first_rate / rate
        station.run(poisson(rate, k, count), exponential(1.0, k, "service", count), first.tolist())
        late = first[count // 10 :]
        for group, members in zip(waits, (late, ~late), strict=True):
            group.append(float(np.mean(cut(station.waits)[members])))
    residual = rate
    agrees(np.array(waits[0]), residual / (1.0 - first_rate))
    agrees(np.array(waits[1]), residual / ((1.0 - first_rate) * (1.0 - rate)))


def occupancy(starts: Floats, ends: Floats, begin: float, end: float) -> tuple[Floats, Floats]:
    """Number present between changes within a window, and how long each number lasts."""
    times = np.clip(np.concatenate([starts, ends]), begin, end)
    order = np.argsort(times, kind="stable")
    steps = np.concatenate([np.ones(len(starts)), -np.ones(len(ends))])[order]
    return np.cumsum(steps)[:-1], np.diff(times[order])


def test_occupancy_of_endless_seats_is_poisson_whatever_the_service() -> None:
    rate, spread, count = 5.0, 0.8, 9_000
    means, variances = [], []
    for k in range(REPLICATIONS):
        station = Station(LARGE)
        service = on_grid(np.exp(spread * ndtri(uniforms(1, k, "theory.lognormal", count)) - spread * spread / 2.0))
        station.run(poisson(rate, k, count), service)
        present, lasts = occupancy(station.begun, station.ended, 50.0, 1750.0)
        mean = float(present @ lasts / lasts.sum())
        means.append(mean)
        variances.append(float((present - rate) ** 2 @ lasts / lasts.sum()))
    agrees(np.array(means), rate)
    agrees(np.array(variances), rate)


@pytest.mark.parametrize("window", [(0.0, 400.0), (13.25, 211.5), (399.0, 399.5)])
def test_littles_law_holds_exactly_on_any_window(window: tuple[float, float]) -> None:
    """Area under the number present = sum of the stays clipped to the window, to the last bit: times are whole ticks."""
    begin, end = window
    station = Station(3)
    station.run(poisson(2.0, 0, 2_000), exponential(1.3, 0, "service", 2_000))
    for starts, ends in ((station.arrivals, station.begun), (station.begun, station.ended), (station.arrivals, station.ended)):
        present, lasts = occupancy(starts, ends, begin, end)
        stays = np.clip(ends, begin, end) - np.clip(starts, begin, end)
        assert float(present @ lasts) == float(stays.sum())
        assert float(stays.sum()) * TICKS_PER_DAY == round(float(stays.sum()) * TICKS_PER_DAY)
