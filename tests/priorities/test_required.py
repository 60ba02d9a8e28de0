"""How much is enough: more is asked, more is needed; the answer holds for people that the search has not seen; what cannot be is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from results.indicators.catalogue import CATALOGUE
from results.indicators.compute import compute
from results.indicators.history import History
from results.priorities.required.demand import in_use
from results.priorities.required.found import Required, required
from results.priorities.required.levels import TOP
from results.priorities.required.movable import ALIASES, SERVICE_OF, UnmovedError, movable, wanted
from results.priorities.required.rows import ample, blocks_of, rounded_up, rows_in, today, with_plan
from results.priorities.required.search import NEAR, raised
from results.priorities.required.sentences import in_short
from results.priorities.required.trials import Asked, Trials
from scenarios.calendar import day
from scenarios.load import load
from scenarios.schema.scenario import Scenario
from scenarios.vocabulary import SERVICES
from sim.run import simulate
from tests.small_county.county import small_county

KEY = "sfi_in_time_plan"


def after_the_decision() -> Scenario:
    """The small county, with the years from its decision on reported."""
    return small_county().model_copy(update={"report_from": 2016})


def asked(value: float, **given: object) -> Asked:
    """SFI in time in the small county."""
    return replace(Asked(after_the_decision(), KEY, value, "sfi_seats", "compiled"), **given)  # type: ignore[arg-type]


@cache
def found(value: float) -> Required:
    """What a short search says."""
    with Trials(asked(value)) as trials:
        return required(trials.asked, trials, replications=2)


def test_who_asks_for_more_needs_at_least_as_much() -> None:
    amounts = [found(value).family.amount(found(value).positions) for value in (40.0, 70.0, 90.0)]
    assert amounts == sorted(amounts)
    assert amounts[0] < amounts[-1]


def test_the_value_is_reached_in_the_search_and_no_row_beyond_what_anyone_used() -> None:
    one = found(70.0)
    assert one.reachable
    assert one.start[0] is not None
    assert one.start[0].mean < 70.0
    plan = np.array(one.family.plan(one.positions))
    assert (plan <= one.family.plan((TOP,) * len(one.asked.rows))).all()
    with Trials(one.asked) as trials:
        values = trials.values(one.family.plan(one.positions), one.seed, range(2))
    # A check may have added places, which does no harm here.
    assert values[:, 0].mean() >= 70.0


def test_the_check_is_of_people_that_the_search_has_not_seen() -> None:
    one = found(70.0)
    check = one.checks[-1]
    assert check.seed != one.seed
    scenario = with_plan(one.asked.scenario, "sfi_seats", one.asked.rows, one.asked.days, one.family.plan(one.positions))
    by_hand = []
    for number in range(2, 6):
        values, _people = compute(History(simulate(scenario, check.seed, number, "compiled"), scenario), one.asked.layout)
        by_hand.append(values[one.asked.kept[0]])
    assert check.values[0] is not None
    assert check.values[0].mean == pytest.approx(np.mean(by_hand))
    assert check.calculations == 4
    assert check.reached == sum(value >= 70.0 for value in by_hand)


def test_what_cannot_be_reached_is_said_with_how_near_one_can_come() -> None:
    """Two of the reported years lie before the decision."""
    with Trials(asked(95.0, scenario=small_county())) as trials:
        one = required(trials.asked, trials, replications=2)
    assert not one.reachable
    assert one.highest[0] < 95.0
    assert one.goal == pytest.approx(one.highest[0] - NEAR)
    text = " ".join(in_short(one))
    assert "2014" in text
    assert f"{one.highest[0]:.1f}".replace(".", ",") in text


def test_what_is_not_plausible_is_not_proposed_and_told_apart_from_what_cannot_be() -> None:
    with Trials(asked(95.0, most_times=1.0)) as trials:
        one = required(trials.asked, trials, replications=2)
    held = np.array([one.family.today[:, list(block)].max(axis=1) for block in one.family.blocks]).T
    assert (one.family.steps(one.positions) <= held).all()
    assert not one.reachable
    assert one.unbounded[0] >= 95.0
    text = " ".join(in_short(one))
    assert all(f"{value:.1f}".replace(".", ",") in text for value in (one.highest[0], one.unbounded[0]))


def test_any_number_of_workers_says_the_same_and_nothing_is_simulated_twice() -> None:
    question = asked(70.0, engine="simpy")
    plan = ample(question.rows, len(question.months), "sfi_seats")
    with Trials(question, 1) as one, Trials(question, 2) as two:
        np.testing.assert_array_equal(one.values(plan, 1, range(2)), two.values(plan, 1, range(2)))
        one.values(plan, 1, range(2))
        assert one.done == 2


def test_before_the_plan_nothing_changes_and_what_others_use_stays() -> None:
    scenario = load("vastmanland")
    rows = rows_in(scenario.county, "sfi_seats")
    first = (day(date(2017, 1, 1)), day(date(2017, 2, 1)))
    changed = with_plan(scenario, "sfi_seats", rows, first, tuple((7.0, 9.0) for _ in rows)).county
    for row in rows:
        old, new = scenario.county.capacity("sfi_seats", row.area), changed.capacity("sfi_seats", row.area)
        assert [new.at(first[0] - d) for d in (1.0, 400.0, 2000.0)] == [old.at(first[0] - d) for d in (1.0, 400.0, 2000.0)]
        assert (new.effective(first[0]), new.effective(first[1] + 500.0)) == (7.0, 9.0)
        assert new.step(first[1]).background == old.step(first[1]).background > 0.0


def test_a_plan_begins_when_places_can_be_had_and_nothing_changes_before() -> None:
    late = asked(70.0, lead=7)
    assert late.months == asked(70.0).months[7:]
    with Trials(late) as trials:
        one = required(late, trials, replications=2)
    assert one.family.amount(one.positions) > 0.0
    first = late.days[0]
    plan = one.family.plan(one.positions)
    scenario = late.scenario
    logs = [simulate(each, 1, 0, "compiled").events for each in (scenario, with_plan(scenario, late.service, late.rows, late.days, plan))]
    before = [log[log["time"] < first] for log in logs]
    assert before[0].tolist() == before[1].tolist()
    assert logs[0].tolist() != logs[1].tolist(), "after it something does"


def test_rows_are_those_that_serve_the_area() -> None:
    county = load("vastmanland").county
    assert {row.judged for row in rows_in(county, "sfi_seats")} == {m.area for m in county.municipalities}
    assert [(row.area, row.judged) for row in rows_in(county, "sfi_seats", "1980")] == [("1980", "")]
    assert [row.area for row in rows_in(county, "caseworkers", "1980")] == [county.served_by("caseworkers", 1980)]
    leaders = rows_in(county, "so_leaders")
    assert {row.language for row in leaders} == {language.key for language in county.languages}
    assert {row.judged for row in leaders} == {""}


def test_numbers_in_use_at_a_time_against_a_count_by_the_hour() -> None:
    start, end = np.array([0.5, 3.0, 3.0, 9.0, 12.25]), np.array([3.0, 11.0, 25.0, 9.5, 40.0])
    months = np.array([0.0, 10.0, 20.0, 30.0])
    mean, most = in_use(start, end, months)
    at = np.arange(0.0, 30.0, 0.25)
    count = ((start[:, None] <= at) & (at < end[:, None])).sum(axis=0).reshape(3, -1)
    np.testing.assert_allclose(mean, count.mean(axis=1))
    np.testing.assert_array_equal(most, count.max(axis=1))


def test_plans_are_in_steps_and_whole() -> None:
    question = asked(70.0)
    blocks = blocks_of(question.grid, question.months, 6)
    assert [len(block) for block in blocks] == [6] * 6
    assert rounded_up("sfi_seats", np.array([0.0, 0.2, 3.0])).tolist() == [0.0, 1.0, 3.0]
    assert rounded_up("dwellings", np.array([0.31])).tolist() == [0.4]
    steps = found(70.0).family.steps(found(70.0).positions)
    np.testing.assert_array_equal(steps, np.round(steps))
    assert raised((10, TOP), 0) == (10, TOP)
    assert raised((10, TOP), 1) == (14, TOP)


def test_decided_places_are_what_is_left_by_the_draws() -> None:
    one = found(70.0)
    np.testing.assert_array_equal(one.family.today, today(one.asked.scenario, "sfi_seats", one.asked.rows, one.asked.days))
    assert (one.missing() >= 0.0).all()


def test_every_indicator_that_can_be_asked_about_and_its_service_exist() -> None:
    assert {key for key in SERVICE_OF if key not in CATALOGUE} == set()
    assert set(SERVICE_OF.values()) <= set(SERVICES)
    assert {movable(alias) for alias in ALIASES} <= set(SERVICE_OF)
    assert all(CATALOGUE[key].better in ("more", "less") for key in SERVICE_OF)


@pytest.mark.parametrize(
    ("name", "said"),
    [("sfi_in_time", "sfi_in_time_plan"), ("work_two_years", "so_in_time"), ("wait_assignment_median", "sfi_in_time_plan")],
)
def test_what_no_capacity_moves_is_refused_with_what_can_be_asked(name: str, said: str) -> None:
    with pytest.raises(UnmovedError, match=said):
        movable(name)


@pytest.mark.parametrize(("text", "value"), [("0.95", 95.0), ("0,95", 95.0), ("95", 95.0), ("95 %", 95.0), ("1", 100.0), ("0.5%", 0.5)])
def test_shares_are_read_as_people_write_them(text: str, value: float) -> None:
    assert wanted(text, KEY) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "x", "nan", "0", "-1", "101", "inf"])
def test_values_that_no_share_has_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="95"):
        wanted(text, KEY)


def test_days_are_days() -> None:
    assert wanted("0.5", "wait_sfi_median") == 0.5
    assert wanted("30", "reception_wait_median") == 30.0
