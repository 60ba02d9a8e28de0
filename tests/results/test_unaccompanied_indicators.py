"""Unaccompanied children: counts, stocks and the way to a home of one's own, from stories told by hand."""

from __future__ import annotations

import pytest

from tests.results.logs import KOPING, SALA, VASTERAS, Numbers, Story

CAME = (("2015-10-01", "asylum.applied", 2), ("2015-10-20", "unaccompanied.assigned"))


def young(story: Story, born: str, sex: str = "man") -> int:
    """Somebody assigned in October 2015 and received with a permit in June 2016."""
    person = story.tell(story.person(sex, born), *CAME, at=KOPING)
    return story.tell(person, ("2016-06-01", "asylum.permit"), ("2016-06-01", "placement.received", 4), at=KOPING)


def test_received_assigned_and_placed_by_year() -> None:
    story = Story()
    for sex in ("man", "man", "woman"):
        person = young(story, "2000-03-01", sex)
        story.tell(person, ("2015-10-20", "unaccompanied.hvb_wanted"), ("2015-11-10", "unaccompanied.hvb_placed"), at=KOPING)
    refused = story.tell(story.person("man", "1999-03-01"), *CAME, at=SALA)
    story.tell(refused, ("2017-03-01", "unaccompanied.aged_out"), at=0)
    late = story.tell(
        story.person("man", "2001-03-01"), ("2017-01-10", "asylum.applied", 2), ("2017-02-01", "unaccompanied.assigned"), at=SALA
    )
    story.tell(late, ("2017-09-01", "asylum.permit"), ("2017-09-01", "placement.received", 4), at=SALA)
    numbers = Numbers(story)
    assert (numbers.value("alone_assigned", "2015"), numbers.value("alone_assigned", "2015", "girls")) == (4, 1)
    assert numbers.value("alone_received", "2016") == numbers.value("received", "2016", "unaccompanied") == 3
    assert (numbers.value("alone_received", "2017"), numbers.value("alone_received", "2017", area=str(SALA))) == (1, 1)
    assert (numbers.value("placed_hvb", "2015"), numbers.value("placed_family_home", "2015")) == (3, 0)
    assert numbers.value("placed_hvb", "2015", "women") == 1
    assert numbers.value("alone_aged_out", "2017", area=str(SALA)) == 1, "where they were assigned"
    assert numbers.value("applied", "2015") == 0, "those who came alone are counted apart"


def test_stocks_and_queues_by_form_on_the_last_day_of_the_month() -> None:
    story = Story()
    person = young(story, "2000-03-01")
    story.tell(
        person,
        ("2017-01-10", "unaccompanied.hvb_wanted"),
        ("2017-02-10", "unaccompanied.hvb_placed"),
        ("2017-04-10", "unaccompanied.hvb_left"),
        ("2017-04-01", "unaccompanied.stodboende_wanted"),
        ("2017-04-10", "unaccompanied.stodboende_placed"),
        at=KOPING,
    )
    numbers = Numbers(story)
    months = ("2017-01", "2017-02", "2017-03", "2017-04")
    assert [numbers.value("queue_hvb", month) for month in months] == [1, 0, 0, 0]
    assert [numbers.value("living_in_hvb", month) for month in months] == [0, 1, 1, 0]
    assert [numbers.value("living_in_stodboende", month, area=str(KOPING)) for month in months] == [0, 0, 0, 1]


def test_home_school_and_work_on_the_19th_and_21st_birthday() -> None:
    """Three turn 19 in 2018 and 21 in 2020: a home at 19, in work at 21; in school at 19; a home at 20, in studies at 21."""
    story = Story()
    first, second, third = (young(story, "1999-03-01") for _ in range(3))
    story.tell(first, ("2017-06-01", "unaccompanied.home_wanted"), ("2018-02-01", "unaccompanied.home_found"), at=KOPING)
    story.tell(first, ("2020-01-01", "work.started", 1), at=VASTERAS)
    story.tell(second, ("2016-01-01", "school.school_requested"), ("2016-02-01", "school.school_started"), at=KOPING)
    story.tell(second, ("2019-03-01", "school.school_ended"), ("2020-03-01", "unaccompanied.home_by_themselves"), at=KOPING)
    story.tell(third, ("2018-06-01", "unaccompanied.home_wanted"), ("2019-02-01", "unaccompanied.home_found"), at=KOPING)
    story.tell(third, ("2020-01-01", "work.started", 3), at=KOPING)
    numbers = Numbers(story)

    def shares(age: int, year: str) -> list[float]:
        return [numbers.value(f"young_{what}_{age}", year) for what in ("home", "school", "work")]

    assert shares(19, "2018") == pytest.approx([100 / 3, 100 / 3, 0])
    assert shares(21, "2020") == pytest.approx([200 / 3, 100 / 3, 100 / 3])
    assert numbers.people("young_home_21", "2020") == 3
    assert (numbers.value("alone_home", "2018"), numbers.value("alone_home_by_themselves", "2020")) == (1, 1)


def test_only_those_with_a_permit_at_18_are_followed_and_nobody_beyond_the_horizon() -> None:
    story = Story()
    young(story, "1998-03-01")  # turned 18 before the permit
    young(story, "2003-03-01")  # turns 21 after the end of 2022
    numbers = Numbers(story)
    assert numbers.people("young_home_19", "2017") == 0
    assert numbers.people("young_home_19", "2022") == 1
    assert sum(numbers.people("young_home_21", str(year)) for year in range(2017, 2022)) == 0
