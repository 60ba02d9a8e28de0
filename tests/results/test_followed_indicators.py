"""What published history is told of: employed by years since reception, steps begun in time, SFI results, and what happens by month."""

from __future__ import annotations

from math import isnan

import pytest

from tests.results.logs import KOPING, SALA, Numbers, Story, layout

PLAN = ("2017-02-01", "start.plan_started")


def newcomer(story: Story, received: str, sex: str = "man", born: str = "1985-01-01") -> int:
    """Someone who was received on a day and settled by themselves."""
    return story.tell(story.person(sex, born), (received, "placement.received", 1))


def test_employed_in_november_by_years_since_the_year_of_reception() -> None:
    story = Story()
    early = newcomer(story, "2012-03-01")
    # In work in November 2012; the job ended on the last of October 2013.
    story.tell(early, ("2012-11-15", "work.started", 0), ("2013-11-01", "work.ended", 0))
    student = newcomer(story, "2012-12-30", "woman")
    story.tell(student, ("2013-01-01", "work.started", 3), ("2014-06-01", "work.ended", 3), ("2014-11-30", "work.started", 11))
    moved = newcomer(story, "2012-05-01", "woman")
    story.tell(moved, ("2013-02-01", "moves.left_county"), ("2013-10-01", "work.started", 2), at=0)
    # Too old and too young at reception.
    story.tell(newcomer(story, "2012-05-01", born="1947-04-01"), ("2012-06-01", "work.started", 0))
    story.tell(newcomer(story, "2012-05-01", born="1992-06-01"), ("2012-06-01", "work.started", 0))
    numbers = Numbers(story)
    assert numbers.people("employed_after_0", "2012") == 3
    found = [numbers.value(f"employed_after_{years}", "2012") for years in range(3)]
    assert found == pytest.approx([100 / 3, 100 / 3, 200 / 3])
    assert [numbers.value(f"employed_after_{years}", "2012", "women") for years in range(3)] == [0, 50, 100]
    assert numbers.value("employed_after_1", "2012", "men") == 0


def test_employment_after_the_horizon_is_left_out() -> None:
    story = Story()
    newcomer(story, "2018-03-01")
    numbers = Numbers(story)
    assert numbers.people("employed_after_4", "2018") == 1
    assert numbers.people("employed_after_5", "2018") == 0
    assert isnan(numbers.value("employed_after_5", "2018"))


def test_at_work_on_day_90_studies_apart() -> None:
    story = Story()
    for kind in (0, 1, 2, 3):
        leaver = story.tell(newcomer(story, "2016-03-01"), PLAN, ("2018-06-01", "start.plan_ended", 0))
        story.tell(leaver, ("2018-06-01", "work.started", kind))
    story.tell(newcomer(story, "2016-03-01"), PLAN, ("2018-06-01", "start.plan_ended", 0))
    assert Numbers(story).value("self_support_at_work", "2018") == 60


def test_work_preparing_activity_within_half_a_year() -> None:
    story = Story()
    for event, day in (("practice.preparation_started", "2017-08-01"), ("practice.started", "2017-08-02")):
        story.tell(newcomer(story, "2016-03-01"), PLAN, (day, event))
    # Practice comes first here; and whoever leaves the county before is not counted.
    story.tell(newcomer(story, "2016-03-01"), PLAN, ("2017-04-01", "practice.started"), ("2017-12-01", "practice.preparation_started"))
    story.tell(newcomer(story, "2016-03-01"), PLAN, ("2017-05-01", "moves.left_county"))
    numbers = Numbers(story)
    assert numbers.people("preparation_half_year", "2017") == 3
    assert numbers.value("preparation_half_year", "2017") == pytest.approx(200 / 3)


def test_sfi_within_two_years_of_reception() -> None:
    story = Story()
    for day in ("2017-02-28", "2017-03-01"):  # 730 days, and a day more
        story.tell(newcomer(story, "2015-03-01", "woman"), (day, "sfi.course_started", 22))
    story.tell(newcomer(story, "2015-03-01"), ("2016-01-01", "moves.left_county"))
    newcomer(story, "2015-03-01", born="2000-01-01")
    numbers = Numbers(story)
    assert numbers.people("sfi_begun_two_years", "2015") == 2
    assert numbers.value("sfi_begun_two_years", "2015") == 50


