"""Who takes part in activities, counted by hand."""

from __future__ import annotations

import pytest

from tests.results.logs import KOPING, Numbers, Story


def test_a_person_counts_once_in_each_year_in_which_they_take_part() -> None:
    story = Story()
    story.tell(
        story.person(),
        ("2017-02-01", "activities.komvux_queued"),
        ("2017-03-01", "activities.komvux_started"),
        ("2017-06-01", "activities.komvux_interrupted"),
        ("2017-09-01", "activities.komvux_queued"),
        ("2017-09-15", "activities.komvux_started"),
        ("2018-04-01", "activities.komvux_ended"),
    )
    story.tell(story.person(sex="man"), ("2017-05-01", "activities.komvux_started"), ("2017-07-01", "activities.komvux_ended"), at=KOPING)
    story.tell(story.person(), ("2017-02-01", "activities.komvux_queued"), ("2018-02-01", "activities.komvux_withdrawn"))
    numbers = Numbers(story)
    assert numbers.value("komvux_year", "2017") == 2
    assert numbers.value("komvux_year", "2017", "women") == 1
    assert numbers.value("komvux_year", "2017", area=str(KOPING)) == 1
    assert numbers.value("komvux_year", "2018") == 1
    assert numbers.value("training_year", "2017") == 0


def test_share_of_plans_in_which_an_activity_was_begun() -> None:
    story = Story()

    def with_plan(sex: str, *events: tuple[str, str]) -> None:
        story.tell(story.person(sex=sex), ("2016-01-15", "start.plan_started"), *events, ("2017-10-01", "start.plan_ended"))

    with_plan("woman", ("2016-05-01", "activities.rehabilitation_started"), ("2016-08-01", "activities.rehabilitation_ended"))
    with_plan("woman")
    with_plan("woman", ("2016-05-01", "activities.rehabilitation_queued"), ("2017-10-01", "activities.rehabilitation_withdrawn"))
    with_plan("man")
    # Begun after the plan: no part of it.
    late = story.tell(story.person(sex="man"), ("2016-01-15", "start.plan_started"), ("2017-10-01", "start.plan_ended"))
    story.tell(late, ("2017-11-01", "activities.guide_started"), ("2017-12-01", "activities.guide_ended"))
    numbers = Numbers(story)
    assert numbers.value("rehabilitation_in_plan", "2017") == 20
    assert numbers.value("rehabilitation_in_plan", "2017", "women") == pytest.approx(100 / 3)
    assert numbers.value("rehabilitation_in_plan", "2017", "men") == 0
    assert numbers.value("guide_in_plan", "2017") == 0
    assert numbers.value("guide_year", "2017", "men") == 1


def test_waits_for_an_activity_are_those_of_its_queue() -> None:
    story = Story()
    for began in ("2017-03-11", "2017-03-21", "2017-03-31"):
        story.tell(story.person(), ("2017-03-01", "activities.training_queued"), (began, "activities.training_started"))
    assert Numbers(story).value("wait_training_median", "2017") == 20
