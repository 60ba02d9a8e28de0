"""One more of something in one place: where nobody waits it is exactly nothing, elsewhere it is told per unit and year."""

from __future__ import annotations

import numpy as np
import pytest

from results.indicators.history import History
from results.priorities.choices.goals import Aim, Objective
from results.priorities.choices.packages import Menu
from results.priorities.found import Range
from results.priorities.simulated.evaluate import Evaluator, Question
from results.priorities.why.marginal import in_turn, marginals, simulations
from results.priorities.why.one_more import More, every, waited
from results.study import run_study
from scenarios.calendar import day
from scenarios.schema.scenario import Scenario
from sim.run import simulate
from tests.small_county.county import small_county, with_capacities, with_values

BASE = small_county()
OBJECTIVE = Objective("so_in_time", (Aim("", "so_in_time", 30.0),))
PLENTY = with_capacities(BASE, {("practice_places", "9901", ""): {None: 5_000}})

MANY = More("practice_places", "9901", "", 500.0)
LEADER = More("so_leaders", "99", "south", 1.0)


def more_of(scenario: Scenario, service: str, area: str, language: str = "") -> More:
    """What is tried of one capacity."""
    return next(m for m in every(scenario, [service]) if (m.area, m.language) == (area, language))


def evaluator(scenario: Scenario, workers: int = 1) -> Evaluator:
    """One that simulates a county without a menu."""
    return Evaluator(Question(Menu(scenario, {}, {}), {"planned": scenario}, OBJECTIVE.indicators, "simpy"), 1, workers)


def test_a_tenth_more_and_at_least_one_is_tried() -> None:
    """From the decision in 2016 to 2017, SFI in the first town has 24 and then 14 seats: on average about 20."""
    assert more_of(BASE, "sfi_seats", "9901").add == 2.0
    assert more_of(BASE, "sfi_seats", "99").add == 1.0
    assert more_of(BASE, "so_leaders", "99", "south") == LEADER
    dwellings = more_of(BASE, "dwellings", "9901")
    assert dwellings.add == pytest.approx(2.0 / 12.0)
    assert dwellings.a_year == pytest.approx(2.0)
    assert more_of(BASE, "kommuntal", "9901").a_year == 5.0


def test_it_is_there_from_the_decision_on_in_its_place_alone() -> None:
    more, decided = more_of(BASE, "sfi_seats", "9901"), day(BASE.decision)
    found = more.laid_on(BASE).county
    for row in BASE.county.capacities:
        after = found.capacity(row.service, row.area, row.language)
        extra = more.add if (row.service, row.area) == ("sfi_seats", "9901") else 0.0
        for when in np.linspace(decided - 2_000.0, decided + 2_000.0, 101):
            assert after.at(when) - row.at(when) == (extra if when >= decided else 0.0)


def test_each_service_in_turn_where_people_wait_longest() -> None:
    tried = [More(service, area, "", 1.0) for service in ("a", "b") for area in ("1", "2", "3")]
    waits = np.array([5.0, 9.0, 0.0, 1.0, 1.0, 2.0])
    assert in_turn(tried, waits, 4) == (1, 5, 0, 3)
    assert in_turn(tried, waits, 99) == (1, 5, 0, 3, 4)
    assert in_turn(tried, np.zeros(6), 3) == ()


@pytest.mark.guarantee
def test_where_nobody_waits_one_more_changes_no_event() -> None:
    """That is what lets it be told without being simulated."""
    run = simulate(PLENTY, 1, 0, "simpy")
    assert waited(History(run, PLENTY), [MANY]).tolist() == [0.0]
    np.testing.assert_array_equal(simulate(MANY.laid_on(PLENTY), 1, 0, "simpy").events, run.events)


def test_who_waits_where_seats_are_offered_to_neighbours_counts_for_all() -> None:
    """Everyone who waits for SFI is waited for in every area once seats cross borders."""
    tried = every(BASE, ["sfi_seats"])
    run = simulate(BASE, 1, 0, "simpy")
    apart = waited(History(run, BASE), tried)
    together = waited(History(run, with_values(BASE, {"borders.sfi_open": 1.0})), tried)
    assert len(set(together)) == 1
    assert (apart <= together).all()
    assert apart.min() < together[0]


@pytest.mark.guarantee
def test_one_more_is_told_per_unit_and_year_and_nothing_where_nobody_waits() -> None:
    """A leader more helps civic orientation; a practice place beside five thousand is nothing to anyone."""
    asked = {"services": ("so_leaders", "practice_places"), "most": 1, "observations": range(2)}
    with evaluator(PLENTY) as one:
        found = marginals(one, OBJECTIVE, **asked)  # type: ignore[arg-type]
        assert one.done == one.planned == simulations(1, range(2), pairs=False)
    leaders = next(each for each in found if each.service == "so_leaders")
    nobody = found[-1]
    assert (nobody.service, nobody.area, nobody.unit, nobody.waiting) == ("practice_places", "9901", 0.0, 0.0)
    assert nobody.score == nobody.closest == Range(0.0, 0.0, 0.0)
    assert leaders.waiting > 0.0
    assert (leaders.indicator, leaders.unit) == ("so_in_time", 1.0)
    assert leaders.closest is not None
    # Two years are reported from the decision on; the way to the goal is 70 points.
    before, after = _so_in_time(PLENTY), _so_in_time(_with(leaders.language))
    assert leaders.closest.mean == pytest.approx((after - before) / 2.0)
    assert leaders.score.mean == pytest.approx(leaders.closest.mean / 70.0)
    assert leaders.score.mean > 0.0


@pytest.mark.guarantee
def test_any_number_of_workers_says_the_same() -> None:
    with evaluator(BASE) as one, evaluator(BASE, 2) as two:
        first, second = (marginals(e, OBJECTIVE, services=["so_leaders"], most=1, observations=range(2)) for e in (one, two))
    assert first == second


def _with(language: str) -> Scenario:
    return more_of(PLENTY, "so_leaders", "99", language).laid_on(PLENTY)


def _so_in_time(scenario: Scenario) -> float:
    found = run_study(scenario, 1, replications=2, engine="simpy", workers=1).estimate("so_in_time")
    assert found is not None
    return found.mean
