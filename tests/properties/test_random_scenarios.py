"""Small scenarios at random, with next to no capacity, falling capacity and every policy: everyone is conserved all the same."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sim.policies import QUEUE_POLICIES
from sim.run import simulate
from tests.small_county.county import small_county, with_arrivals, with_capacities, with_values
from tests.small_county.invariants import check_all

BASE = with_arrivals(small_county(), 0.25)
KEYS = [(c.service, c.area, c.language) for c in BASE.county.capacities]
CHANGE = date(2015, 9, 1)

CAPACITIES = st.dictionaries(
    st.sampled_from(KEYS),
    st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda steps: {None: steps[0], CHANGE: steps[1]}),
    max_size=12,
)
POLICY = st.sampled_from(sorted(QUEUE_POLICIES))
VALUES = st.fixed_dictionaries(
    {},
    optional={
        **{f"{stage}.policy": st.one_of(POLICY, POLICY.map(lambda p: {None: "first_come", CHANGE: p})) for stage in ("sfi", "so", "start")},
        **{f"{stage}.policy": POLICY for stage in ("health", "placement", "practice")},
        "placement.dwelling_policy": POLICY,
        "so.pooled": st.sampled_from([0, 1, {None: 0, CHANGE: 1}, {None: 1, CHANGE: 0}]),
        "so.group_least": st.integers(2, 6),
        "leave.illness_per_year": st.sampled_from([0.0, 2.0]),
        "leave.births_per_year": st.sampled_from([0.0, 1.0]),
        "practice.share_parallel": st.sampled_from([0.0, 1.0]),
        "asylum.share_keeps_job": st.sampled_from([0.0, 1.0]),
        "moves.share_out_of_county": st.sampled_from([0.0, 1.0]),
        "work.hazard_per_year": st.sampled_from([(0.0,) * 5, (5.0,) * 5, (0.5, 0.0, 2.0, 0.0, 1.0)]),
        "law.plan_months": st.sampled_from([1, 24, 60]),
    },
)


@given(capacities=CAPACITIES, values=VALUES, replication=st.integers(0, 1000))
@settings(max_examples=30, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
def test_everyone_is_conserved(capacities: dict[tuple[str, str, str], Any], values: dict[str, Any], replication: int) -> None:
    scenario = with_values(with_capacities(BASE, capacities), values)
    check_all(simulate(scenario, 1, replication), scenario)
