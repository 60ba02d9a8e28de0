"""Chance and parameters apart: known variances are found again, intervals cover what they say, and one draw says nothing."""

from __future__ import annotations

import numpy as np
import pytest

from results.intervals import critical, error_of_mean, intervals, variances
from results.single_outcome import from_draws

PAIRS = tuple(k // 2 for k in range(16))
"""Eight draws of two replications."""


def sets(draws: tuple[int, ...], of_parameters: float, of_chance: float, count: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """So many sets of replications around zero, shape (replications, sets), and the expected value of one more draw for each set."""
    random = np.random.default_rng(2016)
    means = random.normal(0.0, of_parameters, (max(draws) + 1, count))
    values = means[list(draws)] + random.normal(0.0, of_chance, (len(draws), count))
    return values, random.normal(0.0, of_parameters, count)


def test_by_hand() -> None:
    values = np.array([1.0, 3.0, 5.0, 7.0, 12.0, 14.0])
    found = variances(values, (0, 0, 1, 1, 2, 2))
    # Means of the draws 2, 6, 13, of all 7: between 2 (25 + 1 + 36) / 2, within (2 + 2 + 2) / 3.
    assert (float(found.between), float(found.within), found.each) == (62.0, 2.0, 2.0)
    assert float(found.of_parameters) == 30.0
    over = intervals(values, (0, 0, 1, 1, 2, 2))
    assert float(over.chance) == pytest.approx(critical(3) * np.sqrt(62.0 / 6.0))
    assert float(over.half) ** 2 == pytest.approx(float(over.chance) ** 2 + float(over.parameters) ** 2)
    # The parts are far apart: nearly t sqrt(variance of the parameters + variance of the mean).
    assert float(over.half) == pytest.approx(critical(3) * np.sqrt(30.0 + 62.0 / 6.0), rel=0.02)


def test_draws_of_unequal_size_weigh_by_their_replications() -> None:
    found = variances(np.array([1.0, 3.0, 5.0, 7.0, 12.0]), (0, 0, 1, 1, 2))
    # Mean 5.6: between (2 * 12.96 + 2 * 0.16 + 40.96) / 2, within (2 + 2) / 2, effective size (5 - 9 / 5) / 2.
    assert float(found.between) == pytest.approx(33.6)
    assert float(found.within) == 2.0
    assert found.each == pytest.approx(1.6)


@pytest.mark.parametrize(("of_parameters", "of_chance"), [(1.0, 1.0), (3.0, 1.0), (0.0, 2.0)])
def test_known_variances_are_found_again(of_parameters: float, of_chance: float) -> None:
    found = variances(sets(tuple(k // 2 for k in range(200)), of_parameters, of_chance)[0], tuple(k // 2 for k in range(200)))
    assert float(np.mean(found.within)) == pytest.approx(of_chance**2, rel=0.02)
    # Not below zero: where there is none, a little is found by chance.
    assert float(np.mean(found.of_parameters)) == pytest.approx(of_parameters**2, rel=0.04, abs=0.06 * of_chance**2)


@pytest.mark.parametrize("draws", [PAIRS, PAIRS[:-1], tuple(k // 2 for k in range(50)), (0, 0, 1, 1, 2, 2, 3, 3)])
@pytest.mark.parametrize("of_parameters", [0.0, 0.3, 0.7, 1.0, 3.0])
def test_intervals_cover_the_expected_value_of_one_more_draw(draws: tuple[int, ...], of_parameters: float) -> None:
    values, expected = sets(draws, of_parameters, 1.0)
    found = intervals(values, draws)
    assert 0.90 <= np.mean((found.low <= expected) & (expected <= found.high)) <= 0.998
    chance_alone = np.mean(np.abs(found.mean - expected) <= found.chance)
    assert of_parameters < 0.7 or chance_alone < 0.9


@pytest.mark.parametrize("of_parameters", [0.0, 1.0, 3.0])
def test_a_single_outcome_of_one_more_draw_is_covered(of_parameters: float) -> None:
    values, expected = sets(PAIRS, of_parameters, 1.0)
    outcomes = expected + np.random.default_rng(1).normal(0.0, 1.0, len(expected))
    ends = [from_draws(values[:, k], PAIRS) for k in range(len(outcomes))]
    assert 0.90 <= np.mean([low <= outcome <= high for (low, high), outcome in zip(ends, outcomes, strict=True)]) <= 0.995


@pytest.mark.parametrize(("of_parameters", "least", "most"), [(0.0, 0.02, 0.08), (3.0, 0.9, 1.0)])
def test_draws_are_said_to_differ_where_they_do(of_parameters: float, least: float, most: float) -> None:
    found = intervals(sets(PAIRS, of_parameters, 1.0)[0], PAIRS)
    assert least <= found.draws_differ.mean() <= most


def test_more_replications_lessen_chance_and_not_parameters() -> None:
    few, many = (intervals(*_two(count)) for count in (20, 400))
    assert np.median(many.chance) < 0.35 * np.median(few.chance)
    assert np.median(many.parameters) == pytest.approx(1.96 * 2.0, rel=0.05)


def _two(count: int) -> tuple[np.ndarray, tuple[int, ...]]:
    draws = tuple(k // 2 for k in range(count))
    return sets(draws, 2.0, 1.0)[0], draws


def test_what_never_differs_differs_by_nothing() -> None:
    found = intervals(np.zeros((16, 3)), PAIRS)
    assert not found.half.any()
    assert not found.told_apart.any()


def test_of_one_draw_and_without_draws_the_interval_is_that_of_the_mean() -> None:
    values = np.random.default_rng(3).normal(5.0, 1.0, (4, 6))
    plain = intervals(values)
    assert np.array_equal(intervals(values, (3, 3, 3, 3)).high, plain.high)
    assert plain.half == pytest.approx(critical(4) * values.std(axis=0, ddof=1) / 2.0)
    assert np.array_equal(plain.chance, error_of_mean(values))
    assert np.isnan(plain.parameters).all()


def test_where_no_two_replications_share_a_draw_nothing_is_told_apart() -> None:
    values = np.random.default_rng(3).normal(5.0, 1.0, 6)
    found = intervals(values, tuple(range(6)))
    assert float(found.half) == pytest.approx(critical(6) * values.std(ddof=1) * np.sqrt(1.0 + 1.0 / 6.0))


def test_a_number_that_one_replication_lacks_stays_undefined() -> None:
    values = np.ones((16, 2))
    values[3, 1] = np.nan
    found = intervals(values, PAIRS)
    assert np.isnan([found.mean[1], found.low[1], found.chance[1], found.parameters[1]]).all()
    assert (found.mean[0], found.low[0]) == (1.0, 1.0)
