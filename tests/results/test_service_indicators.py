"""Headline indicators 7-12 and 14 on logs written by hand."""

from __future__ import annotations

from math import isnan

import pytest

from tests.results.logs import KOPING, VASTERAS, Numbers, Story


def in_plan(story: Story, sex: str = "man", path: int = 2) -> int:
    """Someone received 2017-01-01 with a plan from 2017-02-01."""
    return story.tell(story.person(sex, path=path), ("2017-01-01", "placement.received", 1), ("2017-02-01", "start.plan_started"))


def test_7_sfi_within_one_month_in_plan_and_three_for_others() -> None:
    story = Story()

    def applies(person: int, begins: str | None, leaves: str | None = None) -> None:
        story.tell(person, ("2017-03-01", "sfi.applied"), ("2017-03-01", "sfi.queued", 21))
        if begins:
            story.tell(person, (begins, "sfi.course_started", 21))
        if leaves:
            story.tell(person, (leaves, "sfi.withdrawn", 21))

    applies(in_plan(story), "2017-04-01")  # on the limit
    applies(in_plan(story), "2017-04-02")
    applies(in_plan(story), None, "2017-03-20")  # left the queue: nobody kept them waiting
    applies(in_plan(story), None)  # waits still
    for begins in ("2017-05-31", "2017-06-02"):
        person = story.person("woman")
        story.tell(person, ("2017-01-01", "placement.received", 3))
        applies(person, begins)
    numbers = Numbers(story)
    assert numbers.value("sfi_in_time_plan", "2017") == pytest.approx(100 / 3)
    assert numbers.value("sfi_in_time_others", "2017") == 50
    assert numbers.people("sfi_in_time_others", "2017", "men") == 0
    assert numbers.value("sfi_wait_median", "2017", "outside_plan") == 91


def test_8_what_was_passed_after_24_months_of_plan_time() -> None:
    story = Story()

    def reads(passes: str | None, course: int, *leave: tuple[str, str], path: int = 2) -> None:
        person = in_plan(story, path=path)
        if passes:
            story.tell(person, ("2017-03-01", "sfi.queued", 20 + course), ("2017-03-01", "sfi.course_started", 20 + course))
            story.tell(person, (passes, "sfi.course_passed", 20 + course))
        for began, ended in leave:
            story.tell(person, (began, "leave.began"), (ended, "leave.ended"))

    reads("2018-01-01", 2)
    reads("2019-02-01", 4)  # D on the last day
    reads("2019-02-02", 4)  # a day late
    reads("2019-03-01", 4, ("2017-06-01", "2017-07-01"))  # 30 days of leave move the limit to 2019-03-03
    reads("2019-02-10", 4, ("2017-06-01", "2017-06-29"))  # 28 days do not count
    reads(None, 0, path=1)
    numbers = Numbers(story)
    assert numbers.value("sfi_course_passed", "2017") == pytest.approx(100 * 3 / 6)
    assert numbers.value("sfi_d_passed", "2017") == pytest.approx(100 * 2 / 6)
    assert numbers.value("sfi_d_passed", "2017", "path_2") == pytest.approx(100 * 2 / 5)
    assert numbers.value("sfi_d_passed", "2017", "path_1") == 0


def test_8_a_plan_used_up_ends_the_count_and_the_horizon_cuts_it() -> None:
    story = Story()
    used_up = in_plan(story)
    story.tell(used_up, ("2019-04-01", "start.plan_ended", 0), ("2019-03-30", "sfi.queued", 24), ("2019-03-30", "sfi.course_started", 24))
    story.tell(used_up, ("2019-04-01", "sfi.course_passed", 24))
    late = story.person()
    story.tell(late, ("2021-01-01", "placement.received", 1), ("2021-02-01", "start.plan_started"))
    numbers = Numbers(story)
    assert numbers.value("sfi_d_passed", "2017") == 100
    assert numbers.people("sfi_d_passed", "2021") == 0


def test_9_orientation_within_twelve_months_and_languages_with_a_group() -> None:
    story = Story()

    def received(born: str, completes: str | None, language: int = 0, at: int = VASTERAS) -> int:
        person = story.person("woman", born)
        story.tell(person, ("2017-01-10", "placement.received", 1), at=at)
        if completes:
            story.tell(person, ("2017-03-01", "so.queued", language), ("2017-06-01", "so.started", language), at=at)
            story.tell(person, (completes, "so.completed", language), at=at)
        return person

    received("1985-01-01", "2018-01-10", 0)
    received("1985-01-01", "2018-01-11", 3)  # a day late
    received("1985-01-01", None)
    received("1950-01-01", None)  # over 64: not covered
    received("2005-01-01", None)  # a child
    story.tell(received("1985-01-01", None), ("2017-06-01", "moves.left_county"), at=0)
    numbers = Numbers(story)
    assert numbers.people("so_in_time", "2017") == 3
    assert numbers.value("so_in_time", "2017") == pytest.approx(100 / 3)
    assert numbers.value("so_languages", "2017") == 2
    assert isnan(numbers.value("so_spread", "2017-2019"))


def test_9_before_may_2013_only_those_with_a_plan_are_covered() -> None:
    story = Story()
    for plan in (True, False):
        person = story.person()
        story.tell(person, ("2012-01-10", "placement.received", 1))
        if plan:
            story.tell(person, ("2012-03-01", "start.plan_started"))
    assert Numbers(story).people("so_in_time", "2012") == 1


