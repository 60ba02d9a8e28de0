"""Arrivals: real numbers as far as they were known, then the future that was asked for, below the ceilings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scenarios.arrivals import HEADROOM
from scenarios.errors import ScenarioError
from scenarios.load import load
from tests.scenarios.small import write_overlay


def test_the_real_numbers_are_used_as_far_as_they_were_known() -> None:
    arrivals = load("vastmanland").arrivals
    by_month = dict(zip(arrivals.months, arrivals.asylum, strict=True))
    assert arrivals.months[0] == date(2009, 1, 1)
    assert by_month[date(2009, 1, 1)] == 1932 - 153
    assert by_month[date(2016, 10, 1)] == 2436 - 132
    assert by_month[date(2016, 11, 1)] == 2411 - 184, "November was not published on 1 January"


def test_the_outcome_knows_what_came_later_and_the_decision_does_not() -> None:
    outcome, decision = load("vastmanland/utfall").arrivals, load("vastmanland").arrivals
    month = outcome.months.index(date(2017, 3, 1))
    assert outcome.asylum[month] == 1955 - 105
    assert outcome.asylum[:94] == decision.asylum[:94]
    assert outcome.quota[outcome.months.index(date(2018, 5, 1))] == pytest.approx(5000 / 12)


@pytest.mark.parametrize("future", ["low", "planned", "high"])
@pytest.mark.parametrize("reading", ["decision", "outcome"])
def test_no_reading_and_no_future_is_above_the_ceiling_which_is_the_same_for_all(county: Path, future: str, reading: str) -> None:
    base = load(str(county / "base.toml")).arrivals
    arrivals = load(write_overlay(county, f'[period]\nfuture = "{future}"\nreading = "{reading}"\n')).arrivals
    assert arrivals.asylum_most == base.asylum_most
    assert arrivals.quota_most == base.quota_most
    assert all(a <= b for a, b in zip(arrivals.asylum, arrivals.asylum_most, strict=True))
    assert all(a <= b for a, b in zip(arrivals.quota, arrivals.quota_most, strict=True))


def test_low_planned_and_high_differ_only_in_the_future(county: Path) -> None:
    low, high = (load(write_overlay(county, f'[period]\nfuture = "{name}"\n')).arrivals for name in ("low", "high"))
    first = low.months.index(date(2016, 11, 1))
    assert low.asylum[:first] == high.asylum[:first]
    assert all(a < b for a, b in zip(low.asylum[first:], high.asylum[first:], strict=True))


def test_a_planners_own_forecast_replaces_the_months_it_names(county: Path) -> None:
    (county / "own.csv").write_text("month,asylum,quota\n2017-07,2100,300\n2017-08,0,301.5\n", encoding="utf-8")
    base, mine = load(str(county / "base.toml")).arrivals, load(write_overlay(county, '[period]\nforecast = "own.csv"\n')).arrivals
    july = base.months.index(date(2017, 7, 1))
    assert mine.asylum[july : july + 2] == (2100, 0)
    assert mine.quota[july : july + 2] == (300, 301.5)
    assert mine.asylum[:july] + mine.asylum[july + 2 :] == base.asylum[:july] + base.asylum[july + 2 :]
    assert any(origin.source is None and origin.since == date(2017, 7, 1) for origin in mine.origins)


def test_a_forecast_may_go_to_twice_the_highest_that_ships_and_no_further(county: Path) -> None:
    arrivals = load(str(county / "base.toml")).arrivals
    july = arrivals.months.index(date(2017, 7, 1))
    ceiling = arrivals.asylum_most[july]
    assert ceiling == HEADROOM * (3858 - 293) or ceiling >= HEADROOM * 3500
    (county / "own.csv").write_text(f"month,asylum,quota\n2017-07,{ceiling:g},300\n", encoding="utf-8")
    overlay = write_overlay(county, '[period]\nforecast = "own.csv"\n')
    assert load(overlay).arrivals.asylum[july] == ceiling
    (county / "own.csv").write_text(f"month,asylum,quota\n2017-07,{ceiling + 1:g},300\n2017-09,1,1\n2017-10,nan,-1\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(overlay)
    told = [(p.line, p.column, p.message) for p in caught.value.problems]
    assert told == [
        (2, 9, "The number for 2017-07 is above the highest that the population covers."),
        (3, 1, "The months must follow each other without gaps."),
        (4, 9, "A number was expected."),
        (4, 13, "The number is outside what is allowed."),
    ]
    assert caught.value.problems[0].allowed == f"0–{ceiling:g}"


def test_a_run_beyond_the_series_is_told_month_by_month(county: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(write_overlay(county, "[period]\nend = 2023-02-01\n"))
    assert {p.message for p in caught.value.problems} == {"There is no number for 2023-01.", "There is no number for 2023-02."}
