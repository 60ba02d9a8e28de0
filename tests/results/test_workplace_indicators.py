"""Work in the asylum period, the first workplace after reception, and introductions among plans; worked out by hand."""

from __future__ import annotations

import pytest

from results.indicators.capacity import amounts
from results.indicators.catalogue import CATALOGUE
from results.indicators.grid import Period, grid_of
from results.indicators.indicator import INTRODUCTION_ENDED, PROGRAMME_BEGAN
from results.indicators.layout import layout_of
from sim.stages.start.rules import INTRODUCTION, PLAN
from tests.results.logs import SALA, VASTERAS, Numbers, Story, layout, scenario


def test_who_worked_before_the_decision() -> None:
    story = Story()
    for works, stays, decision in (
        (True, 1, "asylum.permit"),
        (True, 1, "asylum.refused"),
        (False, 1, "asylum.permit"),
        (True, 0, "asylum.permit"),
    ):
        person = story.tell(story.person("man", stays=stays), ("2016-01-01", "asylum.applied"), at=SALA if stays else 0)
        if works:
            story.tell(person, ("2017-01-10", "asylum.work_started"), ("2017-02-01", "asylum.work_ended"), at=SALA if stays else 0)
        story.tell(person, ("2017-02-01", decision))
    # A child is not asked whether it worked.
    story.tell(story.person(born="2010-01-01", stays=1), ("2016-01-01", "asylum.applied"), ("2017-02-01", "asylum.permit"))
    numbers = Numbers(story)
    assert numbers.value("asylum_work_share", "2017") == pytest.approx(100 * 2 / 3)
    assert numbers.value("asylum_work_persons", "2017") == 2
    assert numbers.value("asylum_work_persons", "2017", area=str(SALA)) == 2


def test_the_first_workplace_is_practice_work_or_work_in_the_asylum_period_but_no_studies() -> None:
    story = Story()

    def received(*events: tuple[str, str] | tuple[str, str, int]) -> None:
        story.tell(story.person("man"), ("2017-01-01", "placement.received", 1), *events)

    received(("2017-04-11", "practice.started"))
    received(("2017-02-20", "work.started", 3), ("2017-12-31", "work.started", 11))
    worked = story.tell(story.person("man"), ("2016-01-01", "asylum.work_started"), ("2016-09-01", "asylum.work_ended"), at=0)
    story.tell(worked, ("2017-01-01", "placement.received", 1))
    # Left before half a year had gone, without any: left out of the share.
    received(("2017-03-01", "moves.left_county"))
    numbers = Numbers(story)
    # Within six months: practice after 100 days and work in the asylum period, of three.
    assert numbers.value("workplace_contact_half_year", "2017") == pytest.approx(100 * 2 / 3)
    # Kaplan-Meier: of four one at once, one leaves after 59 days, then one of two after 100: half of three quarters is left.
    assert numbers.value("workplace_contact_days", "2017") == 100


def test_talks_of_an_introduction_use_the_municipality_s_officers_and_those_of_a_plan_caseworkers() -> None:
    story = Story()
    for regime, days in ((INTRODUCTION, 4), (PLAN, 6)):
        story.tell(
            story.person(),
            ("2010-03-01", "start.talk_wanted", regime),
            ("2010-03-01", "start.talk_begun", regime),
            (f"2010-03-{1 + days:02}", "start.talk_done", regime),
            at=VASTERAS,
        )
    history, grid = story.history(), layout().grid
    month = grid.month_names.index("2010-03")
    taken = {service: amounts(service, history, grid)[0][0, month] for service in ("introduction_officers", "caseworkers")}
    assert taken == {"introduction_officers": 4.0, "caseworkers": 6.0}


def test_an_introduction_has_no_course_of_civic_orientation_to_finish() -> None:
    story = Story()
    for regime in (INTRODUCTION, PLAN):
        story.tell(
            story.person(),
            ("2011-02-01", "placement.received", 1),
            ("2011-03-01", "start.plan_started", regime),
            ("2011-05-01", "so.started", 0),
        )
        story.tell(story.person(), ("2011-02-01", "placement.received", 1), ("2011-03-01", "start.plan_started", regime))
    numbers = Numbers(story)
    assert numbers.people("so_half_year", "2011") == 2
    assert numbers.value("so_half_year", "2011") == 50
    assert numbers.people("so_in_time", "2011") == 2
    assert numbers.value("plans_started", "2011") == 4


def test_plans_are_not_pooled_with_introductions_nor_programmes_with_plans_where_the_count_changed() -> None:
    early = scenario().model_copy(update={"report_from": 2009, "report_to": 2019})
    grid = grid_of(early)
    periods = {
        indicator: {key[3] for key in layout_of(grid).keys if key[0] == indicator}
        for indicator in ("plan_in_time", "self_support", "received")
    }
    assert CATALOGUE["plan_in_time"].breaks == (INTRODUCTION_ENDED,)
    assert grid.whole(CATALOGUE["plan_in_time"].breaks) == Period(2011, 2019)
    assert grid.whole(CATALOGUE["self_support"].breaks) == Period(2018, 2019)
    assert PROGRAMME_BEGAN == 2018
    assert {"2009", "2010", "2011-2013", "2017-2019", "2011-2019"} <= periods["plan_in_time"]
    assert not {"2009-2011", "2010-2012", "2009-2019", "2018-2019"} & periods["plan_in_time"]
    assert {"2018-2019", "2012-2014"} <= periods["self_support"]
    assert not {"2009-2011", "2016-2018", "2011-2019", "2009-2019"} & periods["self_support"]
    assert {"2009-2019", "2016-2018"} <= periods["received"]
    assert not {"2011-2019", "2018-2019"} & periods["received"]


def test_a_single_year_after_the_last_break_is_a_year_for_every_indicator() -> None:
    grid = grid_of(scenario().model_copy(update={"report_from": 2015, "report_to": 2018}))
    assert grid.whole(CATALOGUE["self_support"].breaks) == Period(2018, 2018)
    assert "2018" in {key[3] for key in layout_of(grid).keys if key[0] == "received"}
