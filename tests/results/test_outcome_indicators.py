"""Headline indicators 1-6 and 13 on logs written by hand."""

from __future__ import annotations

from math import isnan, sqrt

import pytest

from tests.results.logs import KOPING, SALA, VASTERAS, Numbers, Story, layout


def leaver(story: Story, sex: str, kind: int | None, *, left: str = "2018-06-01", at: int = VASTERAS) -> int:
    """Someone received 2016-03-01 whose plan ran 2016-05-01 to `left`, at work of a kind from the month before it ended."""
    person = story.person(sex)
    story.tell(person, ("2016-03-01", "placement.received", 1), ("2016-05-01", "start.plan_started"), (left, "start.plan_ended", 0), at=at)
    if kind is not None:
        story.tell(person, (left, "work.started", kind), at=at)
    return person


def test_1_self_support_on_day_90_in_four_parts() -> None:
    story = Story()
    for kind in (0, 1, 2, 3, None):
        leaver(story, "man", kind)
    # Ended the day before day 90 (2018-08-30), and on it: both are out of work on day 90; the third ended a day later and counts.
    for end in ("2018-08-29", "2018-08-30", "2018-08-31"):
        story.tell(leaver(story, "man", 0), (end, "work.ended", 0))
    numbers = Numbers(story)
    assert numbers.people("self_support", "2018") == 8
    assert numbers.value("self_support", "2018") == pytest.approx(100 * 5 / 8)
    for part, count in (("ordinary", 2), ("subsidised", 1), ("business", 1), ("studies", 1)):
        assert numbers.value(f"self_support_{part}", "2018") == pytest.approx(100 * count / 8)
    assert numbers.value("self_supporting_persons", "2018") == 5


def test_1_the_variant_of_those_still_in_the_county() -> None:
    story = Story()
    story.tell(leaver(story, "man", 0), ("2018-07-01", "moves.left_county"), at=0)
    leaver(story, "man", None)
    leaver(story, "man", 0)
    numbers = Numbers(story)
    assert numbers.value("self_support", "2018") == pytest.approx(100 * 2 / 3)
    assert numbers.value("self_support_in_county", "2018") == pytest.approx(50)


def test_1_a_follow_up_cut_by_the_horizon_is_left_out() -> None:
    story = Story()
    leaver(story, "man", 0, left="2022-09-01")
    leaver(story, "man", None, left="2022-11-01")
    numbers = Numbers(story)
    assert numbers.people("self_support", "2022") == 1
    assert numbers.value("self_support", "2022") == 100


def test_1_no_years_are_pooled_across_2018() -> None:
    assert ("self_support", "19", "all", "2017-2019") not in layout().keys
    assert ("self_support", "19", "all", "2018-2021") in layout().keys
    assert ("sfi_in_time_plan", "19", "all", "2017-2019") in layout().keys


def test_2_work_in_november_two_years_on() -> None:
    story = Story()

    def received(*work: tuple[str, str, int], born: str = "1985-01-01") -> None:
        story.tell(story.person("man", born), ("2016-03-01", "placement.received", 1), *work)

    received(("2018-10-01", "work.started", 0))
    received(("2018-10-01", "work.started", 3))  # studies are no work here
    received(("2017-01-01", "work.started", 1), ("2017-02-15", "work.ended", 1))  # 45 days within two years, none in November
    received(("2017-01-01", "work.started", 2), ("2017-01-20", "work.ended", 2))  # only 19 days
    received(("2018-12-01", "work.started", 0))  # the day after November, outside the 730 days
    received(("2018-10-01", "work.started", 0), born="1953-02-01")  # 63 at reception
    numbers = Numbers(story)
    assert numbers.people("work_two_years", "2016") == 5
    assert numbers.value("work_two_years", "2016") == pytest.approx(100 * 1 / 5)
    # 730 days from 2016-03-01 end 2018-03-01: of the five only the one with 45 days.
    assert numbers.value("job_two_years", "2016") == pytest.approx(100 * 1 / 5)


def test_2_who_left_the_county_still_counts() -> None:
    story = Story()
    person = story.person("man")
    story.tell(person, ("2016-03-01", "placement.received", 1))
    story.tell(person, ("2017-01-01", "moves.left_county"), ("2018-11-30", "work.started", 0), at=0)
    assert Numbers(story).value("work_two_years", "2016") == 100


def test_3_the_gap_is_mens_value_minus_womens() -> None:
    story = Story()
    for sex, kinds in (("man", (0, 0, 1, None)), ("woman", (0, None, None, None))):
        for kind in kinds:
            leaver(story, sex, kind)
    assert Numbers(story).value("self_support_gap", "2018") == pytest.approx(75 - 25)


def test_4_the_spread_pools_years_weighs_inhabitants_and_takes_chance_away() -> None:
    story = Story()
    for year in ("2018", "2019", "2020"):
        for town, at_work in ((VASTERAS, 30), (KOPING, 10)):
            for k in range(40):
                leaver(story, "man", 0 if k < at_work else None, left=f"{year}-06-01", at=town)
    grid = layout().grid
    people = dict(zip(grid.codes, grid.inhabitants.tolist(), strict=True))
    w = people[VASTERAS] / (people[VASTERAS] + people[KOPING])
    m = w * 0.75 + (1 - w) * 0.25
    between = w * (0.75 - m) ** 2 + (1 - w) * (0.25 - m) ** 2
    sampling = 2 * w * (1 - w) * m * (1 - m) / 120
    found = Numbers(story).value("self_support_spread", "2018-2020")
    assert found == pytest.approx(100 * sqrt(between - sampling))


