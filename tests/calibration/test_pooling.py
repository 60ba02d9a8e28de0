"""Partial pooling against the normal hierarchy in closed form."""

from __future__ import annotations

import numpy as np
import pytest

from calibration.parameters import Prior
from calibration.pooling import combined, county_prior, first, joined, told

NATION = Prior(np.array([0.5]), np.array([[0.3**2]]))
TAU = 0.4


def seen(value: float, sd: float, prior: Prior) -> Prior:
    """What a county believes after one observation of its own parameter."""
    precision = 1.0 / sd**2 + 1.0 / prior.covariance[0, 0]
    mean = (value / sd**2 + prior.mean[0] / prior.covariance[0, 0]) / precision
    return Prior(np.array([mean]), np.array([[1.0 / precision]]))


def test_what_targets_say_is_what_stands_between_prior_and_posterior() -> None:
    prior = county_prior(NATION, (), TAU)
    assert prior.covariance[0, 0] == pytest.approx(0.3**2 + TAU**2)
    said = told(prior, seen(1.2, 0.5, prior))
    assert said.precision[0, 0] == pytest.approx(1.0 / 0.5**2)
    assert said.weighted[0] == pytest.approx(1.2 / 0.5**2)
    assert combined(prior, said).mean[0] == pytest.approx(seen(1.2, 0.5, prior).mean[0])


def test_another_county_moves_the_nation_as_far_as_its_own_deviation_allows() -> None:
    prior = county_prior(NATION, (), TAU)
    said = told(prior, seen(1.2, 0.5, prior))
    mixed = county_prior(NATION, [said], TAU)
    weight = 1.0 / (0.5**2 + TAU**2)
    precision = 1.0 / 0.3**2 + weight
    assert mixed.mean[0] == pytest.approx((0.5 / 0.3**2 + 1.2 * weight) / precision)
    assert mixed.covariance[0, 0] == pytest.approx(1.0 / precision + TAU**2)


def test_counties_that_say_nothing_change_nothing() -> None:
    prior = county_prior(NATION, (), TAU)
    silent = told(prior, prior)
    assert county_prior(NATION, [silent, silent], TAU).covariance == pytest.approx(prior.covariance)


def test_what_is_said_of_the_first_positions_allows_for_the_others() -> None:
    rng = np.random.default_rng(3)
    root = rng.standard_normal((3, 3))
    prior = joined(Prior(np.zeros(2), np.eye(2)), 1)
    after = Prior(rng.standard_normal(3), np.asarray(np.linalg.inv(np.eye(3) + root @ root.T), dtype=np.float64))
    said = first(told(prior, after), prior, 2)
    alone = combined(Prior(prior.mean[:2], prior.covariance[:2, :2]), said)
    assert alone.mean == pytest.approx(after.mean[:2])
    assert alone.covariance == pytest.approx(after.covariance[:2, :2])
