"""A study of a small county: reproducible, the same for any number of workers, honest about what it cannot show."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from results.intervals import intervals
from results.study import LEAST_PEOPLE, Study, headline, run_study
from tests.small_county.county import small_county

COLUMNS = ["scenario", "indicator", "area", "group", "period", "mean", "low", "high", "unit", "replications"]


@cache
def study() -> Study:
    return run_study(small_county(), 7, replications=2, workers=1)


def test_two_processes_give_what_one_gives() -> None:
    other = run_study(small_county(), 7, replications=2, workers=2)
    assert np.array_equal(study().values, other.values, equal_nan=True)
    assert np.array_equal(study().people, other.people)
    assert np.array_equal(study().costs, other.costs)
    assert np.array_equal(study().runs[0].events, other.runs[0].events)


def test_progress_is_told_and_the_first_runs_are_kept_without_luck() -> None:
    told: list[tuple[int, int]] = []
    found = run_study(small_county(), 7, replications=1, workers=1, progress=lambda done, of: told.append((done, of)), keep_runs=1)
    assert told == [(1, 1)]
    assert len(found.runs) == 1
    assert found.runs[0].population.luck == {}
    assert np.array_equal(found.values[0], study().values[0], equal_nan=True)


def test_a_precision_that_cannot_be_missed_stops_at_the_first_look() -> None:
    found = run_study(small_county(), 7, precision=50.0, workers=1)
    assert found.replications == (0, 1, 2, 3, 4)
    assert found.precise


def test_what_is_asked_must_be_clear() -> None:
    with pytest.raises(ValueError, match="either"):
        run_study(small_county(), replications=2, precision=0.1)
    with pytest.raises(ValueError, match="engine"):
        run_study(small_county(), engine="steam")


def test_the_frame_has_the_columns_of_the_file_and_only_what_is_shown() -> None:
    frame = study().frame()
    assert list(frame.columns) == COLUMNS
    assert frame["mean"].notna().all()
    assert len(frame) == int(study().shown.sum())
    assert (frame.replications == 2).all()


def test_few_people_are_not_shown_and_three_years_stand_in() -> None:
    found = study()
    assert (found.people[found.shown & _shares(found)] >= LEAST_PEOPLE).all()
    pooled = [k for k, key in enumerate(found.keys) if key[3] == "2014-2016" and found.shown[k] and key[0] == "in_county_1_year"]
    for k in pooled:
        indicator, area, group, _ = found.keys[k]
        years = [found.place_of[indicator, area, group, str(year)] for year in (2014, 2015, 2016)]
        assert any(found.people[year] < LEAST_PEOPLE for year in years)
    assert pooled


def _shares(found: Study) -> np.ndarray:
    return np.array([key[0] in {"in_county_1_year", "self_support", "plan_in_time"} for key in found.keys])


def test_a_single_number_and_one_that_is_not_shown() -> None:
    found = study().estimate("received")
    assert found is not None
    assert found.low <= found.mean <= found.high
    empty = replace(study(), values=np.full(study().values.shape, np.nan))
    assert empty.estimate("received") is None
    with pytest.raises(KeyError):
        study().estimate("no_such_indicator", period="2017")


def test_headline_numbers_are_one_each_for_everyone_in_the_county() -> None:
    chosen = [key for key, is_headline in zip(study().keys, headline(study().layout), strict=True) if is_headline]
    assert len({key[0] for key in chosen}) == len(chosen) > 30
    assert {key[1:3] for key in chosen} == {("99", "all")}


def test_a_number_that_one_replication_lacks_has_no_mean() -> None:
    found = intervals(np.array([[1.0, 1.0], [3.0, np.nan]]))
    # t with one degree of freedom is 12.706; half = 12.706 * sqrt(2) / sqrt(2).
    assert (found.mean[0], found.high[0] - found.mean[0]) == (2.0, pytest.approx(12.706, rel=1e-4))
    assert np.isnan(found.mean[1])
    assert found.told_apart.tolist() == [False, False]


def test_a_study_travels() -> None:
    assert pickle.loads(pickle.dumps(study())).keys == study().keys