def test_10_practice_or_a_subsidised_job_after_the_plans_start() -> None:
    story = Story()
    story.tell(in_plan(story), ("2017-08-01", "practice.queued"), ("2017-08-01", "practice.started"))  # the last day of six months
    story.tell(in_plan(story), ("2017-08-02", "work.started", 11))  # subsidised, part time beside the plan
    story.tell(in_plan(story), ("2017-03-01", "work.started", 0))  # ordinary work is no measure
    before = in_plan(story)
    story.tell(before, ("2017-01-15", "work.started", 1), ("2017-01-20", "work.ended", 1))  # before the plan
    story.tell(before, ("2017-05-12", "start.plan_ended", 1))
    numbers = Numbers(story)
    assert numbers.value("practice_6_months", "2017") == 25
    assert numbers.value("practice_12_months", "2017") == 50
    # The plan that ended on day 100 is cut then: at day 181 one of three, at day 182 one of two more.
    assert numbers.value("practice_wait_quarter", "2017") == 181
    assert numbers.value("practice_wait_median", "2017") == 182


def test_11_assessed_within_three_months_of_application_or_arrival() -> None:
    story = Story()

    def seeker(examined: str | None, *, stays: int = 1, born: str = "1985-01-01", sex: str = "man") -> int:
        person = story.person(sex, born, stays=stays)
        story.tell(person, ("2017-01-01", "asylum.applied"), at=KOPING if stays else 0)
        if examined:
            story.tell(person, ("2017-01-05", "health.called"), (examined, "health.examined"), at=KOPING)
        return person

    seeker("2017-04-01")
    seeker("2017-04-02")
    seeker("2017-02-01", born="2010-01-01", sex="woman")
    seeker(None, stays=0)  # waits in another county
    story.tell(seeker(None), ("2017-02-01", "asylum.departed"), at=0)  # gone before the limit
    quota = story.person("woman")
    story.tell(quota, ("2017-05-01", "placement.arrived", 2), ("2017-05-01", "placement.received", 2), at=KOPING)
    numbers = Numbers(story)
    assert numbers.value("health_in_time", "2017", area=str(KOPING)) == 50
    assert numbers.value("health_in_time", "2017", "girls") == 100
    assert numbers.value("health_in_time", "2017", "women") == 0
    assert numbers.value("health_in_time", "2017", "men") == 50
    assert numbers.value("health_called_in_time", "2017") == 75
    assert numbers.people("health_same_year", "2017") == 4
    assert numbers.value("health_same_year", "2017") == 75
    assert numbers.value("assessed", "2017") == 3


def test_12_active_time_leave_apart() -> None:
    story = Story()
    person = story.person("woman")
    # 100 days from reception to the plan's end; the plan starts on day 20.
    story.tell(person, ("2017-01-01", "placement.received", 1), ("2017-01-21", "start.plan_started"), ("2017-04-11", "start.plan_ended", 0))
    story.tell(person, ("2017-01-31", "sfi.queued", 21), ("2017-01-31", "sfi.course_started", 21), ("2017-03-02", "sfi.interrupted", 21))
    story.tell(person, ("2017-02-20", "practice.queued"), ("2017-02-20", "practice.started"), ("2017-03-12", "practice.ended"))
    story.tell(person, ("2017-03-12", "leave.began"), ("2017-03-22", "leave.ended"))
    numbers = Numbers(story)
    # SFI days 30-60, practice 50-70, leave 70-80: active 40 of 90, both at once 10 of 70 days in plan, leave 10 of 100.
    assert numbers.value("active_share", "2017") == pytest.approx(100 * 40 / 90)
    assert numbers.value("parallel_share", "2017") == pytest.approx(100 * 10 / 70)
    assert numbers.value("leave_share", "2017") == pytest.approx(10)
    # Idle days 0-30 (the plan's start changes nothing) and 80-100.
    assert numbers.value("idle_longest", "2017") == 30


def test_12_each_person_weighs_their_days() -> None:
    story = Story()
    for end, active_until in (("2017-01-11", "2017-01-11"), ("2017-04-11", "2017-01-01")):
        person = story.person("man")
        story.tell(person, ("2017-01-01", "placement.received", 1), ("2017-01-01", "start.plan_started"), (end, "start.plan_ended", 1))
        if active_until > "2017-01-01":
            story.tell(person, ("2017-01-01", "work.started", 10), (active_until, "work.ended", 10))
    assert Numbers(story).value("active_share", "2017") == pytest.approx(100 * 10 / 110)


def test_14_preschool_within_four_months_and_school_within_one() -> None:
    story = Story()

    def child(track: str, begins: str | None, *, sex: str, withdrawn: str | None = None) -> None:
        person = story.person(sex, "2012-01-01")
        story.tell(person, ("2017-01-01", "placement.received", 1), ("2017-02-01", f"school.{track}_requested"))
        if begins:
            story.tell(person, (begins, f"school.{track}_started"))
        if withdrawn:
            story.tell(person, (withdrawn, f"school.{track}_withdrawn"))

    child("preschool", "2017-06-01", sex="woman")
    child("preschool", "2017-06-02", sex="man")
    child("preschool", None, sex="man", withdrawn="2017-03-01")
    child("school", "2017-03-01", sex="woman")
    child("school", None, sex="man")
    numbers = Numbers(story)
    assert numbers.value("preschool_in_time", "2017") == 50
    assert numbers.value("preschool_in_time", "2017", "girls") == 100
    assert numbers.value("school_in_time", "2017") == 50
    assert numbers.value("school_in_time", "2017", "boys") == 0
