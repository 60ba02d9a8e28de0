"""What the agreements count beside the headline indicators, worked out by hand from small logs."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from results.indicators.compute import compute
from results.indicators.spread import shrunken_spread_of_rates
from scenarios.load import load
from tests.results.logs import KOPING, SALA, VASTERAS, Numbers, Story, layout


def test_who_stays_five_years() -> None:
    story = Story()
    stays, moves, leaves = (story.person(born="1985-01-01") for _ in range(3))
    for person in (stays, moves, leaves):
        story.tell(person, ("2017-03-01", "placement.received", 1), at=KOPING)
    story.tell(moves, ("2021-03-01", "moves.moved"), at=SALA)
    story.tell(leaves, ("2022-02-28", "moves.left_county"), at=KOPING)
    # Five years after a reception in 2018 lie beyond the end of 2022: not followed, not counted.
    story.tell(story.person(), ("2018-03-01", "placement.received", 1), at=KOPING)
    numbers = Numbers(story)
    assert numbers.value("in_county_5_years", "2017") == pytest.approx(100 * 2 / 3)
    assert numbers.value("in_municipality_5_years", "2017") == pytest.approx(100 / 3)
    assert numbers.value("in_county_3_years", "2017") == 100
    assert numbers.people("in_county_5_years", "2018") == 0


def test_received_per_thousand_inhabitants_by_area() -> None:
    story = Story()
    for at, times in ((VASTERAS, 6), (KOPING, 3)):
        for _ in range(times):
            story.tell(story.person(), ("2017-05-01", "placement.received", 1), at=at)
    numbers, grid = Numbers(story), layout().grid
    inhabitants = dict(zip(grid.codes, grid.inhabitants.tolist(), strict=True))
    assert numbers.value("received_per_1000", "2017", area=str(KOPING)) == pytest.approx(3000 / inhabitants[KOPING])
    assert numbers.value("received_per_1000", "2017") == pytest.approx(9000 / sum(inhabitants.values()))
    assert numbers.value("received_per_1000", "2017-2019", area=str(VASTERAS)) == pytest.approx(2000 / inhabitants[VASTERAS])
    assert numbers.value("received_per_1000", "2018") == 0


def test_spread_of_rates_takes_off_what_chance_gives() -> None:
    # Rates 30 and 10 with equal weights: mean 20, between 100; by chance 20 / 5 each, times w (1 - w) twice: 2.
    found = shrunken_spread_of_rates(np.array([150.0, 50.0]), np.array([5.0, 5.0]))
    assert found == pytest.approx(sqrt(100 - 0.5 * 0.5 * 4 * 2))
    # As many in both: chance alone would differ more.
    assert shrunken_spread_of_rates(np.array([5.0, 5.0]), np.array([1.0, 1.0])) == 0


def test_doors_by_municipality_and_their_shares() -> None:
    story = Story()
    for door in (0, 1, 1, 3):
        story.tell(story.person("man", born="1985-01-01"), ("2017-05-01", "placement.received", door), at=SALA)
    story.tell(story.person("woman", born="2010-01-01"), ("2017-05-01", "placement.received", 3), at=KOPING)
    numbers = Numbers(story)
    assert [numbers.value("received", "2017", door, str(SALA)) for door in ("assigned", "self_settled", "relatives")] == [1, 2, 1]
    assert numbers.value("assigned_share", "2017", area=str(SALA)) == 25
    assert numbers.value("self_settled_share", "2017") == 40
    assert numbers.value("relatives_received", "2017", area=str(KOPING)) == 1
    assert [numbers.value("relatives_received", "2017", group) for group in ("men", "women", "girls")] == [1, 0, 1]


def test_who_gets_a_plan_is_told_from_who_does_not() -> None:
    story = Story()
    with_plan = story.tell(story.person(), ("2017-01-10", "placement.received", 1), ("2017-03-01", "start.plan_started"))
    story.tell(with_plan, ("2017-02-01", "health.examined"))
    old = story.tell(story.person(born="1945-01-01"), ("2017-01-10", "placement.received", 1))
    story.tell(old, ("2017-02-01", "health.examined"))
    numbers = Numbers(story)
    for key in ("received", "health_assessments"):
        assert [numbers.value(key, "2017", group) for group in ("all", "ever_in_plan", "never_in_plan", "aged_65")] == [2, 1, 1, 1]


def test_health_assessments_of_women_men_girls_and_boys_before_and_after_the_permit() -> None:
    story = Story()
    for sex, born in (("woman", "1985-01-01"), ("man", "1985-01-01"), ("woman", "2010-01-01"), ("man", "2010-01-01")):
        person = story.person(sex, born, stays=1)
        story.tell(person, ("2016-10-01", "asylum.applied"), ("2017-01-15", "health.examined"), at=KOPING)
    settled = story.tell(story.person("man", born="1985-01-01"), ("2017-02-01", "placement.received", 1), at=KOPING)
    story.tell(settled, ("2017-04-01", "health.examined"), at=KOPING)
    missed = story.tell(story.person("man", born="1985-01-01"), ("2017-02-01", "placement.received", 1), at=KOPING)
    story.tell(missed, ("2017-04-01", "health.missed"), at=KOPING)
    numbers = Numbers(story)
    assert [numbers.value("health_assessments", "2017", group) for group in ("all", "women", "men", "girls", "boys")] == [5, 1, 2, 1, 1]
    assert numbers.value("health_assessments", "2017", area=str(KOPING)) == 5


def test_first_activity_counts_from_reception() -> None:
    story = Story()
    for begins in ("2017-01-31", "2017-04-01", "2017-04-02"):
        person = story.tell(story.person(), ("2017-01-01", "placement.received", 1), ("2017-01-01", "sfi.queued", 21))
        story.tell(person, (begins, "sfi.course_started", 21))
    # At work on the day of reception; gone after ten days; too young to be counted.
    story.tell(story.person(), ("2016-12-01", "work.started", 0), ("2017-01-01", "placement.received", 1))
    story.tell(story.person(), ("2017-01-01", "placement.received", 1), ("2017-01-11", "moves.left_county"))
    story.tell(story.person(born="2005-01-01"), ("2017-01-01", "placement.received", 1))
    numbers = Numbers(story)
    # Days 30, 90, 91 and 0 of the four who can be followed.
    assert numbers.value("first_activity_30_days", "2017") == 50
    assert numbers.value("first_activity_90_days", "2017") == 75
    assert numbers.people("first_activity_30_days", "2017") == 4
    # Day 0: 1 of 5; day 10: one gone; then 3 at risk: 0.8 x 2/3 > 0.5 after day 30, 0.8 x 1/3 after day 90.
    assert numbers.value("first_activity_wait_median", "2017") == 90


def test_all_days_without_activity_are_added_up() -> None:
    story = Story()
    person = story.tell(story.person(), ("2017-01-01", "placement.received", 1), ("2017-01-01", "start.plan_started"))
    # Idle 1-31 January (30 days), course, idle 2-12 March (10 days), on leave, then the plan ends.
    story.tell(person, ("2017-01-31", "sfi.queued", 21), ("2017-01-31", "sfi.course_started", 21), ("2017-03-02", "sfi.course_passed", 21))
    story.tell(person, ("2017-03-12", "leave.began"), ("2017-05-01", "leave.ended"), ("2017-05-01", "start.plan_ended", 1))
    numbers = Numbers(story)
    assert numbers.value("idle_longest", "2017") == 30
    assert numbers.value("idle_total", "2017") == 40
    assert numbers.value("idle_total_p90", "2017") == 40
    # 30 days of course; 50 of leave are neither.
    assert numbers.value("active_total", "2017") == 30
    assert numbers.value("way", "2017") == 120


def test_readers_of_sfi_by_course_month_and_year() -> None:
    story = Story()
    # Course A of path 1 from December to March, then B; twice C in one year; one who only waits.
    first = story.tell(story.person(), ("2016-12-01", "sfi.course_started", 11), ("2017-03-10", "sfi.course_passed", 11), at=KOPING)
    story.tell(first, ("2017-03-10", "sfi.course_started", 12), ("2018-01-01", "sfi.course_passed", 12), at=KOPING)
    again = story.tell(story.person("man"), ("2017-02-01", "sfi.course_started", 23), ("2017-04-01", "sfi.course_failed", 23))
    story.tell(again, ("2017-05-01", "sfi.course_started", 23), ("2017-06-01", "sfi.course_passed", 23))
    story.tell(story.person("man"), ("2017-02-01", "sfi.queued", 21))
    numbers = Numbers(story)
    assert [numbers.value(f"sfi_readers_year_{course}", "2017") for course in "abcd"] == [1, 1, 1, 0]
    assert [numbers.value("sfi_readers_year", year) for year in ("2016", "2017", "2018")] == [1, 2, 0]
    assert numbers.value("sfi_readers_year", "2017", "men") == 1
    assert numbers.value("sfi_readers_year", "2017", area=str(KOPING)) == 1
    assert [numbers.value("sfi_readers_month_a", f"2017-0{month}") for month in (2, 3)] == [1, 0]
    assert [numbers.value("sfi_readers_month_c", f"2017-0{month}", "men") for month in range(1, 7)] == [0, 1, 1, 0, 1, 0]
    assert numbers.value("sfi_readers_month_b", "2017-03", area=str(KOPING)) == 1


def test_flow_efficiency_weighs_every_day_of_a_step() -> None:
    story = Story()
    # 10 days of 40 in the queue, then 30 in practice; 30 of 60; and one who left the queue after 20 days.
    for started, ended in (("2017-01-11", "2017-02-10"), ("2017-01-31", "2017-03-02")):
        story.tell(story.person(), ("2017-01-01", "practice.queued"), (started, "practice.started"), (ended, "practice.ended"))
    story.tell(story.person("man"), ("2017-01-01", "practice.queued"), ("2017-01-21", "practice.withdrawn"))
    numbers = Numbers(story)
    assert numbers.value("flow_practice", "2017") == pytest.approx(100 * 60 / 120)
    assert numbers.value("flow_practice", "2017", "women") == pytest.approx(60)
    assert numbers.value("flow_practice", "2017", "men") == 0


def test_the_whole_way_is_from_reception_to_the_end_of_the_plan() -> None:
    story = Story()
    for ends in ("2017-12-27", "2018-04-06", "2018-12-27"):
        person = story.tell(story.person(), ("2017-01-01", "placement.received", 1), ("2017-02-01", "start.plan_started"))
        story.tell(person, (ends, "start.plan_ended", 1))
    numbers = Numbers(story)
    assert numbers.value("way", "2017") == 360
    assert numbers.value("way", "2017-2021") == 460
    assert numbers.value("way_p90", "2017-2021") == 725


def test_places_and_dwellings_that_are_wanted() -> None:
    story = Story()
    for sex in ("woman", "man"):
        child = story.tell(story.person(sex, born="2015-01-01"), ("2017-03-01", "placement.received", 1), at=SALA)
        story.tell(child, ("2017-04-01", "school.preschool_requested"), at=SALA)
    parents = [story.person(sex, household=9) for sex in ("woman", "man")]
    for parent in parents:
        story.tell(parent, ("2017-02-01", "placement.dwelling_wanted"), at=SALA)
    numbers = Numbers(story)
    assert [numbers.value("preschool_wanted", "2017", group, str(SALA)) for group in ("all", "girls", "boys")] == [2, 1, 1]
    assert numbers.value("school_wanted", "2017") == 0
    assert numbers.value("dwellings_wanted", "2017", area=str(SALA)) == 1


def test_received_after_assignment_or_by_themselves_by_the_four_doors() -> None:
    story = Story()
    for door, times in ((0, 3), (1, 2), (2, 1), (3, 4)):
        for _ in range(times):
            story.tell(story.person("woman"), ("2017-03-01", "placement.received", door), at=KOPING)
    story.tell(story.person("man"), ("2018-03-01", "placement.received", 2))
    numbers = Numbers(story)
    assert numbers.value("received_assigned", "2017") == 4
    assert numbers.value("received_self_settled", "2017") == 6
    assert numbers.value("received_assigned", "2017", "women", area=str(KOPING)) == 4
    assert numbers.value("received_assigned", "2018", "men") == 1
    assert numbers.value("received_self_settled", "2018") == 0


def test_groups_of_civic_orientation_are_told_apart_by_moment_language_and_municipality() -> None:
    story = Story()

    def begins(when: str, language: int, at: int, *, sex: str = "woman", again: str | None = None) -> None:
        person = story.person(sex)
        story.tell(person, ("2017-01-01", "placement.received", 1), at=at)
        story.tell(person, ("2017-01-10", "so.queued", language), (when, "so.started", language), at=at)
        if again:
            story.tell(person, ("2017-08-01", "so.interrupted", language), (again, "so.queued", language), at=at)
            story.tell(person, (again, "so.started", language), at=at)

    begins("2017-03-01", 0, VASTERAS)
    begins("2017-03-01", 0, VASTERAS, sex="man")  # the same group
    begins("2017-03-01", 0, KOPING)  # another municipality
    begins("2017-03-01", 3, VASTERAS)  # another language
    begins("2017-05-01", 0, VASTERAS, again="2017-10-01")  # two groups, one person
    begins("2017-12-01", 0, VASTERAS, again="2018-02-01")
    numbers = Numbers(story)
    assert numbers.value("so_groups", "2017") == 6
    assert numbers.value("so_groups", "2017", area=str(KOPING)) == 1
    assert numbers.value("so_participants", "2017") == 6
    assert numbers.value("so_participants", "2017", "men") == 1
    assert [numbers.value(key, "2018") for key in ("so_groups", "so_participants")] == [1, 1]


def test_a_joint_group_is_one_group_whatever_municipalities_its_people_live_in() -> None:
    story = Story()
    for home in (VASTERAS, KOPING):
        for when in ("2017-03-01", "2017-06-01"):  # groups are joint from 2017-05-01
            person = story.person("woman")
            story.tell(person, ("2017-01-01", "placement.received", 1), (when, "so.queued", 1), (when, "so.started", 1), at=home)
    values, _ = compute(story.history(load("vastmanland/gemensam-so")), layout())
    found = dict(zip(layout().keys, values.tolist(), strict=True))
    assert found["so_groups", "19", "all", "2017"] == 3
    assert found["so_groups", str(KOPING), "all", "2017"] == 1
    assert found["so_participants", str(KOPING), "all", "2017"] == 2
