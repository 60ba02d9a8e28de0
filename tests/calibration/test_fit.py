"""The fit against answers known in closed form."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from calibration.abc import check
from calibration.fit import LUCK, Effort, Fit, fit
from calibration.identify import identifiability
from calibration.parameters import Prior, standard_prior
from tests.calibration.toy import SIZE, TARGETS, Toy, slopes, target

EFFORT = Effort(chance=20, designed=32, starts=2, search=1, rounds=10, final=4, polish=6, shown=20, checked=1500)
TRUTH = np.array([0.7, -0.4, 0.1])


def fitted(toy: Toy) -> Fit:
    return fit(toy, standard_prior(SIZE), 1, EFFORT)


def linear(chance: float = 0.0, se: float = 1.0) -> Toy:
    turned = slopes()
    return Toy(turned, [target(f"t{k}", float(v), se) for k, v in enumerate(turned @ TRUTH)], chance)


def closed_form(toy: Toy, sd: float) -> Prior:
    precision = toy.slopes.T @ toy.slopes / sd**2 + np.eye(SIZE)
    observed = np.array([t.value for t in toy.targets], dtype=float)
    return Prior(np.linalg.solve(precision, toy.slopes.T @ observed / sd**2), np.asarray(np.linalg.inv(precision), dtype=np.float64))


def test_a_straight_model_gives_the_posterior_in_closed_form() -> None:
    toy = linear()
    found, exact = fitted(toy).posterior, closed_form(toy, 1.0)
    assert found.mean == pytest.approx(exact.mean, abs=0.03)
    assert found.covariance == pytest.approx(exact.covariance, abs=1e-6)


def test_chance_larger_than_what_was_measured_counts_in_its_place() -> None:
    toy = linear(chance=2.0, se=0.5)
    found = fitted(toy).posterior
    exact = closed_form(toy, 2.0 * np.sqrt(1.0 + 1.0 / EFFORT.chance))
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(np.sqrt(np.diag(exact.covariance)), rel=0.25)


def test_the_other_way_agrees_where_the_model_is_straight_and_tells_where_a_posterior_is_too_narrow() -> None:
    toy = linear(chance=1.0)
    found = fitted(toy)
    agreed = check(toy, found.prior, found.posterior, EFFORT.checked, LUCK["check"], 1)
    assert not agreed.disagrees(found.posterior).any()
    narrow = found.posterior.__class__(
        found.posterior.mean + 3.0, found.posterior.covariance, found.posterior.line, found.posterior.doubt, 1
    )
    assert agreed.disagrees(narrow).all()


def test_a_bend_is_seen_and_does_not_lead_astray() -> None:
    turned = slopes()
    straight = turned @ TRUTH
    observed = [target(f"t{k}", float(v)) for k, v in enumerate(straight + 0.2 * straight**2)]
    toy = Toy(turned, observed, bend=0.2)
    found = fitted(toy).posterior
    assert np.all(found.line.bent >= 0.0) and found.line.bent.max() > 1e-4
    assert np.all(np.abs(found.mean - TRUTH) < 3.0 * np.sqrt(np.diag(found.covariance)))


def test_a_parameter_that_no_target_tells_of_keeps_its_prior() -> None:
    turned = slopes()
    turned[:, 2] = 0.0
    toy = Toy(turned, [target(f"t{k}", float(v)) for k, v in enumerate(turned @ TRUTH)])
    found = fitted(toy)
    assert found.left[2] == pytest.approx(1.0) and found.posterior.mean[2] == pytest.approx(0.0, abs=1e-9)
    assert list(found.before.searched(EFFORT.untouched)) == [True, True, False]


def test_two_parameters_that_act_alike_are_named() -> None:
    turned = slopes()
    turned[:, 1] = turned[:, 0] * 1.001
    told = identifiability(turned, np.zeros_like(turned), np.full(TARGETS, 0.1), standard_prior(SIZE))
    assert told.alike() == [(0, 1)]
    assert not told.identified[:2].any() and told.identified[2]


def test_slopes_that_are_only_noise_declare_nothing() -> None:
    """Their size is that of their noise: of what they would seem to say next to nothing is left."""
    noise = np.random.default_rng(11).normal(0.0, 0.3, (200, SIZE))
    seeming = identifiability(noise, np.zeros_like(noise), np.full(200, 1.0), standard_prior(SIZE))
    told = identifiability(noise, np.full_like(noise, 0.3**2), np.full(200, 1.0), standard_prior(SIZE))
    assert seeming.identified.all()
    assert not told.identified.any()


def test_a_censored_target_tells_nothing_within_its_bounds() -> None:
    turned = slopes()
    observed = [target(f"t{k}", float(v)) for k, v in enumerate(turned @ TRUTH)]
    wide = [*observed[:-1], target("t7", None, bounds=(-100.0, 100.0))]
    with_it, without = fitted(Toy(turned, wide)), fitted(Toy(turned[:-1], observed[:-1]))
    assert with_it.posterior.mean == pytest.approx(without.posterior.mean, abs=1e-6)
    assert with_it.posterior.covariance == pytest.approx(without.posterior.covariance, abs=1e-9)


def test_one_target_far_off_pulls_little() -> None:
    turned = slopes()
    observed = [target(f"t{k}", float(v)) for k, v in enumerate(turned @ TRUTH)]
    spoilt = [target("t0", observed[0].bounds[0] + 60.0), *observed[1:]]
    found = fitted(Toy(turned, spoilt)).posterior
    least_squares = closed_form(Toy(turned, spoilt), 1.0).mean
    assert np.abs(found.mean - TRUTH).max() < 0.5 * np.abs(least_squares - TRUTH).max()


def test_no_part_of_a_fit_is_judged_on_luck_that_it_was_fitted_with() -> None:
    begins = sorted(LUCK.values())
    longest = max(EFFORT.chance, EFFORT.slopes, EFFORT.search, EFFORT.final, EFFORT.shown, 1)
    assert all(b - a >= longest for a, b in pairwise(begins))
