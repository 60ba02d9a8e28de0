"""What stands beside the headline indicators: flows, queues, capacity, waits, groups and areas."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from results.indicators.catalogue import CATALOGUE, definition, full_name, name
from results.indicators.grid import Period
from scenarios.language import language, set_language
from tests.results.logs import KOPING, SALA, VASTERAS, Numbers, Story, layout, scenario


def test_received_by_door_year_and_age() -> None:
    story = Story()
    for door, born, sex in ((0, "1985-01-01", "man"), (1, "1985-01-01", "woman"), (1, "2010-01-01", "man"), (3, "1940-01-01", "woman")):
        story.tell(story.person(sex, born), ("2017-05-01", "placement.received", door), at=SALA)
    numbers = Numbers(story)
    found = [
        numbers.value("received", "2017", group) for group in ("all", "assigned", "self_settled", "relatives", "boys", "women", "aged_65")
    ]
    assert found == [4, 1, 2, 1, 1, 2, 1]
    assert numbers.value("received", "2017", area="19:norra") == 4
    assert numbers.value("received", "2017", area=str(VASTERAS)) == 0
    assert numbers.value("received", "2017-2021") == 4


def test_permits_and_refusals_of_those_who_live_in_the_county() -> None:
    story = Story()
    for stays in (1, 1, 0):
        story.tell(story.person(stays=stays), ("2016-01-01", "asylum.applied"), ("2017-01-01", "asylum.permit"), at=KOPING if stays else 0)
    story.tell(story.person(stays=1), ("2016-01-01", "asylum.applied"), ("2017-02-01", "asylum.refused"), at=KOPING)
    numbers = Numbers(story)
    assert (numbers.value("applied", "2016"), numbers.value("permits", "2017"), numbers.value("refusals", "2017")) == (3, 2, 1)


def test_asylum_time_activities_reach_people_who_are_later_refused_too() -> None:
    story = Story()
    for ends, settles in (("asylum.permit", True), ("asylum.refused", False)):
        person = story.person("man", stays=1)
        story.tell(
            person, ("2016-01-01", "asylum.applied"), ("2016-03-01", "asylum.activity_queued"), ("2016-03-01", "asylum.activity_started")
        )
        story.tell(person, ("2017-01-01", ends))
        if settles:
            story.tell(person, ("2017-03-01", "placement.received", 1))
    story.tell(story.person("man", stays=1), ("2016-01-01", "asylum.applied"), ("2017-01-01", "asylum.permit"))
    numbers = Numbers(story)
    assert numbers.value("activity_reach", "2017") == pytest.approx(100 * 2 / 3)
    assert numbers.value("activity_reached_persons", "2016") == 2
    assert numbers.value("activity_reached_settled", "2016") == 1


def test_who_waits_on_the_last_day_of_the_month() -> None:
    story = Story()
    # Begins on 31 March and in April; withdrawn on 30 June; still waits.
    story.tell(story.person(), ("2017-01-05", "sfi.queued", 21), ("2017-03-31", "sfi.course_started", 21))
    story.tell(story.person(), ("2017-02-01", "sfi.queued", 21), ("2017-04-01", "sfi.course_started", 21))
    story.tell(story.person("man"), ("2017-02-28", "sfi.queued", 21), ("2017-06-30", "sfi.withdrawn", 21), at=KOPING)
    numbers = Numbers(story)
    series = [numbers.value("queue_sfi", f"2017-0{month}") for month in range(1, 8)]
    # The second one stops waiting at the midnight that ends March: still in the queue on its last day.
    assert series == [1, 3, 2, 1, 1, 0, 0]
    assert numbers.value("queue_sfi", "2017-05", area=str(KOPING)) == 1
    assert numbers.value("queue_sfi", "2017-05", "men") == 1


def test_people_in_plan() -> None:
    story = Story()
    story.tell(
        story.person(), ("2016-12-01", "placement.received"), ("2016-12-31", "start.plan_started"), ("2017-02-10", "start.plan_ended", 1)
    )
    numbers = Numbers(story)
    assert [numbers.value("in_plan", month) for month in ("2016-11", "2016-12", "2017-01", "2017-02")] == [0, 1, 1, 0]


def test_use_of_seats_is_seat_days_used_over_seat_days_there_are() -> None:
    story = Story()
    for _ in range(10):
        story.tell(story.person(), ("2017-03-01", "practice.queued"), ("2017-03-01", "practice.started"), ("2017-03-11", "practice.ended"))
    seats = scenario().county.capacity("practice_places", str(VASTERAS))
    given = seats.effective(6270.0)  # March 2017
    numbers = Numbers(story)
    assert numbers.value("use_practice_places", "2017-03", area=str(VASTERAS)) == pytest.approx(100 * 100 / (31 * given))
    assert numbers.value("use_practice_places", "2017-04", area=str(VASTERAS)) == 0


def test_use_of_a_quota_is_what_was_used_over_what_the_month_gives() -> None:
    story = Story()
    for _ in range(3):
        story.tell(story.person(), ("2017-03-05", "health.called"), ("2017-03-10", "health.examined"), at=VASTERAS)
    area = scenario().county.served_by("health_slots", VASTERAS)
    slots = scenario().county.capacity("health_slots", area).effective(6270.0)
    assert Numbers(story).value("use_health_slots", "2017-03", area=f"19:{area}") == pytest.approx(100 * 3 / slots)


def test_a_dwelling_is_for_a_household() -> None:
    story = Story()
    for household in (0, 0, 0, 3):
        person = story.person(household=household)
        story.tell(person, ("2017-03-01", "placement.dwelling_wanted"), ("2017-03-10", "placement.dwelling_found"))
    given = scenario().county.capacity("dwellings", str(VASTERAS)).effective(6270.0)
    assert Numbers(story).value("use_dwellings", "2017-03", area=str(VASTERAS)) == pytest.approx(100 * 2 / given)


def test_a_group_takes_one_leader_whatever_its_size() -> None:
    story = Story()
    for spoken, members in ((0, 12), (1, 5)):
        for _ in range(members):
            person = story.person()
            story.tell(person, ("2017-01-10", "so.queued", spoken), ("2017-03-01", "so.started", spoken))
            story.tell(person, ("2017-04-01", "so.completed", spoken))
    county = scenario().county
    leaders = sum(c.effective(6270.0) for c in county.capacities if c.service == "so_leaders")
    assert Numbers(story).value("use_so_leaders", "2017-03") == pytest.approx(100 * 2 / leaders)


def test_waits_and_stays_on_any_track() -> None:
    story = Story()
    for wait, stay in ((10, 50), (20, 60), (30, 70)):
        person = story.person()
        first = np.datetime64("2017-01-01")
        story.tell(person, ("2017-01-01", "practice.preparation_queued"), (str(first + wait), "practice.preparation_started"))
        story.tell(person, (str(first + wait + stay), "practice.preparation_ended"))
    numbers = Numbers(story)
    assert numbers.value("wait_preparation_median", "2017") == 20
    assert numbers.value("wait_preparation_p90", "2017") == 30
    assert numbers.value("stay_preparation_median", "2017") == 60


def test_talk_within_30_days() -> None:
    story = Story()
    for begun in ("2017-01-31", "2017-02-01"):
        story.tell(story.person(), ("2017-01-01", "start.talk_wanted"), (begun, "start.talk_begun"))
    assert Numbers(story).value("talk_within_30_days", "2017") == 50


def test_an_empty_county_gives_no_shares_and_zero_counts() -> None:
    story = Story()
    story.tell(story.person(), ("2017-01-01", "asylum.applied"), at=0)
    numbers = Numbers(story)
    assert isnan(numbers.value("self_support", "2018"))
    assert numbers.value("received", "2018") == 0
    assert numbers.value("queue_so", "2018-01") == 0


def test_every_key_stands_once_and_every_area_is_there() -> None:
    keys = layout().keys
    assert len(set(keys)) == len(keys) == layout().size
    assert {key[1] for key in keys} == {"19", *(str(code) for code in layout().grid.codes), "19:norra", "19:vastra", "19:vasteras"}


def test_periods_are_named_and_know_their_breaks() -> None:
    assert (Period(2017, 2017).name, Period(2017, 2019).name) == ("2017", "2017-2019")
    assert Period(2017, 2019).crosses((2018,))
    assert not Period(2018, 2020).crosses((2018,))


def test_every_headline_number_is_there_with_a_full_definition() -> None:
    assert sorted({indicator.number for indicator in CATALOGUE.values()} - {0}) == list(range(1, 16))
    for indicator in CATALOGUE.values():
        assert indicator.sv
        assert indicator.en
        assert indicator.definition_sv.endswith(".")
        assert indicator.definition_en.endswith(".")
        assert not indicator.of or indicator.of in CATALOGUE


def test_names_follow_the_language() -> None:
    before = language()
    try:
        set_language("sv")
        assert name("active_share") == "Aktiv tid"
        set_language("en")
        assert name("active_share") == "Active time"
        assert definition("active_share").startswith("Those whose plan ended")
    finally:
        set_language(before)


def test_a_part_is_called_by_its_whole_where_it_stands_alone() -> None:
    assert full_name("self_support_ordinary") == f"{name('self_support')} {name('self_support_ordinary')}"
    assert full_name("self_support_studies").startswith(name("self_support"))
    assert full_name("plan_in_time") == name("plan_in_time")
