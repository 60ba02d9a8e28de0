"""The study of the selection: problems are what they are called, yardsticks are those of their authors, the page is made of its numbers."""

from __future__ import annotations

import json

import numpy as np
import pytest

from results.priorities.selecting.study.configurations import DRAWS, MOST, STATED, Configuration
from results.priorities.selecting.study.page import PAGE, STORE, page
from results.priorities.selecting.study.rivals import biz, kn, kn_plus_plus, ocba
from results.priorities.selecting.study.summary import saving
from results.priorities.selecting.study.tries import FIRSTS, right_by_number, tried
from results.priorities.selecting.study.yardsticks import (
    clark_yang,
    equicorrelated_constant,
    nelson_matejcik,
    rinott,
    rinott_constant,
    student_constant,
)

CLEAR = Configuration(5, "ascending", "equal", 0.9)
"""Far apart and with little noise: whatever chooses must choose the first."""


@pytest.mark.parametrize("configuration", STATED[::7], ids=lambda each: each.name)
def test_a_problem_has_the_means_and_spreads_it_is_called_by(configuration: Configuration) -> None:
    problem = configuration.problem(3)
    assert problem.values.shape == (configuration.systems, MOST)
    off = np.abs(problem.values.mean(axis=1) - problem.means) / (problem.values.std(axis=1) / np.sqrt(MOST))
    assert off.max() < 5.0
    if configuration.noise == "normal":
        assert problem.values.std(axis=1) == pytest.approx(configuration.spreads(), rel=0.15)
        between = np.corrcoef(problem.values[0], problem.values[1])
        assert np.asarray(between)[0, 1] == pytest.approx(configuration.correlation, abs=0.12)


def test_a_problem_depends_on_its_number_and_its_name() -> None:
    first = CLEAR.problem(0).values
    assert np.array_equal(first, CLEAR.problem(0).values)
    assert not np.array_equal(first, CLEAR.problem(1).values)
    assert not np.array_equal(first, CLEAR.problem(0, seed=1).values)


def test_good_is_the_best_and_what_lies_less_than_the_indifference_below() -> None:
    assert [Configuration(3, "slippage").problem(0).good(system) for system in range(3)] == [True, False, False]
    assert all(Configuration(3, "equal").problem(0).good(system) for system in range(3))


def test_drawn_parameters_come_again_and_their_effects_cancel_over_all_draws() -> None:
    """Means over one round of draws differ from the truth by the luck of replications alone, a third as variable as the whole."""
    problem = Configuration(10, "slippage", noise="draws").problem(0)
    rounds = problem.values.reshape(10, -1, DRAWS)
    between = rounds.mean(axis=1).var()
    assert between > 3.0 * rounds.var(axis=1).mean() / rounds.shape[1]
    assert rounds.mean(axis=2).std(axis=1).max() < 1.0


@pytest.mark.parametrize(("systems", "above"), [(2, 0.0), (6, 0.04)])
def test_rinotts_constant_holds_by_simulation(systems: int, above: float) -> None:
    """The best, one indifference ahead, is chosen with the stated probability; with more than two systems more often (a bound)."""
    random = np.random.default_rng(6)
    tries, first = 20_000, 6
    variances = 100.0 * random.chisquare(first - 1, (tries, systems)) / (first - 1)
    sampled = np.maximum(first, np.ceil(rinott_constant(systems, first, 0.9) ** 2 * variances))
    means = random.standard_normal((tries, systems)) * 10.0 / np.sqrt(sampled)
    means[:, 0] += 1.0
    assert 0.89 < np.mean(means.argmax(axis=1) == 0) < 0.91 + above


def test_the_constant_of_equal_differences_holds_by_simulation() -> None:
    random = np.random.default_rng(6)
    tries, systems, free = 20_000, 4, 15
    normal, scale = random.standard_normal((tries, systems)), np.sqrt(random.chisquare(free, tries) / free)
    greatest = (normal[:, 1:] - normal[:, :1]).max(axis=1) / np.sqrt(2.0) / scale
    assert np.mean(greatest < equicorrelated_constant(systems, free, 0.9)) == pytest.approx(0.9, abs=0.01)


