"""When a figure is observed, what stood there before, and the forecasts that anybody could make."""

from __future__ import annotations

import numpy as np
import pytest

from calibration.calibrate import as_it_turned_out
from calibration.evaluate import Evaluator, Setting
from calibration.observe import shortened
from calibration.parameters import Space, calibrated, standard_prior
from calibration.problem import Problem
from calibration.targets import Target, targets
from calibration.validation.forecasts import asked, parts, predicted, unlimited, without_limits
from calibration.validation.years import a_year_before, last_before, observed


def figure(indicator: str, first: str, value: float = 1.0, group: str = "all", per: str = "", last: str = "") -> Target:
    """A figure of Jämtland; held back where it is observed in 2015 or later."""
    return Target(
        id=f"{indicator}-{group}-{first}", area="23", indicator=indicator, per=per, group=group, first=first, last=last or first,
        value=value, low=None, high=None, unit="", se=1.0, discrepancy=0.0, published_area="", year="", source="", note="", held_back=False,
    )  # fmt: skip


def test_what_ships_as_held_back_is_what_is_observed_from_2015_on() -> None:
    assert {t.id: observed(t) >= 2015 for t in targets()} == {t.id: t.held_back for t in targets()}


@pytest.mark.parametrize(
    ("indicator", "first", "per", "year"),
    [
        ("employed_after_4", "2011", "", 2015),
        ("sfi_course_two_years", "2013", "", 2015),
        ("in_municipality_3_years", "2016", "", 2019),
        ("in_plan", "2016-11", "", 2016),
        ("received", "2016", "received@2016..2019", 2019),
        ("in_plan", "2014-12", "in_plan@2016-06", 2016),
    ],
)
def test_the_year_of_observation(indicator: str, first: str, per: str, year: int) -> None:
    assert observed(figure(indicator, first, per=per)) == year


def test_the_last_value_is_the_latest_of_the_same_series_seen_before() -> None:
    known = [figure("employed_after_3", year, group="men") for year in ("2009", "2010", "2011")]
    others = [figure("employed_after_3", "2011", group="women"), figure("employed_after_2", "2012", group="men")]
    asked_for = figure("employed_after_3", "2012", group="men")
    found = last_before(asked_for, [*known, *others, figure("employed_after_3", "2013", group="men")])
    assert found is not None
    assert found.id == "employed_after_3-men-2011"
    assert last_before(figure("received", "2015"), known) is None


@pytest.mark.parametrize(
    ("indicator", "first", "period"),
    [("received_assigned", "2015", "2014"), ("employed_after_5", "2011", "2009"), ("in_plan", "2016-11", "2014-12")],
)
def test_where_none_was_published_the_model_tells_of_the_last_year(indicator: str, first: str, period: str) -> None:
    found = a_year_before(figure(indicator, first))
    assert found is not None
    assert (found.first, found.last, observed(found)) == (period, period, 2014)
    assert a_year_before(figure("received", "2016", per="received@2016..2019")) is None


def test_chance_and_parameters_are_told_apart() -> None:
    rng = np.random.default_rng(5)
    found = 100.0 + 4.0 * rng.standard_normal((400, 1)) + 3.0 * rng.standard_normal((400, 2))
    chance, parameters = parts(found)
    assert chance == pytest.approx(3.0, rel=0.1)
    assert parameters == pytest.approx(4.0, rel=0.1)


def test_three_forecasts_of_a_small_county() -> None:
    """Without capacities nobody queues for SFI; with them some do. What no fit knew is forecast from what was."""
    known = [figure("received_assigned", "2012", 600.0)]
    later = [figure("received_assigned", "2015", 900.0), figure("queue_sfi", "2014-12", 50.0), figure("sfi_wait_from_plan", "2014", 60.0)]
    wanted = asked(later, known)
    assert [target.id for target in wanted[3:]] == ["queue_sfi-all-2014-12:before", "sfi_wait_from_plan-all-2014:before"]
    short = shortened(as_it_turned_out("jamtland"), wanted)
    space = Space(calibrated(short)).only(["sfi_application", "received", "sfi_seats"])
    assert set(without_limits(short)) >= {"capacity.sfi_seats", "capacity.caseworkers", "capacity.dwellings", "capacity.kommuntal"}
    with Evaluator(Setting((short,), wanted, "compiled")) as evaluator:
        problem = Problem(evaluator, space, wanted)
        assert unlimited(problem).space.names == ("sfi_application", "received"), "what a capacity is is not asked"
        both = standard_prior(space.size), standard_prior(2)
        received, queue, wait = predicted(problem, later, known, *both, seed=1, draws=2)
    assert received["last_value"] == {"value": 600.0, "sd": 1.0, "from": "received_assigned-all-2012"}
    assert len(received["members"]) == 4
    assert len(set(received["members"])) > 2, "each member has luck of its own"
    assert queue["last_value"]["from"] == ""
    assert queue["last_value"]["value"] == pytest.approx(np.mean(queue["members"])), "observed in December 2014 itself"
    assert max(queue["free"]) < min(queue["members"])
    assert np.mean(wait["free"]) < np.mean(wait["members"])
    assert len(wait["free"]) == 4
    assert len(set(wait["unfitted"])) == 10, "each replication has luck of its own"
