"""Either engine tells the same story: their logs are equal row for row, over random counties in which much happens at one instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scenarios.calendar import day
from sim.engines.compiled import run_to
from sim.engines.memory import SLACK, Memory
from sim.events import EVENT
from sim.people import sample
from tests.small_county.comparing import by_compiled, by_reference, first_difference, in_slices, least_memory, run_in_slices
from tests.small_county.county import Steps, small_county, with_capacities, with_values
from tests.small_county.play import Log
from tests.small_county.ties import Case, Coarseness, cases

EXAMPLES = 100
SLICES = st.sampled_from((97.3, 31.0, 1.0, 0.3))
"""Days between two returns of the compiled loop."""

WHOLE_DAYS = Coarseness(luck=4, times=1, arrival_days=7, birth_years=1.0)
OPENS = date(2017, 3, 1)


def crowded(seekers: float) -> Case:
    """So many times as many seekers, by whole days: nearly all are received, and nobody gets an SFI seat until all get one at once."""
    scenario = small_county()
    given = scenario.arrivals
    asylum = tuple(seekers * number for number in given.asylum)
    seats: Steps = {None: 0, OPENS: 100_000}
    capacities: dict[tuple[str, str, str], Steps] = {("sfi_seats", area, ""): seats for area in ("9901", "ost", "99")}
    capacities |= {("kommuntal", area, ""): {None: 10_000} for area in ("9901", "9902", "9903")}
    capacities |= {("caseworkers", "99", ""): {None: 100}, ("so_leaders", "99", "north"): {None: 100}}
    scenario = with_values(with_capacities(scenario, capacities), {"asylum.share_granted": 1.0, "so.group_most": 2, "so.group_least": 1})
    scenario = scenario.model_copy(update={"arrivals": replace(given, asylum=asylum, asylum_most=asylum)})
    return Case(scenario, WHOLE_DAYS.applied(sample(scenario, 1, 0)))


@given(case=cases(), slices=SLICES)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_both_engines_write_the_same_log(case: Case, slices: float) -> None:
    """The compiled engine in one go, and in slices with tables that must grow, against the reference."""
    reference = by_reference(case)
    assert first_difference(reference, by_compiled(case)) == ""
    assert first_difference(reference, in_slices(case, slices)) == ""


def test_tables_that_grow_in_mid_run_lose_nothing() -> None:
    """So many people that each table grows several times while much stands in it."""
    case = crowded(4.0)
    memory = least_memory(case)
    before = {name: len(memory._arrays[name]) for name in ("log", "nodes", "timers", "groups")}
    assert first_difference(by_reference(case), run_in_slices(memory, case, 97.3)) == ""
    grown = {name: len(memory._arrays[name]) / length for name, length in before.items()}
    assert min(grown.values()) >= 2.0, grown
    assert max(grown.values()) >= 8.0, grown


@pytest.mark.parametrize(("seekers", "quota", "alone"), [(0.0, 0.0, 0.0), (100.0, 0.0, 0.0), (0.0, 150.0, 0.0), (0.0, 0.0, 100.0)])
def test_next_to_nobody_comes(seekers: float, quota: float, alone: float) -> None:
    """None at all, one household, quota refugees alone, two unaccompanied children."""
    scenario = small_county()
    given, rest = scenario.arrivals, (0.0,) * (len(scenario.arrivals.months) - 1)
    scenario = scenario.model_copy(
        update={"arrivals": replace(given, asylum=(seekers, *rest), quota=(quota, *rest), unaccompanied=(alone, *rest))}
    )
    case = Case(scenario, sample(scenario, 1, 0))
    assert case.people.n < 20
    reference = by_reference(case)
    assert first_difference(reference, by_compiled(case)) == ""
    assert first_difference(reference, in_slices(case, 11.3)) == ""


def test_most_rows_of_whole_days_share_their_instant_with_other_rows() -> None:
    case = crowded(0.5)
    log = by_compiled(case)
    _, which, count = np.unique(log["time"], return_inverse=True, return_counts=True)
    assert np.mean(count[which] >= 4) > 0.8


def spared(case: Case, left: int) -> Log:
    """The compiled log when only so many timers are left free on the day on which all seats open."""
    memory = least_memory(case)
    run_to(memory, day(OPENS))
    timers = memory._arrays["timers"]
    while memory.s["timers_left"] > left:
        memory.s["timers_free"] = timers["next"][memory.s["timers_free"]]
        memory.s["timers_left"] -= 1
    return run_in_slices(memory, case, 97.3)


def test_more_hazards_touched_at_one_instant_than_one_event_needs_room_for() -> None:
    """Thousands begin SFI in one instant, and each one's job moves when it settles: all these timers need room at once."""
    case = crowded(60.0)
    searching = {"work.sfi_causal": 1.0, "work.sfi_factor": {None: (0.0,) * 5, OPENS: (5.0,) * 5}, "asylum.share_keeps_job": 0.0}
    case = replace(case, scenario=with_values(case.scenario, searching))
    plenty = Memory(case.scenario, case.people, generous=20.0)
    run_to(plenty, day(OPENS))
    before = int(plenty.s["timers_left"])
    run_to(plenty, day(OPENS) + 2.0**-16)
    used = before - int(plenty.s["timers_left"])
    expected = run_in_slices(plenty, case, 97.3)
    assert np.sum(expected["event"][expected["time"] == day(OPENS)] == EVENT["sfi.course_started"]) > 2 * SLACK
    for left in range(SLACK, SLACK + used, SLACK):
        assert first_difference(expected, spared(case, left)) == ""
