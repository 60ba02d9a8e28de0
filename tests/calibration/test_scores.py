"""Scores of forecasts against values worked out by hand or in closed form."""

from __future__ import annotations

from math import pi, sqrt

import numpy as np
import pytest

from calibration.validation.scores import Forecast, covered, crps, missed_by, relative


def members(*values: float, sd: float = 0.0) -> Forecast:
    """A forecast of these members."""
    return Forecast(np.array(values), sd)


def normal_crps(mean: float, sd: float, value: float) -> float:
    """The closed form for a normal distribution (Gneiting and Raftery 2007)."""
    from scipy.stats import norm

    z = (value - mean) / sd
    return float(sd * (z * (2.0 * norm.cdf(z) - 1.0) + 2.0 * norm.pdf(z) - 1.0 / sqrt(pi)))


def test_one_sure_member_scores_its_absolute_error() -> None:
    assert crps(members(3.0), (5.0, 5.0)) == 2.0


def test_two_members_by_hand() -> None:
    """Mean distance to 1 is (1 + 3) / 2 = 2; mean distance between members, each pair twice and each with itself, is 4 / 2 = 2."""
    assert crps(members(0.0, 4.0), (1.0, 1.0)) == pytest.approx(2.0 - 0.5 * 2.0)


@pytest.mark.parametrize("value", [-1.0, 0.0, 2.5])
def test_one_member_with_a_spread_is_the_closed_form(value: float) -> None:
    assert crps(members(0.5, sd=2.0), (value, value)) == pytest.approx(normal_crps(0.5, 2.0, value))


def test_many_members_of_a_normal_distribution_come_near_the_closed_form() -> None:
    from scipy.stats import norm

    sample = 10.0 + 3.0 * norm.ppf((np.arange(2000) + 0.5) / 2000)
    assert crps(Forecast(sample, 0.0), (14.0, 14.0)) == pytest.approx(normal_crps(10.0, 3.0, 14.0), rel=2e-3)


def test_members_and_spread_add_up_as_variances_do() -> None:
    from scipy.stats import norm

    sample = 3.0 * norm.ppf((np.arange(2000) + 0.5) / 2000)
    assert crps(Forecast(sample, 4.0), (2.0, 2.0)) == pytest.approx(normal_crps(0.0, 5.0, 2.0), rel=2e-3)


def test_bounds_are_scored_as_values_between_them() -> None:
    """A sure 0 against something between 10 and 20 misses by 15 on average."""
    assert crps(members(0.0), (10.0, 20.0)) == pytest.approx(15.0)


@pytest.mark.parametrize(("value", "inside"), [(1.64, True), (1.65, False), (-1.64, True), (-1.65, False)])
def test_an_interval_of_90_percent_ends_at_the_quantiles(value: float, inside: bool) -> None:
    assert covered(members(0.0, sd=1.0), (value, value), 0.9) is inside


def test_bounds_are_covered_when_the_interval_meets_them() -> None:
    forecast = members(0.0, sd=1.0)
    assert covered(forecast, (1.0, 9.0), 0.9)
    assert not covered(forecast, (2.0, 9.0), 0.9)
    assert covered(forecast, (-9.0, 9.0), 0.8)


def test_intervals_cover_as_often_as_they_say() -> None:
    truth = np.random.default_rng(3).standard_normal(4000)
    held = {p: np.mean([covered(members(0.0, sd=1.0), (value, value), p) for value in truth]) for p in (0.8, 0.9, 0.95)}
    assert held == {p: pytest.approx(p, abs=0.02) for p in (0.8, 0.9, 0.95)}


def test_quantiles_are_where_so_much_lies_below() -> None:
    forecast = members(0.0, 10.0, sd=1.0)
    assert forecast.quantile(0.5) == pytest.approx(5.0, abs=1e-6)
    assert forecast.below(forecast.quantile(0.05)) == pytest.approx(0.05, abs=1e-6)
    assert members(7.0, sd=2.0).quantile(0.975) == pytest.approx(7.0 + 2.0 * 1.959964, abs=1e-4)


def test_errors_by_hand() -> None:
    assert missed_by(8.0, (10.0, 10.0)) == 2.0
    assert missed_by(12.0, (10.0, 15.0)) == 0.0
    assert relative(8.0, (10.0, 10.0)) == pytest.approx(0.2)
    assert relative(18.0, (10.0, 15.0)) == pytest.approx(0.2)
