"""The search on the small county: within every budget, the same for any number of workers, requirements named and priced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from results.priorities.choices.budget import Budgets, planned
from results.priorities.choices.packages import Menu, menu
from results.priorities.found import Prioritisation, Requirement
from results.priorities.hindsight.reaches import reaches
from results.priorities.search.effort import Effort
from results.priorities.search.prioritise import Sought, prioritise
from results.priorities.search.shelves import measures_beyond
from results.priorities.simulated.evaluate import Evaluator, Question
from scenarios.measures import CapacityChange
from tests.priorities.menus import health, priced
from tests.small_county.county import measure, small_county, with_measure


def three_measures() -> Menu:
    """More caseworkers or many more SFI seats, of which the municipalities can pay one; and health assessments, paid by the region."""
    base = small_county()
    cost = (priced("kommun", 300_000.0, "year"),)
    talks = measure(id="talks", capacity=(CapacityChange(service="caseworkers", factor=4.0),), costs=cost)
    seats = measure(id="seats", capacity=(CapacityChange(service="sfi_seats", factor=4.0),), costs=cost)
    return menu([with_measure(base, each) for each in (talks, seats, health())], (0.5, 1.0), subareas=False)


MENU = three_measures()
QUESTION = Question(MENU, {"planned": MENU.base}, ("talk_within_30_days", "health_in_time", "sfi_in_time_plan"), "compiled")
EFFORT = Effort(singles=2, packages=2, first=4, most=5, draws=2, parts=8, places=0)
SOUGHT = Sought(Budgets({"kommun": 350_000.0, "region": 600_000.0}), "talk_within_30_days")

pytestmark = pytest.mark.guarantee


@pytest.fixture(scope="module")
def evaluator() -> Iterator[Evaluator]:
    """One for all searches here, so that nothing is simulated twice."""
    with Evaluator(QUESTION, 1, 1) as one:
        yield one


def cost_of(found: Prioritisation) -> float:
    """Greatest cost of any package over what its payer can pay, SEK."""
    limits = found.budgets.limits()[:, None]
    return max(float((candidate.cost - limits).max()) for candidate in found.candidates)


def test_any_number_of_workers_finds_the_same(evaluator: Evaluator) -> None:
    one = prioritise(SOUGHT, evaluator, EFFORT)
    with Evaluator(QUESTION, 1, 2) as two:
        other = prioritise(SOUGHT, two, EFFORT)
    assert [(c.package, c.shelf, c.score, c.observations) for c in one.candidates] == [
        (c.package, c.shelf, c.score, c.observations) for c in other.candidates
    ]
    assert one.singles.keys() == other.singles.keys()
    assert one.starts == other.starts


def test_the_best_is_on_the_first_shelf_and_brings_what_is_asked_for(evaluator: Evaluator) -> None:
    found = prioritise(SOUGHT, evaluator, EFFORT)
    assert found.best.shelf in {"first", "alike"}
    assert found.best.shelf == "first" or len(found.on("alike")) > 1
    assert [choice.measure for choice in found.best.package] == ["talks"]
    assert found.best.score.mean > 0.0
    assert () in [candidate.package for candidate in found.candidates]
    empty = next(candidate for candidate in found.candidates if not candidate.package)
    assert empty.score.mean == empty.score.low == empty.score.high == 0.0
    assert not empty.cost.any()
    assert found.doubt is not None
    assert found.best.package in found.doubt.packages
    assert [share.choice for share in found.shares[found.best.package]] == list(found.best.package)


@pytest.mark.parametrize("part", [0.0, 0.6])
def test_no_package_costs_more_than_any_payer_can_pay(part: float, evaluator: Evaluator) -> None:
    budgets = Budgets({payer: part * sek for payer, sek in SOUGHT.budgets.sek.items()})
    found = prioritise(replace(SOUGHT, budgets=budgets), evaluator, EFFORT)
    assert cost_of(found) <= 0.5
    for candidate in found.candidates:
        assert budgets.fit(planned(MENU, candidate.package))
    for choice in found.too_dear:
        assert not budgets.fit(planned(MENU, (choice,)))
    assert {*found.singles, *found.too_dear} == set(MENU.every())


def test_no_package_reaches_beyond_the_best_in_hindsight(evaluator: Evaluator) -> None:
    found = prioritise(SOUGHT, evaluator, EFFORT)
    told = reaches(found, "compiled", replications=2)
    assert {each.package for each in told} == {(), *[c.package for c in found.candidates if c.package][:2]}
    known = [each for each in told if np.isfinite(each.kept.mean)]
    assert known
    for each in known:
        assert each.reached.mean <= each.kept.mean + 1e-9 <= each.bound.mean + 2e-9 <= 100.0 + 3e-9


def test_what_moves_nothing_is_told_and_in_no_package(evaluator: Evaluator) -> None:
    found = prioritise(SOUGHT, evaluator, EFFORT)
    beyond = {each.key for each in measures_beyond(found)}
    assert "health" in beyond, "a health assessment does not bring a talk nearer"
    assert "talks" not in beyond
    assert all(choice.measure not in beyond for candidate in found.candidates for choice in candidate.package)


def test_a_requirement_that_nothing_meets_is_named_with_how_near_one_comes(evaluator: Evaluator) -> None:
    asked = Requirement("sfi_in_time_plan", ">=", 90.0)
    found = prioritise(replace(SOUGHT, requirements=(asked,)), evaluator, EFFORT)
    [unmet] = found.unmet
    assert unmet.requirement == asked
    assert "seats" in [choice.measure for choice in unmet.nearest], "what comes nearest has more seats"
    assert found.starts[QUESTION.columns[evaluator.column("sfi_in_time_plan")]].mean < unmet.value.mean < 90.0
    assert unmet.value.mean == max(candidate.held[0].value.mean for candidate in found.candidates)
    assert not found.prices


def test_a_requirement_costs_what_it_takes_from_the_goal(evaluator: Evaluator) -> None:
    free = prioritise(SOUGHT, evaluator, EFFORT)
    found = prioritise(replace(SOUGHT, requirements=(Requirement("sfi_in_time_plan", ">=", 20.0),)), evaluator, EFFORT)
    assert not found.unmet
    [price] = found.prices
    assert price.within == found.best.package
    assert price.without == free.best.package, "where the requirement need not hold, more talks come first"
    assert price.score.mean == pytest.approx(found.best.score.mean - free.best.score.mean, abs=0.05)
    assert price.score.high < 0.0
    for candidate in found.candidates:
        assert candidate.shelf == "later" or candidate.held[0].verdict == "met"


def test_paid_by_the_event_counts_when_it_is_known(evaluator: Evaluator) -> None:
    found = prioritise(SOUGHT, evaluator, EFFORT)
    for candidate in found.candidates:
        np.testing.assert_allclose(candidate.cost, planned(MENU, candidate.package))
    assert not found.over
