"""How figures are read off a simulation: single numbers, years together, and one count in percent of another."""

from __future__ import annotations

import numpy as np
import pytest

from results.reading import Reading, read

NUMBERS = {
    ("received", "19", "all", "2016"): (100.0, 100.0),
    ("received", "19", "all", "2017"): (300.0, 300.0),
    ("received", "19", "women", "2017"): (120.0, 120.0),
    ("self_support", "19", "all", "2016"): (20.0, 30.0),
    ("self_support", "19", "all", "2017"): (40.0, 10.0),
    ("in_plan", "19", "all", "2016-06"): (50.0, 50.0),
    ("in_plan", "19", "men", "2016-06"): (30.0, 30.0),
    ("in_plan", "19", "all", "2018-12"): (40.0, 40.0),
    ("self_support", "19", "men", "2016"): (float("nan"), 0.0),
}


def said(indicator: str, first: str, last: str = "", *, per: str = "", group: str = "all") -> tuple[float, float]:
    """The number and the weight that the numbers above give."""
    place_of = {key: column for column, key in enumerate(NUMBERS)}
    values = np.array([[value for value, _ in NUMBERS.values()]])
    people = np.array([persons for _, persons in NUMBERS.values()])
    number, weight = read(Reading(indicator, per, "19", group, first, last or first), place_of, values, people)
    return float(number[0]), weight


def test_counts_of_several_years_are_added_and_shares_weighted_by_the_persons_behind() -> None:
    assert said("received", "2016", "2017") == (400.0, 400.0)
    assert said("self_support", "2016", "2017") == (25.0, 40.0)


def test_a_count_in_percent_of_another_weighs_as_the_whole() -> None:
    assert said("received", "2017", per="received@2016..2017") == (75.0, 400.0)
    assert said("received", "2017", per="received:all", group="women") == (40.0, 300.0)
    assert said("received", "2017", per="received:all@2016..2017", group="women") == (30.0, 400.0)
    assert said("in_plan", "2016-06", per="in_plan:all", group="men") == (60.0, 50.0)
    assert said("in_plan", "2018-12", per="in_plan@2016-06") == (80.0, 50.0)


def test_what_is_not_simulated_is_no_number_and_weighs_nothing() -> None:
    number, weight = said("received", "2018")
    assert np.isnan(number) and weight == 0.0
    number, weight = said("self_support", "2016", group="men")
    assert np.isnan(number) and weight == 0.0


def test_what_is_not_written_as_a_count_is_refused() -> None:
    with pytest.raises(ValueError, match="in_plan of all"):
        said("received", "2017", per="in_plan of all")