def assigned(story: Story, permit: str, assigned_on: str | None, received: str | None, at: int = VASTERAS) -> int:
    person = story.person("man")
    story.tell(person, ("2015-01-01", "asylum.applied"), (permit, "asylum.permit"), (permit, "placement.queued"), at=0)
    if assigned_on:
        story.tell(person, (assigned_on, "placement.assigned"), at=at)
    if received:
        story.tell(person, (received, "placement.reached"), (received, "placement.received", 0), at=at)
    return person


def test_5_the_wait_for_reception_counts_those_still_waiting() -> None:
    story = Story()
    assigned(story, "2017-01-01", "2017-02-01", "2017-04-11")  # 100 days
    assigned(story, "2017-01-01", "2017-02-01", "2017-07-20")  # 200 days
    assigned(story, "2017-01-01", None, None)  # waits at the horizon
    numbers = Numbers(story)
    # 2/3 wait after 100 days, 1/3 after 200: the median is 200; nine of ten is never reached.
    assert numbers.value("reception_wait_median", "2017") == 200
    assert isnan(numbers.value("reception_wait_p90", "2017"))
    assert numbers.value("abo_wait_mean", "2017") == 150


def test_5_received_within_two_months_of_the_assignment() -> None:
    story = Story()
    assigned(story, "2017-01-01", "2017-02-01", "2017-04-01")  # the last day in time
    assigned(story, "2017-01-01", "2017-02-01", "2017-04-02")
    assigned(story, "2022-11-01", "2022-12-01", None)  # limit after the horizon
    numbers = Numbers(story)
    assert numbers.value("reception_in_time", "2017") == 50
    assert numbers.people("reception_in_time", "2022") == 0
    assert isnan(numbers.value("reception_in_time", "2022"))


def test_6_the_plan_clock_starts_at_the_later_of_permit_and_reception() -> None:
    story = Story()

    def newcomer(received: str, plan: str | None, withdrawn: str | None = None) -> None:
        person = story.person("man")
        story.tell(person, ("2017-01-01", "asylum.permit"), at=0)
        story.tell(person, (received, "placement.received", 1), (received, "start.talk_wanted"))
        if plan:
            story.tell(person, (received, "start.talk_begun"), (received, "start.talk_done"), (plan, "start.plan_started"))
        if withdrawn:
            story.tell(person, (withdrawn, "start.talk_withdrawn"))

    newcomer("2017-03-01", "2017-04-30")  # 60 days, in time
    newcomer("2017-03-01", "2017-05-02")  # 62 days, a day late
    newcomer("2017-03-01", "2017-05-30")  # 90 days, late
    newcomer("2017-03-01", None, "2017-03-15")  # got work: not in the share, in the median until day 14
    numbers = Numbers(story)
    assert numbers.value("plan_in_time", "2017") == pytest.approx(100 / 3)
    # At risk 3 after the withdrawal: 2/3 left at 60, 1/3 at 62.
    assert numbers.value("plan_wait_median", "2017") == 62
    assert numbers.value("permit_to_plan_median", "2017") == 121


def test_6_before_2014_the_clock_starts_at_the_permit() -> None:
    story = Story()
    person = story.person("woman")
    story.tell(person, ("2012-01-01", "asylum.permit"), ("2012-01-10", "start.talk_wanted"), at=0)
    story.tell(person, ("2012-01-10", "start.talk_begun"), ("2012-01-11", "start.talk_done"), ("2012-02-10", "start.plan_started"), at=0)
    story.tell(person, ("2012-06-01", "placement.received", 0))
    assert Numbers(story).value("plan_wait_median", "2012") == 40


def test_13_who_still_lives_where_they_were_received() -> None:
    story = Story()
    for _ in range(2):
        story.tell(story.person("man"), ("2017-05-01", "placement.received", 1), at=SALA)
    mover, leaving = story.person("man"), story.person("man")
    story.tell(mover, ("2017-05-01", "placement.received", 1), at=SALA)
    story.tell(mover, ("2018-06-01", "moves.moved"), at=VASTERAS)
    story.tell(leaving, ("2017-05-01", "placement.received", 1), at=SALA)
    story.tell(leaving, ("2018-04-30", "moves.left_county"), at=0)
    story.tell(story.person("man"), ("2020-05-01", "placement.received", 1), at=SALA)  # three years end after the horizon
    numbers = Numbers(story)
    assert numbers.value("in_county_1_year", "2017", area=str(SALA)) == 75
    assert numbers.value("in_municipality_1_year", "2017") == 75
    assert numbers.value("in_county_3_years", "2017") == 75
    assert numbers.value("in_municipality_3_years", "2017", area="19:norra") == 50
    assert numbers.people("in_county_3_years", "2020") == 0
    assert numbers.people("in_county_1_year", "2020") == 1