def test_still_in_the_municipality_at_the_end_of_the_year() -> None:
    story = Story()
    story.tell(newcomer(story, "2016-03-01"), ("2016-10-01", "moves.moved"), at=KOPING)
    story.tell(newcomer(story, "2016-03-01"), ("2017-01-02", "moves.moved"), at=KOPING)
    story.tell(newcomer(story, "2016-03-01"), ("2016-12-31", "moves.left_county"), at=0)
    assert Numbers(story).value("in_municipality_year_end", "2016") == pytest.approx(100 / 3)


def reader(story: Story, *events: tuple[str, str], course: int = 22, sex: str = "woman") -> int:
    """Someone who reads SFI: dates and what happened."""
    return story.tell(newcomer(story, "2011-03-01", sex), *((day, f"sfi.{event}", course) for day, event in events))


def test_sfi_two_years_after_the_start() -> None:
    story = Story()
    begun = ("2012-03-01", "course_started")
    reader(story, begun, ("2012-09-01", "course_passed"), ("2013-01-01", "course_started"), ("2013-05-01", "course_passed"))
    reader(story, begun, ("2012-09-01", "course_passed"), ("2012-10-01", "course_started"), ("2012-11-01", "dropped_out"))
    reader(story, begun, ("2012-06-01", "dropped_out"))
    reader(story, begun, ("2012-06-01", "course_failed"), ("2014-02-01", "queued"), ("2014-04-01", "course_started"), sex="man")
    reader(story, begun, ("2013-12-01", "interrupted"), ("2014-03-02", "queued"), sex="man")
    story.tell(reader(story, begun, ("2012-06-01", "dropped_out")), ("2013-01-01", "moves.left_county"), at=0)
    numbers = Numbers(story)
    assert numbers.people("sfi_dropped_two_years", "2012") == 5
    assert numbers.value("sfi_two_courses_two_years", "2012") == 20
    assert numbers.value("sfi_dropped_two_years", "2012") == 40
    assert numbers.value("sfi_dropped_two_years", "2012", "men") == 50


def test_course_results_of_a_calendar_year() -> None:
    story = Story()
    reader(story, ("2016-10-01", "course_started"), ("2017-02-01", "course_passed"))
    reader(story, ("2017-01-15", "course_started"), ("2017-03-01", "dropped_out"), sex="man")
    # Back before the year is over; and one whose last attempt in the year was not a break.
    reader(story, ("2017-01-15", "course_started"), ("2017-03-01", "dropped_out"), ("2017-09-01", "course_started"))
    last = reader(story, ("2017-01-15", "course_started"), ("2017-04-01", "interrupted"))
    story.tell(last, ("2017-08-01", "sfi.course_started", 22), ("2017-11-01", "sfi.course_failed", 22))
    numbers = Numbers(story)
    assert [numbers.people("sfi_passed_year_b", year) for year in ("2016", "2017", "2018")] == [1, 4, 1]
    assert [numbers.value("sfi_passed_year_b", year) for year in ("2016", "2017", "2018")] == [0, 25, 0]
    assert [numbers.value("sfi_dropped_year_b", year) for year in ("2016", "2017", "2018")] == [0, 25, 0]
    assert numbers.value("sfi_dropped_year_b", "2017", "men") == 100
    assert numbers.value("sfi_passed_year_b", "2017", "path_2") == 25
    assert isnan(numbers.value("sfi_passed_year_c", "2017"))


def test_plans_and_work_by_month() -> None:
    story = Story()
    begun, ended = ("2017-03-10", "start.plan_started"), ("2018-06-01", "start.plan_ended", 1)
    beside = story.tell(newcomer(story, "2017-01-01", "woman"), begun, ended)
    story.tell(beside, ("2017-04-30", "work.started", 10), ("2017-08-01", "work.ended", 10), at=SALA)
    story.tell(newcomer(story, "2017-01-01"), begun, ended, ("2018-06-01", "work.started", 0))
    story.tell(newcomer(story, "2017-01-01"), ("2017-04-01", "start.plan_started"), ("2017-04-20", "work.started", 13))
    story.tell(newcomer(story, "2017-01-01"), ("2017-04-01", "work.started", 0))
    numbers = Numbers(story)
    months = ("2017-02", "2017-03", "2017-04", "2018-06")
    assert [numbers.value("plan_starts_month", month) for month in months] == [0, 2, 1, 0]
    assert [numbers.value("plan_work_month", month) for month in months] == [0, 0, 1, 1]
    assert [numbers.value("plan_work_month", month, "women") for month in months] == [0, 0, 1, 0]
    assert ("plan_work_month", str(SALA), "all", "2017-04") not in layout().keys
