"""What law and agreement say, stage by stage: expected values worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios.calendar import add_months, date_of, day
from sim.mechanisms.quotas.rules import monthly_part
from sim.policies import QUEUE_POLICIES
from sim.policies.largest_share_left import largest_share_left
from sim.policies.standing import Standing
from sim.stages.asylum import rules as asylum
from sim.stages.health import rules as health
from sim.stages.leave import rules as leave
from sim.stages.moves import rules as moves
from sim.stages.placement import rules as placement
from sim.stages.practice import rules as practice
from sim.stages.sfi import rules as sfi
from sim.stages.so import rules as so
from sim.stages.start import rules as start
from sim.stages.work import rules as work


def test_asylum_shares_split_luck_at_their_value() -> None:
    assert [asylum.housing(luck, 0.3) for luck in (0.0, 0.299, 0.3, 0.999)] == [asylum.EBO, asylum.EBO, asylum.ABO, asylum.ABO]
    assert [asylum.status(luck, 0.27) for luck in (0.26, 0.27)] == [asylum.REFUGEE, asylum.SUBSIDIARY]
    assert asylum.activity_fits(0.5, 0.2, 0.55, 0.3)
    assert not asylum.activity_fits(0.5, 0.3, 0.55, 0.3)
    assert not asylum.activity_fits(0.6, 0.2, 0.55, 0.3)


@pytest.mark.parametrize(
    ("own_housing", "leaves_abo", "asks", "door"),
    [
        (False, False, False, placement.ASSIGNED),
        (False, True, False, placement.SELF_SETTLED),
        (True, False, False, placement.SELF_SETTLED),
        (True, False, True, placement.ASSIGNED),
        (True, True, True, placement.ASSIGNED),
    ],
)
def test_only_those_left_in_abo_and_those_who_may_ask_are_assigned(own_housing: bool, leaves_abo: bool, asks: bool, door: int) -> None:
    assert placement.door(own_housing, leaves_abo, asks) == door


@pytest.mark.parametrize(
    ("age", "years", "included", "right"),
    [
        (18.0, 0.0, True, True),
        (17.9, 0.0, True, False),
        (64.9, 0.0, True, True),
        (65.0, 0.0, True, False),
        (30.0, 2.0, True, True),
        (30.0, 2.1, True, False),
        (30.0, 1.0, False, False),
    ],
)
def test_the_municipality_introduces_adults_and_the_relatives_it_includes(age: float, years: float, included: bool, right: bool) -> None:
    assert start.introduced(age, 18.0, 65.0, years, 2.0, included) is right


def test_the_regime_is_the_introduction_of_the_day_the_right_arose_else_that_of_today() -> None:
    found = {(i, p): start.regime(i, p) for i in (False, True) for p in (False, True)}
    assert found == {
        (False, False): start.PLAN,
        (False, True): start.PROGRAMME,
        (True, False): start.INTRODUCTION,
        (True, True): start.INTRODUCTION,
    }


def test_attendance_falls_with_the_hours_of_travel_and_never_below_nothing() -> None:
    assert health.attendance(0.8, 0.0, 0.2) == 0.8
    assert health.attendance(0.8, 1.0, 0.25) == pytest.approx(0.6)
    assert health.attendance(0.8, 2.0, 0.25) == pytest.approx(0.4)
    assert health.attendance(0.8, 5.0, 0.25) == 0.0
    assert health.attendance(0.8, 2.0, 0.0) == 0.8


def test_work_in_the_asylum_period_comes_when_the_hazard_of_its_band_has_run_the_threshold_down() -> None:
    # A tenth of a year's unit in the first half-year, then one a year: 0.05 is left for half a year, the rest takes 0.45 years.
    per_year = (0.1, 1.0, 0.0)
    half = work.BAND_DAYS[1]
    assert work.days_until(per_year, 0.0, 0.05) == pytest.approx(half)
    assert work.days_until(per_year, 0.0, 0.5) == pytest.approx(half + 0.45 * 365.25)
    assert work.days_until(per_year, 0.0, 0.6) == -1.0


def test_families_are_shut_out_only_for_subsidiary_protection_under_the_temporary_law_while_it_is_closed() -> None:
    shut = [(s, t, c) for s in (False, True) for t in (False, True) for c in (False, True) if not placement.family_may_come(s, t, c)]
    assert shut == [(True, True, True)]


def test_a_yearly_number_is_spread_over_what_is_left_of_the_year() -> None:
    assert monthly_part(24.0, 0.0, 12) == 2.0
    assert monthly_part(36.0, 10.0, 7) == pytest.approx(26.0 / 7.0)
    assert monthly_part(6.0, 10.0, 7) == 0.0
    assert monthly_part(10.0, 10.0, 1) == 0.0
    given = 0.0
    for left in range(12, 0, -1):
        given += monthly_part(17.0, given, left)
    assert given == pytest.approx(17.0)


@pytest.mark.parametrize(
    ("age", "alone", "exists", "years", "limit", "right"),
    [
        (20.0, False, True, 0.0, 2.0, True),
        (19.99, False, True, 0.0, 2.0, False),
        (18.0, True, True, 0.0, 2.0, True),
        (17.99, True, True, 0.0, 2.0, False),
        (64.99, False, True, 0.0, 2.0, True),
        (65.0, False, True, 0.0, 2.0, False),
        (30.0, False, False, 0.0, 2.0, False),
        (30.0, False, True, 2.0, 2.0, True),
        (30.0, False, True, 2.01, 2.0, False),
        (30.0, False, True, 5.9, 6.0, True),
        (30.0, False, True, 6.1, 6.0, False),
    ],
)
def test_who_has_a_right_to_a_plan(age: float, alone: bool, exists: bool, years: float, limit: float, right: bool) -> None:
    assert start.entitled(age, alone, 20.0, 65.0, exists, years, limit) is right


def test_a_plan_ends_when_its_time_is_used_or_on_the_birthday() -> None:
    assert start.plan_end(700.0, 800.0) == 700.0
    assert start.plan_end(800.0, 700.0) == 700.0


@pytest.mark.parametrize(
    ("began", "months", "ends"),
    [
        (date(2014, 3, 1), 24, date(2016, 3, 1)),
        (date(2016, 2, 29), 24, date(2018, 2, 28)),
        (date(2015, 12, 31), 2, date(2016, 2, 29)),
        (date(2016, 12, 31), 2, date(2017, 2, 28)),
    ],
)
def test_months_of_the_law_follow_the_calendar(began: date, months: int, ends: date) -> None:
    assert date_of(add_months(day(began), months)) == ends
    assert add_months(day(began) + 0.25, months) == day(ends) + 0.25


@pytest.mark.parametrize(
    ("days", "left", "counted"), [(29.99, 365.0, 0.0), (30.0, 365.0, 30.0), (200.0, 365.0, 200.0), (200.0, 100.0, 100.0), (200.0, 0.0, 0.0)]
)
def test_only_leave_of_thirty_days_pauses_and_no_more_than_the_allowance(days: float, left: float, counted: float) -> None:
    assert leave.counted_pause(days, 30.0, left) == counted


@pytest.mark.parametrize("luck", [0.0, 0.5, 0.919, 0.92, 0.999])
def test_exactly_one_of_two_parents_takes_the_leave(luck: float) -> None:
    assert leave.takes_leave(True, luck, 0.92) != leave.takes_leave(False, luck, 0.92)
    assert leave.takes_leave(True, luck, 0.92) == (luck < 0.92)


def test_sfi_has_no_upper_age() -> None:
    assert [sfi.may_read(age, 16.0) for age in (15.9, 16.0, 90.0)] == [False, True, True]


def test_sfi_courses_have_a_number_and_a_place_in_the_vectors() -> None:
    assert [sfi.detail(1, 1), sfi.detail(2, 3), sfi.detail(3, 4)] == [11, 23, 34]
    assert [sfi.course_index(1, 1), sfi.course_index(2, 2), sfi.course_index(3, 4)] == [0, 5, 11]
    assert sfi.FIRST_COURSE[1:] == (1, 2, 3)


def test_the_trait_shifts_passing_within_what_dropping_out_leaves() -> None:
    assert [sfi.with_support(0.4, path, 1.5, 0.5) for path in (1, 2, 3)] == [pytest.approx(0.5), 0.4, 0.4]
    assert sfi.with_support(0.4, 1, 1.5, 0.0) == 0.4
    assert sfi.pass_chance(0.5, 1.0, 0.2, 0.0, 0.15) == 0.5
    assert sfi.pass_chance(0.5, 1.0, 0.2, 0.5, 0.15) == pytest.approx(0.575)
    assert sfi.pass_chance(0.5, 1.0, 0.2, -0.5, 0.15) == pytest.approx(0.425)
    assert sfi.pass_chance(0.5, 1.2, 0.2, 0.0, 0.15) == pytest.approx(0.6)
    assert sfi.pass_chance(0.9, 1.0, 0.2, 0.5, 1.0) == 0.8
    assert sfi.pass_chance(0.5, 1.0, 0.2, -0.5, 1.0) == 0.0


def test_low_luck_passes_and_high_luck_drops_out() -> None:
    assert [sfi.result(luck, 0.5, 0.2) for luck in (0.0, 0.49, 0.5, 0.79, 0.81, 0.99)] == [
        sfi.PASSED,
        sfi.PASSED,
        sfi.FAILED,
        sfi.FAILED,
        sfi.DROPPED,
        sfi.DROPPED,
    ]
    assert sfi.result(0.8, 0.8, 0.2) == sfi.DROPPED


@pytest.mark.parametrize(
    ("age", "in_plan", "others", "years", "offered"),
    [
        (17.0, True, False, 9.0, True),
        (30.0, False, False, 0.0, False),
        (30.0, False, True, 0.0, True),
        (18.0, False, True, 2.99, True),
        (17.9, False, True, 0.0, False),
        (65.0, False, True, 0.0, False),
        (30.0, False, True, 3.0, False),
    ],
)
def test_who_is_offered_civic_orientation(age: float, in_plan: bool, others: bool, years: float, offered: bool) -> None:
    assert so.offered(age, in_plan, others, 18.0, 65.0, years, 3.0) is offered


def test_a_group_runs_as_long_as_its_hours_take() -> None:
    assert so.group_days(60.0, 6.0) == 70.0
    assert so.group_days(100.0, 6.0) == pytest.approx(116.667, abs=1e-3)


@pytest.mark.parametrize(
    ("waiting", "longest", "starts"),
    [(8, 0.0, True), (7, 149.9, False), (7, 150.0, True), (4, 150.0, True), (3, 400.0, False)],
)
def test_a_smaller_group_starts_after_a_long_wait(waiting: int, longest: float, starts: bool) -> None:
    assert so.can_start(waiting, longest, 8.0, 150.0, 4.0) is starts


def test_women_with_less_access_wait_longer() -> None:
    assert practice.access(False, 0.8) == 1.0
    assert practice.access(True, 0.8) == 0.8
    assert practice.later(80.0, 0.8) == 100.0
    assert practice.later(80.0, 1.0) == 80.0
    assert practice.later(80.0, 0.0) == 80_000.0


def test_who_was_examined_elsewhere_was_called_and_came() -> None:
    assert health.examined_elsewhere(0.6, 0.7, 0.7, 0.75)
    assert not health.examined_elsewhere(0.7, 0.7, 0.7, 0.75)
    assert not health.examined_elsewhere(0.6, 0.75, 0.7, 0.75)


def test_families_move_by_their_factor() -> None:
    assert moves.rate(0.001, 1.0, False, 0.7) == 0.001
    assert moves.rate(0.001, 1.0, True, 0.7) == pytest.approx(0.0007)
    assert moves.rate(0.001, 1.5, False, 0.7) == pytest.approx(0.0015)
    assert moves.rate(0.001, 1.5, True, 0.7) == pytest.approx(0.00105)


def test_only_the_causal_share_of_a_factor_counts() -> None:
    assert work.partly_causal(1.5, 0.0) == 1.0
    assert work.partly_causal(1.5, 1.0) == 1.5
    assert work.partly_causal(1.5, 0.33) == pytest.approx(1.165)
    assert work.partly_causal(0.8, 0.5) == pytest.approx(0.9)


def test_the_asylum_wait_is_linear_and_never_halves_more_than_once() -> None:
    assert work.wait_effect(0.0, 0.977, 0.3) == 1.0
    assert work.wait_effect(10.0, 0.977, 1.0) == pytest.approx(0.77)
    assert work.wait_effect(10.0, 0.977, 0.3) == pytest.approx(0.931)
    assert work.wait_effect(100.0, 0.977, 1.0) == 0.5


def test_the_hazard_is_a_product_that_is_nothing_on_leave_or_at_work() -> None:
    assert work.intensity(2.0, 1.2, 1.1, 0.9, False, 0.6, False) == pytest.approx(2.376)
    assert work.intensity(2.0, 1.2, 1.1, 0.9, True, 0.6, False) == pytest.approx(1.4256)
    assert work.intensity(2.0, 1.2, 1.1, 0.9, True, 0.6, True) == 0.0


def test_exposure_is_the_area_under_the_steps() -> None:
    per_year = (0.1, 0.2, 0.3, 0.4, 0.5)
    assert work.exposure(per_year, 0.0, 0.0) == 0.0
    assert work.exposure(per_year, 0.0, 365.25) == pytest.approx(0.05 + 0.1)
    assert work.exposure(per_year, 365.25, 1461.0) == pytest.approx(0.3 + 0.4 + 0.5)
    assert work.exposure(per_year, 1095.75, 1095.75 + 730.5) == pytest.approx(1.0)


def test_days_until_goes_through_the_bands_and_says_never() -> None:
    per_year = (0.0, 1.0, 0.0, 2.0, 0.0)
    assert work.days_until(per_year, 0.0, 0.25) == pytest.approx(182.625 + 91.3125)
    assert work.days_until(per_year, 0.0, 0.75) == pytest.approx(730.5 + 45.65625)
    assert work.days_until(per_year, 0.0, 3.0) == -1.0
    assert work.days_until(per_year, 2000.0, 0.1) == -1.0
    assert work.days_until((0.5,) * 5, 2000.0, 0.5) == pytest.approx(365.25)


def test_luck_picks_the_entry_it_falls_in() -> None:
    shares = (0.45, 0.33, 0.04, 0.18)
    assert [work.pick(luck, shares) for luck in (0.0, 0.4499, 0.45, 0.7799, 0.8, 0.9999)] == [0, 0, 1, 1, 2, 3]
    assert work.pick(1.0, shares) == 3


FAMILY = Standing(joined=200, permit=90, limit=500, has_children=True, special_need=False)
IN_NEED = Standing(joined=300, permit=50, limit=400, has_children=False, special_need=True)
SINGLE = Standing(joined=100, permit=95, limit=600, has_children=False, special_need=False)


@pytest.mark.parametrize(
    ("policy", "order"),
    [
        ("first_come", [SINGLE, FAMILY, IN_NEED]),
        ("families_first", [FAMILY, SINGLE, IN_NEED]),
        ("longest_wait_from_permit", [IN_NEED, FAMILY, SINGLE]),
        ("special_need_first", [IN_NEED, SINGLE, FAMILY]),
        ("closest_to_legal_limit", [IN_NEED, FAMILY, SINGLE]),
    ],
)
def test_whom_each_policy_serves_first(policy: str, order: list[Standing]) -> None:
    assert sorted((FAMILY, IN_NEED, SINGLE), key=QUEUE_POLICIES[policy]) == order


def test_a_class_stands_before_any_time() -> None:
    early = SINGLE._replace(joined=0)
    late = FAMILY._replace(joined=2**40 - 1)
    assert QUEUE_POLICIES["families_first"](late) < QUEUE_POLICIES["families_first"](early)


def test_the_largest_share_left_that_can_take_the_whole_need() -> None:
    """Stocks by their place in order; -1 when none can take the need, and ties go to the first."""
    yearly = [10.0, 100.0, 4.0]
    assert largest_share_left([5.0, 40.0, 1.0], yearly, 2) == 0
    assert largest_share_left([5.0, 40.0, 3.0], yearly, 2) == 2
    assert largest_share_left([5.0, 40.0, 3.0], yearly, 6) == 1
    assert largest_share_left([5.0, 40.0, 3.0], yearly, 41) == -1
    assert largest_share_left([5.0, 50.0], yearly, 1) == 0
    assert largest_share_left([], [], 1) == -1
