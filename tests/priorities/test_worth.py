"""What knowing a parameter is worth: nothing in pure noise, and what it is known to be where that is known."""

from __future__ import annotations

from itertools import pairwise
from math import exp, pi, sqrt

import numpy as np
import pytest

from results.priorities.choices.goals import Aim, Objective
from results.priorities.choices.packages import Choice
from results.priorities.doubt.worth import LEAST_DRAWS, Values, blind_gains, contenders, gains, known_apart, worth, worths
from results.priorities.simulated.evaluate import Evaluator, Question
from scenarios.posterior import Posterior
from tests.priorities.test_doubt import BASE, MENU
from tests.results.draws import FACTS

NOISE = 0.02


def of(drawn: np.ndarray) -> Values:
    """Parameters with nothing alike."""
    standard = (drawn - drawn.mean(axis=0)) / drawn.std(axis=0)
    return Values(tuple(f"p{k}" for k in range(drawn.shape[1])), ((),) * drawn.shape[1], standard)


def deals(draws: int, count: int, random: np.random.Generator) -> np.ndarray:
    return np.array([random.permutation(draws) for _ in range(count)])


@pytest.mark.parametrize("draws", [6, 10, 16])
def test_pure_noise_is_worth_nothing_on_average(draws: int) -> None:
    random = np.random.default_rng(draws)
    raw, left = [], []
    for _ in range(100):
        seen, values = NOISE * random.standard_normal((draws, 5)), of(random.standard_normal((draws, 4)))
        raw.append(gains(seen, values.drawn).mean())
        left.append(raw[-1] - blind_gains(seen, values.drawn, deals(draws, 40, random)).mean())
    assert np.mean(raw) > 0.05 * NOISE
    assert abs(np.mean(left)) < 0.15 * np.mean(raw)


def test_noise_is_seldom_told_to_be_worth_knowing() -> None:
    random = np.random.default_rng(11)
    told = 0
    for number in range(60):
        seen, values = NOISE * random.standard_normal((10, 4)), of(random.standard_normal((10, 12)))
        told += any(each.told_apart for each in worths(seen, values, number).values())
    assert told <= 8


def test_a_known_worth_is_found() -> None:
    """Two packages, one that rises with a parameter by b around a mean a: E max(0, a + b x) - max(0, a), x normal."""
    random = np.random.default_rng(4)
    a, b = -0.01, 0.03
    known = b * exp(-((a / b) ** 2) / 2.0) / sqrt(2.0 * pi) + a * normal(a / b)
    drawn = random.standard_normal((2000, 3))
    seen = np.stack([np.zeros(2000), a + b * drawn[:, 1]], axis=1) + NOISE * random.standard_normal((2000, 2))
    found = gains(seen, of(drawn).drawn) - blind_gains(seen, of(drawn).drawn, deals(2000, 10, random))
    assert found[1] == pytest.approx(known, rel=0.12)
    assert np.abs(found[[0, 2]]).max() < 0.05 * known


def normal(x: float) -> float:
    """The normal distribution's function."""
    from scipy.special import ndtr

    return float(ndtr(x))


def test_the_parameter_that_decides_comes_first_and_is_told_apart() -> None:
    random = np.random.default_rng(8)
    drawn = random.standard_normal((16, 10))
    slopes = np.array([0.0, 0.05, -0.05])
    seen = drawn[:, [6]] * slopes + NOISE * random.standard_normal((16, 3))
    found = worths(seen, of(drawn))
    first, *rest = found.items()
    assert first[0] == "p6"
    assert first[1].told_apart
    assert first[1].gain > 0.02
    assert first[1].changes > 0.2
    assert all(one.gain == one.changes == 0.0 for _, one in rest if not one.told_apart)
    assert all(a.gain >= b.gain for a, b in pairwise(found.values()))


def test_a_parameter_that_moves_all_packages_alike_is_worth_nothing() -> None:
    random = np.random.default_rng(9)
    drawn = random.standard_normal((16, 2))
    seen = 0.2 * drawn[:, [0]] + np.array([0.0, 0.03]) + 0.001 * random.standard_normal((16, 2))
    assert not any(one.told_apart for one in worths(seen, of(drawn)).values())


def test_what_rises_and_falls_together_is_one_thing_to_know_and_what_stands_still_none() -> None:
    numbers, other = [1.0, 4.0, 2.0, 8.0], [3.0, 1.0, 1.0, 2.0]
    draws = [{"a": n, "still": 0.3, "b": 5.0 - 2.0 * n, "c": m} for n, m in zip(numbers, other, strict=True)]
    found = known_apart(draws, range(4))
    assert found.names == ("a", "c")
    assert found.alike == (("b",), ())
    assert found.drawn.mean(axis=0) == pytest.approx([0.0, 0.0])
    assert found.drawn.std(axis=0) == pytest.approx([1.0, 1.0])


def test_what_only_a_few_draws_have_together_is_known_apart() -> None:
    """In any two draws all parameters rise or fall together."""
    draws = [{"a": 1.0, "c": 3.0}, {"a": 4.0, "c": 1.0}, {"a": 2.0, "c": 1.0}, {"a": 8.0, "c": 2.0}]
    found = known_apart(draws, (0, 1))
    assert found.names == ("a", "c")
    assert found.drawn.tolist() == [[-1.0, 1.0], [1.0, -1.0]]
    assert known_apart(draws, (1, 2)).names == ("a",)


def test_nothing_is_simulated_and_nothing_said_of_too_few_draws() -> None:
    draws = tuple({"capacity.sfi_seats": 0.7 + 0.1 * k, "so.join_days_mean": 20.0 + 7.0 * (k % 3)} for k in range(LEAST_DRAWS))
    base = BASE.model_copy(update={"posterior": Posterior(draws, FACTS)})
    question = Question(type(MENU)(base, MENU.measures, MENU.choices), {"planned": base}, ("so_in_time",), "compiled")
    goal = Objective("so_in_time", (Aim("", "so_in_time", 50.0),))
    packages = [(Choice("joint"),), (Choice("joint", 0.5),)]
    with Evaluator(question) as evaluator:
        evaluator.observations([(), *packages], range(LEAST_DRAWS - 1))
        assert worth(evaluator, packages, goal) == ({}, 0)
        evaluator.observations([(), *packages], range(LEAST_DRAWS))
        evaluator.observations([(Choice("joint", 2.0),)], range(2))
        evaluator.observations([()], range(LEAST_DRAWS + 1))
        before = evaluator.done
        assert contenders(evaluator, [(Choice("joint", 2.0),), *packages]) == (tuple(packages), LEAST_DRAWS)
        assert contenders(evaluator, [packages[0], (), (Choice("joint", 2.0),)]) == ((packages[0], (), (Choice("joint", 2.0),)), 2)
        found, rests_on = worth(evaluator, [(Choice("joint", 2.0),), *packages], goal)
        assert evaluator.done == before
    assert rests_on == LEAST_DRAWS
    assert set(found) == {"capacity.sfi_seats", "so.join_days_mean"}
