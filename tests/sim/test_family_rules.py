"""Parents: whose start waits for childcare, how long benefit days last, part-time plans; expected values worked out by hand."""

from __future__ import annotations

import pytest

from sim.stages.childcare import rules as childcare
from sim.stages.leave import rules as leave


@pytest.mark.parametrize(("luck", "mother", "father"), [(0.0, True, False), (0.32, True, False), (0.33, False, False), (0.94, False, True)])
def test_of_two_parents_never_both_wait_for_childcare(luck: float, mother: bool, father: bool) -> None:
    assert childcare.waits(True, False, luck, 0.33, 0.07) is mother
    assert childcare.waits(False, False, luck, 0.33, 0.07) is father


@pytest.mark.parametrize(("luck", "waits"), [(0.0, True), (0.39, True), (0.41, False), (0.95, False)])
def test_who_is_alone_with_the_children_waits_as_often_as_either_of_two(luck: float, waits: bool) -> None:
    assert childcare.waits(True, True, luck, 0.33, 0.07) is waits
    assert childcare.waits(False, True, luck, 0.33, 0.07) is waits


def test_nobody_waits_where_nobody_has_to() -> None:
    assert not any(childcare.waits(mother, alone, 0.0, 0.0, 0.0) for mother in (True, False) for alone in (True, False))


@pytest.mark.parametrize(("age", "days"), [(0.0, 480.0), (0.99, 480.0), (1.0, 200.0), (1.99, 200.0), (2.0, 100.0), (5.0, 100.0)])
def test_benefit_days_follow_the_age_at_settling(age: float, days: float) -> None:
    assert leave.benefit_days(age, 480.0, 200.0, 100.0) == days


@pytest.mark.parametrize(
    ("wished", "benefit", "a_week", "days"),
    [(300.0, 480.0, 7.0, 300.0), (300.0, 100.0, 7.0, 100.0), (300.0, 100.0, 5.0, 140.0), (300.0, 0.0, 7.0, 0.0)],
)
def test_leave_lasts_as_wished_but_no_longer_than_the_benefit(wished: float, benefit: float, a_week: float, days: float) -> None:
    assert leave.parental_days(wished, benefit, a_week) == days


@pytest.mark.parametrize(("luck", "percent"), [(0.0, 75), (0.34, 75), (0.35, 50), (0.79, 50), (0.81, 25), (0.99, 25)])
def test_a_part_time_plan_is_75_50_or_25_percent(luck: float, percent: int) -> None:
    assert leave.extent(luck, (0.35, 0.45, 0.20)) == percent


@pytest.mark.parametrize(
    ("days", "percent", "days_left", "allowance", "counted"),
    [
        (100.0, 50, 700.0, 365.0, 50.0),
        (100.0, 75, 700.0, 365.0, 25.0),
        (100.0, 25, 700.0, 365.0, 75.0),
        (100.0, 50, 700.0, 20.0, 20.0),
        # Ten days are left: with ten more there are twenty, of which half are not taken.
        (100.0, 50, 10.0, 365.0, 10.0),
        # Ten days are left: with thirty more there are forty, of which three quarters are not taken.
        (100.0, 25, 10.0, 365.0, 30.0),
    ],
)
def test_part_time_for_a_child_moves_the_end_by_what_is_not_taken(
    days: float, percent: int, days_left: float, allowance: float, counted: float
) -> None:
    assert leave.counted_part_time(days, percent, days_left, allowance) == counted


def test_part_time_slows_courses_down_and_shuts_out_practice_below_half() -> None:
    assert [leave.stretched(120.0, percent) for percent in (100, 75, 50, 25)] == [120.0, 160.0, 240.0, 480.0]
    assert [leave.allows_practice(percent) for percent in (100, 75, 50, 25)] == [True, True, True, False]


def test_the_detail_of_a_part_time_plan_holds_extent_and_cause() -> None:
    assert leave.part_time_detail(75, leave.PARENTAL) == 75
    assert leave.part_time_detail(50, leave.ILLNESS) == 1050
