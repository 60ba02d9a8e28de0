"""Where the assigned are sent: each policy by hand, the month's exchange, and that only the assigned are moved by any of them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from scenarios.calendar import day, month_starts
from sim.destinations import Destinations
from sim.envelope import FAMILY
from sim.events import EVENT
from sim.people import ADULT, MAN, WOMAN, sample
from sim.policies.best_expected import Expected, exchanged
from sim.policies.even_spread import even_spread
from sim.policies.language_community import language_community
from sim.policies.where import EVEN_SPREAD
from sim.run import Run, simulate
from sim.stages.placement.rules import ASSIGNED, QUOTA
from sim.stages.work.market import market_factors
from tests.small_county.county import small_county, with_values
from tests.small_county.invariants import check_all

OTHERS = ("even_spread", "language_community", "best_expected")


def test_fewest_received_for_each_inhabitant_among_those_with_room() -> None:
    inhabitants = [100.0, 50.0, 10.0]
    assert even_spread([5.0, 5.0, 5.0], [10.0, 4.0, 1.0], inhabitants, 2) == 1
    assert even_spread([5.0, 1.0, 5.0], [10.0, 4.0, 1.5], inhabitants, 2) == 0
    assert even_spread([5.0, 5.0, 5.0], [10.0, 5.0, 1.0], inhabitants, 2) == 0, "all alike: the first"
    assert even_spread([1.0, 1.0, 1.0], [0.0, 0.0, 0.0], inhabitants, 2) == -1


def test_where_most_speak_the_language_then_where_most_of_the_year_is_left() -> None:
    yearly = [10.0, 10.0, 10.0]
    assert language_community([5.0, 5.0, 5.0], yearly, [3.0, 7.0, 1.0], 2) == 1
    assert language_community([5.0, 1.0, 5.0], yearly, [3.0, 7.0, 1.0], 2) == 0
    assert language_community([5.0, 4.0, 6.0], yearly, [7.0, 7.0, 7.0], 2) == 2
    assert language_community([1.0, 0.0, 1.0], yearly, [7.0, 7.0, 7.0], 2) == -1


def test_a_months_places_are_exchanged_among_households_of_one_size() -> None:
    """Three of one: the largest share left gives stocks 0, 1, 0. The best sum sends 12 to stock 1: 5 + 9 + 6 = 20."""
    scores = {(10, 0): 5.0, (10, 1): 6.0, (11, 0): 6.0, (11, 1): 7.0, (12, 0): 1.0, (12, 1): 9.0, (13, 0): 0.0, (13, 1): 100.0}
    heads, left, yearly = [10, 11, 12], [2.0, 1.0], [2.0, 2.0]
    assert exchanged(heads, [1, 1, 1], left, yearly, lambda head, stock: scores[head, stock]) == [0, 0, 1]


def test_nobody_is_served_who_would_not_have_been_and_sizes_do_not_mix() -> None:
    """The family of three takes stock 0 whole, then the single goes to stock 1, and the next has no room, whatever it would score."""
    scores = {(1, 0): 0.0, (1, 1): 9.0, (2, 0): 9.0, (2, 1): 0.0, (3, 0): 50.0, (3, 1): 50.0}
    found = exchanged([1, 2, 3], [3, 1, 1], [3.0, 1.0], [3.0, 3.0], lambda head, stock: scores[head, stock])
    assert found == [0, 1, -1]


def test_the_score_is_the_number_of_adults_expected_in_work_and_knows_no_sex() -> None:
    scenario = small_county()
    people = sample(scenario, 1, 0)
    couples = np.flatnonzero(np.bincount(people.household, minlength=people.n) >= 2)
    head = int(couples[0])
    adults = np.flatnonzero((people.household == head) & (people.role == ADULT) & (people.cohort != FAMILY))
    now, town = day(date(2016, 3, 1)), 9902
    hazard = 0.5 * 0.2 + 0.5 * 0.4 + 1.0 * 0.6
    rates = [hazard * (0.7, 0.9, 1.1, 1.3)[people.schooling[i]] * market_factors(scenario)[town] for i in adults]
    assert Expected(scenario, people).at(now)(head, town) == pytest.approx(sum(1.0 - np.exp(-rate) for rate in rates))
    people.sex[:] = np.where(people.sex == WOMAN, MAN, WOMAN)
    assert Expected(scenario, people).at(now)(head, town) == pytest.approx(sum(1.0 - np.exp(-rate) for rate in rates))


def test_those_received_are_counted_by_municipality_and_language() -> None:
    scenario = small_county()
    sent = Destinations(scenario, sample(scenario, 1, 0), ("9901", "9903"))
    sent.receive(9903, 1, 4, day(date(2014, 1, 1)))
    sent.receive(9901, 0, 2, day(date(2014, 1, 1)))
    sent.receive(9902, 0, 5, day(date(2014, 1, 1)))
    assert sent.received == [2.0, 4.0]
    assert sent.speakers == [[2.0, 0.0], [0.0, 4.0]]


def received(run: Run, doors: tuple[int, ...]) -> set[tuple[float, int, int]]:
    """When and where each person came in by some doors."""
    rows = run.events[(run.events["event"] == EVENT["placement.received"]) & np.isin(run.events["detail"], doors)]
    return set(zip(rows["time"].tolist(), rows["person"].tolist(), rows["municipality"].tolist(), strict=True))


@pytest.mark.parametrize("where", OTHERS)
def test_only_the_assigned_are_moved_by_a_policy(where: str) -> None:
    """Those who settle by themselves come on the same day to the same place; those assigned do not all."""
    scenario = small_county()
    other = with_values(scenario, {"placement.where": where})
    before, after = simulate(scenario, 5, 0), simulate(other, 5, 0)
    check_all(after, other)
    assert received(before, (1,)) == received(after, (1,))
    assert received(before, (ASSIGNED, QUOTA)) != received(after, (ASSIGNED, QUOTA))


def test_a_policy_from_a_date_changes_nothing_before() -> None:
    starts = date(2016, 1, 15)
    scenario = small_county()
    other = with_values(scenario, {"placement.where": {None: "largest_share_left", starts: "best_expected"}})
    before, after = simulate(scenario, 5, 0).events, simulate(other, 5, 0).events
    assert np.array_equal(before[before["time"] < day(starts)], after[after["time"] < day(starts)])
    firsts = [day(first) for first in month_starts(scenario.start, scenario.end)]
    assigned = after[(after["event"] == EVENT["placement.assigned"]) & (after["time"] >= day(starts))]
    assert len(assigned) > 20
    assert set(assigned["time"].tolist()) <= set(firsts), "by the month, together"


def test_who_is_received_is_counted_anew_at_the_turn_of_the_year() -> None:
    """Last year's thousand in the first municipality say nothing of this year's spread."""
    scenario = small_county()
    sent = Destinations(scenario, sample(scenario, 1, 0), ("9901", "9902", "9903"))
    left, yearly = [5.0, 5.0, 5.0], [10.0, 10.0, 10.0]
    sent.receive(9901, 0, 1000, day(date(2014, 6, 1)))
    assert sent.choose(EVEN_SPREAD, left, yearly, 0, 1, day(date(2014, 12, 31))) == 1
    sent.receive(9902, 0, 1, day(date(2015, 1, 1)))
    assert sent.choose(EVEN_SPREAD, left, yearly, 0, 1, day(date(2015, 1, 1))) == 0
    assert sent.speakers[0][:2] == [1000.0, 1.0], "a community is not counted anew"
