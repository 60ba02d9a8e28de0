"""Unaccompanied children: rules by hand-made examples, and what whole runs of a small county must show of their paths."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from scenarios.calendar import DAYS_PER_YEAR, add_months, day
from scenarios.schema.scenario import Scenario
from sim.envelope import UNACCOMPANIED
from sim.events import EVENT
from sim.policies.lowest_fulfilment import lowest_fulfilment
from sim.run import Run, simulate
from sim.stages.school.rules import school_to, school_years
from sim.stages.unaccompanied import rules
from tests.small_county.county import small_county, with_arrivals, with_capacities, with_values

TOWNS = ("9901", "9902", "9903")
PLENTY: dict[tuple[str, str, str], Any] = {
    **{("unaccompanied_places", town, ""): {None: 1000} for town in TOWNS},
    **{("youth_dwellings", town, ""): {None: 100} for town in TOWNS},
    **{(f"{form}_places", "99", ""): {None: 1000} for form in ("family_home", "stodboende")},
    **{("hvb_places", area, ""): {None: 1000} for area in ("9901", "99")},
}


def test_stodboende_is_for_16_to_20_and_before_18_for_special_reasons_only() -> None:
    ages = (15.9, 16.0, 17.9, 18.0, 20.9, 21.0)
    assert [rules.may_live_in_stodboende(age, True, False) for age in ages] == [False, False, False, True, True, False]
    assert [rules.may_live_in_stodboende(age, True, True) for age in ages] == [False, True, True, True, True, False]
    assert not any(rules.may_live_in_stodboende(age, False, True) for age in ages), "the form does not exist"


def test_the_form_sought_is_hvb_where_stodboende_is_not_possible() -> None:
    def sought(may: bool) -> list[int]:
        return [rules.form_on_assignment(luck, 0.5, 0.3, may) for luck in (0.0, 0.49, 0.5, 0.79, 0.81, 0.99)]

    hvb, home, stodboende = rules.HVB, rules.FAMILY_HOME, rules.STODBOENDE
    assert sought(True) == [hvb, hvb, home, home, stodboende, stodboende]
    assert sought(False) == [hvb, hvb, home, home, hvb, hvb]


def test_who_turns_18_undecided_stays_only_if_kept_and_never_after_a_refusal() -> None:
    assert rules.stays_undecided(True, False, 0.3, 0.5)
    assert not rules.stays_undecided(True, False, 0.5, 0.5)
    assert not rules.stays_undecided(True, True, 0.3, 0.5)
    assert not rules.stays_undecided(False, False, 0.3, 0.5)


def test_school_goes_on_to_twenty_for_those_who_came_alone() -> None:
    assert (school_to(False), school_to(True)) == (19.0, 20.0)
    assert (school_years(False), school_years(True)) == (4.0, 20.0)


def test_the_next_child_goes_to_the_lowest_fulfilment_also_beyond_the_places() -> None:
    """Of shares 10, 5 and 1: met 4, 3 and 1 of them, 0.4, 0.6 and all; overdrawn alike; those without a share are never meant."""
    assert lowest_fulfilment([6.0, 2.0, 0.0], [10.0, 5.0, 1.0], 1) == 0
    assert lowest_fulfilment([-6.0, -2.0, -3.0], [10.0, 5.0, 1.0], 1) == 1
    assert lowest_fulfilment([-5.0, -2.5], [10.0, 5.0], 1) == 0, "ties go to the first"
    assert lowest_fulfilment([9.0, -1.0], [0.0, 5.0], 1) == 1
    assert lowest_fulfilment([1.0], [0.0], 1) == -1


NO_FOLK = {"unaccompanied.share_folk_high_school": 0.0}


def county(values: dict[str, Any], capacities: dict[tuple[str, str, str], Any] | None = None) -> Scenario:
    """A small county with few others, places enough unless said, and children who are all granted a permit."""
    base = with_arrivals(with_capacities(small_county(), PLENTY | (capacities or {})), 0.3)
    return with_values(base, {"unaccompanied.share_nation": 0.04, "unaccompanied.share_granted": 1.0} | values)


class Paths:
    """A run's events of those who came alone, by name."""

    def __init__(self, scenario: Scenario) -> None:
        self.run: Run = simulate(scenario, 1, 0)
        self.birth = self.run.population.birth
        self.alone = np.flatnonzero(self.run.population.cohort == UNACCOMPANIED)
        assert len(self.alone) > 50

    def times(self, event: str, detail: int | None = None) -> dict[int, float]:
        """First day of each one's event."""
        log = self.run.events
        rows = log[(log["event"] == EVENT[event]) & np.isin(log["person"], self.alone)]
        rows = rows if detail is None else rows[rows["detail"] == detail]
        return dict(zip(rows["person"][::-1].tolist(), rows["time"][::-1].tolist(), strict=True))

    def ages(self, event: str) -> list[float]:
        """Age at each one's first such event, years."""
        return [(time - self.birth[i]) / DAYS_PER_YEAR for i, time in self.times(event).items()]


@cache
def in_school() -> Paths:
    """All go on in school after 18, and want homes soon."""
    return Paths(county({"unaccompanied.share_school_after_18": 1.0, **NO_FOLK}))


