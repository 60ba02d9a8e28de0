"""Parents and children: waits for childcare, part-time plans, and places in preschool by month; counted by hand."""

from __future__ import annotations

import pytest

from tests.results.logs import KOPING, VASTERAS, Numbers, Story


def test_waits_for_childcare_by_sex() -> None:
    story = Story()
    plan = (("2017-02-01", "start.plan_started"), ("2019-02-01", "start.plan_ended", 0))
    mother, father, other = story.person("woman"), story.person("man"), story.person("woman")
    story.tell(mother, ("2017-01-01", "childcare.waited"), ("2017-01-31", "childcare.found"), *plan)
    # Two waits, one in each municipality: counted as one person, and as two waits of 10 and 20 days.
    story.tell(father, ("2017-03-01", "childcare.waited"), ("2017-03-11", "childcare.withdrawn"), *plan)
    story.tell(father, ("2017-03-11", "childcare.waited"), ("2017-03-31", "childcare.withdrawn"), at=KOPING)
    story.tell(other, *plan)
    story.tell(story.person("woman"), ("2017-12-01", "childcare.waited"))
    numbers = Numbers(story)
    assert [numbers.value("childcare_waited", "2017", group) for group in ("all", "women", "men")] == [3, 2, 1]
    assert numbers.value("childcare_share", "2017") == pytest.approx(100 * 2 / 3)
    assert numbers.value("childcare_share", "2017", "women") == 50
    assert numbers.value("childcare_days_mean", "2017") == pytest.approx((30 + 10 + 20) / 3)
    assert numbers.value("childcare_days_mean", "2017", "men") == 15
    assert [numbers.value("queue_childcare", month) for month in ("2017-01", "2017-03", "2017-12")] == [0, 0, 1]


def test_part_time_plans_by_cause() -> None:
    story = Story()
    plan = (("2017-01-01", "start.plan_started"), ("2018-12-31", "start.plan_ended", 0))
    ill, parent = story.person("man"), story.person("woman")
    for person in (ill, parent, story.person("man")):
        story.tell(person, *plan)
    story.tell(ill, ("2017-06-15", "leave.plan_part_time", 1050), ("2017-08-15", "leave.plan_full", 1050))
    story.tell(parent, ("2017-06-15", "leave.plan_part_time", 75), ("2017-06-20", "leave.plan_full", 75))
    story.tell(parent, ("2018-06-15", "leave.plan_part_time", 1025), ("2018-07-15", "leave.plan_full", 1025))
    numbers = Numbers(story)
    assert [numbers.value("part_time_plans_health", year) for year in ("2017", "2018")] == [1, 1]
    assert [numbers.value("part_time_plans_parental", year) for year in ("2017", "2018")] == [1, 0]
    assert numbers.value("part_time_share_health", "2018") == pytest.approx(100 * 2 / 3)
    assert numbers.value("part_time_share_parental", "2018", "women") == 100
    assert numbers.value("part_time_share_parental", "2018", "men") == 0
    assert [numbers.value("part_time_month_health", month) for month in ("2017-06", "2017-07", "2017-08", "2018-06")] == [1, 1, 0, 1]
    assert numbers.value("part_time_month_parental", "2017-06") == 0


def test_children_in_preschool_and_waiting_by_municipality_and_month() -> None:
    story = Story()
    girl, boy, third = story.person("woman", "2014-01-01"), story.person("man", "2014-01-01"), story.person("man", "2014-01-01")
    story.tell(girl, ("2017-01-10", "school.preschool_requested"), ("2017-03-10", "school.preschool_started"))
    story.tell(boy, ("2017-01-10", "school.preschool_requested"), ("2017-02-10", "school.preschool_withdrawn"))
    story.tell(third, ("2017-01-10", "school.preschool_requested"), ("2017-01-20", "school.preschool_started"), at=KOPING)
    numbers = Numbers(story)
    months = ("2017-01", "2017-02", "2017-03")
    assert [numbers.value("wanted_preschool", month) for month in months] == [3, 2, 2]
    assert [numbers.value("attending_preschool", month) for month in months] == [1, 1, 2]
    assert [numbers.value("queue_preschool", month, "girls") for month in months] == [1, 1, 0]
    assert [numbers.value("attending_preschool", month, area=str(VASTERAS)) for month in months] == [0, 0, 1]
    assert [numbers.value("attending_preschool", month, area=str(KOPING)) for month in months] == [1, 1, 1]
    assert numbers.value("places_preschool", "2017-01") > 0
    assert numbers.value("wanted_school", "2017-01") == 0
