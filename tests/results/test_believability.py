"""Simulated numbers beside published figures."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from results.believability import believability, near, published
from results.indicators.catalogue import CATALOGUE
from results.indicators.grid import grid_of
from results.indicators.layout import layout_of
from results.study import Study
from scenarios.load import load
from scenarios.shipped import shipped
from tests.results.logs import layout, scenario


@cache
def empty() -> Study:
    size = layout().size
    return Study(
        scenario(),
        1,
        (0, 1),
        (),
        layout(),
        np.full((2, size), np.nan),
        np.zeros(size),
        (),
        np.zeros((2, 0, 14)),
        np.zeros(0),
        (),
        "simpy",
        None,
        0.0,
    )


def filled(numbers: dict[tuple[str, str, str, str], tuple[float, float]]) -> Study:
    """A study in which a few numbers are known: value and persons behind."""
    values, people = empty().values.copy(), empty().people.copy()
    for key, (value, persons) in numbers.items():
        values[:, empty().place_of[key]], people[empty().place_of[key]] = value, persons
    return replace(empty(), values=values, people=people)


@pytest.mark.parametrize(
    ("simulated", "figure", "unit", "expected"),
    [
        (41.0, 31.0, "percent", True),
        (41.1, 31.0, "percent", True),  # within a factor of 1.5
        (47.0, 31.0, "percent", False),
        (9.0, 2.0, "percent", True),  # within ten points
        (90.0, 61.0, "days", True),
        (92.0, 61.0, "days", False),
        (40.0, 61.0, "days", False),
        (10.0, 18.0, "percentage_points", True),
    ],
)
def test_near_is_a_factor_of_one_and_a_half_or_ten_points(simulated: float, figure: float, unit: str, expected: bool) -> None:
    assert near(simulated, figure, unit) is expected


def test_every_published_figure_names_something_that_is_simulated() -> None:
    layouts = {load(item.name).county.code: layout_of(grid_of(load(item.name))) for item in shipped() if item.is_county}
    keys = {code: set(found.keys) for code, found in layouts.items()}
    assert {figure.area[:2] for figure in published()} == keys.keys()
    for figure in published():
        assert figure.indicator in CATALOGUE
        assert figure.source
        assert figure.reading in {"", "outcome"}
        years = [figure.first] if figure.first == figure.last else [str(y) for y in range(int(figure.first), int(figure.last) + 1)]
        for year in years:
            assert (figure.indicator, figure.area, figure.group, year) in keys[figure.area[:2]], figure
        assert figure.unit == ("percent" if figure.per else CATALOGUE[figure.indicator].unit)
        assert not figure.per or CATALOGUE[figure.per].unit == "persons"


def test_what_the_decision_did_not_know_is_tested_in_hindsight_only() -> None:
    figure = next(f for f in published() if f.area == "19" and f.indicator == "received_assigned" and f.first == "2019")
    base = filled({("received_assigned", "19", "all", "2019"): (figure.value, figure.value)})
    outcome = replace(base, scenario=base.scenario.model_copy(update={"reading": "outcome"}))
    key = ("received_assigned", "2019")
    rows = (row for study in (base, outcome) for row in believability(study))
    verdicts = [row.verdict for row in rows if (row.indicator, row.period) == key]
    assert verdicts == ["not_testable", "near"]


def test_years_are_weighted_by_the_people_behind() -> None:
    study = filled({("abo_wait_mean", "19", "all", "2014"): (100.0, 30), ("abo_wait_mean", "19", "all", "2015"): (200.0, 10)})
    row = next(row for row in believability(study) if row.indicator == "abo_wait_mean" and row.period == "2014-2015")
    assert row.mean == pytest.approx(125.0)
    assert row.verdict == "near"


def test_what_has_no_figure_or_no_value_is_not_testable() -> None:
    rows = believability(filled({("self_support", "19", "all", "2015"): (60.0, 100)}))
    verdicts = {(row.indicator, row.group, row.period): row.verdict for row in rows}
    assert verdicts["self_support", "all", "2015"] == "far"
    assert verdicts["self_support", "all", "2016"] == "not_testable"
    assert verdicts["active_share", "all", "2017-2021"] == "not_testable"
    headline = {key for key, indicator in CATALOGUE.items() if indicator.headline}
    assert headline <= {row.indicator for row in rows}


def test_a_count_is_held_in_percent_of_another() -> None:
    study = filled({("assessed", "19", "all", "2014"): (44.0, 44.0), ("applied", "19", "all", "2014"): (80.0, 80.0)})
    row = next(row for row in believability(study) if row.indicator == "assessed" and row.period == "2014")
    assert (row.mean, row.unit, row.verdict) == (55.0, "percent", "near")