def test_sfi_and_work_begin_when_school_is_over() -> None:
    found = in_school()
    for event in ("sfi.applied", "work.started", "start.talk_wanted"):
        assert len(found.ages(event)) > 5, event
        aged_out = found.times("unaccompanied.aged_out")
        ages = [(time - found.birth[i]) / DAYS_PER_YEAR for i, time in found.times(event).items() if i not in aged_out]
        assert min(ages) >= 20.0, event


def test_a_plan_comes_within_a_year_of_registration_or_not_at_all() -> None:
    late = {"unaccompanied.handling_days_mean": 900, "asylum.handling_spread": 0.0, "unaccompanied.share_kept_at_18": 1.0}
    in_school_all = {"unaccompanied.share_school_after_18": 1.0, **NO_FOLK}
    found = Paths(county({**late, **in_school_all, "unaccompanied.ages": (0.0, 0.5, 0.5)}))
    received, plans = found.times("placement.received", 4), found.times("start.talk_wanted")
    school_over = {i: found.birth[i] + 20.0 * DAYS_PER_YEAR for i in received}
    in_time = {i for i, over in school_over.items() if over <= add_months(received[i], 12)}
    assert {i for i in plans if i in received} <= in_time
    in_time = {i for i in in_time if school_over[i] < day(date(2018, 11, 1))}
    assert 2 < len(in_time) < len(received)
    assert len(plans.keys() & in_time) > len(in_time) / 2, "some have no capacity, or find work first"


def test_nobody_has_a_home_of_their_own_before_18_or_lives_in_care_after_21() -> None:
    found = in_school()
    assert min(found.ages("unaccompanied.home_found")) >= 18.0
    log = found.run.events
    for form in ("hvb", "family_home", "stodboende"):
        left = log[log["event"] == EVENT[f"unaccompanied.{form}_left"]]
        assert max((left["time"] - found.birth[left["person"]]) / DAYS_PER_YEAR) <= 21.001, form


def test_before_2016_nobody_seeks_stodboende() -> None:
    times = in_school().times("unaccompanied.stodboende_wanted").values()
    assert min(times) >= day(date(2016, 1, 1))


def test_children_wait_in_temporary_placement_until_they_move_out_where_there_are_no_places() -> None:
    none: dict[tuple[str, str, str], Any] = {("hvb_places", area, ""): {None: 0} for area in ("9901", "99")}
    found = Paths(county({"unaccompanied.form_shares": (1.0, 0.0, 0.0), "unaccompanied.share_moves_on": (0.0, 0.0), **NO_FOLK}, none))
    assert found.times("unaccompanied.hvb_placed") == {}
    assert found.times("unaccompanied.hvb_wanted").keys() == found.times("unaccompanied.assigned").keys()
    homes, gave_up = found.times("unaccompanied.home_found"), found.times("unaccompanied.hvb_withdrawn")
    assert homes
    assert all(gave_up[i] == time for i, time in homes.items())


def test_without_places_nobody_is_assigned_until_the_law_assigns_beyond_them() -> None:
    few: dict[tuple[str, str, str], Any] = {("unaccompanied_places", town, ""): {None: 0.01} for town in TOWNS}
    found = Paths(county({"unaccompanied.where": {None: "largest_share_left", date(2015, 1, 1): "lowest_fulfilment"}}, few))
    assigned = found.times("unaccompanied.assigned")
    assert min(assigned.values()) == day(date(2015, 1, 1))
    queued = found.times("unaccompanied.queued")
    assert all(assigned[i] == time for i, time in queued.items() if time > day(date(2015, 1, 1)))
    towns = found.run.events["municipality"][found.run.events["event"] == EVENT["unaccompanied.assigned"]]
    counts = [int(np.sum(towns == int(town))) for town in TOWNS]
    assert max(counts) - min(counts) <= 1, "equal shares are met alike"


@pytest.mark.parametrize("kept", [0.0, 1.0])
def test_at_18_without_a_decision_the_municipality_keeps_them_or_not(kept: float) -> None:
    found = Paths(county({"unaccompanied.share_kept_at_18": kept, "unaccompanied.handling_days_mean": 700, "asylum.handling_spread": 0.0}))
    assigned, received = found.times("unaccompanied.assigned"), found.times("placement.received", 4)
    aged_out = found.times("unaccompanied.aged_out")
    undecided = {i for i, time in assigned.items() if found.birth[i] + 18.0 * DAYS_PER_YEAR < found.run.population.arrival[i] + 700.0}
    undecided = {i for i in undecided if found.birth[i] + 18.0 * DAYS_PER_YEAR < day(date(2018, 12, 1))}
    assert len(undecided) > 20
    assert undecided & set(aged_out) == (set() if kept else undecided)
    assert not set(aged_out) & set(received), "they settle as adults, by the adults' doors"


def test_a_guardian_first_and_a_custodian_after_the_permit() -> None:
    found = in_school()
    permit = found.times("asylum.permit")
    guardian, custodian = (found.times("unaccompanied.guardian_appointed", kind) for kind in (rules.GOD_MAN, rules.CUSTODIAN))
    assert custodian
    assert all(time >= permit[i] for i, time in custodian.items())
    for times in (guardian, custodian):
        assert all(time <= found.birth[i] + 18.0 * DAYS_PER_YEAR for i, time in times.items())
