"""Readiness for a surge: where a limit is passed, worked out by hand, and what more seats or none change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from results.readiness import Limit, Readiness, crossing, extra_seekers, readiness, with_more_seekers
from results.report import write
from results.study import run_study
from scenarios.language import language, set_language
from scenarios.load import load
from tests.small_county.county import SEATS, small_county, with_capacities


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English here, and what was before afterwards."""
    before = language()
    set_language("en")
    yield
    set_language(before)


EXTRA = np.array([0.0, 10.0, 20.0])
WAIT, IN_TIME = Limit("sfi_wait_median", 20.0), Limit("sfi_in_time_plan", 60.0)


@pytest.mark.parametrize(
    ("values", "limit", "expected"),
    [
        ((5.0, 15.0, 25.0), WAIT, 15.0),
        ((5.0, 40.0, 90.0), WAIT, 10.0 * 15.0 / 35.0),
        ((25.0, 30.0, 35.0), WAIT, 0.0),
        ((5.0, 6.0, 20.0), WAIT, np.inf),
        ((5.0, np.nan, 25.0), WAIT, 15.0),
        ((80.0, 70.0, 50.0), IN_TIME, 15.0),
        ((59.0, 70.0, 80.0), IN_TIME, 0.0),
        ((80.0, 70.0, 60.0), IN_TIME, np.inf),
    ],
)
def test_the_limit_is_passed_on_the_line_between_two_steps(values: tuple[float, ...], limit: Limit, expected: float) -> None:
    assert crossing(EXTRA, np.array(values), limit) == pytest.approx(expected)


def test_only_months_from_the_decision_on_have_more_seekers_and_none_more_than_the_population_covers() -> None:
    scenario = small_county()
    for share, factor in ((0.25, 1.25), (2.0, 1.5)):  # the small county covers half as many again
        raised = with_more_seekers(scenario, share)
        months = zip(scenario.arrivals.months, scenario.arrivals.asylum, raised.arrivals.asylum, strict=True)
        for month, before, after in months:
            assert after == pytest.approx(before * factor if month >= scenario.decision else before)
    # 500 seekers a month from 2016 on, of whom one in a hundred lives in the county.
    assert extra_seekers(scenario, with_more_seekers(scenario, 0.5)) == pytest.approx(2.5)
    assert with_more_seekers(scenario, 0.0).arrivals == scenario.arrivals


def test_more_people_are_the_same_people_and_some_more() -> None:
    (found,) = readiness(small_county(), WAIT, seed=3, steps=(0.0, 0.5), replications=2, engine="simpy", workers=1)
    (again,) = readiness(small_county(), WAIT, seed=3, steps=(0.0, 0.5), replications=2, engine="simpy", workers=1)
    assert np.array_equal(found.values, again.values)
    assert found.extra.tolist() == [0.0, pytest.approx(2.5)]
    assert found.values.shape == (2, 2)


def test_a_county_with_seats_for_all_keeps_what_one_without_seats_has_passed_already() -> None:
    limit = Limit("sfi_in_time_plan", 50.0)
    areas = SEATS["sfi_seats"]
    plenty = with_capacities(small_county(), {("sfi_seats", area, ""): {None: 1000} for area in areas})
    scarce = with_capacities(small_county(), {("sfi_seats", area, ""): {None: 1} for area in areas})
    ready, passed = (readiness(s, limit, steps=(0.0, 0.5), replications=2, engine="simpy", workers=1)[0] for s in (plenty, scarce))
    assert np.isinf(ready.found).all()
    assert ready.seekers is None
    assert passed.found.tolist() == [0.0, 0.0]
    assert passed.seekers == (0.0, 0.0, 0.0)


def test_steps_must_rise_from_none() -> None:
    for steps in ((0.5, 1.0), (0.0, 0.5, 0.5), (0.0, 1.0, 0.5)):
        with pytest.raises(ValueError, match="rise from 0"):
            readiness(small_county(), WAIT, steps=steps)


def test_what_was_found_is_said_in_words() -> None:
    values = np.zeros((2, 3))
    some = Readiness(WAIT, EXTRA, values, np.array([9.0, 11.0]))
    assert some.sentence().startswith("The county can take 10 more asylum seekers a month (0–23) before “Wait for SFI”")
    never = replace(some, found=np.array([9.0, np.inf]))
    assert never.sentence().startswith("In 1 of 2 calculations “Wait for SFI”")
    assert "20 more" in never.sentence()


def test_the_report_says_it_when_asked_and_only_then(tmp_path: Path) -> None:
    study = run_study(small_county(), 1, replications=2, engine="simpy", workers=1)
    some = Readiness(WAIT, EXTRA, np.zeros((2, 3)), np.array([9.0, 11.0]))
    said = some.sentence()
    assert said in write(tmp_path, study, ready=[some]).read_text(encoding="utf-8")
    assert said not in write(tmp_path, study).read_text(encoding="utf-8")


def test_the_surge_brings_the_autumn_of_2015_once_more_and_else_what_was_planned(tmp_path: Path) -> None:
    path = tmp_path / "anstormning.toml"
    path.write_text('extends = "vastmanland"\n[period]\nfuture = "surge"\n', encoding="utf-8")
    planned, surge = load("vastmanland").arrivals, load(str(path)).arrivals
    differ = [m for m, a, b in zip(planned.months, planned.asylum, surge.asylum, strict=True) if a != b]
    assert [f"{m:%Y-%m}" for m in differ] == ["2018-09", "2018-10", "2018-11", "2018-12"]
    by_month = dict(zip(surge.months, surge.asylum, strict=True))
    assert [by_month[m] for m in differ] == [by_month[m.replace(year=2015)] for m in differ]
    assert planned.asylum_most == surge.asylum_most