def test_constants_are_those_of_tables() -> None:
    """Two systems, first stage 20, 95 %: 2.453 in tables of Rinott's constant; Student's t for one comparison."""
    assert rinott_constant(2, 20, 0.95) == pytest.approx(2.453, abs=0.003)
    assert student_constant(9, 0.025) == pytest.approx(2.262, abs=0.001)
    assert equicorrelated_constant(2, 60, 0.95) == pytest.approx(student_constant(60, 0.05), rel=0.005)


def test_yardsticks_give_what_variances_call_for() -> None:
    """By hand: differences of the two rows are -2, 0, 0, 2 around their mean, variance 8/3; t(3) at 5 % is 2.353."""
    first = np.array([[4.0, 6.0, 4.0, 6.0], [1.0, 1.0, -1.0, -1.0]])
    assert clark_yang(first, 0.95).tolist() == [15, 15]
    assert nelson_matejcik(first, 0.95).tolist() == [15, 15]
    assert rinott(first, 0.95)[0] == rinott(first, 0.95)[1] > 15
    assert clark_yang(first / 100.0, 0.95).tolist() == [4, 4]


@pytest.mark.parametrize("procedure", [kn, kn_plus_plus, biz])
def test_rivals_find_what_is_clear(procedure: object) -> None:
    assert callable(procedure)
    values = np.array([CLEAR.problem(number).values for number in range(20)])
    outcome = procedure(values, 6)
    assert np.mean(outcome.chosen == 0) >= 0.9
    assert outcome.observations.min() >= 30
    assert outcome.observations.max() < 1000


def test_a_budget_goes_where_it_matters() -> None:
    values = np.array([CLEAR.problem(number).values for number in range(20)])
    outcome = ocba(values, 6, np.full(20, 60))
    assert np.mean(outcome.chosen == 0) >= 0.9
    assert outcome.observations.tolist() == [60] * 20


def test_more_observations_each_are_right_more_often() -> None:
    curve = sum(right_by_number(CLEAR.problem(number)) for number in range(40))
    assert isinstance(curve, np.ndarray)
    assert curve[0] < curve[20] <= curve[-1] == 40


def test_what_is_tried_is_counted() -> None:
    found = tried(CLEAR, 30)
    assert found["tries"] == 30
    assert found["right"][1] <= found["right"][0] <= found["right"][2]
    assert 5 * 6 <= found["asked"] <= found["most_observations"]
    assert all(found[f"Clark-Yang/{first}"] >= 5 * first for first in FIRSTS)
    assert saving(found, "Clark-Yang") == pytest.approx(1.0 - found["asked"] / min(found[f"Clark-Yang/{first}"] for first in FIRSTS))
    assert saving(found, "oracle") == pytest.approx(1.0 - found["asked"] / found["oracle"])


def test_the_page_is_made_of_its_numbers() -> None:
    """`python -m results.priorities.selecting.study --page` writes it anew."""
    stored = json.loads(STORE.read_text(encoding="utf-8"))
    assert [row["name"] for row in stored["stated"]] == [each.name for each in STATED]
    assert all(row["tries"] >= 1000 for row in stored["stated"])
    assert page(stored) == PAGE.read_text(encoding="utf-8")


def test_the_selection_is_right_as_often_as_stated_and_takes_less_than_equal_allocation() -> None:
    """In every configuration; whoever changes the procedure runs the study anew."""
    stored = json.loads(STORE.read_text(encoding="utf-8"))["stated"]
    assert [row["name"] for row in stored if row["right"][0] < 0.95] == []
    assert [row["name"] for row in stored if (saving(row, "Clark-Yang") or 0.0) <= 0.0] == []
